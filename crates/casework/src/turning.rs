//! The days on which the law changed its answer about one person: a wording began or ended, a bill moved on.
//!
//! Only days of the law count, and only where the answer about this person, their complaints or what is held against them
//! is another the day after. Deliberately absent: days on which a term runs out; those stand in the docket.

use std::collections::BTreeMap;

use jiff::civil::Date;
use law::{Counted, Facts, Kind, Pack, Rule, Subject, Truth};

use crate::book::Book;
use crate::{docket, exposure};

/// A day with the rules whose answer is another from that day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turning {
    /// The first day of the new answer.
    pub day: Date,
    /// The rules, by id.
    pub rules: Vec<String>,
}

/// The turning days up to `last`, oldest first; none for a person nobody knows.
pub fn turnings(book: &Book, pack: &Pack, person: &str, last: Date) -> Vec<Turning> {
    let mut days: BTreeMap<Date, Vec<&Rule>> = BTreeMap::new();
    for rule in pack.rules() {
        for day in days_of(rule).filter(|day| *day <= last) {
            days.entry(day).or_default().push(rule);
        }
    }
    let turned = |(day, rules): (Date, Vec<&Rule>)| {
        let before = day.yesterday().ok()?;
        let known = Known::on(book, pack, person, day, &rules)?;
        let changed =
            rules.iter().filter(|rule| known.answer(rule, before) != known.answer(rule, day));
        let rules: Vec<String> = changed.map(|rule| rule.id.clone()).collect();
        (!rules.is_empty()).then_some(Turning { day, rules })
    };
    days.into_iter().filter_map(turned).collect()
}

/// The first days of wordings, the days after their last, and the steps of a bill.
fn days_of(rule: &Rule) -> impl Iterator<Item = Date> {
    let begins = rule.versions.iter().filter_map(|version| version.from);
    let ended = rule.versions.iter().filter_map(|version| version.to?.tomorrow().ok());
    let steps = rule.stages.iter().map(|stage| stage.on);
    let mut days: Vec<Date> = begins.chain(ended).chain(steps).collect();
    days.sort();
    days.dedup();
    days.into_iter()
}

/// What is known on one day of a person and of what concerns them. Both answers are given on it, so that a change is the
/// law's and not that somebody learnt something.
struct Known<'a> {
    pack: &'a Pack,
    facts: Vec<(Subject, Facts)>,
}

impl<'a> Known<'a> {
    /// Only what these rules look at.
    fn on(
        book: &Book,
        pack: &'a Pack,
        person: &str,
        day: Date,
        rules: &[&Rule],
    ) -> Option<Known<'a>> {
        let view = book.person(person)?;
        let mut facts = Vec::new();
        if rules.iter().any(|rule| rule.subject == Subject::Person) {
            facts.push((Subject::Person, exposure::of_person(book, pack, view, day)));
        }
        if rules.iter().any(|rule| rule.subject != Subject::Person) {
            let matters = docket::matters_of(book, person, day);
            facts.extend(
                matters.iter().filter_map(|about| exposure::facts_of_matter(book, about, day)),
            );
        }
        Some(Known { pack, facts })
    }

    /// What the rule comes to on a day, in a form that can be compared; empty where it does not concern them.
    fn answer(&self, rule: &Rule, day: Date) -> Vec<String> {
        let own = self.facts.iter().filter(|(subject, _)| *subject == rule.subject);
        own.filter_map(|(_, facts)| self.answer_on(rule, facts, day)).collect()
    }

    fn answer_on(&self, rule: &Rule, facts: &Facts, day: Date) -> Option<String> {
        if rule.kind == Kind::Bill {
            let stage = rule.stages.iter().rposition(|stage| stage.on <= day)?;
            let (finding, _) = law::touch(rule, facts, day)?;
            return (finding.truth != Truth::False).then(|| format!("{stage} {:?}", finding.truth));
        }
        if rule.kind.is_counted() {
            return match law::count(self.pack, rule, facts, day) {
                Counted::Due(due) => {
                    Some(format!("{} {} {:?}", due.nominal, due.basis, due.alternatives))
                }
                Counted::Unknown { .. } => Some("unknown".to_owned()),
                Counted::NotApplicable(_) | Counted::NotInForce => None,
            };
        }
        exposure::judge(rule, facts, day).map(|found| found.state.to_owned())
    }
}
