//! A letter as plain data: what it says, in order, and nothing of how it looks.
//!
//! Every text is data and never markup: what a person typed is shown as typed, by the rule in [`shown`].
//!
//! Deliberately absent: which letter says what (that is for whoever fills it), and numbers, dates or words of its own:
//! every word on the page was given.

use jiff::civil::Date;

use crate::error::Error;
use crate::limits::Limits;
use crate::shown::shown;

/// The language of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Russian.
    Russian,
    /// English.
    English,
}

impl Language {
    /// The tag of BCP 47, as PDF and screen readers know it.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Russian => "ru",
            Language::English => "en",
        }
    }
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The language its texts are written in.
    pub language: Language,
    /// What a window and a screen reader call it; it stands in the file, not on the page.
    pub title: String,
    /// The day the letter bears. A PDF for archives must carry one, so it is this and never the clock's.
    pub date: Date,
    /// What stands on the page, from the top.
    pub parts: Vec<Part>,
}

/// One thing on the page. A part in which nothing is to be seen is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The addressee, line by line, on the right half as Russian official letters have it.
    To(Vec<String>),
    /// The sender, line by line, under the addressee.
    From(Vec<String>),
    /// What the letter is, in the middle: "Жалоба".
    Title(String),
    /// A heading of what follows.
    Heading(String),
    /// A paragraph; it may have line breaks.
    Paragraph(String),
    /// Points, numbered from one.
    Points(Vec<String>),
    /// A table. Its head stands again on every page; each row has as many cells as the head.
    Table {
        /// What each column is.
        head: Vec<String>,
        /// The cells, row by row.
        rows: Vec<Vec<String>>,
    },
    /// What is sent along, numbered from one.
    Annexes {
        /// The word above: "Приложения".
        title: String,
        /// One annex each.
        items: Vec<String>,
    },
    /// Where somebody signs, all on one page.
    Signature {
        /// The day as it is written, on the left.
        date: String,
        /// The word before the ruled line: "Подпись".
        line: String,
        /// The name, on the right.
        name: String,
    },
}

impl Document {
    /// The letter as it is shown in every spelling: each text by [`shown`], without parts in which nothing is seen.
    ///
    /// # Errors
    /// Whatever makes the letter one that cannot be written; nothing is copied before the limits are kept.
    pub fn shown(&self) -> Result<Document, Error> {
        self.shown_within(Limits::default())
    }

    fn shown_within(&self, limits: Limits) -> Result<Document, Error> {
        self.fits(limits)?;
        let title = shown(&self.title).replace('\n', " ");
        if title.is_empty() {
            return Err(Error::NoTitle);
        }
        if !(1..=9999).contains(&self.date.year()) {
            return Err(Error::Year);
        }
        let parts = self.parts.iter().map(Part::shown).filter(|part| !part.is_empty());
        Ok(Document { title, parts: parts.collect(), ..*self })
    }

    fn fits(&self, limits: Limits) -> Result<(), Error> {
        if self.parts.len() > limits.parts {
            return Err(Error::TooManyParts);
        }
        self.parts.iter().try_for_each(|part| part.is_regular(limits.columns))?;
        let texts = || self.parts.iter().flat_map(Part::texts);
        let chars = texts().chain([&self.title]).map(|text| text.chars().count());
        if chars.sum::<usize>() > limits.chars {
            return Err(Error::TooLong);
        }
        let breaks = texts().map(|text| shown(text).matches('\n').count());
        let lines = self.parts.iter().map(Part::lines);
        if breaks.chain(lines).sum::<usize>() > limits.lines {
            return Err(Error::TooManyLines);
        }
        Ok(())
    }
}

impl Part {
    /// Every text in it, in order.
    pub(crate) fn texts(&self) -> Vec<&String> {
        match self {
            Part::Title(text) | Part::Heading(text) | Part::Paragraph(text) => vec![text],
            Part::To(lines) | Part::From(lines) | Part::Points(lines) => lines.iter().collect(),
            Part::Table { head, rows } => head.iter().chain(rows.iter().flatten()).collect(),
            Part::Annexes { title, items } => [title].into_iter().chain(items).collect(),
            Part::Signature { date, line, name } => vec![date, line, name],
        }
    }

    /// Things that each begin a line of their own.
    fn lines(&self) -> usize {
        match self {
            Part::To(lines) | Part::From(lines) | Part::Points(lines) => lines.len(),
            Part::Table { rows, .. } => rows.len(),
            Part::Annexes { items, .. } => items.len(),
            _ => 0,
        }
    }

    fn is_regular(&self, columns: usize) -> Result<(), Error> {
        match self {
            Part::Table { head, .. } if head.len() > columns => Err(Error::TooManyColumns),
            Part::Table { head, rows } if rows.iter().any(|row| row.len() != head.len()) => {
                Err(Error::Ragged)
            }
            _ => Ok(()),
        }
    }

    fn is_empty(&self) -> bool {
        self.texts().iter().all(|text| text.is_empty())
    }

    fn shown(&self) -> Part {
        match self {
            Part::To(lines) => Part::To(seen(lines)),
            Part::From(lines) => Part::From(seen(lines)),
            Part::Title(text) => Part::Title(shown(text)),
            Part::Heading(text) => Part::Heading(shown(text)),
            Part::Paragraph(text) => Part::Paragraph(shown(text)),
            Part::Points(items) => Part::Points(seen(items)),
            Part::Table { head, rows } => {
                Part::Table { head: cells(head), rows: rows.iter().map(|row| cells(row)).collect() }
            }
            Part::Annexes { title, items } => {
                Part::Annexes { title: shown(title), items: seen(items) }
            }
            Part::Signature { date, line, name } => {
                Part::Signature { date: shown(date), line: shown(line), name: shown(name) }
            }
        }
    }
}

/// The texts in which something is seen.
fn seen(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| shown(text)).filter(|text| !text.is_empty()).collect()
}

/// Cells stay in their columns, empty or not.
fn cells(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| shown(text)).collect()
}

#[cfg(test)]
mod tests;
