//! The lists of today in words, in their fixed order.
//!
//! Deliberately absent: any order of our own. Casework says what presses; this only says it in words.

use casework::Task;
use casework::today::{CheckIn, Question as Asked, Today, Urgent};
use jiff::Timestamp;

use crate::badge::Badge;
use crate::books::Shelf;
use crate::clock::Clock;
use crate::pages::law::rows::{Question, Term, question, term};
use crate::pages::record::words::{Words, capital};

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
    /// How to reach the person, and what never to do.
    pub contact: Vec<String>,
}

/// A promised contact.
pub struct Promise {
    /// Whose it is.
    pub whose: Whose,
    /// When, on the defender's wall.
    pub at: String,
    /// How long ago, or until then.
    pub badge: Badge,
    /// Whether that moment has passed in silence.
    pub failed: bool,
    /// Where a new contact is taken down.
    pub path: String,
    /// How to reach the person, and what never to do.
    pub contact: Vec<String>,
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

/// All lists in words.
pub struct Lists {
    /// Life, liberty or removal.
    pub urgent: Vec<Pressing>,
    /// Check-ins.
    pub check_ins: Vec<Promise>,
    /// Terms of our side that run or hang on a question.
    pub ours: Vec<Term>,
    /// Terms of our side that were missed.
    pub missed: Vec<Term>,
    /// Tasks.
    pub tasks: Vec<Errand>,
    /// Authorities that are late, or whose reply nobody looked for.
    pub authorities: Vec<Term>,
    /// Questions by person.
    pub questions: Vec<Asking>,
}

/// Puts the lists into words.
pub fn lists(today: &Today, words: &Words<'_>, clock: &dyn Clock) -> Lists {
    let teller = Teller { words, shelf: words.shelf, clock };
    let (missed, ours): (Vec<Term>, Vec<Term>) = today
        .ours
        .iter()
        .map(|row| term(row, words, words.shelf))
        .partition(|term| term.state == "missed");
    Lists {
        urgent: today.urgent.iter().map(|item| teller.pressing(item)).collect(),
        check_ins: today.check_ins.iter().map(|item| teller.promise(item)).collect(),
        ours,
        missed,
        tasks: today.tasks.iter().map(|task| teller.errand(task)).collect(),
        authorities: today.authorities.iter().map(|row| term(row, words, words.shelf)).collect(),
        questions: teller.asking(&today.questions),
    }
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
            badge: item.hours_left.map(|hours| Badge::hours(t, hours)),
            at: item.at.map(|at| self.wall(at)).unwrap_or_default(),
            path: self.shelf.path(&item.about),
            contact: item.person.as_deref().map(|person| self.contact(person)).unwrap_or_default(),
        }
    }

    /// A code of what comes next, of a situation, or one of the two that only this list has.
    fn what(&self, code: &str) -> String {
        let own = format!("today-what-{code}");
        if self.words.t.knows(&own) {
            return self.words.t.say(&own);
        }
        let lists = ["next", "situation"];
        let label = lists
            .iter()
            .find_map(|list| casework::vocabulary::label(list, code, self.words.lang()));
        capital(label.unwrap_or(code))
    }

    fn contact(&self, person: &str) -> Vec<String> {
        safe_contact(person, self.words)
    }

    fn promise(&self, item: &CheckIn) -> Promise {
        let hours = (item.at.as_second() - self.clock.now().as_second()).div_euclid(3_600);
        let person = item.person.as_deref().and_then(|person| self.shelf.entity(person));
        let about = person.or_else(|| self.shelf.entity(&item.about));
        Promise {
            whose: self.whose(item.person.as_deref(), item.case.as_deref()),
            at: self.wall(item.at),
            badge: Badge {
                class: if item.failed { "late" } else { "soon" },
                ..Badge::hours(self.words.t, hours)
            },
            failed: item.failed,
            path: about.map(|entity| format!("/record/add/contact/{entity}")).unwrap_or_default(),
            contact: item.person.as_deref().map(|person| self.contact(person)).unwrap_or_default(),
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

    /// By person in the order of the docket; one question once, however many rules ask it.
    fn asking(&self, asked: &[Asked]) -> Vec<Asking> {
        let mut found: Vec<(Option<&str>, Asking)> = Vec::new();
        for item in asked {
            let person = item.person.as_deref();
            let at = found.iter().position(|(of, _)| *of == person).unwrap_or_else(|| {
                let whose = self.whose(person, item.case.as_deref());
                found.push((person, Asking { whose, questions: vec![] }));
                found.len() - 1
            });
            self.add(&mut found[at].1, item);
        }
        found.into_iter().map(|(_, asking)| asking).collect()
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

/// How to reach a person without harm; what never to do comes first.
pub fn safe_contact(person: &str, words: &Words<'_>) -> Vec<String> {
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
