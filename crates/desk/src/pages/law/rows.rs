//! Terms and questions in words: the rows that Today, the law panel and the page of a rule share.
//!
//! A state never stands without its days, a rule never without its article and whether anybody checked it. A duty
//! before a body that recruits is shown as something to plan with a lawyer. Deliberately absent: advice to act.

use casework::docket::DocketRow;
use casework::{Kind, Record};
use jiff::civil::Date;

use super::readings;
use super::sayings::disagreement;
pub use super::standing::badge;
use super::standing::{act_by, last_day, notes};
use crate::badge::Badge;
use crate::books::Shelf;
use crate::citation;
use crate::pages::record::control::is_recorded_alone;
use crate::pages::record::words::{Words, capital, joined, uncapital};
use crate::speech::Speech;

/// A question that would settle something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact.
    pub fact: String,
    /// The question in words.
    pub text: String,
    /// The answers we have, where they disagree; empty where they do not.
    pub split: String,
    /// Where its answer is written down, for each person it is asked about.
    pub answers: Vec<Answer>,
}

/// Where the answer to a question is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// About whom; empty where only one person is spoken of.
    pub who: String,
    /// The form in which it is answered; empty where only a fact of its own can.
    pub path: String,
    /// The form for a fact of its own; empty where another record holds it.
    pub add: String,
}

/// A day of a term with what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The Fluent key of what it is.
    pub label: &'static str,
    /// The day in words.
    pub day: String,
}

/// One term in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its rule's title.
    pub title: String,
    /// Where the rule stands.
    pub rule_path: String,
    /// Where it is shown how it was counted.
    pub why_path: String,
    /// The person's alias; empty where it concerns nobody by name.
    pub who: String,
    /// Where the person is on record.
    pub who_path: String,
    /// What the record it is about is called; empty for the person.
    pub about: String,
    /// Where that record is.
    pub about_path: String,
    /// What the case is called.
    pub case: String,
    /// Where the case is.
    pub case_path: String,
    /// The state as the contract spells it.
    pub state: &'static str,
    /// The state in words, with its days.
    pub badge: Badge,
    /// What must stand beside the state.
    pub notes: Vec<String>,
    /// Whether it is to be planned with a lawyer first.
    pub plan: bool,
    /// Whether it is a term of an authority.
    pub authority: bool,
    /// Its days, in the order they come.
    pub days: Vec<Dated>,
    /// By when our side acts, in words; empty where nothing runs.
    pub act_by: String,
    /// How it was counted.
    pub basis: String,
    /// Other readings.
    pub others: Vec<String>,
    /// What would settle it.
    pub ask: Vec<Question>,
    /// Where the step is taken and what to do after the term, as far as anybody believes to know.
    pub ways: Vec<String>,
    /// The articles.
    pub cites: String,
    /// Whether two readers confirmed the rule.
    pub verified: bool,
    /// Whether nobody looked at the rule for longer than it allows.
    pub stale: bool,
    /// Whether the rule is from the organisation's own file.
    pub own: bool,
    /// What the law may make of it by now, where somebody looked; empty where nothing is.
    pub danger: String,
    /// Where one records that one looked for a reply; empty where there is nothing to look for.
    pub look_path: String,
    /// Where a reply is written down, and what may come next stands.
    pub reply_path: String,
}

/// A term in words.
pub fn term(row: &DocketRow, words: &Words<'_>, shelf: &Shelf) -> Term {
    let is_person = row.person.as_deref() == Some(row.about.as_str());
    let about_path = shelf.path(&row.about);
    let entity = shelf.entity(&row.about).map(|entity| entity.to_string()).unwrap_or_default();
    let looks = row.side == "authority" && ["late", "no_reply_recorded"].contains(&row.state);
    Term {
        title: words.rule(&row.rule),
        rule_path: format!("/law/rule/{}", row.rule),
        why_path: if entity.is_empty() {
            String::new()
        } else {
            format!("/law/why/{}/{entity}", row.rule)
        },
        who: row.person.as_deref().map(|person| words.who(person)).unwrap_or_default(),
        who_path: row.person.as_deref().map(|person| shelf.path(person)).unwrap_or_default(),
        about: if is_person { String::new() } else { about(&row.about, words) },
        about_path,
        case: row.case.as_deref().map(|case| words.called(case)).unwrap_or_default(),
        case_path: row.case.as_deref().map(|case| shelf.path(case)).unwrap_or_default(),
        state: row.state,
        badge: badge(row, words),
        notes: notes(row, words),
        plan: row.handling == "plan_with_lawyer",
        authority: row.side == "authority",
        days: days(row, words),
        act_by: act_by(row, words),
        basis: row.basis.as_deref().map(|basis| basis_title(basis, words)).unwrap_or_default(),
        others: readings::others(row, words),
        ask: row
            .ask
            .iter()
            .map(|fact| question(fact, Some(&row.about), row.person.as_deref(), words, shelf))
            .collect(),
        ways: ways(row, words),
        cites: citation::all(&row.cites, words.t),
        verified: row.verified,
        stale: row.stale,
        own: words.pack.is_own(&row.rule),
        danger: String::new(),
        reply_path: format!("/track/{entity}"),
        look_path: if looks && !entity.is_empty() {
            format!("/record/{entity}/looked")
        } else {
            String::new()
        },
    }
}

/// What a term is about, told apart from others to the same addressee: with its day and number.
fn about(handle: &str, words: &Words<'_>) -> String {
    let day = |when: casework::When| words.t.when(&when.to_string());
    let record = words.shelf.book.get(handle);
    let complaint = record.and_then(casework::Complaint::of).map(|one| {
        let number = one.registered.and_then(|entry| entry.number);
        let number =
            number.map(|number| words.t.say_with("law_pages-number", &[("number", number.into())]));
        joined([Some(day(one.sent)), number], ", ")
    });
    let proceeding = record.and_then(casework::Proceeding::of);
    let decided = proceeding.and_then(|one| one.decided.or(one.drawn)).map(day);
    joined([Some(words.called(handle)), complaint, decided], ", ")
}

/// The doubts of a rule that tell where a step is taken, and what is left after its term.
const WAYS: [&str; 2] = ["where", "restore"];

fn ways(row: &DocketRow, words: &Words<'_>) -> Vec<String> {
    let settled = ["met", "met_late"].contains(&row.state);
    let Some(rule) = words.pack.rule(&row.rule).filter(|_| !settled) else { return vec![] };
    let told = rule.ambiguities.iter().filter(|doubt| WAYS.contains(&doubt.id.as_str()));
    told.map(|doubt| doubt.doubt(words.lang()))
        .map(|doubt| format!("{} {}", doubt.text, doubt.effect))
        .collect()
}

fn days(row: &DocketRow, words: &Words<'_>) -> Vec<Dated> {
    let dated = |label: &'static str, day: Option<Date>| {
        day.map(|day| Dated { label, day: words.t.day(day) })
    };
    let latest = if row.alternatives.is_empty() {
        "law_pages-day-latest"
    } else {
        "law_pages-day-latest-of-all"
    };
    let our_day = if row.side == "ours" { row.safe_by } else { None };
    let all = [
        dated("law_pages-day-trigger", row.trigger),
        dated("law_pages-day-safe-by", our_day),
        dated("law_pages-day-nominal", row.nominal),
        dated(latest, row.latest_arguable.and(last_day(row))),
    ];
    all.into_iter().flatten().collect()
}

/// What a counting regime is called.
pub fn basis_title(id: &str, words: &Words<'_>) -> String {
    let titles = words.pack.regime(id).map(|regime| &regime.titles);
    let title = titles.and_then(|titles| titles.get(words.lang()).or_else(|| titles.get("en")));
    title.cloned().unwrap_or_else(|| id.to_owned())
}

/// The question for a fact, and the form in which its answer belongs.
pub fn question(
    fact: &str,
    about: Option<&str>,
    person: Option<&str>,
    words: &Words<'_>,
    shelf: &Shelf,
) -> Question {
    let of_person = fact.starts_with("citizenship.")
        || fact.starts_with("residence.")
        || fact.starts_with("milreg.")
        || fact.starts_with("family.")
        || ["sex", "birth_year", "birth_country", "stateless"].contains(&fact);
    let (path, add) = if is_recorded_alone(fact) {
        (
            String::new(),
            person
                .and_then(|person| shelf.entity(person))
                .map(|entity| format!("/record/add/fact/{entity}")),
        )
    } else {
        let record = if of_person { person } else { about.or(person) };
        (record.map(|record| edit_path(record, fact, shelf)).unwrap_or_default(), None)
    };
    let answer = Answer { who: String::new(), path, add: add.unwrap_or_default() };
    let split = person.map(|person| disagreement(person, fact, words)).unwrap_or_default();
    Question { fact: fact.to_owned(), text: words.question(fact), split, answers: vec![answer] }
}

/// The form of the record that holds a fact, at its field.
fn edit_path(record: &str, fact: &str, shelf: &Shelf) -> String {
    let field = field_of(fact);
    let entity = shelf.entity(record);
    entity.map(|entity| format!("/record/{entity}/edit#f-{field}")).unwrap_or_default()
}

/// The field of its record in which a fact is written down.
fn field_of(fact: &str) -> &str {
    match fact {
        "decision.kind" => "what",
        "decision.extended.from" => "extended_from",
        "decision_copy_received.date" => "copy_received",
        "detained.since" => "detained_since",
        "complaint.sent_from" | "complaint.sent_by" => "sent",
        _ if fact.starts_with("complaint.handed_over.sent") => "passed_on",
        _ if fact.starts_with("detained.over") => "detained_over",
        _ => match fact.split('.').next().unwrap_or_default() {
            "milreg" => "military_registration",
            "appeal" => "appealed",
            "decision" | "complaint" => fact.split('.').nth(1).unwrap_or_default(),
            first => first,
        },
    }
}

/// The facts of the person, complaint or proceeding a rule was held against, the day asked among them; `None` for any
/// other record.
pub fn facts_of(record: &Record, words: &Words<'_>, day: Date) -> Option<::law::Facts> {
    of_record(record, words, day).map(|facts| facts.with(::law::DAY_ASKED, day))
}

fn of_record(record: &Record, words: &Words<'_>, day: Date) -> Option<::law::Facts> {
    let book = &words.shelf.book;
    let complaint = || casework::Complaint::of(record);
    let proceeding = || casework::Proceeding::of(record);
    match record.kind {
        Kind::Person => {
            let person = book.person(&record.id)?;
            Some(casework::exposure::of_person(book, words.pack, person, day))
        }
        Kind::Complaint => Some(casework::facts::of_complaint(&complaint()?, day)),
        Kind::Proceeding => Some(casework::facts::of_proceeding(&proceeding()?, day)),
        _ => None,
    }
}

/// Whose law it is, in words.
pub fn jurisdiction(code: &str, words: &Words<'_>) -> String {
    match code {
        "int" => words.t.say("law_pages-international"),
        _ => words.country(&code.to_uppercase()),
    }
}

/// That nothing is known of the law of a country.
pub fn law_is_unknown(country: &str, t: Speech) -> String {
    t.say_with("law_pages-law-unknown", &[("country", country.into())])
}

/// The value of a fact in words; codes by the list they come from.
pub fn value(fact: &str, value: &::law::Value, words: &Words<'_>) -> String {
    use ::law::Value;
    match value {
        Value::Bool(yes) => words.t.say(if *yes { "common-yes" } else { "common-no" }),
        Value::Day(day) => words.t.day(*day),
        Value::Moment(at) => format!("{}, {}", words.t.day(at.date()), at.strftime("%H:%M")),
        Value::Number(number) => number.to_string(),
        Value::Text(code) => code_of_fact(fact, code, words),
        Value::List(codes) => {
            codes.iter().map(|code| code_of_fact(fact, code, words)).collect::<Vec<_>>().join("; ")
        }
    }
}

/// The same inside a sentence.
pub fn answer(fact: &str, given: &::law::Value, words: &Words<'_>) -> String {
    let text = value(fact, given, words);
    if matches!(given, ::law::Value::Bool(_)) { uncapital(&text) } else { text }
}

fn code_of_fact(fact: &str, code: &str, words: &Words<'_>) -> String {
    match fact {
        "birth_country" => words.country(code),
        "complaint.to.region" => words.region(code),
        _ => match list_of(fact) {
            Some(list) => words.code(list, code),
            None => words.t.when(code).replace('_', " "),
        },
    }
}

/// The list from which a fact takes its codes.
pub fn list_of(fact: &str) -> Option<&'static str> {
    let last = fact.rsplit('.').next().unwrap_or_default();
    match (fact, last) {
        ("sex", _) => Some("sex"),
        ("complaint.to.kind", _) => Some("authority"),
        ("complaint.channel", _) => Some("complaint_channel"),
        ("decision.kind", _) => Some("proceeding"),
        ("decision.by", _) => Some("actor"),
        (_, "basis") => Some("citizenship_basis"),
        (_, "status") => Some("residence_status"),
        _ => None,
    }
}

/// The name of a rule's kind in words.
pub fn kind_of_rule(kind: &str, words: &Words<'_>) -> String {
    capital(&words.t.say(&format!("law_pages-kind-{kind}")))
}

#[cfg(test)]
mod tests {
    use casework::schema;

    use super::*;

    #[test]
    fn every_fact_of_a_paper_leads_to_a_field_that_its_record_has() {
        for listed in crate::five_accounts::law().facts().iter() {
            let kind = match ::law::Subject::of_fact(&listed.name) {
                Some(::law::Subject::Complaint) => Kind::Complaint,
                Some(::law::Subject::Proceeding) => Kind::Proceeding,
                _ => continue,
            };
            // What became of a complaint stands among its replies.
            let among_replies = ["complaint.forwarded", "complaint.extended"];
            if among_replies.iter().any(|name| listed.name.starts_with(name)) {
                continue;
            }
            let field = field_of(&listed.name);
            assert!(schema::field(kind, field).is_some(), "{}: {field}", listed.name);
        }
    }

    #[test]
    fn a_term_of_the_houses_own_rule_says_so() {
        let shipped = crate::five_accounts::law();
        let rule = casework::bill::REGISTRATION;
        let text = shipped.texts_of(rule)[0].to_owned();
        let files = [(::law::file_of(rule), text)].into_iter().collect();
        let own = shipped.with_own(&files).expect("a file of the house");
        let shelf = crate::five_accounts::records()
            .iter()
            .fold(Shelf::default(), |shelf, record| shelf.with(record));
        let told = |pack: &::law::Pack| {
            let t = Speech::new(crate::speech::Lang::default());
            let words = Words { t, shelf: &shelf, pack };
            let person = shelf.book.person("p4").expect("a person");
            let day = jiff::civil::date(2023, 9, 5);
            let row = casework::docket::row_of_person(&shelf.book, pack, rule, person, day);
            term(&row.expect("a row"), &words, &shelf).own
        };
        assert_eq!((told(&shipped), told(&own)), (false, true));
    }
}
