//! A letter as PDF: for archives (PDF/A-3a) and for everybody's eyes (PDF/UA-1), tagged, in the two bundled fonts.
//!
//! The look is one fixed template, `pdf/letter.typ`; the letter comes to it as JSON, so nothing in it is ever a command.
//! The typesetter sees two files, the template and the data: no disk, no network, no packages, no clock.
//!
//! Deliberately absent: pictures, fonts of the machine, and hyphens that nobody typed.

mod data;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::Document;
use crate::error::Error;
use data::Letters;

const TEMPLATE: &str = include_str!("pdf/letter.typ");
/// What the template calls the letter.
const DATA: &str = "/letter.json";
const FONTS: [&[u8]; 2] = [
    include_bytes!("../fonts/NotoSans_400Regular.ttf"),
    include_bytes!("../fonts/NotoSans_700Bold.ttf"),
];
const STANDARDS: [PdfStandard; 2] = [PdfStandard::A_3a, PdfStandard::Ua_1];

/// Whatever letters have in common, read once. Threads may share it.
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    letters: Letters,
    template: Source,
    data: FileId,
    standards: PdfStandards,
}

/// One letter as PDF; for several, keep a [`Typesetter`].
///
/// # Errors
/// As [`Typesetter::pdf`].
pub fn pdf(document: &Document) -> Result<Vec<u8>, Error> {
    Typesetter::new()?.pdf(document)
}

impl Typesetter {
    /// Reads the fonts and the template.
    ///
    /// # Errors
    /// [`Error::NotSet`] when one of them is damaged.
    pub fn new() -> Result<Typesetter, Error> {
        let fonts: Vec<Font> =
            FONTS.into_iter().filter_map(|font| Font::new(Bytes::new(font), 0)).collect();
        let [_, bold] = fonts.as_slice() else { return Err(Error::NotSet) };
        Ok(Typesetter {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            letters: Letters::of(bold.clone()),
            fonts,
            template: Source::new(place("/letter.typ")?, TEMPLATE.to_owned()),
            data: place(DATA)?,
            standards: PdfStandards::new(&STANDARDS).map_err(|_| Error::NotSet)?,
        })
    }

    /// The letter as a PDF file.
    ///
    /// # Errors
    /// See [`Document::shown`]; [`Error::NotSet`] when the typesetter refuses, whose own words could repeat the letter's.
    pub fn pdf(&self, document: &Document) -> Result<Vec<u8>, Error> {
        let letter = self.letters.data(&document.shown()?).to_string();
        let desk = Desk { typesetter: self, letter: Bytes::from_string(letter) };
        let pages = typst::compile::<PagedDocument>(&desk).output;
        let bytes = pages.and_then(|pages| typst_pdf::pdf(&pages, &self.options()));
        // What was remembered holds the letter, and grows with every one.
        comemo::evict(0);
        bytes.map_err(|_| Error::NotSet)
    }

    fn options(&self) -> PdfOptions {
        PdfOptions {
            creator: Smart::Custom(None),
            timestamp: None,
            standards: self.standards.clone(),
            ..PdfOptions::default()
        }
    }
}

fn place(path: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(path).map_err(|_| Error::NotSet)?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// All that the typesetter can reach while it sets one letter.
struct Desk<'a> {
    typesetter: &'a Typesetter,
    letter: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.typesetter.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let template = &self.typesetter.template;
        if id == template.id() { Ok(template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.typesetter.data {
            Ok(self.letter.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests;
