//! The answers in words, page by page, for "check your answers".
//!
//! Shows what was typed, not what was built: whoever checks must see their own words again.

use casework::Record;
use jiff::civil::Date;

use crate::answers::{Answers, Lists, Row, UNKNOWN, rows};
use crate::fields::Fields;
use crate::pages::interview::questions::{PREFIX, Question};
use crate::pages::interview::steps::{Step, offered};
use crate::pages::interview::subject;
use crate::speech::Speech;

/// How a field is put into words.
#[derive(Clone, Copy)]
enum As {
    Text,
    Date,
    Asked,
    Code(&'static str),
    Country,
    Region,
    Language,
}

/// The fields of one page, as shown.
pub struct Section {
    /// The page.
    pub step: &'static Step,
    /// Label and text, line by line; empty where nothing was asked.
    pub lines: Vec<(String, String)>,
}

/// Fields outside tables: name, label, and how they are put into words.
static SHOWN: &[(&str, &str, As)] = &[
    ("alias", "person-alias", As::Text),
    ("birth_year", "person-birth-year", As::Text),
    ("birth_country", "person-birth-country", As::Country),
    ("sex", "person-sex", As::Code("sex")),
    ("defender", "person-defender", As::Asked),
    ("sit_status", "person-situation-status", As::Code("situation")),
    ("sit_since", "person-situation-since", As::Date),
    ("sit_place", "person-situation-place", As::Code("place")),
    ("sit_unit", "person-situation-unit", As::Text),
    ("sit_last", "person-situation-last", As::Date),
    ("next_what", "person-next-what", As::Code("next")),
    ("next_on", "person-next-on", As::Date),
    ("next_at", "person-next-at", As::Text),
    ("speaker_alias", "interview-speaker-alias", As::Text),
    ("speaker_relation", "interview-speaker-relation", As::Code("relation")),
    ("knowledge", "interview-knowledge", As::Code("knowledge")),
    ("taken", "interview-taken", As::Date),
    ("taken_by", "interview-taken-by", As::Text),
    ("channel", "interview-channel", As::Code("testimony_channel")),
    ("language", "interview-language", As::Language),
    ("interp_alias", "interview-interp-alias", As::Text),
    ("interp_tie", "interview-interp-tie", As::Text),
    ("interp_language", "interview-interp-language", As::Language),
    ("present", "interview-present", As::Text),
    ("spoke_freely", "interview-spoke-freely", As::Asked),
    ("methods", "interview-methods", As::Code("method")),
    ("narrative", "interview-narrative", As::Text),
    ("when", "interview-when-from", As::Date),
    ("until", "interview-when-until", As::Date),
    ("region", "interview-region", As::Region),
    ("place", "interview-place", As::Code("place")),
    ("contract", "interview-contract-how", As::Code("contract")),
    ("outcomes", "interview-outcomes", As::Code("outcome")),
    ("co_to", "interview-complaint-to", As::Code("authority")),
    ("co_region", "interview-complaint-region", As::Region),
    ("co_sent", "interview-complaint-sent", As::Date),
    ("co_channel", "interview-complaint-channel", As::Code("complaint_channel")),
    ("co_registered", "interview-complaint-registered", As::Date),
    ("co_number", "interview-complaint-number", As::Text),
    ("pr_what", "interview-proceeding-what", As::Code("proceeding")),
    ("pr_decision", "interview-proceeding-decision", As::Code("proceeding")),
    ("pr_article", "interview-proceeding-article", As::Text),
    ("pr_drawn", "interview-proceeding-drawn", As::Date),
    ("pr_decided", "interview-proceeding-decided", As::Date),
    ("pr_copy", "interview-proceeding-copy", As::Date),
    ("pr_copy_from", "interview-proceeding-copy-from", As::Code("known_from")),
    ("pr_by", "interview-proceeding-by", As::Code("actor")),
    ("pr_fabricated", "interview-proceeding-fabricated", As::Asked),
    ("pr_appealed", "interview-proceeding-appealed", As::Asked),
    ("pr_appealed_on", "interview-proceeding-appealed-on", As::Date),
    ("de_on", "interview-departure-on", As::Date),
    ("de_from", "interview-departure-from", As::Text),
    ("de_to", "interview-departure-to", As::Text),
    ("residence_country", "person-residence-country", As::Country),
    ("residence_status", "person-residence-status", As::Code("residence_status")),
    ("residence_until", "person-residence-until", As::Date),
    ("milreg", "person-milreg", As::Asked),
    ("milreg_on", "person-milreg-on", As::Date),
    ("milreg_known_on", "person-milreg-known-on", As::Date),
    ("consent_uses", "interview-consent-uses", As::Code("consent_use")),
    ("consent_to", "interview-consent-to", As::Code("authority")),
    ("consent_how", "interview-consent-how", As::Code("how")),
    ("consent_language", "interview-consent-language", As::Language),
    ("consent_until", "interview-consent-until", As::Date),
    ("account", "interview-account", As::Text),
    ("translation", "interview-translation", As::Text),
    ("translation_language", "interview-translation-language", As::Language),
    ("translation_by", "interview-translation-by", As::Text),
    ("safe_how", "person-safe-how", As::Text),
    ("safe_when", "person-safe-when", As::Text),
    ("safe_never", "person-safe-never", As::Text),
    ("urgency", "interview-urgency", As::Code("urgency")),
    ("back_on", "interview-back-on", As::Date),
    ("back_at", "interview-back-at", As::Text),
];

/// What must be known beside the answers to put them into words.
pub struct Beside<'b> {
    /// Questions of law that have an answer.
    pub asked: &'b [Question],
    /// What the case held before.
    pub events: &'b [Record],
    /// The day.
    pub today: Date,
}

/// Every page that is offered, with its answers in words.
pub fn sections(fields: &Fields, lists: Lists, beside: &Beside<'_>) -> Vec<Section> {
    let of = |step: &'static Step| Section { step, lines: lines(step, fields, lists, beside) };
    offered(fields).into_iter().map(of).collect()
}

/// How the talk was held and who spoke, for a note where there is no account that could carry it.
pub fn setting(fields: &Fields, lists: Lists) -> Vec<String> {
    let names = [
        "knowledge",
        "taken_by",
        "channel",
        "language",
        "interp_alias",
        "interp_tie",
        "interp_language",
        "present",
        "spoke_freely",
    ];
    let told = SHOWN.iter().filter(|(name, ..)| names.contains(name));
    let mut lines: Vec<String> = told
        .filter_map(|(name, label, how)| {
            let text = cell(fields, name, *how, lists)?;
            Some(format!("{}: {}", lists.0.say(label), text.replace('\n', ", ")))
        })
        .collect();
    if let (false, Some(text)) = (lines.is_empty(), speaker(fields, lists)) {
        lines.insert(0, text);
    }
    lines
}

fn speaker(fields: &Fields, lists: Lists) -> Option<String> {
    let t = lists.0;
    let who = match fields.get("speaker") {
        "self" => t.say("interview-speaker-self"),
        "other" => format!("{}, {}", t.say("interview-speaker-other"), fields.get("speaker_alias")),
        _ => return None,
    };
    Some(format!("{}: {who}", t.say("interview-speaker")))
}

/// An age with the two years of birth it names.
pub fn age(age: i16, (first, last): (i16, i16), t: Speech) -> String {
    let years = [
        ("age", i64::from(age).into()),
        ("first", first.to_string().into()),
        ("last", last.to_string().into()),
    ];
    t.say_with("interview-age", &years)
}

fn lines(step: &Step, fields: &Fields, lists: Lists, beside: &Beside<'_>) -> Vec<(String, String)> {
    let t = lists.0;
    let asked = beside.asked;
    let plain =
        SHOWN.iter().filter(|(name, ..)| step.owns(name)).filter_map(|(name, label, how)| {
            let words: Vec<String> =
                fields.all(name).map(|text| in_words(text, *how, lists)).collect();
            (!words.is_empty()).then(|| (t.say(label), words.join("; ")))
        });
    let mut lines: Vec<(String, String)> = plain.collect();
    if step.word == "who" && age_in_words(fields, lists, beside.today).is_some() {
        lines.retain(|(label, _)| *label != t.say("person-birth-year"));
    }
    lines.extend(choices_in_words(step, fields, lists));
    match step.word {
        "who" => lines.extend(age_in_words(fields, lists, beside.today)),
        "complaint" => lines.extend(subjects(fields, lists, beside)),
        "by" => lines.extend(table(fields, "by", "interview-by-one", lists, actor)),
        "citizenship" => {
            lines.extend(table(fields, "citizenship", "person-citizenship-one", lists, citizenship))
        }
        "family" => lines.extend(table(fields, "family", "person-family-one", lists, relative)),
        "questions" => {
            lines.extend(asked.iter().filter_map(|question| answer(fields, question, lists)))
        }
        _ => {}
    }
    lines
}

fn age_in_words(fields: &Fields, lists: Lists, today: Date) -> Option<(String, String)> {
    let answers = Answers::new(fields, lists.0, today);
    let years = answers.age("birth_year")?;
    let text = age(years, answers.born_in(years), lists.0);
    Some((lists.0.say("person-birth-year"), text))
}

/// What the complaint was about, as its page calls it.
fn subjects(fields: &Fields, lists: Lists, beside: &Beside<'_>) -> Option<(String, String)> {
    let told = ["incident", "proceeding"];
    let choices = subject::choices(fields, beside.events, &told, beside.today, lists);
    let chosen = choices.into_iter().filter(|(choice, _)| fields.is("co_about", &choice.value));
    let words: Vec<String> = chosen.map(|(choice, _)| choice.label).collect();
    (!words.is_empty()).then(|| (lists.0.say("interview-complaint-about"), words.join("; ")))
}

/// Radios whose answers are words of our own.
fn choices_in_words(step: &Step, fields: &Fields, lists: Lists) -> Vec<(String, String)> {
    let t = lists.0;
    let known: &[(&str, &str, &str, &str)] = &[
        ("speaker", "other", "interview-speaker", "interview-speaker-other"),
        ("speaker", "self", "interview-speaker", "interview-speaker-self"),
        ("citizenship_all", "all", "person-citizenship-all", "person-citizenship-all-yes"),
        ("citizenship_all", "none", "person-citizenship-all", "person-citizenship-all-none"),
        ("citizenship_all", UNKNOWN, "person-citizenship-all", "common-unknown"),
        ("consent_scope", "any", "interview-consent-scope", "interview-consent-scope-any"),
        ("consent_scope", "only", "interview-consent-scope", "interview-consent-scope-only"),
        ("consent_uses", "none", "interview-consent-uses", "interview-consent-none"),
        ("back", "hour", "interview-back", "interview-back-hour"),
        ("back", "tomorrow", "interview-back", "interview-back-tomorrow"),
        ("co_because", "proceeding", "interview-because", "interview-because-proceeding"),
        ("co_because", "incident", "interview-because", "interview-because-incident"),
        ("pr_because", "incident", "interview-because", "interview-because-incident"),
        ("pr_because", "complaint", "interview-because", "interview-because-complaint"),
        ("de_because", "incident", "interview-because", "interview-because-incident"),
        ("de_because", "complaint", "interview-because", "interview-because-complaint"),
        ("de_because", "proceeding", "interview-because", "interview-because-proceeding"),
    ];
    let chosen = known.iter().filter(|(name, value, ..)| step.owns(name) && fields.is(name, value));
    chosen.map(|(_, _, label, words)| (t.say(label), t.say(words))).collect()
}

fn in_words(text: &str, how: As, lists: Lists) -> String {
    let t = lists.0;
    match how {
        As::Text => text.to_owned(),
        As::Date => crate::answers::date::read(text, jiff::civil::Date::ZERO)
            .map_or_else(|_| text.to_owned(), |when| t.when(&when.to_string())),
        As::Asked => t.say(match text {
            "yes" => "common-yes",
            "no" => "common-no",
            _ => "common-unknown",
        }),
        As::Code(list) if text == UNKNOWN && !casework::vocabulary::has(list, text) => {
            t.say("common-unknown")
        }
        As::Code("consent_use") if text == "none" => t.say("interview-consent-none"),
        As::Code("proceeding") if text == "none" => t.say("interview-proceeding-decision-none"),
        As::Code(list) => lists.label(list, text),
        _ if text == UNKNOWN => t.say("common-unknown"),
        As::Country => lists.country(text),
        As::Region => lists.region(text),
        As::Language => lists.language(text),
    }
}

type InWords = fn(&Fields, &Row, Lists) -> Vec<String>;

fn table(
    fields: &Fields,
    name: &str,
    label: &str,
    lists: Lists,
    words: InWords,
) -> Vec<(String, String)> {
    let label = lists.0.say(label);
    let said = rows(fields, name, 0).into_iter().map(|row| words(fields, &row, lists).join(", "));
    said.filter(|text| !text.is_empty()).map(|text| (label.clone(), text)).collect()
}

fn cell(fields: &Fields, name: &str, how: As, lists: Lists) -> Option<String> {
    fields.some(name).map(|text| in_words(text, how, lists))
}

fn actor(fields: &Fields, row: &Row, lists: Lists) -> Vec<String> {
    let cells =
        [("kind", As::Code("actor")), ("name", As::Text), ("role", As::Code("involvement"))];
    cells.into_iter().filter_map(|(name, how)| cell(fields, &row.at(name), how, lists)).collect()
}

fn citizenship(fields: &Fields, row: &Row, lists: Lists) -> Vec<String> {
    let plain = [("country", As::Country), ("basis", As::Code("citizenship_basis"))];
    let dates = [
        ("from", "person-citizenship-from"),
        ("until", "person-citizenship-until"),
        ("decision_on", "person-citizenship-decision"),
        ("oath_on", "person-citizenship-oath"),
        ("passport_on", "person-citizenship-passport"),
    ];
    let plain = plain.into_iter().filter_map(|(name, how)| cell(fields, &row.at(name), how, lists));
    let dates = dates.into_iter().filter_map(|(name, label)| {
        let day = cell(fields, &row.at(name), As::Date, lists)?;
        Some(format!("{}: {day}", lists.0.say(label)))
    });
    plain.chain(dates).collect()
}

fn relative(fields: &Fields, row: &Row, lists: Lists) -> Vec<String> {
    let cells = [("alias", As::Text), ("relation", As::Code("relation"))];
    let mut words: Vec<String> = cells
        .into_iter()
        .filter_map(|(name, how)| cell(fields, &row.at(name), how, lists))
        .collect();
    if let Some(through) = cell(fields, &row.at("through"), As::Asked, lists) {
        words.push(format!("{}: {through}", lists.0.say("person-family-through")));
    }
    words
}

fn answer(fields: &Fields, question: &Question, lists: Lists) -> Option<(String, String)> {
    use law::fact_list::Sort;
    debug_assert!(question.field.starts_with(PREFIX), "a question of the law");
    let how = match question.sort {
        Sort::Bool => As::Asked,
        Sort::Day | Sort::Moment => As::Date,
        Sort::Text | Sort::Number | Sort::List => As::Text,
    };
    Some((question.text.clone(), cell(fields, &question.field, how, lists)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::interview::steps::{STEPS, find};
    use crate::speech::Lang;

    fn english() -> Lists {
        Lists(Speech::new(Lang::default()))
    }

    fn nothing() -> Beside<'static> {
        Beside { asked: &[], events: &[], today: jiff::civil::date(2023, 9, 5) }
    }

    #[test]
    fn every_field_of_every_page_is_shown() {
        let elsewhere = [
            "by",
            "citizenship",
            "family",
            "ask",
            "ask_from",
            "also",
            "speaker",
            "speaker_id",
            "citizenship_all",
            "consent_scope",
            "back",
            "co_because",
            "pr_because",
            "de_because",
            "co_about",
            "way",
            "in_case",
        ];
        for name in STEPS.iter().flat_map(|step| step.fields) {
            let shown = SHOWN.iter().any(|(known, ..)| known == name);
            assert!(shown != elsewhere.contains(name), "{name}");
        }
    }

    #[test]
    fn answers_are_put_into_words() {
        let fields = Fields::read(b"methods=raid&methods=unknown&narrative=x").expect("few fields");
        let lines = lines(find("happened").expect("a page"), &fields, english(), &nothing());
        assert_eq!(lines[0].1, "raid at a market, warehouse or work site; Unknown");
        assert_eq!(lines[1].1, "x");
    }

    #[test]
    fn tables_are_one_line_a_row() {
        let fields = Fields::default()
            .with("citizenship.0.country", "TJ")
            .with("citizenship.1.country", "RU")
            .with("citizenship.1.from", "25.08.2023");
        let lines = lines(find("citizenship").expect("a page"), &fields, english(), &nothing());
        assert_eq!(lines.len(), 2);
        assert!(
            lines[1].1.starts_with("Russia") && lines[1].1.contains("August 25, 2023"),
            "{}",
            lines[1].1
        );
    }
}
