//! The lists of today in words, in their fixed order.
//!
//! Deliberately absent: any order of our own. Casework says what presses; this only says it in words.

use std::collections::BTreeMap;

use casework::Task;
use casework::docket::DocketRow;
use casework::today::{CheckIn, Ending, Question as Asked, Urgent, Wait};
use jiff::Timestamp;
use law::Pack;

use crate::agenda::{self, Item, Looked, Part};
use crate::badge::Badge;
use crate::books::Shelf;
use crate::clock::Clock;
use crate::look::terms::{Change, Days, is_settled};
use crate::pages::law::grounds::danger;
use crate::pages::law::moves::moves;
use crate::pages::law::readings::others;
use crate::pages::law::rows::{Question, Term, question, term};
use crate::pages::record::words::{Words, capital, law_path};
use crate::speech::Speech;

/// For how many hours what was missed is told in hours.
const HOURS_TOLD: i64 = 72;

/// Somebody, and the case they stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// The alias; empty where nobody is named.
    pub who: String,
    /// Where the person is.
    pub path: String,
    /// What the case is called.
    pub case: String,
    /// Where the case is.
    pub case_path: String,
}

/// Something that cannot wait.
pub struct Pressing {
    /// Whose it is.
    pub whose: Whose,
    /// What presses.
    pub what: String,
    /// The next act of a defender, in words.
    pub next: String,
    /// Hours left.
    pub badge: Option<Badge>,
    /// When, on the defender's wall.
    pub at: String,
    /// Where the record it comes from is.
    pub path: String,
    /// The one screen for what cannot wait of this person; empty where nobody is named.
    pub screen: String,
    /// How to reach the person, and what never to do.
    pub contact: Vec<String>,
}

/// Somebody to hear of.
pub struct Promise {
    /// Whose it is.
    pub whose: Whose,
    /// Why and when, on the defender's wall.
    pub line: String,
    /// How long ago, or until then.
    pub badge: Badge,
    /// Where a new contact is taken down.
    pub path: String,
    /// How to reach the person, and what never to do.
    pub contact: Vec<String>,
}

/// A power to act for somebody whose end is announced.
pub struct Power {
    /// Whose it is.
    pub whose: Whose,
    /// Who may act, and until when.
    pub line: String,
    /// How long is left, or for how long it has run no more.
    pub badge: Badge,
    /// Where it is.
    pub path: String,
}

/// Something to do.
pub struct Errand {
    /// What.
    pub what: String,
    /// What it is about.
    pub about: String,
    /// Where that is.
    pub about_path: String,
    /// By when.
    pub due: String,
    /// How long is left, where the day is known.
    pub badge: Option<Badge>,
    /// Who does it.
    pub who: String,
    /// Where it is marked as done.
    pub done_path: String,
    /// Where it is.
    pub path: String,
}

/// The questions to one person.
pub struct Asking {
    /// Whose they are.
    pub whose: Whose,
    /// The questions, each with the rules that ask it.
    pub questions: Vec<(Question, Vec<String>)>,
}

/// A term that is not as it was at the last look.
pub struct Moving {
    /// Whose it is.
    pub whose: Whose,
    /// Its rule's title.
    pub title: String,
    /// Where the rule stands.
    pub rule_path: String,
    /// Where it is shown how it is counted; empty where nothing is.
    pub why_path: String,
    /// Whether it is to be planned with a lawyer first.
    pub plan: bool,
    /// What became of it, in one sentence; empty where days moved.
    pub line: String,
    /// The days that moved, a sentence each.
    pub days: Vec<String>,
    /// Other readings.
    pub others: Vec<String>,
    /// Whether two readers confirmed the rule.
    pub verified: bool,
}

/// Which lists a page shows, and from where: all of them from their beginning, or one of them further on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The only list to show; `None`: all.
    pub part: Option<Part>,
    /// Which page of it, counted from nought.
    pub page: usize,
}

impl Window {
    /// Whether a list is on this page, by its name.
    pub fn shows(&self, part: &str) -> bool {
        self.part.is_none_or(|only| only.name() == part)
    }

    /// The lists of this page, each with the page of it that is shown.
    pub fn parts(self) -> impl Iterator<Item = (Part, usize)> {
        let shown =
            Part::ALL.into_iter().filter(move |part| self.part.is_none_or(|only| only == *part));
        shown.map(move |part| (part, self.page))
    }
}

/// One page of a list.
pub struct Cut<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// How many come after them.
    pub after: usize,
    /// Where those stand.
    pub next: String,
}

/// What a page shows of each list, before it is put into words.
pub type Parts = BTreeMap<Part, agenda::Cut>;

/// All lists in words.
pub struct Lists {
    /// Life, liberty or removal; never cut short.
    pub urgent: Vec<Pressing>,
    /// Check-ins.
    pub check_ins: Cut<Promise>,
    /// Terms of our side that run or hang on a question.
    pub ours: Cut<Term>,
    /// Terms of our side that were missed.
    pub missed: Cut<Term>,
    /// Tasks.
    pub tasks: Cut<Errand>,
    /// Authorities that are late, or whose reply nobody looked for.
    pub authorities: Cut<Term>,
    /// Contacts promised for the next days.
    pub promised: Cut<Promise>,
    /// Terms of authorities that end soon.
    pub awaited: Cut<Term>,
    /// Powers to act for somebody that end.
    pub ending: Cut<Power>,
    /// Questions by person.
    pub questions: Cut<Asking>,
    /// Terms that are not as they were at the last look.
    pub changed: Cut<Moving>,
}

/// What puts items into words.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    /// The voice.
    pub t: Speech,
    /// The law.
    pub pack: &'a Pack,
    /// The clock.
    pub clock: &'a dyn Clock,
}

/// Puts the lists into words, as far as the page shows them.
pub fn lists(parts: &Parts, voice: Voice<'_>, window: Window) -> Lists {
    let say = Say { parts, voice, window };
    Lists {
        urgent: say
            .cut(Part::Urgent, |teller, looked, at| teller.pressing(&looked.today.urgent[at]))
            .rows,
        check_ins: say
            .cut(Part::CheckIns, |teller, looked, at| teller.promise(&looked.today.check_ins[at])),
        ours: say.cut(Part::Ours, |teller, looked, at| teller.term(&looked.today.ours[at])),
        missed: say.cut(Part::Missed, |teller, looked, at| teller.missed(&looked.missed[at])),
        tasks: say.cut(Part::Tasks, |teller, looked, at| teller.errand(&looked.today.tasks[at])),
        authorities: say.cut(Part::Authorities, |teller, looked, at| {
            teller.term(&looked.today.authorities[at])
        }),
        promised: say
            .cut(Part::Promised, |teller, looked, at| teller.promise(&looked.today.promised[at])),
        awaited: say
            .cut(Part::Awaited, |teller, looked, at| teller.term(&looked.today.awaited[at])),
        ending: say.cut(Part::Ending, |teller, looked, at| teller.power(&looked.today.ending[at])),
        questions: say
            .cut(Part::Questions, |teller, looked, at| teller.asking(&looked.questions[at])),
        changed: say.cut(Part::Changed, |teller, looked, at| teller.moving(&looked.changed[at])),
    }
}

/// The lists of one page and the voice that tells them.
struct Say<'a> {
    parts: &'a Parts,
    voice: Voice<'a>,
    window: Window,
}

impl Say<'_> {
    /// One list, each item told among the records of its own cluster.
    fn cut<T>(&self, part: Part, tell: impl Fn(&Teller<'_>, &Looked, usize) -> T) -> Cut<T> {
        let Some(cut) = self.parts.get(&part) else {
            return Cut { rows: vec![], after: 0, next: String::new() };
        };
        let Voice { t, pack, clock } = self.voice;
        let row = |Item { looked, at }: &Item| {
            let words = Words { t, shelf: &looked.shelf, pack };
            tell(&Teller { words: &words, shelf: &looked.shelf, clock }, looked, *at)
        };
        Cut {
            rows: cut.items.iter().map(row).collect(),
            after: cut.after,
            next: format!("/today/{}/{}", part.name(), self.window.page.saturating_add(1)),
        }
    }
}

/// What cannot wait, in words.
pub fn pressing(item: &Urgent, words: &Words<'_>, clock: &dyn Clock) -> Pressing {
    Teller { words, shelf: words.shelf, clock }.pressing(item)
}

/// Somebody to hear of, in words.
pub fn promise(item: &CheckIn, words: &Words<'_>, clock: &dyn Clock) -> Promise {
    Teller { words, shelf: words.shelf, clock }.promise(item)
}

struct Teller<'a> {
    words: &'a Words<'a>,
    shelf: &'a Shelf,
    clock: &'a dyn Clock,
}

impl Teller<'_> {
    fn whose(&self, person: Option<&str>, case: Option<&str>) -> Whose {
        Whose {
            who: person.map(|person| self.words.who(person)).unwrap_or_default(),
            path: person.map(|person| self.shelf.path(person)).unwrap_or_default(),
            case: case.map(|case| self.words.called(case)).unwrap_or_default(),
            case_path: case.map(|case| self.shelf.path(case)).unwrap_or_default(),
        }
    }

    fn term(&self, row: &DocketRow) -> Term {
        term(row, self.words, self.shelf)
    }

    /// A missed term with what the law may make of it by now.
    fn missed(&self, row: &DocketRow) -> Term {
        Term {
            danger: danger(row, self.words, self.clock.today()).unwrap_or_default(),
            ..self.term(row)
        }
    }

    fn moving(&self, change: &Change) -> Moving {
        let rule = self.words.pack.rule(&change.rule);
        let row = change.row.as_ref();
        let entity = self.shelf.entity(&change.about).filter(|_| row.is_some());
        let after = change.after();
        let ours = row.is_none_or(|row| row.side == "ours");
        let days = change.before.zip(after).map(|(a, b)| moves(a, b, ours, self.words.t));
        Moving {
            whose: self.whose_change(change),
            title: self.words.rule(&change.rule),
            rule_path: rule.map(law_path).unwrap_or_default(),
            why_path: entity
                .map(|entity| format!("/law/why/{}/{entity}", change.rule))
                .unwrap_or_default(),
            plan: row.is_some_and(|row| row.handling == "plan_with_lawyer"),
            line: self.fate(change),
            days: days.unwrap_or_default(),
            others: row
                .filter(|_| after.is_some())
                .map(|row| others(row, self.words))
                .unwrap_or_default(),
            verified: rule.is_some_and(|rule| rule.status.verified),
        }
    }

    /// Whose a change is, also where the term itself is gone.
    fn whose_change(&self, change: &Change) -> Whose {
        let record = self.shelf.book.get(&change.about);
        let of = |field: &str| record.and_then(|record| record.text(field)).map(str::to_owned);
        let is_person = self.shelf.book.person(&change.about).is_some();
        let own = is_person.then(|| change.about.clone());
        let row = change.row.as_ref();
        let person = row.and_then(|row| row.person.clone()).or(own).or_else(|| of("person"));
        let case = row.and_then(|row| row.case.clone()).or_else(|| of("case"));
        self.whose(person.as_deref(), case.as_deref())
    }

    /// What became of a term that did not only move.
    fn fate(&self, change: &Change) -> String {
        let day = |days: Option<Days>| {
            let day = days.map(|days| days.safe_by.unwrap_or(days.nominal));
            day.map(|day| self.words.t.day(day)).unwrap_or_default()
        };
        let (key, told) = match (change.before, change.after(), &change.row) {
            (Some(_), Some(_), _) => return String::new(),
            (None, after, _) => ("changed-appeared", day(after)),
            (before, None, Some(row)) if is_settled(row) => ("changed-settled", day(before)),
            (before, None, Some(_)) => ("changed-uncounted", day(before)),
            (before, None, None) => ("changed-gone", day(before)),
        };
        self.words.t.say_with(key, &[("day", told.into())])
    }

    fn wall(&self, at: Timestamp) -> String {
        self.words.t.moment(self.clock.local(at))
    }

    fn pressing(&self, item: &Urgent) -> Pressing {
        let t = self.words.t;
        let key = if t.knows(&format!("today-next-{}", item.what)) {
            item.what.as_str()
        } else {
            "other"
        };
        Pressing {
            whose: self.whose(item.person.as_deref(), item.case.as_deref()),
            what: self.what(&item.what),
            next: t.say(&format!("today-next-{key}")),
            badge: self.left(item),
            at: item.at.map(|at| self.wall(at)).unwrap_or_default(),
            path: self.shelf.path(&item.about),
            screen: item.person.as_deref().map(|person| self.screen(person)).unwrap_or_default(),
            contact: item.person.as_deref().map(|person| self.contact(person)).unwrap_or_default(),
        }
    }

    fn screen(&self, person: &str) -> String {
        let entity = self.shelf.entity(person);
        entity.map(|entity| format!("/urgent/{entity}")).unwrap_or_default()
    }

    /// What is left, in hours where an hour is known, else in days.
    fn left(&self, item: &Urgent) -> Option<Badge> {
        let hours = item.at.map(|at| self.until(at));
        hours.or_else(|| item.days_left.map(|days| Badge::days(self.words.t, days)))
    }

    /// How long until a moment, or how long ago. Where the day asked is not the day of the clock, hours would be those of another
    /// day: then it is told in days of the day asked.
    fn until(&self, at: Timestamp) -> Badge {
        let (t, today) = (self.words.t, self.clock.today());
        let hours = self.hours_until(at);
        if self.clock.local(self.clock.now()).date() == today && hours >= -HOURS_TOLD {
            return Badge::hours(t, hours);
        }
        Badge::days(t, i64::from((self.clock.local(at).date() - today).get_days()))
    }

    /// Whole hours from now, rounded down. What was counted a while ago is told as of now.
    fn hours_until(&self, at: Timestamp) -> i64 {
        (at.as_second() - self.clock.now().as_second()).div_euclid(3_600)
    }

    /// A code of what comes next, of a situation, or one of the two that only this list has.
    fn what(&self, code: &str) -> String {
        let own = format!("today-what-{code}");
        if self.words.t.knows(&own) {
            return self.words.t.say(&own);
        }
        let lists = ["next", "situation", "proceeding"];
        let label = lists
            .iter()
            .find_map(|list| casework::vocabulary::label(list, code, self.words.lang()));
        capital(label.unwrap_or(code))
    }

    fn contact(&self, person: &str) -> Vec<String> {
        safe_contact(person, self.words)
    }

    fn promise(&self, item: &CheckIn) -> Promise {
        let person = item.person.as_deref().and_then(|person| self.shelf.entity(person));
        let about = person.or_else(|| self.shelf.entity(&item.about));
        Promise {
            whose: self.whose(item.person.as_deref(), item.case.as_deref()),
            line: self.awaited(item),
            badge: Badge {
                class: if item.failed { "late" } else { "soon" },
                ..self.until(item.at)
            },
            path: about.map(|entity| format!("/record/add/contact/{entity}")).unwrap_or_default(),
            contact: item.person.as_deref().map(|person| self.contact(person)).unwrap_or_default(),
        }
    }

    /// Why somebody is to be heard of, and since when or until when.
    fn awaited(&self, item: &CheckIn) -> String {
        let key = match (&item.wait, item.failed) {
            (Wait::Promised, true) => "today-failed",
            (Wait::Promised, false) => "today-due",
            (Wait::Event(_), true) => "today-untold",
            (Wait::Event(_), false) => "today-ahead",
            (Wait::Silence(_), true) => "today-silent",
            (Wait::Silence(_), false) => "today-heard",
            (Wait::AfterComplaint(days), _) => return self.since_complaint(*days, &item.about),
        };
        let what = match &item.wait {
            Wait::Event(code) | Wait::Silence(code) => self.what(code),
            Wait::Promised | Wait::AfterComplaint(_) => String::new(),
        };
        let args = [("what", what.into()), ("at", self.wall(item.at).into())];
        self.words.t.say_with(key, &args)
    }

    fn since_complaint(&self, days: i32, complaint: &str) -> String {
        let what = self.words.called(complaint);
        let args = [("n", days.into()), ("what", what.into())];
        self.words.t.say_with("today-since-complaint", &args)
    }

    fn power(&self, item: &Ending) -> Power {
        let left = i64::from((item.last_day - self.clock.today()).get_days());
        let key = if left < 0 { "today-power-ended" } else { "today-power-ends" };
        let day = self.words.t.day(item.last_day);
        let args = [("who", item.holder.as_str().into()), ("day", day.into())];
        Power {
            whose: self.whose(Some(&item.person), item.case.as_deref()),
            line: self.words.t.say_with(key, &args),
            badge: Badge::days(self.words.t, left),
            path: self.shelf.path(&item.mandate),
        }
    }

    fn errand(&self, task: &Task) -> Errand {
        let left = task
            .due
            .and_then(|due| due.last_day())
            .map(|day| i64::from((day - self.clock.today()).get_days()));
        let entity =
            self.shelf.entity(&task.id).map(|entity| entity.to_string()).unwrap_or_default();
        Errand {
            what: task.what.clone(),
            about: self.words.called(&task.about),
            about_path: self.shelf.path(&task.about),
            due: task.due.map(|due| self.words.t.when(&due.to_string())).unwrap_or_default(),
            badge: left.map(|days| Badge::days(self.words.t, days)),
            who: task.who.clone().unwrap_or_default(),
            done_path: format!("/record/{entity}/done"),
            path: format!("/record/{entity}"),
        }
    }

    /// What one person is asked: one question once, however many rules ask it.
    fn asking(&self, asked: &[Asked]) -> Asking {
        let whose =
            asked.first().map(|item| self.whose(item.person.as_deref(), item.case.as_deref()));
        let mut asking = Asking { whose: whose.unwrap_or_default(), questions: vec![] };
        asked.iter().for_each(|item| self.add(&mut asking, item));
        asking
    }

    fn add(&self, asking: &mut Asking, item: &Asked) {
        let rule = self.words.rule(&item.rule);
        let question =
            question(&item.fact, Some(&item.about), item.person.as_deref(), self.words, self.shelf);
        match asking.questions.iter_mut().find(|(known, _)| *known == question) {
            Some((_, rules)) if !rules.contains(&rule) => rules.push(rule),
            Some(_) => {}
            None => asking.questions.push((question, vec![rule])),
        }
    }
}

/// How to reach a person without harm, or whoever called about them last; what never to do comes first.
pub fn safe_contact(person: &str, words: &Words<'_>) -> Vec<String> {
    let own = contact_lines(person, words);
    if !own.is_empty() {
        return own;
    }
    let about = |contact: &&casework::Contact| contact.about_person.as_deref() == Some(person);
    let calls = words.shelf.book.contacts().iter().filter(about);
    let last = calls.max_by_key(|contact| contact.on.when().first_day());
    let Some(speaker) = last.and_then(|contact| contact.speaker.as_deref()) else { return own };
    let lines = contact_lines(speaker, words);
    let through = words.t.say_with("today-contact-through", &[("who", words.who(speaker).into())]);
    if lines.is_empty() { lines } else { [vec![through], lines].concat() }
}

fn contact_lines(person: &str, words: &Words<'_>) -> Vec<String> {
    let contact = words.shelf.book.person(person).and_then(|person| person.safe_contact.clone());
    let Some(contact) = contact else { return vec![] };
    let line = |key: &str, text: Option<String>| {
        text.map(|text| words.t.say_with(key, &[("text", text.into())]))
    };
    let lines = [
        line("today-contact-never", contact.never),
        line("today-contact-how", contact.how),
        line("today-contact-when", contact.when),
    ];
    lines.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, DateTime, date};

    use super::*;
    use crate::speech::Lang;

    /// A clock whose hour is of one day while another is asked about.
    struct Asked(Date);

    impl Clock for Asked {
        fn now(&self) -> Timestamp {
            "2023-09-05T12:00:00Z".parse().expect("a moment")
        }
        fn today(&self) -> Date {
            self.0
        }
        fn local(&self, at: Timestamp) -> DateTime {
            jiff::tz::TimeZone::UTC.to_datetime(at)
        }
    }

    #[track_caller]
    fn check(today: Date, at: &str, expected: &str) {
        let (shelf, pack, clock) = (Shelf::default(), Pack::default(), Asked(today));
        let words = Words { t: Speech::new(Lang::default()), shelf: &shelf, pack: &pack };
        let teller = Teller { words: &words, shelf: &shelf, clock: &clock };
        assert_eq!(teller.until(at.parse().expect("a moment")).text, expected);
    }

    #[test]
    fn what_was_missed_is_told_by_the_day_asked() {
        check(date(2023, 9, 5), "2023-09-05T07:00:00Z", "5 hours ago");
        check(date(2023, 9, 5), "2023-08-26T12:00:00Z", "10 days late");
        check(date(2021, 8, 20), "2021-08-17T12:00:00Z", "3 days late");
        check(date(2021, 8, 20), "2021-08-22T12:00:00Z", "2 days left");
    }
}
