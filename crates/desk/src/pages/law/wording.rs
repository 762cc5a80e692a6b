//! The wordings of a rule beside one another, with what differs between them marked.
//!
//! A reader who knows the old term must see at once that it is another one now. Deliberately absent: which wording governs
//! somebody's term; `law::count` decides by the day of the event, the decision or the step.

use ::law::{AppliesBy, DaysAre, Kind, Rule, Shift, Start, Term, Unit, Version};
use jiff::civil::Date;

use super::condition;
use super::rows;
use super::rule::{Cited, cited};
use crate::citation;
use crate::pages::record::words::Words;

/// One wording.
pub struct Wording {
    /// "Since October 29, 2024".
    pub heading: String,
    /// Whether it is the one in force on the chosen day.
    pub chosen: bool,
    /// What it says, line by line.
    pub lines: Vec<Line>,
    /// Where it stands.
    pub cites: Vec<Cited>,
}

/// One thing a wording says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The Fluent key of what it is.
    pub label: &'static str,
    /// The words.
    pub text: String,
    /// Whether another wording says otherwise.
    pub differs: bool,
}

/// All wordings of a rule: the one in force on that day first, then the oldest.
pub fn all(rule: &Rule, day: Date, words: &Words<'_>) -> Vec<Wording> {
    let lines: Vec<Vec<Line>> =
        rule.versions.iter().map(|version| lines(rule, version, words)).collect();
    let marked = |of: &Vec<Line>| of.iter().map(|line| mark(line, &lines)).collect();
    let wording = |(version, of): (&Version, &Vec<Line>)| Wording {
        heading: heading(version, words),
        chosen: version.covers(day),
        lines: marked(of),
        cites: version.cites.iter().map(|cite| cited(cite, words)).collect(),
    };
    let mut all: Vec<Wording> = rule.versions.iter().zip(&lines).map(wording).collect();
    all.sort_by_key(|wording| !wording.chosen);
    all
}

/// A line differs where some other wording says something else there, or nothing.
fn mark(line: &Line, all: &[Vec<Line>]) -> Line {
    let same = |other: &Vec<Line>| {
        other.iter().any(|one| one.label == line.label && one.text == line.text)
    };
    Line { differs: !all.iter().all(same), ..line.clone() }
}

fn lines(rule: &Rule, version: &Version, words: &Words<'_>) -> Vec<Line> {
    let length = version.term.map(|term| condition::length(term, words));
    let term_label = match rule.kind {
        Kind::Remedy => "law_read-open-for",
        _ => "law_pages-term",
    };
    let regime = version.regime.as_deref().map(|regime| counted_so(regime, version.term, words));
    let by = version.term.and(Some(words.t.say(applies_by(version.applies_by))));
    let found = [
        ("law_pages-period", Some(period(version, words))),
        (term_label, length),
        ("law_read-counted-from", rule.trigger.as_deref().map(|fact| counted_from(fact, words))),
        ("law_pages-basis", regime),
        ("law_read-applies-by", by),
        ("law_read-articles", Some(citation::all(&version.articles(), words.t))),
    ];
    let line = |(label, text): (&'static str, Option<String>)| {
        text.map(|text| Line { label, text, differs: false })
    };
    found.into_iter().filter_map(line).collect()
}

fn counted_from(fact: &str, words: &Words<'_>) -> String {
    words.t.say_with("law_pages-day-of", &[("fact", words.question(fact).into())])
}

const fn applies_by(by: AppliesBy) -> &'static str {
    match by {
        AppliesBy::Fact => "law_read-by-fact",
        AppliesBy::Step => "law_read-by-step",
        AppliesBy::Decision => "law_read-by-decision",
    }
}

/// How a term is counted, in words: the name of the way, where it begins, and what a day off does.
pub fn counted_so(id: &str, term: Option<Term>, words: &Words<'_>) -> String {
    let name = rows::basis_title(id, words);
    let Some(regime) = words.pack.regime(id) else { return name };
    if regime.units == [Unit::Hour] {
        return [name, words.t.say("law_read-in-hours")].join("; ");
    }
    let start = match regime.start {
        Start::NextDay => "law_pages-starts-next-day",
        Start::EventDay if term.is_some_and(|term| is_long(term.unit)) => {
            "law_pages-starts-same-name"
        }
        Start::EventDay => "law_pages-starts-event-day",
    };
    let shift = match regime.shift {
        Shift::Forward => "law_pages-shifts-forward",
        Shift::None => "law_pages-shifts-not",
    };
    let working = (regime.days == DaysAre::Working).then_some("law_pages-counts-working");
    let ways = [Some(start), working, Some(shift)].into_iter().flatten();
    [name].into_iter().chain(ways.map(|key| words.t.say(key))).collect::<Vec<_>>().join("; ")
}

/// Whether a term ends on the day of the same name as the one it starts from: then that day is 0, whatever the regime.
pub const fn is_long(unit: Unit) -> bool {
    matches!(unit, Unit::Week | Unit::Month | Unit::Year)
}

/// From when to when a wording is in force.
pub fn period(version: &Version, words: &Words<'_>) -> String {
    match (version.from, version.to) {
        (None, None) => words.t.say("law_pages-always"),
        (Some(from), None) => words.t.when(&format!("{from}/..")),
        (None, Some(to)) => words.t.when(&format!("../{to}")),
        (Some(from), Some(to)) => words.t.when(&format!("{from}/{to}")),
    }
}

/// "Before", "since", or both.
fn heading(version: &Version, words: &Words<'_>) -> String {
    let day = |day: Option<Date>| day.map(|day| words.t.day(day)).unwrap_or_default();
    let args = [("from", day(version.from).into()), ("to", day(version.to).into())];
    let key = match (version.from, version.to) {
        (None, None) => return words.t.say("law_pages-always"),
        (None, Some(_)) => "law_read-before",
        (Some(_), None) => "law_read-since",
        (Some(_), Some(_)) => "law_read-between",
    };
    words.t.say_with(key, &args)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use law::Pack;

    use super::*;
    use crate::books::Shelf;
    use crate::speech::{Lang, Speech};

    fn told(pack: &Pack, rule: &str, day: Date) -> Vec<Wording> {
        let shelf = Shelf::default();
        let t = Speech::new(Lang::find("ru").expect("Russian"));
        all(pack.rule(rule).expect("a rule"), day, &Words { t, shelf: &shelf, pack })
    }

    fn differing(wording: &Wording) -> Vec<&'static str> {
        wording.lines.iter().filter(|line| line.differs).map(|line| line.label).collect()
    }

    #[test]
    fn the_wording_of_the_day_comes_first_and_what_differs_is_marked() {
        let pack = crate::five_accounts::law();
        let before = told(&pack, "ru.koap.30-3.complaint", date(2023, 6, 21));
        let since = told(&pack, "ru.koap.30-3.complaint", date(2024, 11, 1));
        assert!(before[0].chosen && !before[1].chosen);
        assert!(before[0].heading.starts_with("Раньше: по 28"), "{}", before[0].heading);
        assert!(since[0].heading.starts_with("С 29"), "{}", since[0].heading);
        let expected =
            ["law_pages-period", "law_pages-term", "law_pages-basis", "law_read-articles"];
        assert_eq!(differing(&before[0]), expected);
        assert_eq!(differing(&since[1]), expected);
    }

    #[test]
    fn one_wording_differs_from_none() {
        let pack = crate::five_accounts::law();
        let only = told(&pack, "ru.omb.fed.1y", date(2025, 1, 1));
        assert_eq!((only.len(), differing(&only[0]).len()), (1, 0));
        let labels: Vec<&str> = only[0].lines.iter().map(|line| line.label).collect();
        assert!(labels.contains(&"law_read-open-for") && !labels.contains(&"law_pages-term"));
    }

    #[test]
    fn a_term_of_weeks_is_not_told_as_if_its_first_day_were_the_event() {
        let pack = crate::five_accounts::law();
        let only = told(&pack, "ru.mil.reg.2weeks", date(2025, 1, 1));
        let told: Vec<&str> = only[0].lines.iter().map(|line| line.text.as_str()).collect();
        assert!(told.iter().any(|text| text.contains("день события — нулевой")), "{told:?}");
        assert!(!told.iter().any(|text| text.contains("с самого дня события")), "{told:?}");
    }

    #[test]
    fn hours_are_told_as_hours() {
        let pack = crate::five_accounts::law();
        let only = told(&pack, "ru.koap.27-5.48h", date(2025, 1, 1));
        let told: Vec<&str> = only[0].lines.iter().map(|line| line.text.as_str()).collect();
        assert!(told.contains(&"48 часов"), "{told:?}");
        assert!(told.iter().any(|text| text.contains("ночью и в выходные")), "{told:?}");
    }
}
