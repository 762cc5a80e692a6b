//! What the page says before a word is written: what the letter would tell, what came of complaints before, what the home
//! state may hold against the person, and which way of sending is the safer one.
//!
//! Deliberately absent: who it happened to before. That something happened is enough to decide by.

use casework::Kind;
use casework::book::Book;
use casework::retaliation::{self, Followed};
use drafting::{Draft, at_home, channel, tells as told};
use jiff::civil::Date;
use vault::{ListQuery, Vault};

use crate::app::App;
use crate::error::DeskError;
use crate::page::Page;
use crate::pages::record::Loaded;
use crate::pages::record::words::{Words, law_path};

/// Complaints that are looked at for what came of them, the newest first.
const MAX_COMPLAINTS: usize = 500;
/// Outcomes that are shown.
const MAX_SHOWN: usize = 5;

/// All of it, in words.
pub struct Tells {
    /// What the letter would tell.
    pub lines: Vec<Line>,
    /// What the home state may hold against the person if it reads this.
    pub at_home: Vec<Link>,
    /// Ways to send it, the safe default first.
    pub channels: Vec<Way>,
}

/// One thing a letter would tell.
pub struct Line {
    /// In words.
    pub text: String,
    /// The records it stands on.
    pub from: Vec<Link>,
}

/// A page with its name.
pub struct Link {
    /// The name.
    pub text: String,
    /// Where it is.
    pub path: String,
}

/// A way to send a letter.
pub struct Way {
    /// A code of `complaint_channel`.
    pub code: &'static str,
    /// What it is called.
    pub name: String,
    /// What it takes and what it gives away.
    pub says: String,
    /// Whether no term begins with it though one does with another.
    pub no_clock: bool,
}

/// What this draft would tell.
pub fn tells(draft: &Draft, about: &str, loaded: &Loaded, page: &Page) -> Tells {
    let words = loaded.words(page);
    let book = &loaded.shelf.book;
    let lines = told::tells(book, draft, about).into_iter().map(|one| line(&one, &words));
    let rules = at_home::self_incrimination(book, draft, &loaded.pack, page.today);
    Tells {
        lines: lines.collect(),
        at_home: rules.iter().filter_map(|id| rule(id, &words)).collect(),
        channels: ways(draft, page.today, page),
    }
}

fn line(one: &told::Told, words: &Words<'_>) -> Line {
    let from = one.from.iter().filter_map(|id| {
        let text = words.called(id);
        let path = words.shelf.path(id);
        (!path.is_empty()).then_some(Link { text, path })
    });
    Line { text: words.t.say(&format!("letter-tells-{}", one.what)), from: from.collect() }
}

fn rule(id: &str, words: &Words<'_>) -> Option<Link> {
    let rule = words.pack.rule(id)?;
    Some(Link { text: words.rule(id), path: law_path(rule) })
}

/// The ways to send this letter on that day.
pub fn ways(draft: &Draft, on: Date, page: &Page) -> Vec<Way> {
    draft.to.as_ref().map(|to| ways_to(&to.kind, on, page)).unwrap_or_default()
}

/// The ways to send something to such an addressee.
pub fn ways_to(to: &str, on: Date, page: &Page) -> Vec<Way> {
    let lang = page.t.lang().code();
    let name = |code: &str| casework::vocabulary::label("complaint_channel", code, lang);
    let all = channel::channels(to, on);
    let counted = all.iter().any(|one| one.starts_clock);
    let way = |one: &channel::Channel| {
        let no_clock = counted && !one.starts_clock;
        Way {
            code: one.code,
            name: name(one.code).unwrap_or(one.code).to_owned(),
            says: page.say(says(one, no_clock)),
            no_clock,
        }
    };
    all.iter().map(way).collect()
}

/// Where no rule about any way was read, nothing is said of terms.
fn says(way: &channel::Channel, no_clock: bool) -> &'static str {
    match way.code {
        "post" => "letter-way-post",
        "in_person" => "letter-way-in_person",
        "representative" => "letter-way-representative",
        "portal" if way.ties_account => "letter-way-portal",
        "portal" => "letter-way-portal-free",
        _ if no_clock => "letter-way-email-no-clock",
        _ => "letter-way-email",
    }
}

/// What came after complaints in this vault, by the links people made.
#[derive(Default)]
pub struct Before {
    /// The gravest, in words.
    pub lines: Vec<String>,
    /// How many there are in all.
    pub count: usize,
    /// How many complaints were looked at.
    pub complaints: usize,
}

/// What happened because of complaints, the gravest first.
///
/// # Errors
/// What the vault gives.
pub async fn before(app: &App, page: &Page) -> Result<Before, DeskError> {
    let (complaints, found) = app.with_vault(|vault| outcomes(vault)).await?;
    let lines = found.iter().take(MAX_SHOWN).map(|one| outcome(one, page)).collect();
    Ok(Before { lines, count: found.len(), complaints })
}

/// Something that happened because of a complaint.
struct Outcome {
    to: String,
    what: String,
    list: &'static str,
    days: Option<i64>,
}

fn outcomes(vault: &Vault) -> Result<(usize, Vec<Outcome>), DeskError> {
    let query =
        ListQuery { kind: Some(Kind::Complaint), limit: MAX_COMPLAINTS, ..ListQuery::default() };
    let complaints = vault.list(&query)?.rows;
    let mut records = Vec::new();
    for stored in &complaints {
        for link in vault.linked(stored.id())?.iter().filter(|link| link.field == "because_of") {
            records.extend(vault.get(&link.from)?.map(|effect| effect.record));
        }
    }
    let count = complaints.len();
    let book = Book::new(complaints.into_iter().map(|stored| stored.record).chain(records));
    let mut found: Vec<Outcome> =
        retaliation::linked(&book).iter().filter_map(|one| of_link(&book, one)).collect();
    found.sort_by_key(|one| (gravity(&one.what), one.days.is_none(), one.days));
    Ok((count, found))
}

fn of_link(book: &Book, one: &Followed) -> Option<Outcome> {
    let to = book.complaint(&one.complaint)?.to.kind.clone();
    let act = book.get(&one.act)?;
    let (what, list) = match act.kind {
        Kind::Proceeding => (act.text("what")?, "proceeding"),
        Kind::Incident => (act.get("methods")?.get(0)?.as_str()?, "method"),
        Kind::Departure => ("departure", "kind"),
        _ => return None,
    };
    Some(Outcome { to, what: what.to_owned(), list, days: one.days })
}

/// What takes liberty or the country away comes first.
fn gravity(what: &str) -> usize {
    const GRAVEST: [&str; 8] = [
        "criminal_case",
        "mvd_expulsion",
        "koap_expulsion",
        "citizenship_ended",
        "koap_arrest",
        "departure",
        "koap_protocol",
        "koap_fine",
    ];
    GRAVEST.iter().position(|one| *one == what).unwrap_or(GRAVEST.len())
}

fn outcome(one: &Outcome, page: &Page) -> String {
    let lang = page.t.lang().code();
    let label = |list: &str, code: &str| {
        casework::vocabulary::label(list, code, lang).unwrap_or(code).to_owned()
    };
    let (to, what) = (label("authority", &one.to), label(one.list, &one.what));
    match one.days {
        Some(days) => page.say_with(
            "letter-before-days",
            &[("to", to.into()), ("what", what.into()), ("n", days.into())],
        ),
        None => page.say_with("letter-before", &[("to", to.into()), ("what", what.into())]),
    }
}
