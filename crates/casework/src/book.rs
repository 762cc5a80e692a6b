//! The records of a vault, or of a file, opened for reading: who stands in which case, who speaks of whom.
//!
//! Typed once and asked often. Deliberately absent: identities, and any way to change a record.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Case, Complaint, Contact, Departure, FactRecord, Incident, Kind, Mandate, Person, Proceeding,
    Record, Referral, Situation, Task,
};

/// Records by handle, with the views that the docket, the chain and the exposures read.
#[derive(Debug, Default)]
pub struct Book {
    records: BTreeMap<String, Record>,
    people: BTreeMap<String, Person>,
    cases: BTreeMap<String, Case>,
    complaints: BTreeMap<String, Complaint>,
    proceedings: BTreeMap<String, Proceeding>,
    incidents: BTreeMap<String, Incident>,
    departures: BTreeMap<String, Departure>,
    mandates: BTreeMap<String, Mandate>,
    mandates_of: BTreeMap<String, Vec<String>>,
    facts: BTreeMap<String, Vec<FactRecord>>,
    incidents_of: BTreeMap<String, Vec<String>>,
    situations_of: BTreeMap<String, Vec<usize>>,
    situations: Vec<Situation>,
    contacts: Vec<Contact>,
    tasks: Vec<Task>,
    referrals: Vec<Referral>,
    cases_of: BTreeMap<String, Vec<String>>,
    complaints_in: BTreeMap<String, Vec<String>>,
    proceedings_of: BTreeMap<String, Vec<String>>,
    departures_of: BTreeMap<String, Vec<String>>,
    kin_of: BTreeMap<String, BTreeSet<String>>,
}

impl Book {
    /// Opens records for reading. A record that does not fit its kind is kept, but seen by nobody.
    pub fn new(records: impl IntoIterator<Item = Record>) -> Book {
        let mut book = Book::default();
        for record in records {
            book.file(&record);
            book.records.insert(record.id.clone(), record);
        }
        book.index_acts();
        book.index_kin();
        book.index_cases();
        book.index_incidents();
        book.index_mandates();
        book
    }

    /// In the order of their handles, whoever of several versions of a record was filed last.
    fn index_incidents(&mut self) {
        for incident in self.incidents.values() {
            for involved in &incident.people {
                let of = self.incidents_of.entry(involved.person.clone()).or_default();
                of.push(incident.id.clone());
            }
        }
    }

    fn index_mandates(&mut self) {
        for mandate in self.mandates.values() {
            let of = self.mandates_of.entry(mandate.person.clone()).or_default();
            of.push(mandate.id.clone());
        }
    }

    fn file(&mut self, record: &Record) {
        fn keep<T>(into: &mut BTreeMap<String, T>, record: &Record, view: Option<T>) {
            if let Some(view) = view {
                into.insert(record.id.clone(), view);
            }
        }
        match record.kind {
            Kind::Person => keep(&mut self.people, record, Person::of(record)),
            Kind::Case => keep(&mut self.cases, record, Case::of(record)),
            Kind::Complaint => keep(&mut self.complaints, record, Complaint::of(record)),
            Kind::Proceeding => keep(&mut self.proceedings, record, Proceeding::of(record)),
            Kind::Incident => keep(&mut self.incidents, record, Incident::of(record)),
            Kind::Departure => keep(&mut self.departures, record, Departure::of(record)),
            Kind::Mandate => keep(&mut self.mandates, record, Mandate::of(record)),
            Kind::Fact => self.note(FactRecord::of(record)),
            Kind::Situation => self.place(Situation::of(record)),
            Kind::Contact => self.contacts.extend(Contact::of(record)),
            Kind::Task => self.tasks.extend(Task::of(record)),
            Kind::Referral => self.referrals.extend(Referral::of(record)),
            _ => {}
        }
    }

    fn place(&mut self, situation: Option<Situation>) {
        if let Some(situation) = situation {
            let at = self.situations.len();
            self.situations_of.entry(situation.person.clone()).or_default().push(at);
            self.situations.push(situation);
        }
    }

    fn note(&mut self, fact: Option<FactRecord>) {
        if let Some(fact) = fact {
            self.facts.entry(fact.person.clone()).or_default().push(fact);
        }
    }

    /// What was done by and to whom, each in the order of their handles.
    fn index_acts(&mut self) {
        fn file<'a>(
            into: &mut BTreeMap<String, Vec<String>>,
            of: impl Iterator<Item = (&'a String, &'a String)>,
        ) {
            of.for_each(|(of, id)| into.entry(of.clone()).or_default().push(id.clone()));
        }
        let complaints = self.complaints.values().map(|one| (&one.case, &one.id));
        file(&mut self.complaints_in, complaints);
        let proceedings = self.proceedings.values().map(|one| (&one.person, &one.id));
        file(&mut self.proceedings_of, proceedings);
        let departures = self.departures.values().map(|one| (&one.person, &one.id));
        file(&mut self.departures_of, departures);
    }

    /// Who belongs to whom, whichever of the two records says so.
    fn index_kin(&mut self) {
        for person in self.people.values() {
            let others = person.family.iter().map(|tie| &tie.person);
            for other in others.filter(|other| **other != person.id) {
                self.kin_of.entry(person.id.clone()).or_default().insert(other.clone());
                self.kin_of.entry(other.clone()).or_default().insert(person.id.clone());
            }
        }
    }

    /// Open cases first, then by the day they were opened.
    fn index_cases(&mut self) {
        let mut cases: Vec<&Case> = self.cases.values().collect();
        cases.sort_by_key(|case| (case.is_closed(), case.opened, case.id.clone()));
        for case in cases {
            for person in &case.people {
                self.cases_of.entry(person.clone()).or_default().push(case.id.clone());
            }
        }
    }

    /// A record by its handle.
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.records.get(id)
    }

    /// Every record.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// A person by handle.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.get(id)
    }

    /// Every person, by handle.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// A case by handle.
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.cases.get(id)
    }

    /// Every complaint, by handle.
    pub fn complaints(&self) -> impl Iterator<Item = &Complaint> {
        self.complaints.values()
    }

    /// A proceeding by handle.
    pub fn proceeding(&self, id: &str) -> Option<&Proceeding> {
        self.proceedings.get(id)
    }

    /// Every proceeding, by handle.
    pub fn proceedings(&self) -> impl Iterator<Item = &Proceeding> {
        self.proceedings.values()
    }

    /// Every incident, by handle.
    pub fn incidents(&self) -> impl Iterator<Item = &Incident> {
        self.incidents.values()
    }

    /// The incidents somebody is named in, by handle.
    pub fn incidents_of(&self, person: &str) -> impl Iterator<Item = &Incident> {
        let of = self.incidents_of.get(person).into_iter().flatten();
        of.filter_map(|id| self.incidents.get(id))
    }

    /// The situations of a person, in the order they were filed.
    pub fn situations_of(&self, person: &str) -> impl Iterator<Item = &Situation> {
        let of = self.situations_of.get(person).into_iter().flatten();
        of.filter_map(|at| self.situations.get(*at))
    }

    /// Every departure, by handle.
    pub fn departures(&self) -> impl Iterator<Item = &Departure> {
        self.departures.values()
    }

    /// Every mandate, by handle.
    pub fn mandates(&self) -> impl Iterator<Item = &Mandate> {
        self.mandates.values()
    }

    /// The mandates a person gave, by handle.
    pub fn mandates_of(&self, person: &str) -> impl Iterator<Item = &Mandate> {
        let of = self.mandates_of.get(person).into_iter().flatten();
        of.filter_map(|id| self.mandates.get(id))
    }

    /// Every dated situation.
    pub fn situations(&self) -> &[Situation] {
        &self.situations
    }

    /// Every contact.
    pub fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// Every task.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// Every referral.
    pub fn referrals(&self) -> &[Referral] {
        &self.referrals
    }

    /// What was recorded as single facts about a person.
    pub fn facts_of(&self, person: &str) -> &[FactRecord] {
        self.facts.get(person).map_or(&[], Vec::as_slice)
    }

    /// A complaint by handle.
    pub fn complaint(&self, id: &str) -> Option<&Complaint> {
        self.complaints.get(id)
    }

    /// An incident by handle.
    pub fn incident(&self, id: &str) -> Option<&Incident> {
        self.incidents.get(id)
    }

    /// The complaints of a case, by handle.
    pub fn complaints_in(&self, case: &str) -> impl Iterator<Item = &Complaint> {
        let of = self.complaints_in.get(case).into_iter().flatten();
        of.filter_map(|id| self.complaints.get(id))
    }

    /// The proceedings against a person, by handle.
    pub fn proceedings_of(&self, person: &str) -> impl Iterator<Item = &Proceeding> {
        let of = self.proceedings_of.get(person).into_iter().flatten();
        of.filter_map(|id| self.proceedings.get(id))
    }

    /// The departures of a person, by handle.
    pub fn departures_of(&self, person: &str) -> impl Iterator<Item = &Departure> {
        let of = self.departures_of.get(person).into_iter().flatten();
        of.filter_map(|id| self.departures.get(id))
    }

    /// Whom a person names as family, and who names them so, by handle.
    pub fn kin_of(&self, person: &str) -> impl Iterator<Item = &str> {
        self.kin_of.get(person).into_iter().flatten().map(String::as_str)
    }

    /// The cases a person stands in: open ones first, the oldest first.
    pub fn cases_of(&self, person: &str) -> &[String] {
        self.cases_of.get(person).map_or(&[], Vec::as_slice)
    }

    /// The case a row about a person belongs to.
    pub fn case_of(&self, person: &str) -> Option<&str> {
        self.cases_of(person).first().map(String::as_str)
    }

    /// Whether a person stands in cases, and every one of them is closed.
    pub fn is_done_with(&self, person: &str) -> bool {
        let cases = self.cases_of(person);
        !cases.is_empty() && cases.iter().all(|id| self.is_closed(id))
    }

    /// Whether a case is closed. A case nobody knows is not.
    pub fn is_closed(&self, case: &str) -> bool {
        self.cases.get(case).is_some_and(Case::is_closed)
    }

    /// The person a complaint is about: who signed it, who gave the mandate, or whom its case is about.
    pub fn person_of_complaint(&self, complaint: &Complaint) -> Option<&str> {
        if self.people.contains_key(&complaint.by) {
            return self.people.get_key_value(&complaint.by).map(|(id, _)| id.as_str());
        }
        let mandate = complaint.mandate.as_ref().and_then(|id| self.mandates.get(id));
        if let Some(mandate) = mandate {
            return Some(&mandate.person);
        }
        let case = self.cases.get(&complaint.case)?;
        case.people.first().map(String::as_str)
    }
}
