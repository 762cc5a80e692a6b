//! An answer that can be chosen in a form.

/// One radio, box or list entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends: a code.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// A second, smaller line, or empty.
    pub hint: String,
}

impl Choice {
    /// A choice without a second line.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new() }
    }

    /// The same choice with a second line.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}
