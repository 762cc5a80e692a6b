//! `guvoh law check`: everything about a loaded pack that a reviewer wants to know at once.
//!
//! Faults must be mended before a pack is used; warnings tell what to look at again.

use jiff::civil::Date;

use crate::case_file::Case;
use crate::fault::{Fault, Why};
use crate::pack::{Pack, cases_file_of, file_of};
use crate::rule::{Rule, Version};
use crate::words::Mark;

/// The languages every title and question must exist in.
const LANGUAGES: [&str; 2] = ["en", "ru"];
/// The month from which next year's production calendar is expected.
const NEXT_CALENDAR_FROM_MONTH: i8 = 11;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many rules there are.
    pub rules: usize,
    /// How many of them are verified.
    pub verified: usize,
    /// How many cases were run.
    pub cases: usize,
    /// How many calendar years are loaded.
    pub years: usize,
    /// What must be mended.
    pub faults: Vec<Fault>,
    /// What to look at again.
    pub warnings: Vec<Fault>,
}

impl Pack {
    /// Checks the whole pack as of a day, and runs every case.
    pub fn check(&self, today: Date) -> Report {
        let mut report = Report {
            rules: self.rules().count(),
            verified: self.rules().filter(|rule| rule.status.verified).count(),
            years: self.calendars().values().map(|calendar| calendar.years().count()).sum(),
            ..Report::default()
        };
        for rule in self.rules() {
            self.check_rule(rule, today, &mut report);
            self.check_cases(rule, &mut report);
        }
        self.check_regimes(&mut report);
        self.check_rights(today, &mut report);
        self.check_calendars(today, &mut report);
        self.check_regional(&mut report);
        self.check_questions(&mut report);
        for id in self.case_ids().filter(|id| self.rule(id).is_none()) {
            report.faults.push(Fault::of(&cases_file_of(id), Why::NoRule));
        }
        report
    }

    fn check_rule(&self, rule: &Rule, today: Date, report: &mut Report) {
        let file = file_of(&rule.id);
        let mut whys: Vec<Why> = missing_languages(|lang| rule.titles.contains_key(lang));
        for doubt in &rule.ambiguities {
            let has = |lang: &str| lang == "en" || doubt.translations.contains_key(lang);
            whys.extend(missing_languages(has));
        }
        whys.extend(faults_of_versions(&rule.versions));
        whys.extend(rule.versions.iter().filter(|v| v.cites.is_empty()).map(|_| Why::NoCite));
        let cites = || rule.versions.iter().flat_map(|version| &version.cites);
        let unlisted = cites().filter(|cite| self.source(&cite.source).is_none());
        whys.extend(unlisted.map(|cite| Why::UnknownSource(cite.source.clone())));
        let unread = cites().any(|cite| cite.mark != Mark::ReadOfficial);
        whys.extend((rule.status.verified && unread).then_some(Why::NotVerified));
        report.faults.extend(whys.into_iter().map(|why| self.placed(&file, why)));
        if rule.is_stale(today) {
            report.warnings.push(Fault::of(&file, Why::Stale(rule.status.last_checked_on)));
        }
    }

    fn placed(&self, file: &str, why: Why) -> Fault {
        match &why {
            Why::UnknownSource(id) => Fault::at_word(file, self.text(file), &id.clone(), why),
            _ => Fault::of(file, why),
        }
    }

    fn check_cases(&self, rule: &Rule, report: &mut Report) {
        let file = cases_file_of(&rule.id);
        let cases = self.cases(&rule.id);
        report.cases += cases.len();
        if cases.len() < 2 {
            report.faults.push(Fault::of(&file, Why::TooFewCases(cases.len())));
        }
        if !cases.iter().any(Case::is_about_unknown) {
            report.faults.push(Fault::of(&file, Why::NoUnknownCase));
        }
        for case in cases {
            if let Some((wanted, got)) = case.run(self, rule) {
                let why = Why::CaseFailed { case: case.name.clone(), wanted, got };
                report.faults.push(Fault::at_word(&file, self.text(&file), &case.name, why));
            }
        }
    }

    fn check_regimes(&self, report: &mut Report) {
        for regime in self.regimes() {
            let file = format!("{}.toml", regime.id.replacen('.', "/regime/", 1));
            let mut whys = missing_languages(|lang| regime.titles.contains_key(lang));
            let unlisted = regime.cites.iter().filter(|cite| self.source(&cite.source).is_none());
            whys.extend(unlisted.map(|cite| Why::UnknownSource(cite.source.clone())));
            whys.extend(regime.cites.is_empty().then_some(Why::NoCite));
            report.faults.extend(whys.into_iter().map(|why| self.placed(&file, why)));
        }
    }

    fn check_rights(&self, today: Date, report: &mut Report) {
        for text in self.rights() {
            let file = format!("{}.toml", text.id.replacen('.', "/", 2));
            let mut whys = missing_languages(|lang| text.titles.contains_key(lang));
            whys.extend(missing_languages(|lang| text.texts.contains_key(lang)));
            for doubt in &text.ambiguities {
                let has = |lang: &str| lang == "en" || doubt.translations.contains_key(lang);
                whys.extend(missing_languages(has));
            }
            let unlisted = text.cites.iter().filter(|cite| self.source(&cite.source).is_none());
            whys.extend(unlisted.map(|cite| Why::UnknownSource(cite.source.clone())));
            whys.extend(text.cites.is_empty().then_some(Why::NoCite));
            let unread = text.cites.iter().any(|cite| cite.mark != Mark::ReadOfficial);
            whys.extend((text.status.verified && unread).then_some(Why::NotVerified));
            report.faults.extend(whys.into_iter().map(|why| self.placed(&file, why)));
            if text.is_stale(today) {
                report.warnings.push(Fault::of(&file, Why::Stale(text.status.last_checked_on)));
            }
        }
    }

    fn check_calendars(&self, today: Date, report: &mut Report) {
        let next = today.year() + i16::from(today.month() >= NEXT_CALENDAR_FROM_MONTH);
        for (jurisdiction, calendar) in self.calendars() {
            let file = |year: i16| format!("{jurisdiction}/calendar/{year}.toml");
            for year in calendar.years().filter(|year| self.source(&year.source).is_none()) {
                let why = Why::UnknownSource(year.source.clone());
                report.faults.push(self.placed(&file(year.year), why));
            }
            let wanted = [today.year(), next];
            for year in wanted.into_iter().filter(|y| !calendar.years().any(|has| has.year == *y)) {
                let warning = Fault::of(&file(year), Why::NoCalendar(year));
                report.warnings.extend((!report.warnings.contains(&warning)).then_some(warning));
            }
        }
    }

    fn check_regional(&self, report: &mut Report) {
        for regional in self.regional() {
            let jurisdiction = regional.region.split('-').next().unwrap_or_default();
            let file = format!("{}/calendar/regional.toml", jurisdiction.to_ascii_lowercase());
            let mut whys = missing_languages(|lang| regional.speaks(lang));
            let unlisted = self.source(&regional.source).is_none();
            whys.extend(unlisted.then(|| Why::UnknownSource(regional.source.clone())));
            report.faults.extend(whys.into_iter().map(|why| self.placed(&file, why)));
        }
    }

    fn check_questions(&self, report: &mut Report) {
        let file = "facts.toml";
        for listed in self.facts().iter() {
            let whys = missing_languages(|lang| listed.question.contains_key(lang));
            let fault = |why| Fault::at_word(file, self.text(file), &listed.name, why);
            report.faults.extend(whys.into_iter().map(fault));
        }
    }
}

fn missing_languages(has: impl Fn(&str) -> bool) -> Vec<Why> {
    LANGUAGES.into_iter().filter(|lang| !has(lang)).map(Why::NoLanguage).collect()
}

fn faults_of_versions(versions: &[Version]) -> Vec<Why> {
    let backwards = |version: &&Version| version.from.zip(version.to).is_some_and(|(a, b)| a > b);
    let mut whys: Vec<Why> = versions.iter().filter(backwards).map(|_| Why::Backwards).collect();
    let overlap = versions.windows(2).any(|pair| pair[0].overlaps(&pair[1]));
    whys.extend(overlap.then_some(Why::Overlap));
    whys
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
