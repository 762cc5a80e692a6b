//! The few shapes of CBOR that bodies use: definite lengths, shortest integers, no maps, no tags.
//!
//! Decoders here take the shape only; that the bytes are the canonical ones is made sure by encoding again. Deliberately
//! absent: derived encodings, whose bytes would follow the names of our types.

use minicbor::data::Type;
use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

/// Appends CBOR to a vector; that cannot fail.
pub(crate) struct Writer<'a>(Encoder<&'a mut Vec<u8>>);

const NEVER: &str = "writing to memory does not fail";

impl<'a> Writer<'a> {
    pub(crate) fn new(out: &'a mut Vec<u8>) -> Self {
        Self(Encoder::new(out))
    }

    pub(crate) fn array(&mut self, len: usize) -> &mut Self {
        self.0.array(u64::try_from(len).expect("a length fits 64 bits")).expect(NEVER);
        self
    }

    pub(crate) fn uint(&mut self, value: u64) -> &mut Self {
        self.0.u64(value).expect(NEVER);
        self
    }

    pub(crate) fn bytes(&mut self, value: &[u8]) -> &mut Self {
        self.0.bytes(value).expect(NEVER);
        self
    }

    pub(crate) fn text(&mut self, value: &str) -> &mut Self {
        self.0.str(value).expect(NEVER);
        self
    }

    pub(crate) fn bytes_or_null(&mut self, value: Option<&[u8]>) -> &mut Self {
        match value {
            Some(value) => self.bytes(value),
            None => self.null(),
        }
    }

    pub(crate) fn text_or_null(&mut self, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.text(value),
            None => self.null(),
        }
    }

    fn null(&mut self) -> &mut Self {
        self.0.null().expect(NEVER);
        self
    }
}

/// The length of an array, if it has one and it is at most `most`.
pub(crate) fn array(from: &mut Decoder<'_>, most: usize) -> Result<usize, Error> {
    let len = from.array()?.ok_or_else(|| Error::message("indefinite"))?;
    usize::try_from(len).ok().filter(|len| *len <= most).ok_or_else(|| Error::message("too many"))
}

/// An array of exactly `len` things.
pub(crate) fn tuple(from: &mut Decoder<'_>, len: usize) -> Result<(), Error> {
    if array(from, len)? == len { Ok(()) } else { Err(Error::message("another length")) }
}

/// A list of at most `most` things.
pub(crate) fn list<'b, T>(
    from: &mut Decoder<'b>,
    most: usize,
    mut item: impl FnMut(&mut Decoder<'b>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    // Not reserved beforehand: a few bytes may claim a long list.
    (0..array(from, most)?).map(|_| item(from)).collect()
}

/// A byte string of exactly `N` bytes.
pub(crate) fn fixed<const N: usize>(from: &mut Decoder<'_>) -> Result<[u8; N], Error> {
    from.bytes()?.try_into().map_err(|_| Error::message("another length"))
}

/// A byte string of at most `most` bytes.
pub(crate) fn bytes<'b>(from: &mut Decoder<'b>, most: usize) -> Result<&'b [u8], Error> {
    Some(from.bytes()?)
        .filter(|value| value.len() <= most)
        .ok_or_else(|| Error::message("too long"))
}

/// A text of at most `most` bytes.
pub(crate) fn text<'b>(from: &mut Decoder<'b>, most: usize) -> Result<&'b str, Error> {
    Some(from.str()?).filter(|value| value.len() <= most).ok_or_else(|| Error::message("too long"))
}

/// Null, or what `item` reads.
pub(crate) fn nullable<'b, T>(
    from: &mut Decoder<'b>,
    item: impl FnOnce(&mut Decoder<'b>) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    if from.datatype()? == Type::Null { from.null().map(|()| None) } else { item(from).map(Some) }
}
