//! A form for any kind of record, made from its schema.
//!
//! Names of inputs are paths: `region`, `registered.on`, `people.0.person`. Two levels are enough for every kind, and
//! a test holds that. Deliberately absent: identities, files and passages, which have pages of their own.

use casework::schema::{self, Field, Shape};
use casework::{Kind, places, vocabulary};
use law::fact_list::Sort as FactSort;

use crate::choice::Choice;
use crate::fields::Fields;
use crate::limits::{MAX_CHOICES, MAX_FIELDS};

use super::words::{Words, capital};

/// Fields that no form of this room shows.
const ELSEWHERE: [&str; 6] =
    [schema::IDENTITY, "passages", "not_known", "file", "sha256", "same_as"];
/// Fields that hold more than a line.
const LONG: [&str; 4] = ["text", "narrative", "summary", "quote"];
/// Languages that are offered by name; any other tag stays as it is.
const LANGUAGES: [&str; 8] = ["ru", "tg", "uz", "ky", "kk", "tk", "en", "mul"];
/// States that are offered first.
const NEAR: [&str; 7] = ["RU", "TJ", "UZ", "KG", "KZ", "TM", "UA"];

/// How an input asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// A date as exactly as it is known.
    When,
    /// A day of the calendar.
    Day,
    /// A day and a time on the defender's wall.
    Moment,
    /// A whole number.
    Number,
    /// Not asked, yes, no, unknown.
    Answer,
    /// One of several.
    One(Vec<Choice>),
    /// Any of several.
    Many(Vec<Choice>),
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Its name: a path in the record.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// A Fluent key that helps, or empty.
    pub hint: &'static str,
    /// How it asks.
    pub ask: Ask,
}

/// One part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A single input.
    One(Control),
    /// The inputs of an object.
    Group {
        /// Its name.
        name: &'static str,
        /// What it is called.
        label: String,
        /// Its inputs.
        controls: Vec<Control>,
    },
    /// The inputs of a list of objects, and one more on request.
    Groups {
        /// Its name.
        name: &'static str,
        /// What it is called.
        label: String,
        /// The objects.
        items: Vec<Item>,
    },
}

/// One object of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The name of the box that takes it away.
    pub gone: String,
    /// Its inputs.
    pub controls: Vec<Control>,
}

/// The fields of a kind that its form asks for; the words of a letter have a page of their own.
pub fn asked_for(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let own = move |name: &str| kind == Kind::Letter && name == "parts";
    schema::fields(kind).filter(move |field| !ELSEWHERE.contains(&field.name) && !own(field.name))
}

/// The form of a kind, with as many objects in each list as the fields hold.
pub fn parts(kind: Kind, fields: &Fields, words: &Words<'_>) -> Vec<Part> {
    asked_for(kind).map(|field| part(kind, field, fields, words)).collect()
}

fn part(kind: Kind, field: &'static Field, fields: &Fields, words: &Words<'_>) -> Part {
    let label = words.label(kind, field.name);
    match &field.shape {
        Shape::Object(inner) => Part::Group {
            name: field.name,
            label,
            controls: group(field.name, field.name, inner, words),
        },
        Shape::List(Shape::Object(inner)) => {
            let count = items(field.name, fields);
            let item = |at: usize| Item {
                gone: format!("{}.{at}.gone", field.name),
                controls: group(field.name, &format!("{}.{at}", field.name), inner, words),
            };
            Part::Groups { name: field.name, label, items: (0..count).map(item).collect() }
        }
        shape => Part::One(Control {
            name: field.name.to_owned(),
            label: needed(label, field.required, words),
            hint: hint(kind, field.name, shape),
            ask: ask(field.name, shape, fields, words),
        }),
    }
}

fn group(outer: &str, path: &str, inner: &'static [Field], words: &Words<'_>) -> Vec<Control> {
    let one = |field: &'static Field| Control {
        name: format!("{path}.{}", field.name),
        label: words.inner_label(outer, field.name),
        hint: hint_of_shape(&field.shape),
        ask: ask(field.name, &field.shape, &Fields::default(), words),
    };
    inner.iter().map(one).collect()
}

fn needed(label: String, required: bool, words: &Words<'_>) -> String {
    if required { words.t.say_with("record-needed", &[("label", label.into())]) } else { label }
}

/// How many objects a list shows: those it has, and at least one to fill in.
pub fn items(list: &str, fields: &Fields) -> usize {
    let more = usize::from(fields.get("more") == list);
    (last_item(list, fields).map_or(0, |last| last + 1) + more).max(1)
}

/// The number of the last object of a list in a form.
pub fn last_item(list: &str, fields: &Fields) -> Option<usize> {
    let at = |name: &str| {
        name.strip_prefix(list)?.strip_prefix('.')?.split('.').next()?.parse::<usize>().ok()
    };
    fields.pairs().filter_map(|(name, _)| at(name)).filter(|at| *at < MAX_FIELDS).max()
}

fn hint(kind: Kind, field: &str, shape: &Shape) -> &'static str {
    match (kind, field) {
        (Kind::Consent, "to") => "record-hint-consent-to",
        (_, "because_of") => "record-hint-because-of",
        (Kind::Complaint, "reply_checked") => "record-hint-reply-checked",
        (Kind::Situation, "unit") => "record-hint-unit",
        (Kind::Statement, "via") => "record-hint-via",
        (_, "name") => "record-hint-name",
        _ => hint_of_shape(shape),
    }
}

fn hint_of_shape(shape: &Shape) -> &'static str {
    match shape {
        Shape::Date => "common-date-hint",
        Shape::Day => "record-hint-day",
        Shape::Moment => "record-hint-moment",
        Shape::DateOrMoment => "record-hint-date-or-time",
        Shape::List(Shape::Text) => "record-hint-lines",
        _ => "",
    }
}

fn ask(name: &str, shape: &Shape, fields: &Fields, words: &Words<'_>) -> Ask {
    match shape {
        Shape::Bool => Ask::Answer,
        Shape::Day => Ask::Day,
        Shape::Date | Shape::DateOrMoment => Ask::When,
        Shape::Moment => Ask::Moment,
        Shape::Year | Shape::Offset => Ask::Number,
        Shape::Code(list) => Ask::One(codes(list, words)),
        Shape::Country => Ask::One(countries(words)),
        Shape::Region => Ask::One(regions(words)),
        Shape::Language => Ask::One(languages(words)),
        Shape::FactName => Ask::One(facts(words)),
        Shape::FactValue => fact_value(fields.get("fact"), words),
        Shape::Handle(kinds) => Ask::One(records(kinds, words)),
        Shape::HandleOrWord(kinds, word) => Ask::One(with_word(word, records(kinds, words), words)),
        Shape::HandleOrLaw => Ask::One(records(&[], words)),
        Shape::List(Shape::Code(list)) => Ask::Many(codes(list, words)),
        Shape::List(Shape::Handle(kinds)) => Ask::Many(records(kinds, words)),
        Shape::List(Shape::HandleOrLaw) => Ask::Many(records_and_law(words)),
        Shape::List(_) => Ask::Lines,
        _ if LONG.contains(&name) => Ask::Lines,
        _ => Ask::Line,
    }
}

fn codes(list: &str, words: &Words<'_>) -> Vec<Choice> {
    let term = |term: &vocabulary::Term| Choice::new(&term.code, capital(term.label(words.lang())));
    vocabulary::terms(list).iter().map(term).collect()
}

fn countries(words: &Words<'_>) -> Vec<Choice> {
    let near = NEAR.iter().map(|code| Choice::new(*code, words.country(code)));
    let far = places::countries().iter().filter(|term| !NEAR.contains(&term.code.as_str()));
    near.chain(far.map(|term| Choice::new(&term.code, term.label(words.lang())))).collect()
}

/// Every region that has a name here, by state, the states in the order the work meets them.
pub fn regions(words: &Words<'_>) -> Vec<Choice> {
    let of = |state: &&'static str| {
        let mut choices: Vec<Choice> = places::regions_of(state)
            .map(|term| Choice::new(&term.code, term.label(words.lang())))
            .collect();
        choices.sort_by(|a, b| a.label.cmp(&b.label));
        choices
    };
    NEAR.iter().flat_map(of).collect()
}

fn languages(words: &Words<'_>) -> Vec<Choice> {
    LANGUAGES.iter().map(|tag| Choice::new(*tag, words.language(tag))).collect()
}

fn facts(words: &Words<'_>) -> Vec<Choice> {
    let own = words.pack.facts().iter().filter(|listed| is_recorded_alone(&listed.name));
    own.map(|listed| Choice::new(&listed.name, words.question(&listed.name))).collect()
}

/// Facts that a record of another kind holds are corrected there, never stated a second time.
pub fn is_recorded_alone(fact: &str) -> bool {
    let held = [
        "citizenship.",
        "residence.",
        "milreg.",
        "complaint.",
        "decision",
        "appeal",
        "detained.",
        "family.any",
        "family.through.",
    ];
    let named = ["sex", "birth_year", "birth_country", "stateless"];
    !fact.contains('*')
        && !named.contains(&fact)
        && !held.iter().any(|prefix| fact.starts_with(prefix))
}

fn fact_value(fact: &str, words: &Words<'_>) -> Ask {
    let Some(listed) = words.pack.facts().get(fact) else { return Ask::Line };
    match listed.sort {
        FactSort::Bool => Ask::Answer,
        FactSort::Day | FactSort::Moment => Ask::When,
        FactSort::Number => Ask::Number,
        FactSort::Text if !listed.codes.is_empty() => Ask::One(
            listed.codes.iter().map(|code| Choice::new(code, code.replace('_', " "))).collect(),
        ),
        FactSort::Text | FactSort::List => Ask::Line,
    }
}

/// The records around that can stand in a field: of these kinds, or with none given anything that work is about.
fn records(kinds: &[Kind], words: &Words<'_>) -> Vec<Choice> {
    let about = [
        Kind::Case,
        Kind::Person,
        Kind::Incident,
        Kind::Complaint,
        Kind::Proceeding,
        Kind::Departure,
    ];
    let kinds = if kinds.is_empty() { &about[..] } else { kinds };
    let all: Vec<&casework::Record> = words.shelf.book.records().collect();
    let fits =
        |kind: &Kind| all.iter().copied().filter(|record| record.kind == *kind).collect::<Vec<_>>();
    let choice = |record: &casework::Record| {
        let kind = if kinds.len() > 1 { words.kind(record.kind) } else { String::new() };
        Choice::new(&record.id, words.name(record)).hint(kind)
    };
    kinds.iter().flat_map(fits).take(MAX_CHOICES).map(choice).collect()
}

fn with_word(word: &str, mut choices: Vec<Choice>, words: &Words<'_>) -> Vec<Choice> {
    choices.insert(0, Choice::new(word, words.called(word)));
    choices
}

fn records_and_law(words: &Words<'_>) -> Vec<Choice> {
    let mut choices = records(&[], words);
    let spoken_of = |rule: &&law::Rule| matches!(rule.kind, law::Kind::Bill | law::Kind::Advisory);
    choices.extend(
        words
            .pack
            .rules()
            .filter(spoken_of)
            .map(|rule| Choice::new(&rule.id, rule.title(words.lang()))),
    );
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_levels_are_enough_for_every_form() {
        for kind in Kind::ALL {
            for field in asked_for(kind) {
                let inner: &[Field] = match &field.shape {
                    Shape::Object(inner) | Shape::List(Shape::Object(inner)) => inner,
                    _ => &[],
                };
                for field in inner {
                    assert!(
                        !matches!(field.shape, Shape::Object(_) | Shape::List(_)),
                        "{kind}.{}",
                        field.name
                    );
                }
            }
        }
    }

    #[test]
    fn a_list_shows_what_it_has_and_one_more_on_request() {
        let fields = Fields::default();
        assert_eq!(items("people", &fields), 1);
        let fields = fields
            .with("people.1.person", "p1")
            .with("people.0.person", "p2")
            .with("peoples.7.x", "");
        assert_eq!(items("people", &fields), 2);
        assert_eq!(items("people", &fields.clone().with("more", "people")), 3);
        assert_eq!(items("people", &fields.with("people.99999999.person", "p3")), 2);
    }

    #[test]
    fn facts_with_a_record_of_their_own_are_not_stated_twice() {
        assert!(is_recorded_alone("took_part_in_hostilities"));
        for fact in [
            "citizenship.ru.held",
            "milreg.ru.done",
            "complaint.sent",
            "decision.decided",
            "sex",
            "decision_copy_received.date",
            "appealed.on",
            "appeal.to",
            "detained.over.done",
        ] {
            assert!(!is_recorded_alone(fact), "{fact}");
        }
    }
}
