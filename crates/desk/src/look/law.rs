//! What changed in the law since the last look: files by their digests, wordings by their days, bills by their stages.
//!
//! Deliberately absent: what a change says. The page of the rule shows the rule as it is now.

use std::collections::{BTreeMap, BTreeSet};

use ::law::{Pack, Rule};
use jiff::civil::Date;
use seal::Digest;
use vault::{Keep, Vault};

use super::DAY;
use crate::error::DeskError;

/// The setting with the law as it was: its number on the first line, then a rule on each.
const LAW: &str = "look.law";
/// Digits of a digest that are kept: enough to tell two texts of one file apart.
const DIGITS: usize = 16;

/// The law as somebody saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    number: u32,
    rules: BTreeMap<String, Seen>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    digest: String,
    /// How many stages of a bill were reached.
    stages: usize,
}

/// What happened to a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It was not there.
    Added,
    /// It is there no more.
    Gone,
    /// Its file says something else.
    Changed,
    /// A wording came into force on a day.
    Began(Date),
    /// A wording was in force until a day.
    Ended(Date),
    /// A bill reached a stage.
    Stage(::law::Stage),
}

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The numbers of the pack before and now, where they differ.
    pub pack: Option<(u32, u32)>,
    /// Rules with what happened to each, by id.
    pub rules: Vec<(String, Vec<What>)>,
}

impl News {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.pack.is_none() && self.rules.is_empty()
    }
}

impl Law {
    /// The law as it is on a day.
    pub fn of(pack: &Pack, day: Date) -> Law {
        let seen =
            |rule: &Rule| Seen { digest: digest(pack, &rule.id), stages: reached(rule, day) };
        let rules = pack.rules().map(|rule| (rule.id.clone(), seen(rule))).collect();
        Law { number: pack.number(), rules }
    }

    /// The law as it was at the last look.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn last(vault: &Vault) -> Result<Law, DeskError> {
        Ok(read(&vault.setting(LAW)?.unwrap_or_default()))
    }

    /// What to keep so that this becomes the last look.
    pub fn kept(&self, day: Date) -> [Keep; 2] {
        let keep = |name, value| Keep { beside: None, name, value };
        [keep(DAY, day.to_string()), keep(LAW, self.written())]
    }

    fn written(&self) -> String {
        let line = |(id, seen): (&String, &Seen)| format!("{id} {} {}\n", seen.digest, seen.stages);
        let rules: String = self.rules.iter().map(line).collect();
        format!("{}\n{rules}", self.number)
    }

    /// What happened between this, the last look on a day, and the law as it is today.
    pub fn news(&self, since: Date, now: &Law, pack: &Pack, today: Date) -> News {
        let ids: BTreeSet<&String> = self.rules.keys().chain(now.rules.keys()).collect();
        let of = |id: &String| {
            let mut what = Vec::new();
            what.extend(self.file(id, now));
            if let Some(rule) = pack.rule(id).filter(|_| self.rules.contains_key(id)) {
                what.extend(wordings(rule, since, today));
                what.extend(self.stages(rule, today));
            }
            what
        };
        let rules = ids.into_iter().map(|id| (id.clone(), of(id)));
        News {
            pack: (self.number != now.number).then_some((self.number, now.number)),
            rules: rules.filter(|(_, what)| !what.is_empty()).collect(),
        }
    }

    /// A bill that went on is told by its stage, not by its file.
    fn file(&self, id: &str, now: &Law) -> Option<What> {
        match (self.rules.get(id), now.rules.get(id)) {
            (None, Some(_)) => Some(What::Added),
            (Some(_), None) => Some(What::Gone),
            (Some(before), Some(after)) => {
                let differs = before.digest != after.digest && before.stages >= after.stages;
                differs.then_some(What::Changed)
            }
            (None, None) => None,
        }
    }

    fn stages(&self, rule: &Rule, today: Date) -> Vec<What> {
        let before = self.rules.get(&rule.id).map_or(0, |seen| seen.stages);
        let reached = rule.stages.iter().take(reached(rule, today));
        reached.skip(before).cloned().map(What::Stage).collect()
    }
}

/// Wordings that began or ended after one day and until another.
fn wordings(rule: &Rule, since: Date, today: Date) -> Vec<What> {
    let began = |day: &Date| since < *day && *day <= today;
    let ended = |day: &Date| since <= *day && *day < today;
    let from = rule.versions.iter().filter_map(|one| one.from).filter(began).map(What::Began);
    let to = rule.versions.iter().filter_map(|one| one.to).filter(ended).map(What::Ended);
    from.chain(to).collect()
}

fn reached(rule: &Rule, day: Date) -> usize {
    rule.stages.iter().filter(|stage| stage.on <= day).count()
}

fn digest(pack: &Pack, rule: &str) -> String {
    let texts: Vec<&[u8]> = pack.texts_of(rule).iter().map(|text| text.as_bytes()).collect();
    Digest::of_parts(&texts).to_string().chars().take(DIGITS).collect()
}

fn read(text: &str) -> Law {
    let mut lines = text.lines();
    let number = lines.next().and_then(|line| line.parse().ok()).unwrap_or_default();
    let rule = |line: &str| {
        let mut words = line.split(' ');
        let (id, digest) = (words.next()?.to_owned(), words.next()?.to_owned());
        Some((id, Seen { digest, stages: words.next()?.parse().ok()? }))
    };
    Law { number, rules: lines.filter_map(rule).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::five_accounts::law;
    use jiff::civil::date;

    fn day() -> Date {
        date(2023, 9, 5)
    }

    /// The law with one file written otherwise, or taken out.
    fn with(file: &str, text: Option<String>) -> Pack {
        let pack = law();
        let mut files: BTreeMap<String, String> =
            pack.files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        match text {
            Some(text) => drop(files.insert(file.to_owned(), text)),
            None => {
                files.remove(file);
                files.remove(&file.replace(".toml", ".cases.toml"));
            }
        }
        Pack::load(files).expect("a pack")
    }

    fn text(file: &str) -> String {
        law().files().find(|(path, _)| *path == file).expect("a file").1.to_owned()
    }

    fn news(before: &Pack, after: &Pack) -> News {
        let (before, now) = (Law::of(before, day()), Law::of(after, day()));
        let written = read(&before.written());
        assert_eq!(written, before, "what is kept is what was seen");
        written.news(day(), &now, after, day())
    }

    const FILE: &str = "ru/mil/reg.2weeks.toml";
    const RULE: &str = "ru.mil.reg.2weeks";

    #[test]
    fn nothing_changed_is_no_news() {
        assert!(news(&law(), &law()).is_empty());
    }

    #[test]
    fn a_rule_is_added_gone_or_changed() {
        let (all, without) = (law(), with(FILE, None));
        let told = |what| vec![(RULE.to_owned(), vec![what])];
        assert_eq!(news(&without, &all).rules, told(What::Added));
        assert_eq!(news(&all, &without).rules, told(What::Gone));
        let changed = with(FILE, Some(format!("{}\n# read again\n", text(FILE))));
        assert_eq!(news(&all, &changed).rules, told(What::Changed));
    }

    #[test]
    fn a_wording_is_told_once_on_each_side_of_its_days() {
        let pack = law();
        let dated = |rule: &&Rule| rule.versions.iter().any(|one| one.from.is_some());
        let rule = pack.rules().find(dated).expect("a dated wording");
        let from = rule.versions.iter().find_map(|one| one.from).expect("a first day");
        let eve = from.yesterday().expect("a day");
        let told = |since, today| {
            let seen = Law::of(&pack, since);
            let news = seen.news(since, &Law::of(&pack, today), &pack, today);
            let found = news.rules.into_iter().find(|(id, _)| *id == rule.id);
            found.is_some_and(|(_, what)| what.contains(&What::Began(from)))
        };
        assert!(told(eve, from));
        assert!(!told(eve, eve) && !told(from, from));
    }

    #[test]
    fn a_last_day_is_over_on_the_day_after() {
        let pack = law();
        let last = |rule: &Rule| rule.versions.iter().find_map(|one| one.to);
        let rule = pack.rules().find(|rule| last(rule).is_some()).expect("an old wording");
        let to = last(rule).expect("a last day");
        assert!(!wordings(rule, to, to).contains(&What::Ended(to)));
        let next = to.tomorrow().expect("a day");
        assert!(wordings(rule, to, next).contains(&What::Ended(to)));
        assert!(!wordings(rule, next, next).contains(&What::Ended(to)));
    }

    #[test]
    fn a_bill_that_went_on_is_told_by_its_stage() {
        let pack = law();
        let bill = pack.rules().find(|rule| rule.stages.len() > 1).expect("a bill with stages");
        let last = bill.stages.last().expect("a stage").clone();
        let eve = last.on.yesterday().expect("a day");
        let before = Law::of(&pack, eve);
        let news = before.news(eve, &Law::of(&pack, last.on), &pack, last.on);
        let (_, what) = news.rules.iter().find(|(id, _)| *id == bill.id).expect("the bill");
        assert!(what.contains(&What::Stage(last)) && !what.contains(&What::Changed), "{what:?}");
    }
}
