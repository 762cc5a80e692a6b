//! A pack of law: rules, regimes, calendars, facts and sources, read from texts.
//!
//! The crate opens no file: whoever has the texts hands them over with their paths below `law/`. All faults are
//! collected, so that a lawyer mends them in one go. Deliberately absent: signatures of packs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use crate::calendar::{Calendar, Year};
use crate::case_file::{Case, read_cases};
use crate::condition::Condition;
use crate::day::maybe_day;
use crate::fact_list::FactList;
use crate::facts::DAY_ASKED;
use crate::fault::{Fault, Why};
use crate::limits::{MAX_FILE_BYTES, MAX_FILES};
use crate::regime::Regime;
use crate::regional::{Regional, read_regional};
use crate::rights::{RightsText, read_rights};
use crate::rule::{Rule, Version};
use crate::rule_file::{Source, faults_of_keys, read_regime, read_rule, read_sources};
use crate::words::Subject;

/// All the law the program knows.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    rules: BTreeMap<String, Rule>,
    regimes: BTreeMap<String, Regime>,
    calendars: BTreeMap<String, Calendar>,
    regional: BTreeMap<String, Regional>,
    cases: BTreeMap<String, Vec<Case>>,
    facts: FactList,
    sources: BTreeMap<String, Source>,
    rights: BTreeMap<String, RightsText>,
    about: About,
    own: BTreeSet<String>,
    texts: BTreeMap<String, String>,
}

/// `pack.toml`: which pack this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    number: u32,
    #[serde(default, deserialize_with = "maybe_day")]
    made_on: Option<Date>,
}

/// What a file is, told by its place.
enum Place<'a> {
    About,
    Facts,
    Sources,
    Regime { id: String },
    Calendar { jurisdiction: &'a str, year: &'a str },
    Regional { jurisdiction: &'a str },
    Cases { rule: String },
    Rights { id: String },
    Rule { id: String },
    Nothing,
}

impl Pack {
    /// Reads a pack from its files: paths below `law/`, and texts. Files that are not TOML are left aside.
    pub fn load(
        files: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>,
    ) -> Result<Pack, Vec<Fault>> {
        let mut pack = Pack::default();
        let mut faults = Vec::new();
        for (path, text) in files {
            let path = path.as_ref().replace('\\', "/");
            if path.ends_with(".toml") {
                pack.add(&path, text.as_ref(), &mut faults);
            }
        }
        pack.check_names(&mut faults);
        faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        if faults.is_empty() { Ok(pack) } else { Err(faults) }
    }

    /// The same with the files of a folder of the organisation's own over it: a file in the same place stands instead of
    /// the pack's, any other is added.
    ///
    /// # Errors
    /// The faults of the whole that comes of it.
    pub fn with_own(&self, own: &BTreeMap<String, String>) -> Result<Pack, Vec<Fault>> {
        let mut files = self.texts.clone();
        files.extend(own.iter().map(|(path, text)| (path.clone(), text.clone())));
        let mut pack = Pack::load(&files)?;
        let own_rules = pack.rules.values_mut().filter(|rule| own.contains_key(&file_of(&rule.id)));
        own_rules.for_each(|rule| rule.status.verified = false);
        let own_texts =
            pack.rights.values_mut().filter(|text| own.contains_key(&file_of(&text.id)));
        own_texts.for_each(|text| text.status.verified = false);
        pack.own = own.keys().filter(|path| path.ends_with(".toml")).cloned().collect();
        Ok(pack)
    }

    /// The number of the pack; a later one has a higher number.
    pub fn number(&self) -> u32 {
        self.about.number
    }

    /// The day it was put together.
    pub fn made_on(&self) -> Option<Date> {
        self.about.made_on
    }

    /// The files that come from the organisation's own folder.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(String::as_str)
    }

    /// Whether the rule's file, or the way its term is counted, comes from the organisation's own folder.
    pub fn is_own(&self, rule: &str) -> bool {
        self.files_of(rule).iter().any(|file| self.own.contains(file))
    }

    /// The file of a rule, and those of the regimes its wordings are counted by.
    fn files_of(&self, rule: &str) -> Vec<String> {
        let regimes = self.rule(rule).into_iter().flat_map(|rule| &rule.versions);
        let regimes = regimes.filter_map(|version| version.regime.as_deref()).map(regime_file);
        let mut files = vec![file_of(rule)];
        regimes.for_each(|file| crate::condition::add(&mut files, file));
        files
    }

    /// Forgets every "verified" that a file claims of itself: whoever uses the pack verifies it.
    pub fn trust_nobody(&mut self) {
        self.rules.values_mut().for_each(|rule| rule.status.verified = false);
        self.rights.values_mut().for_each(|text| text.status.verified = false);
    }

    /// Takes a rule for verified, because two people read its file as it is now against the official text.
    pub fn take_for_verified(&mut self, rule: &str, on: Date) {
        if let Some(rule) = self.rules.get_mut(rule) {
            rule.status.verified = true;
            rule.status.last_checked_on = rule.status.last_checked_on.max(on);
        }
        if let Some(text) = self.rights.get_mut(rule) {
            text.status.verified = true;
            text.status.last_checked_on = text.status.last_checked_on.max(on);
        }
    }

    /// What a reader of a rule, or of a text to read aloud, compares: its file, then the regimes it is counted by.
    /// Empty where there is no such rule.
    pub fn texts_of(&self, rule: &str) -> Vec<&str> {
        if !self.texts.contains_key(&file_of(rule)) {
            return vec![];
        }
        let files = self.files_of(rule);
        files.iter().filter_map(|file| self.texts.get(file)).map(String::as_str).collect()
    }

    /// All rules, sorted by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }

    /// The rule with that id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(id)
    }

    /// The regime with that id.
    pub fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.get(id)
    }

    /// All regimes, sorted by id.
    pub fn regimes(&self) -> impl Iterator<Item = &Regime> {
        self.regimes.values()
    }

    /// The production calendars by jurisdiction.
    pub fn calendars(&self) -> &BTreeMap<String, Calendar> {
        &self.calendars
    }

    /// The texts to read aloud, sorted by id.
    pub fn rights(&self) -> impl Iterator<Item = &RightsText> {
        self.rights.values()
    }

    /// The text to read aloud with that id.
    pub fn rights_text(&self, id: &str) -> Option<&RightsText> {
        self.rights.get(id)
    }

    /// The region by ISO 3166-2 where it has days off of its own: a warning, never part of a count.
    pub fn regional_warning(&self, region: &str) -> Option<&Regional> {
        self.regional.get(region)
    }

    /// Every region that has days off of its own.
    pub fn regional(&self) -> impl Iterator<Item = &Regional> {
        self.regional.values()
    }

    /// The list of facts.
    pub fn facts(&self) -> &FactList {
        &self.facts
    }

    /// The source with that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// The question that asks for a fact, in that language, else in English.
    pub fn question(&self, fact: &str, lang: &str) -> Option<&str> {
        self.facts.question(fact, lang)
    }

    /// The cases beside a rule.
    pub fn cases(&self, rule: &str) -> &[Case] {
        self.cases.get(rule).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn case_ids(&self) -> impl Iterator<Item = &String> {
        self.cases.keys()
    }

    /// The files as they were handed over: paths below `law/`, and texts.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of a file below `law/`; empty where there is none.
    pub fn text(&self, file: &str) -> &str {
        self.texts.get(file).map_or("", String::as_str)
    }

    fn add(&mut self, path: &str, text: &str, faults: &mut Vec<Fault>) {
        if self.texts.len() >= MAX_FILES {
            return faults.push(Fault::of(path, Why::TooManyFiles));
        }
        if text.len() > MAX_FILE_BYTES {
            return faults.push(Fault::of(path, Why::TooLong));
        }
        if self.texts.insert(path.to_owned(), text.to_owned()).is_some() {
            return faults.push(Fault::of(path, Why::Duplicate(path.to_owned())));
        }
        let read = match place_of(path) {
            Place::About => toml::from_str(text).map(|about| self.about = about),
            Place::Facts => FactList::read(text).map(|list| self.facts = list),
            Place::Sources => read_sources(text).map(|sources| self.sources = sources),
            Place::Regime { id } => {
                read_regime(text).map(|regime| self.add_regime(path, id, regime, faults))
            }
            Place::Calendar { jurisdiction, year } => toml::from_str(text)
                .map(|read| self.add_year(path, jurisdiction, year, read, faults)),
            Place::Regional { jurisdiction } => read_regional(text)
                .map(|regions| self.add_regions(path, jurisdiction, regions, faults)),
            Place::Cases { rule } => read_cases(text).map(|cases| {
                self.cases.insert(rule, cases);
            }),
            Place::Rights { id } => {
                read_rights(text).map(|rights| self.add_rights(path, id, rights, faults))
            }
            Place::Rule { id } => read_rule(text).map(|rule| self.add_rule(path, id, rule, faults)),
            Place::Nothing => return faults.push(Fault::of(path, Why::Unplaced)),
        };
        if let Err(error) = read {
            faults.push(Fault::shape(path, text, &error));
        }
    }

    fn add_rule(&mut self, path: &str, id: String, rule: Rule, faults: &mut Vec<Fault>) {
        // An id leads back to its file, and to no other.
        if file_of(&id) != path || !id.bytes().all(is_plain) {
            faults.push(Fault::of(path, Why::Unplaced));
        }
        if rule.id != id {
            faults.push(Fault::of(path, Why::Id(id.clone())));
        }
        faults.extend(faults_of_keys(&rule).into_iter().map(|why| Fault::of(path, why)));
        self.rules.insert(id, rule);
    }

    fn add_rights(&mut self, path: &str, id: String, text: RightsText, faults: &mut Vec<Fault>) {
        if text.id != id {
            faults.push(Fault::of(path, Why::Id(id.clone())));
        }
        faults.extend(text.faults_of_size().into_iter().map(|why| Fault::of(path, why)));
        self.rights.insert(id, text);
    }

    fn add_regime(&mut self, path: &str, id: String, regime: Regime, faults: &mut Vec<Fault>) {
        if regime.id != id {
            faults.push(Fault::of(path, Why::Id(id.clone())));
        }
        self.regimes.insert(id, regime);
    }

    fn add_year(
        &mut self,
        path: &str,
        jurisdiction: &str,
        name: &str,
        year: Year,
        faults: &mut Vec<Fault>,
    ) {
        if year.year.to_string() != name {
            faults.push(Fault::of(path, Why::Id(name.to_owned())));
        }
        faults.extend(year.faults().into_iter().map(|what| Fault::of(path, Why::Calendar(what))));
        self.calendars.entry(jurisdiction.to_owned()).or_default().insert(year);
    }

    fn add_regions(
        &mut self,
        path: &str,
        jurisdiction: &str,
        regions: Vec<Regional>,
        faults: &mut Vec<Fault>,
    ) {
        for region in regions {
            let whys = region.faults(jurisdiction);
            faults.extend(whys.into_iter().map(|why| Fault::of(path, why)));
            let name = region.region.clone();
            if self.regional.insert(name.clone(), region).is_some() {
                faults.push(Fault::of(path, Why::Duplicate(name)));
            }
        }
    }

    /// Names that lead nowhere would give silent "unknown"s, so they are refused at once.
    fn check_names(&self, faults: &mut Vec<Fault>) {
        for rule in self.rules.values() {
            let file = file_of(&rule.id);
            let text = self.text(&file);
            let whys = self.faults_of_facts(rule).into_iter().chain(self.faults_of_regimes(rule));
            faults.extend(whys.map(|why| placed(&file, text, why)));
        }
        for (id, cases) in &self.cases {
            let file = cases_file_of(id);
            let values = cases.iter().flat_map(Case::values);
            let whys = values.filter_map(|(name, value)| self.facts.fault_of_value(name, value));
            faults.extend(whys.map(|why| placed(&file, self.text(&file), why)));
        }
    }

    fn faults_of_facts(&self, rule: &Rule) -> Vec<Why> {
        let conditions: Vec<&Condition> = [&rule.when].into_iter().chain(&rule.touches).collect();
        let unlisted = rule
            .facts_outside()
            .filter(|name| *name != DAY_ASKED && self.facts.get(name).is_none())
            .map(|name| Why::UnknownFact(name.to_owned()));
        let strange = |name: &&str| Subject::of_fact(name).is_some_and(|of| of != rule.subject);
        let mixed = rule.facts().find(strange).map(|name| Why::MixedSubjects(name.to_owned()));
        conditions
            .into_iter()
            .flat_map(|part| self.facts.faults_of(part))
            .chain(unlisted)
            .chain(mixed)
            .collect()
    }

    fn faults_of_regimes(&self, rule: &Rule) -> Vec<Why> {
        rule.versions.iter().filter_map(|version| self.fault_of_regime(version)).collect()
    }

    fn fault_of_regime(&self, version: &Version) -> Option<Why> {
        let id = version.regime.as_ref()?;
        let Some(regime) = self.regimes.get(id) else {
            return Some(Why::UnknownRegime(id.clone()));
        };
        let unit = version.term?.unit;
        (!regime.units.contains(&unit)).then(|| Why::Unit(unit.as_str()))
    }
}

/// What an id is made of.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".-_".contains(&byte)
}

/// The file in which a rule, or a text to read aloud, stands: its path below `law/`.
pub fn file_of(rule: &str) -> String {
    format!("{}.toml", stem_of(rule))
}

/// The file with the cases of a rule: its path below `law/`.
pub fn cases_file_of(rule: &str) -> String {
    format!("{}.cases.toml", stem_of(rule))
}

/// The file of a regime: `ru.koap.4-8.days` stands in `ru/regime/koap.4-8.days.toml`.
fn regime_file(id: &str) -> String {
    format!("{}.toml", id.replacen('.', "/regime/", 1))
}

fn stem_of(rule: &str) -> String {
    rule.replacen('.', "/", 2)
}

fn placed(file: &str, text: &str, why: Why) -> Fault {
    let word = match &why {
        Why::UnknownFact(word)
        | Why::MixedSubjects(word)
        | Why::UnknownRegime(word)
        | Why::UnknownCode { code: word, .. }
        | Why::WrongSort { fact: word, .. } => word.clone(),
        _ => return Fault::of(file, why),
    };
    Fault::at_word(file, text, &word, why)
}

fn place_of(path: &str) -> Place<'_> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["pack.toml"] => Place::About,
        ["facts.toml"] => Place::Facts,
        ["sources.toml"] => Place::Sources,
        [jurisdiction, "regime", name] => {
            Place::Regime { id: format!("{jurisdiction}.{}", without(name, ".toml")) }
        }
        [jurisdiction, "rights", name] => {
            Place::Rights { id: format!("{jurisdiction}.rights.{}", without(name, ".toml")) }
        }
        [jurisdiction, "calendar", "regional.toml"] => Place::Regional { jurisdiction },
        [jurisdiction, "calendar", name] => {
            Place::Calendar { jurisdiction, year: without(name, ".toml") }
        }
        [jurisdiction, area, name] => match name.strip_suffix(".cases.toml") {
            Some(stem) => Place::Cases { rule: format!("{jurisdiction}.{area}.{stem}") },
            None => Place::Rule { id: format!("{jurisdiction}.{area}.{}", without(name, ".toml")) },
        },
        _ => Place::Nothing,
    }
}

fn without<'a>(name: &'a str, ending: &str) -> &'a str {
    name.strip_suffix(ending).unwrap_or(name)
}

#[cfg(test)]
#[path = "pack_tests.rs"]
mod tests;
