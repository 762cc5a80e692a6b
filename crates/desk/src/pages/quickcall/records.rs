//! A quick call as records: who it is about, who spoke, the words, and when to call back.
//!
//! Pure. Only the words are needed; everything else can be asked later. Deliberately absent: saving.

use casework::{Kind, Record};
use serde_json::{Value, json};

use crate::answers::{Answer, Answers, moment, write};
use crate::clock::Clock;
use crate::pages::interview::next_contact;
use crate::pages::person::known::Names;
use crate::pages::person::parts::add_contact;

/// The records of a call; the contact comes last.
///
/// `again` is the person the call is about, where they are on record and this was confirmed.
pub fn records(
    answers: &mut Answers<'_>,
    again: Option<&Record>,
    clock: &dyn Clock,
    names: &mut Names<'_>,
) -> Vec<Record> {
    let mut person = person(answers, again, names);
    let speaker = speaker(answers, &mut person, names);
    let case = case(answers, &person, clock, names);
    let by = speaker.as_ref().map_or(&person.id, |speaker| &speaker.id).clone();
    let mut contact = contact(answers, clock, names).with("speaker", by.as_str());
    if speaker.is_some() {
        contact = contact.with("about_person", person.id.as_str());
    }
    if let Some(case) = &case {
        contact = contact.with("case", case.id.as_str());
    }
    let consent = consent(answers, &by, clock, names);
    let mut records = vec![person];
    records.extend(speaker.into_iter().chain(case).chain(consent));
    records.push(contact);
    records
}

fn person(answers: &mut Answers<'_>, again: Option<&Record>, names: &mut Names<'_>) -> Record {
    let known = again.cloned();
    let mut person = known.unwrap_or_else(|| Record::new(Kind::Person, names.next(Kind::Person)));
    if let (Some(alias), None) = (answers.text("alias"), again) {
        person.fields.insert("alias".into(), alias.into());
    }
    if answers.is("defender", "yes") {
        person.fields.insert("defender".into(), true.into());
    }
    if !speaks_for_another(answers) {
        add_contact(answers, &mut person);
    }
    person
}

fn speaks_for_another(answers: &Answers<'_>) -> bool {
    answers.is("speaker", "relative") || answers.is("speaker", "other")
}

/// Whoever speaks for another is a person of their own, and safe contact is theirs: they called.
fn speaker(
    answers: &mut Answers<'_>,
    person: &mut Record,
    names: &mut Names<'_>,
) -> Option<Record> {
    if !speaks_for_another(answers) {
        return None;
    }
    let mut speaker = Record::new(Kind::Person, names.next(Kind::Person));
    write(&mut speaker, "alias", Answer::from(answers.text("speaker_alias")));
    add_contact(answers, &mut speaker);
    if answers.is("speaker", "relative") {
        let mut family =
            person.get("family").and_then(Value::as_array).cloned().unwrap_or_default();
        family.push(json!({ "person": speaker.id, "relation": "relative" }));
        person.fields.insert("family".into(), family.into());
    }
    Some(speaker)
}

/// A case is opened if it was asked for, or if a region was named, which is kept with it.
fn case(
    answers: &mut Answers<'_>,
    person: &Record,
    clock: &dyn Clock,
    names: &mut Names<'_>,
) -> Option<Record> {
    let region = answers.region("region");
    if !answers.is("open_case", "yes") && region == Answer::NotAsked {
        return None;
    }
    let mut case = new_case(&person.id, clock, names);
    write(&mut case, "region", region);
    Some(case)
}

/// A case of one person, opened today.
pub fn new_case(person: &str, clock: &dyn Clock, names: &mut Names<'_>) -> Record {
    Record::new(Kind::Case, names.next(Kind::Case))
        .with("opened", clock.today().to_string())
        .with("people", json!([person]))
}

fn contact(answers: &mut Answers<'_>, clock: &dyn Clock, names: &mut Names<'_>) -> Record {
    let words = answers.verbatim("words");
    if words.is_none() {
        answers.fault("words", "quickcall-words-missing");
    }
    let now = moment::at(clock, clock.local(clock.now()));
    let mut contact = Record::new(Kind::Contact, names.next(Kind::Contact))
        .with("on", now)
        .with("text", words.unwrap_or_default());
    write(&mut contact, "urgency", answers.code("urgency", "urgency"));
    write(&mut contact, "next_contact", Answer::from(next_contact(answers, clock)));
    contact
}

/// A spoken "yes" to keeping the record; a "no" stops the saving, everything else is asked later.
fn consent(
    answers: &mut Answers<'_>,
    person: &str,
    clock: &dyn Clock,
    names: &mut Names<'_>,
) -> Option<Record> {
    match answers.asked("consent") {
        Answer::Given(true) => Some(
            Record::new(Kind::Consent, names.next(Kind::Consent))
                .with("person", person)
                .with("given", clock.today().to_string())
                .with("how", "spoken")
                .with("uses", json!(["keep"]))
                .with("to", json!([])),
        ),
        Answer::Given(false) => {
            answers.fault("consent", "quickcall-consent-no");
            None
        }
        Answer::NotAsked | Answer::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Fields;
    use crate::speech::{Lang, Speech};
    use crate::testing::Still;
    use casework::check::{Nothing, check};

    fn call(body: &str, again: Option<&Record>) -> (Vec<Record>, Vec<String>) {
        let fields = Fields::read(body.as_bytes()).expect("few fields");
        let t = Speech::new(Lang::default());
        let mut answers = Answers::new(&fields, t, Still.today());
        let records = records(&mut answers, again, &Still, &mut Names::rehearsal());
        let faults = answers.errors().list().iter().map(|one| one.field.clone()).collect();
        (records, faults)
    }

    #[track_caller]
    fn saved(body: &str) -> Vec<Record> {
        let (records, faults) = call(body, None);
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(check(&records, &Nothing), []);
        records
    }

    fn kinds(records: &[Record]) -> Vec<&'static str> {
        records.iter().map(|record| record.kind.as_str()).collect()
    }

    #[test]
    fn words_are_enough() {
        let records = saved("words=they+took+him");
        assert_eq!(kinds(&records), ["person", "contact"]);
        assert_eq!(records[1].text("on"), Some("2023-09-05T12:00:00+00:00"));
        assert_eq!(records[1].text("speaker"), Some(records[0].id.as_str()));
        assert_eq!(call("alias=A-1", None).1, ["words"]);
        assert_eq!(call("words=+&alias=A-1", None).1, ["words"]);
    }

    #[test]
    fn whoever_speaks_for_another_is_kept_apart() {
        let records = saved(
            "words=x&alias=A-1&speaker=relative&speaker_alias=B-2&safe_how=phone&safe_never=flat",
        );
        let (person, speaker, contact) = (&records[0], &records[1], &records[2]);
        assert_eq!(contact.text("speaker"), Some(speaker.id.as_str()));
        assert_eq!(contact.text("about_person"), Some(person.id.as_str()));
        assert_eq!((person.get("safe_contact"), speaker.text("alias")), (None, Some("B-2")));
        assert_eq!(
            person.get("family").map(|family| &family[0]["relation"]),
            Some(&json!("relative"))
        );
        assert_eq!(saved("words=x&speaker=other")[0].get("family"), None);
    }

    #[test]
    fn consent_has_three_answers() {
        assert_eq!(kinds(&saved("words=x&consent=yes")), ["person", "consent", "contact"]);
        assert_eq!(kinds(&saved("words=x&consent=unknown")), ["person", "contact"]);
        assert_eq!(call("words=x&consent=no", None).1, ["consent"]);
    }

    #[test]
    fn a_case_is_opened_when_asked_for_or_needed() {
        assert_eq!(kinds(&saved("words=x&open_case=yes")), ["person", "case", "contact"]);
        let records = saved("words=x&region=RU-KLU");
        assert_eq!(records[1].text("region"), Some("RU-KLU"));
        assert_eq!(records[2].text("case"), Some(records[1].id.as_str()));
    }

    #[test]
    fn a_second_call_adds_to_the_person() {
        let known = Record::new(Kind::Person, "p1")
            .with("alias", "A-1")
            .with("safe_contact", json!({ "how": "phone", "never": "flat" }));
        let (records, faults) =
            call("words=x&alias=B-9&safe_how=messenger&defender=yes", Some(&known));
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!((records[0].id.as_str(), records[0].text("alias")), ("p1", Some("A-1")));
        let safe = json!({ "how": "messenger", "never": "flat" });
        assert_eq!(records[0].get("safe_contact"), Some(&safe));
        assert_eq!(records[0].get("defender"), Some(&json!(true)));
    }
}
