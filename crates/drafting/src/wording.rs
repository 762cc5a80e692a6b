//! The words of facts: how a date, an addressee and each kind of record is said in a letter of that language.
//!
//! They stand in `letters/<lang>/words.toml`; whole phrases, with places in braces, so that nothing is bent by a program.
//! Deliberately absent: grammar. A phrase is written so that any label fits into it unbent.

use std::collections::BTreeMap;

use casework::When;
use casework::places;
use casework::vocabulary;
use casework::when::Point;
use jiff::civil::Date;
use serde::Deserialize;

/// The phrases of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The language.
    pub lang: String,
    /// Names of months as they stand in a date, January first.
    day_months: Vec<String>,
    /// Names of months by themselves.
    months: Vec<String>,
    /// How a code of law that records name in Latin letters is named in a letter: `KoAP`.
    #[serde(default)]
    code: BTreeMap<String, String>,
    /// The phrases.
    phrase: BTreeMap<String, String>,
}

/// The phrases every language must have.
pub const PHRASES: [&str; 39] = [
    "day",
    "month",
    "year",
    "span",
    "from",
    "until",
    "unknown_day",
    "in_region",
    "said",
    "recorded",
    "incident",
    "methods",
    "contract.not_shown",
    "contract.requested_refused",
    "contract.forced",
    "contract.deceived",
    "contract.without_understanding",
    "contract.signed_by_another",
    "complaint",
    "registered",
    "number",
    "looked",
    "reply",
    "office",
    "drawn",
    "proceeding",
    "article",
    "decided",
    "copy",
    "not_done",
    "departure",
    "situation",
    "unit",
    "by",
    "where.place",
    "where.both",
    "annexes",
    "annex.source",
    "annex.reply",
];

/// What is wrong with a file of words: its form, or the phrases that are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not TOML of this form: the parser's words.
    Form(String),
    /// A phrase is missing.
    Missing(&'static str),
    /// Not twelve months.
    Months,
}

impl Wording {
    /// Reads the words of one language.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(text: &str) -> Result<Wording, Wrong> {
        let wording: Wording =
            toml::from_str(text).map_err(|error| Wrong::Form(error.message().to_owned()))?;
        if [&wording.day_months, &wording.months].iter().any(|names| names.len() != 12) {
            return Err(Wrong::Months);
        }
        match PHRASES.iter().find(|name| !wording.phrase.contains_key(**name)) {
            Some(missing) => Err(Wrong::Missing(missing)),
            None => Ok(wording),
        }
    }

    /// A phrase with what stands in its braces filled in.
    pub(crate) fn say(&self, name: &str, args: &[(&str, &str)]) -> String {
        let phrase = self.phrase.get(name).map_or("", String::as_str);
        fill(phrase, &mut |key| {
            let value = args.iter().find(|(name, _)| *name == key);
            Some(plain(value.map_or("", |(_, value)| *value)))
        })
    }

    /// The word above what is sent along.
    pub fn annexes(&self) -> String {
        self.say("annexes", &[])
    }

    /// Whether there is such a phrase.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.phrase.contains_key(name)
    }

    /// A day in full.
    pub fn day(&self, day: Date) -> String {
        let number = day.day().to_string();
        let (month, year) = (month(&self.day_months, day), day.year().to_string());
        self.say("day", &[("day", &number), ("month", month), ("year", &year)])
    }

    /// A date as exactly as it is known, and no more.
    pub fn when(&self, when: When) -> String {
        match when {
            When::Point(point) => self.point(point),
            When::Interval(first, last) => {
                self.say("span", &[("first", &self.point(first)), ("last", &self.point(last))])
            }
            When::From(point) => self.say("from", &[("day", &self.point(point))]),
            When::Until(point) => self.say("until", &[("day", &self.point(point))]),
            When::Unknown => self.say("unknown_day", &[]),
        }
    }

    fn point(&self, point: Point) -> String {
        let year = point.first_day().year().to_string();
        match point {
            Point::Day(day) => self.day(day),
            Point::Month(day) => {
                self.say("month", &[("month", month(&self.months, day)), ("year", &year)])
            }
            Point::Year(_) => self.say("year", &[("year", &year)]),
        }
    }

    /// An article as an office writes it: "KoAP 19.3" is "КоАП РФ, ст. 19.3". What is written otherwise stays as it is.
    pub(crate) fn article(&self, article: &str) -> String {
        let named = article.split_once(' ').and_then(|(code, number)| {
            let code = self.code.get(code)?;
            number
                .starts_with(|c: char| c.is_ascii_digit())
                .then(|| format!("{code}\u{a0}{number}"))
        });
        named.unwrap_or_else(|| article.to_owned())
    }

    /// The label of a code.
    pub(crate) fn label(&self, list: &str, code: &str) -> String {
        vocabulary::label(list, code, &self.lang).unwrap_or(code).to_owned()
    }

    /// The label of a region.
    pub(crate) fn region(&self, code: &str) -> String {
        places::region_label(code, &self.lang).to_owned()
    }

    /// The label of a country.
    pub(crate) fn country(&self, code: &str) -> String {
        places::country_label(code, &self.lang).to_owned()
    }

    /// An addressee: its own name where it has one, else its kind; with the region.
    pub(crate) fn addressee(&self, to: &casework::Addressee) -> String {
        let name = to.name.clone().unwrap_or_else(|| capital(&self.label("authority", &to.kind)));
        match &to.region {
            Some(region) => {
                self.say("in_region", &[("what", &name), ("region", &self.region(region))])
            }
            None => name,
        }
    }
}

/// A text with each place in braces filled; what `value` does not know stays as it is. A value that ends with a full stop
/// ends the sentence.
pub(crate) fn fill(text: &str, value: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        match value(name) {
            Some(value) => filled.push_str(&value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = if filled.ends_with('.') { tail.strip_prefix('.').unwrap_or(tail) } else { tail };
    }
    filled + rest
}

/// A text of a record on one line, without braces: it names no place of a template. What must not be parted stays together.
pub(crate) fn plain(text: &str) -> String {
    text.replace(['{', '}'], "").split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn month(names: &[String], day: Date) -> &str {
    let index = usize::try_from(day.month() - 1).unwrap_or_default();
    names.get(index).map_or("", String::as_str)
}

/// The first letter large.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
