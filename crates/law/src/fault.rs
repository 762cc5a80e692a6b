//! What can be wrong with a pack of rules: in which file, on which line, and what.

use thiserror::Error;

/// One fault, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}{}: {why}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct Fault {
    /// The file, below `law/`.
    pub file: String,
    /// The line, where one can be named.
    pub line: Option<usize>,
    /// What is wrong.
    pub why: Why,
}

impl Fault {
    pub(crate) fn of(file: &str, why: Why) -> Fault {
        Fault { file: file.to_owned(), line: None, why }
    }

    /// A fault in TOML itself or in the shape of a file, placed on its line.
    pub(crate) fn shape(file: &str, text: &str, error: &toml::de::Error) -> Fault {
        let line = error.span().and_then(|span| text.get(..span.start)).map(lines_before);
        let words = error.message().replace('\n', " ");
        Fault { file: file.to_owned(), line, why: Why::Shape(words) }
    }

    /// A fault about a word of the file, placed on the first line that holds the word in quotes.
    pub(crate) fn at_word(file: &str, text: &str, word: &str, why: Why) -> Fault {
        let quoted = format!("\"{word}\"");
        let line = text.find(&quoted).and_then(|at| text.get(..at)).map(lines_before);
        Fault { file: file.to_owned(), line, why }
    }

    /// The file, and the line where one can be named: `ru/mil/reg.2weeks.toml:9`.
    pub fn place(&self) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{}{line}", self.file)
    }

    /// The id of the sentence shown to a person.
    pub fn message_id(&self) -> &'static str {
        self.why.message_id()
    }
}

fn lines_before(text: &str) -> usize {
    text.matches('\n').count() + 1
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Why {
    /// More files than a pack may hold.
    #[error("too many files in the pack")]
    TooManyFiles,
    /// A file longer than it may be.
    #[error("the file is too long")]
    TooLong,
    /// Not TOML, an unknown key, a missing key, a wrong type or a word outside its list.
    #[error("{0}")]
    Shape(String),
    /// A TOML file that is no rule, regime, calendar, list of facts or list of sources by its place.
    #[error("this place in the folder holds no file the program knows")]
    Unplaced,
    /// The id does not fit the place of the file.
    #[error("the id must be `{0}`, as the file's place says")]
    Id(String),
    /// The same thing stands in two files.
    #[error("`{0}` is there twice")]
    Duplicate(String),
    /// A key this kind of rule must have.
    #[error("a rule of this kind needs the key `{0}`")]
    Needs(&'static str),
    /// A key this kind of rule must not have.
    #[error("a rule of this kind has no key `{0}`")]
    Surplus(&'static str),
    /// No such regime.
    #[error("no regime `{0}`")]
    UnknownRegime(String),
    /// The regime does not count in that unit.
    #[error("the regime does not count in `{0}`")]
    Unit(&'static str),
    /// A fact that is not listed in `facts.toml`.
    #[error("the fact `{0}` is not listed in facts.toml")]
    UnknownFact(String),
    /// A rule that looks at facts of two kinds of records at once.
    #[error("the fact `{0}` belongs to another kind of record than the rule's other facts")]
    MixedSubjects(String),
    /// A fact compared with, or given, something that is not of its sort.
    #[error("the fact `{fact}` is {sort}, so this cannot be its value or test")]
    WrongSort {
        /// The fact.
        fact: String,
        /// What it is.
        sort: &'static str,
    },
    /// A code that the fact cannot take.
    #[error("the fact `{fact}` has no code `{code}`")]
    UnknownCode {
        /// The fact.
        fact: String,
        /// The code.
        code: String,
    },
    /// A question or a title that is missing in a language.
    #[error("nothing stands there in the language `{0}`")]
    NoLanguage(&'static str),
    /// A version that ends before it starts.
    #[error("a version ends before it starts")]
    Backwards,
    /// Two versions in force on the same day.
    #[error("two versions are in force on the same day")]
    Overlap,
    /// A version without a citation.
    #[error("a version has no citation")]
    NoCite,
    /// A source that is not listed in `sources.toml`.
    #[error("the source `{0}` is not listed in sources.toml")]
    UnknownSource(String),
    /// A rule called verified of which a citation was not read in an official text.
    #[error("called verified, but a citation was not read in an official text")]
    NotVerified,
    /// A calendar that contradicts itself.
    #[error("calendar: {0}")]
    Calendar(String),
    /// Fewer than two cases.
    #[error("a rule has at least two cases; there are {0}")]
    TooFewCases(usize),
    /// No case in which something is unknown.
    #[error("at least one case must end in `unknown`")]
    NoUnknownCase,
    /// A case for a rule that does not exist.
    #[error("there is no rule for these cases")]
    NoRule,
    /// A case that came out otherwise.
    #[error("case \"{case}\": expected {wanted}, got {got}")]
    CaseFailed {
        /// The name of the case.
        case: String,
        /// What it expects.
        wanted: String,
        /// What came out.
        got: String,
    },
    /// Nobody looked at the rule for longer than it allows.
    #[error("last checked on {0}, which is longer ago than the rule allows")]
    Stale(jiff::civil::Date),
    /// The calendar of a year that will be needed soon is not there.
    #[error("no production calendar for {0}")]
    NoCalendar(i16),
}

impl Why {
    /// The id of the sentence shown to a person.
    pub fn message_id(&self) -> &'static str {
        match self {
            Why::TooManyFiles => "law-fault-too-many-files",
            Why::TooLong => "law-fault-too-long",
            Why::Shape(_) => "law-fault-shape",
            Why::Unplaced => "law-fault-unplaced",
            Why::Id(_) => "law-fault-id",
            Why::Duplicate(_) => "law-fault-duplicate",
            Why::Needs(_) => "law-fault-needs",
            Why::Surplus(_) => "law-fault-surplus",
            Why::UnknownRegime(_) => "law-fault-unknown-regime",
            Why::Unit(_) => "law-fault-unit",
            Why::UnknownFact(_) => "law-fault-unknown-fact",
            Why::MixedSubjects(_) => "law-fault-mixed-subjects",
            Why::WrongSort { .. } => "law-fault-wrong-sort",
            Why::UnknownCode { .. } => "law-fault-unknown-code",
            Why::NoLanguage(_) => "law-fault-no-language",
            Why::Backwards => "law-fault-backwards",
            Why::Overlap => "law-fault-overlap",
            Why::NoCite => "law-fault-no-cite",
            Why::UnknownSource(_) => "law-fault-unknown-source",
            Why::NotVerified => "law-fault-not-verified",
            Why::Calendar(_) => "law-fault-calendar",
            Why::TooFewCases(_) => "law-fault-too-few-cases",
            Why::NoUnknownCase => "law-fault-no-unknown-case",
            Why::NoRule => "law-fault-no-rule",
            Why::CaseFailed { .. } => "law-fault-case-failed",
            Why::Stale(_) => "law-fault-stale",
            Why::NoCalendar(_) => "law-fault-no-calendar",
        }
    }

    /// The words the sentence needs, by the names of its variables.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Why::Shape(what) | Why::Calendar(what) => vec![("what", what.clone())],
            Why::Id(id) | Why::Duplicate(id) | Why::UnknownRegime(id) => vec![("id", id.clone())],
            Why::UnknownFact(fact) | Why::MixedSubjects(fact) => vec![("fact", fact.clone())],
            Why::UnknownSource(id) => vec![("id", id.clone())],
            Why::Needs(key) | Why::Surplus(key) => vec![("key", (*key).to_owned())],
            Why::Unit(unit) => vec![("unit", (*unit).to_owned())],
            Why::NoLanguage(lang) => vec![("lang", (*lang).to_owned())],
            Why::WrongSort { fact, sort } => {
                vec![("fact", fact.clone()), ("sort", (*sort).to_owned())]
            }
            Why::UnknownCode { fact, code } => {
                vec![("fact", fact.clone()), ("code", code.clone())]
            }
            Why::TooFewCases(n) => vec![("n", n.to_string())],
            Why::CaseFailed { case, wanted, got } => {
                vec![("case", case.clone()), ("wanted", wanted.clone()), ("got", got.clone())]
            }
            Why::Stale(day) => vec![("day", day.to_string())],
            Why::NoCalendar(year) => vec![("year", year.to_string())],
            Why::TooManyFiles
            | Why::TooLong
            | Why::Unplaced
            | Why::Backwards
            | Why::Overlap
            | Why::NoCite
            | Why::NotVerified
            | Why::NoUnknownCase
            | Why::NoRule => vec![],
        }
    }
}

#[cfg(test)]
#[path = "fault_tests.rs"]
mod tests;
