//! How long is left, in a coloured word.
//!
//! Colour never stands alone: the words say the same.

use crate::speech::Speech;

/// Hours under which a thing is a matter of life or liberty and stands above all others.
pub const URGENT_HOURS: i64 = 72;

/// Days under which a deadline is soon.
const SOON_DAYS: i64 = 7;

/// Words and colour class of a time left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// `urgent`, `soon`, `late`, `ok` or `calm`.
    pub class: &'static str,
    /// "5 hours left".
    pub text: String,
}

impl Badge {
    /// Any words with a class.
    pub fn new(class: &'static str, text: impl Into<String>) -> Self {
        Self { class, text: text.into() }
    }

    /// Hours until something happens; negative: it should have happened.
    pub fn hours(t: Speech, hours: i64) -> Self {
        match hours {
            ..0 => Self::new("urgent", t.say_n("common-hours-ago", -hours)),
            0..=URGENT_HOURS => Self::new("urgent", t.say_n("common-hours-left", hours)),
            _ => Self::days(t, hours / 24),
        }
    }

    /// Days until our side must have acted; negative: the day is over.
    pub fn days(t: Speech, days: i64) -> Self {
        match days {
            ..0 => Self::new("late", t.say_n("common-days-over", -days)),
            0 => Self::new("soon", t.say("common-today")),
            1..=SOON_DAYS => Self::new("soon", t.say_n("common-days-left", days)),
            _ => Self::new("calm", t.say_n("common-days-left", days)),
        }
    }
}
