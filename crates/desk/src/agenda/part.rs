//! The lists of today by name, as they stand in addresses.

/// One list of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Life, liberty or removal.
    Urgent,
    /// Whom to hear of.
    CheckIns,
    /// Terms of our side that run or hang on a question.
    Ours,
    /// Terms of our side that were missed.
    Missed,
    /// Tasks.
    Tasks,
    /// Authorities that are late, or whose reply nobody looked for.
    Authorities,
    /// Contacts promised for the next days.
    Promised,
    /// Terms of authorities that end soon.
    Awaited,
    /// Powers to act for somebody that end.
    Ending,
    /// Questions by person.
    Questions,
    /// Terms that are not as they were at the last look.
    Changed,
}

impl Part {
    /// Every list, in the order of the page.
    pub const ALL: [Part; 11] = [
        Part::Urgent,
        Part::CheckIns,
        Part::Ours,
        Part::Missed,
        Part::Tasks,
        Part::Authorities,
        Part::Promised,
        Part::Awaited,
        Part::Ending,
        Part::Questions,
        Part::Changed,
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Part::Urgent => "urgent",
            Part::CheckIns => "check-ins",
            Part::Ours => "ours",
            Part::Missed => "missed",
            Part::Tasks => "tasks",
            Part::Authorities => "authorities",
            Part::Promised => "promised",
            Part::Awaited => "awaited",
            Part::Ending => "ending",
            Part::Questions => "questions",
            Part::Changed => "changed",
        }
    }

    /// The list of a name, unless it is never cut short.
    pub fn parse(name: &str) -> Option<Part> {
        Part::ALL.into_iter().skip(1).find(|part| part.name() == name)
    }
}
