//! The law panel beside a case: terms with their days, what the law of several states may hold against its people or
//! for them, and the bills that would touch them. Each with its article and whether anybody verified it.

use casework::bill::bill;
use casework::docket::{DocketRow, docket};
use casework::exposure::exposure;
use casework::unresearched::unresearched;
use jiff::civil::Date;
use law::Kind;

use crate::badge::Badge;
use crate::pages::law::grounds::{Ground, grounds};
use crate::pages::law::rows::{Question, Term, law_is_unknown, question, term};
use crate::pages::record::words::Words;

/// A bill held against the people of a case.
pub struct Looming {
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub path: String,
    /// As announced, or how far it came.
    pub stage: String,
    /// Whether anybody saw a text.
    pub text_seen: bool,
    /// Whether two readers confirmed it.
    pub verified: bool,
    /// The aliases it would touch.
    pub touched: String,
    /// What would settle it for others.
    pub ask: Vec<Question>,
    /// In words and colour.
    pub badge: Badge,
}

/// The panel.
#[derive(Default)]
pub struct Panel {
    /// Terms of our side that run or hang on a question, soonest first.
    pub ours: Vec<Term>,
    /// Terms of authorities that run or have run out.
    pub theirs: Vec<Term>,
    /// Terms that were missed.
    pub missed: Vec<Term>,
    /// Terms that are settled.
    pub settled: Vec<Term>,
    /// Grounds, offences and gates that fit what is known.
    pub against: Vec<Ground>,
    /// The same where it is not known whether they concern anybody: nobody is accused of a gap.
    pub open: Vec<Ground>,
    /// What shields.
    pub shields: Vec<Ground>,
    /// Warnings of states.
    pub warnings: Vec<Ground>,
    /// What was looked at and is not met.
    pub not_met: Vec<Ground>,
    /// Bills.
    pub bills: Vec<Looming>,
    /// States of whose law the program knows nothing, with whom that concerns: a gap is no safety.
    pub unknown: Vec<String>,
}

/// The rows of the docket that belong to a case or its people.
pub fn rows_of(
    case: Option<&str>,
    people: &[String],
    words: &Words<'_>,
    today: Date,
) -> Vec<DocketRow> {
    let mut rows = docket(&words.shelf.book, words.pack, today);
    rows.retain(|row| {
        let of_case = case.is_some() && row.case.as_deref() == case;
        let of_person = row
            .person
            .as_ref()
            .is_some_and(|person| people.contains(person) && row.about == *person);
        of_case || of_person
    });
    rows
}

/// The panel for these people.
pub fn panel(rows: &[DocketRow], people: &[String], words: &Words<'_>, today: Date) -> Panel {
    let terms = |wanted: &dyn Fn(&DocketRow) -> bool| -> Vec<Term> {
        rows.iter().filter(|row| wanted(row)).map(|row| term(row, words, words.shelf)).collect()
    };
    let settled = ["met", "met_late", "answered", "answered_late"];
    let grounds = exposures(people, words, today);
    let pick = |wanted: &dyn Fn(&Ground) -> bool| {
        grounds.iter().filter(|ground| wanted(ground)).cloned().collect()
    };
    Panel {
        ours: terms(&|row| row.side == "ours" && !row.is_missed() && !settled.contains(&row.state)),
        theirs: terms(&|row| row.side == "authority" && !settled.contains(&row.state)),
        missed: terms(&DocketRow::is_missed),
        settled: terms(&|row| settled.contains(&row.state)),
        against: pick(&|ground| is_against(ground) && ground.state == "met"),
        open: pick(&|ground| is_against(ground) && ground.state == "unknown"),
        shields: pick(&|ground| ground.kind == "protection" && ground.state != "not_met"),
        warnings: pick(&|ground| ground.kind == "advisory" && ground.state != "not_met"),
        not_met: pick(&|ground| ground.state == "not_met"),
        bills: bills(people, words, today),
        unknown: unknown_law(people, words, today),
    }
}

/// Each state once of which somebody here is a citizen and whose law is not in the pack.
fn unknown_law(people: &[String], words: &Words<'_>, today: Date) -> Vec<String> {
    let people = people.iter().filter_map(|person| words.shelf.book.person(person));
    let mut states: Vec<String> =
        people.flat_map(|person| unresearched(person, words.pack, today)).collect();
    states.sort();
    states.dedup();
    states.iter().map(|state| law_is_unknown(&words.country(state), words.t)).collect()
}

fn is_against(ground: &Ground) -> bool {
    !["protection", "advisory"].contains(&ground.kind)
}

fn exposures(people: &[String], words: &Words<'_>, today: Date) -> Vec<Ground> {
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        let mut of = exposure(&words.shelf.book, words.pack, person, today).unwrap_or_default();
        // What nobody spoke of stands on the person's own page of the law.
        of.retain(|one| !one.unspoken);
        found.push((person, of));
    }
    grounds(&found, words, today)
}

fn bills(people: &[String], words: &Words<'_>, today: Date) -> Vec<Looming> {
    let rules =
        words.pack.rules().filter(|rule| rule.kind == Kind::Bill && rule.stage_on(today).is_some());
    rules.filter_map(|rule| looming(rule, people, words, today)).collect()
}

/// A bill that would touch somebody of these people, or may; `None` where it concerns nobody of them.
fn looming(rule: &law::Rule, people: &[String], words: &Words<'_>, today: Date) -> Option<Looming> {
    let answer = bill(&words.shelf.book, words.pack, &rule.id, today)?;
    let touched: Vec<String> = answer
        .touched
        .iter()
        .filter(|one| people.contains(&one.person))
        .map(|one| words.who(&one.person))
        .collect();
    let mut ask = Vec::new();
    for one in answer.ask.iter().filter(|one| people.contains(&one.person)) {
        for fact in &one.facts {
            let mut question: Question =
                question(fact, None, Some(&one.person), words, words.shelf);
            question.answers.iter_mut().for_each(|answer| answer.who = words.who(&one.person));
            match ask.iter_mut().find(|known: &&mut Question| known.fact == *fact) {
                Some(known) => known.answers.extend(question.answers),
                None => ask.push(question),
            }
        }
    }
    if touched.is_empty() && ask.is_empty() {
        return None;
    }
    let key = if touched.is_empty() { "case-bill-ask" } else { "case-bill-touches" };
    Some(Looming {
        title: rule.title(words.lang()).to_owned(),
        path: format!("/law/bill/{}", rule.id),
        stage: crate::pages::law::stage_in_words(&answer.stage, words),
        text_seen: answer.text_seen,
        verified: rule.status.verified,
        touched: touched.join(", "),
        ask,
        badge: Badge::new("soon", words.t.say(key)),
    })
}
