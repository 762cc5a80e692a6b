//! The people of an interview: whom it is about, who speaks for them, their relatives.

use casework::{Kind, Record};
use serde_json::{Value, json};

use super::Build;
use crate::pages::person::parts::{self, Part};

/// How relatives are built while the rows of the form are read.
struct Relatives {
    made: Vec<Record>,
}

impl Build<'_, '_> {
    pub(super) fn person(&mut self) {
        let known = self.known.person.cloned();
        let mut person =
            known.unwrap_or_else(|| Record::new(Kind::Person, self.names.next(Kind::Person)));
        let mut relatives = Relatives { made: Vec::new() };
        for part in Part::ALL {
            if part != Part::Contact || !self.speaks_for_another() {
                let mut family = |id: &str, alias: Option<String>| {
                    Some(relatives.handle(id, alias, || self.names.next(Kind::Person)))
                };
                parts::apply(part, &mut self.answers, &mut person, &mut family);
            }
        }
        self.link_possible_twins(&mut person);
        if let Some(identity) = self.known.identity {
            person.fields.insert("identity".into(), identity.clone());
        }
        self.ids.person.clone_from(&person.id);
        self.records.push(person);
        self.records.append(&mut relatives.made);
    }

    /// "Possibly the same person": links that were chosen on the last page, added to those there are.
    fn link_possible_twins(&mut self, person: &mut Record) {
        let mut same = person.get("same_as").and_then(Value::as_array).cloned().unwrap_or_default();
        for handle in self.answers.fields().all("same") {
            if !same.contains(&json!(handle)) && handle != person.id {
                same.push(json!(handle));
            }
        }
        if !same.is_empty() {
            person.fields.insert("same_as".into(), same.into());
        }
    }

    fn speaks_for_another(&self) -> bool {
        self.answers.is("speaker", "other")
    }

    /// Somebody who speaks for another is a person of their own; safe contact is theirs, since they called.
    pub(super) fn speaker(&mut self) {
        self.ids.speaker.clone_from(&self.ids.person);
        if !self.speaks_for_another() {
            return;
        }
        let known = self.known.speaker.cloned();
        let mut speaker =
            known.unwrap_or_else(|| Record::new(Kind::Person, self.names.next(Kind::Person)));
        match self.answers.text("speaker_alias") {
            Some(alias) => _ = speaker.fields.insert("alias".into(), alias.into()),
            None => self.answers.fault("speaker_alias", "interview-speaker-alias-missing"),
        }
        parts::add_contact(&mut self.answers, &mut speaker);
        self.ids.speaker.clone_from(&speaker.id);
        self.tie(&speaker.id);
        self.records.push(speaker);
    }

    /// What the speaker is to the person.
    fn tie(&mut self, speaker: &str) {
        let relation = self.answers.code("speaker_relation", "relation").given();
        let (Some(relation), Some(person)) = (relation, self.records.first_mut()) else { return };
        let mut family =
            person.get("family").and_then(Value::as_array).cloned().unwrap_or_default();
        match family.iter_mut().find(|entry| entry["person"] == speaker) {
            // A call that named only "a relative" gives way to what was said since.
            Some(entry) if entry["relation"] == "relative" => entry["relation"] = relation.into(),
            Some(_) => return,
            None => family.push(json!({ "person": speaker, "relation": relation })),
        }
        person.fields.insert("family".into(), family.into());
    }
}

impl Relatives {
    /// The handle of a relative: the one on record, or a new one under the alias in the row.
    fn handle(&mut self, id: &str, alias: Option<String>, next: impl FnOnce() -> String) -> String {
        if !id.is_empty() {
            return id.to_owned();
        }
        let alias = alias.unwrap_or_default();
        let known = self.made.iter().find(|made| made.text("alias") == Some(&alias));
        if let Some(known) = known.filter(|_| !alias.is_empty()) {
            return known.id.clone();
        }
        let handle = next();
        let mut relative = Record::new(Kind::Person, handle.clone());
        if !alias.is_empty() {
            relative = relative.with("alias", alias);
        }
        self.made.push(relative);
        handle
    }
}
