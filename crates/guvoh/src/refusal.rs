//! One plain sentence: what is wrong and what to do.
//!
//! A refusal is a message id and its arguments; the sentence itself stands in
//! the locales. Arguments are names of files, options and counts, never what a
//! witness said.

/// Why a command did not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The Fluent message.
    pub id: String,
    /// Its arguments.
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal without arguments.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: Vec::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl From<vault::Error> for Refusal {
    fn from(error: vault::Error) -> Self {
        Self::new(error.message_id())
    }
}

impl From<vault::OpenError> for Refusal {
    fn from(error: vault::OpenError) -> Self {
        Self::new(error.message_id())
    }
}
