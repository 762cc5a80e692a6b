//! Why a file is refused: what is wrong with its text, or with one of its records.
//!
//! Deliberately absent: the sentences; they stand in `locales/*/caseload.ftl`.

use casework::text::shown;

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file has more than this many bytes.
    FileTooLarge(usize),
    /// A line has more than this many bytes.
    LineTooLong(usize),
    /// There are more than this many records.
    TooManyRecords(usize),
    /// The bytes are no UTF-8.
    NotUtf8,
    /// There is nothing in the file.
    Empty,
    /// The file does not begin by naming its format.
    NoFormat,
    /// It names another one.
    OtherFormat(String),
    /// A NUL outside any text.
    Nul,
    /// The text does not follow the rules of TOML from this column on.
    BrokenToml(usize),
    /// The text does not follow the rules of JSON from this column on.
    BrokenJson(usize),
    /// The line ends in the middle of a record.
    CutShort,
    /// The same key stands twice in one object.
    DuplicateKey(String),
    /// Lists and objects lie more than this deep within one another.
    TooDeep(usize),
    /// A line of JSON that is no object.
    NotAnObject,
    /// In TOML, a kind that is not written `[[kind]]`.
    NotARecord,
    /// No such kind of record.
    UnknownKind(String),
    /// Something is wrong with the record itself.
    Record(casework::Why),
    /// There are this many more faults.
    More(usize),
}

impl Why {
    /// The Fluent id of the sentence.
    pub fn message_id(&self) -> &'static str {
        match self {
            Why::FileTooLarge(_) => "caseload-file-too-large",
            Why::LineTooLong(_) => "caseload-line-too-long",
            Why::TooManyRecords(_) => "caseload-too-many-records",
            Why::NotUtf8 => "caseload-not-utf8",
            Why::Empty => "caseload-empty",
            Why::NoFormat => "caseload-no-format",
            Why::OtherFormat(_) => "caseload-other-format",
            Why::Nul => "caseload-nul",
            Why::BrokenToml(_) => "caseload-broken-toml",
            Why::BrokenJson(_) => "caseload-broken-json",
            Why::CutShort => "caseload-cut-short",
            Why::DuplicateKey(_) => "caseload-duplicate-key",
            Why::TooDeep(_) => "caseload-too-deep",
            Why::NotAnObject => "caseload-not-an-object",
            Why::NotARecord => "caseload-not-a-record",
            Why::UnknownKind(_) => "caseload-unknown-kind",
            Why::Record(why) => why.message_id(),
            Why::More(_) => "caseload-more",
        }
    }

    /// What the sentence names, each short and harmless to show.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Why::FileTooLarge(limit)
            | Why::LineTooLong(limit)
            | Why::TooManyRecords(limit)
            | Why::TooDeep(limit) => vec![("limit", limit.to_string())],
            Why::OtherFormat(given) | Why::DuplicateKey(given) | Why::UnknownKind(given) => {
                vec![("given", shown(given))]
            }
            Why::NoFormat => vec![("format", crate::FORMAT.to_owned())],
            Why::BrokenToml(column) | Why::BrokenJson(column) => {
                vec![("column", column.to_string())]
            }
            Why::Record(why) => why.args(),
            Why::More(count) => vec![("count", count.to_string())],
            _ => Vec::new(),
        }
    }
}

impl From<casework::Why> for Why {
    fn from(why: casework::Why) -> Why {
        Why::Record(why)
    }
}
