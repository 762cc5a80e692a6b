//! What may come next, in words: letters with their addressee, why, what runs, and what is missing before they may leave.
//!
//! What a rule nobody verified says is told as the program's count. Deliberately absent: which of them to choose.

use casework::{Addressee, Complaint, Record};
use drafting::exhausted::{Known, Remedy, elsewhere, exhausted};
use drafting::ladder::{self, Stand, Step, Trouble, View, stand};
use drafting::shelf::Letters;

use crate::badge::Badge;
use crate::letter;
use crate::pages::law::standing;
use crate::pages::record::words::{Words, joined, law_path};

use super::rungs::track_path;
use super::stands;

/// A letter that may come next.
pub struct Next {
    /// What it is called.
    pub name: String,
    /// Where it is drafted.
    pub path: String,
    /// What it would be about, where that is not what the page is about.
    pub about: String,
    /// To whom.
    pub to: String,
    /// Why to them.
    pub why: String,
    /// The rules whose clocks begin once it is sent: their titles, and where they stand.
    pub clocks: Vec<(String, String)>,
    /// The term in which it must be lodged.
    pub term: Option<Badge>,
    /// What stands beside that term: the day to act by, and that nobody verified it.
    pub notes: Vec<String>,
    /// What is missing before it may leave.
    pub missing: Vec<String>,
}

/// A remedy at home, before a letter abroad.
pub struct Line {
    /// What it is, and what is known of it.
    pub text: String,
    /// The question that is open; empty where none is.
    pub ask: String,
    /// What tried it: name, where it is followed, and its state.
    pub by: Vec<(String, String, Badge)>,
}

/// Letters to international bodies, and what was tried at home.
pub struct Abroad {
    /// The letters.
    pub steps: Vec<Next>,
    /// Remedy by remedy.
    pub remedies: Vec<Line>,
    /// What is said, or to be asked, of other international bodies: a key.
    pub elsewhere: &'static str,
}

/// Why something else is to be done, or what comes first; empty where nothing is to be said.
pub fn trouble(record: &Record, view: View<'_>, words: &Words<'_>) -> String {
    let Some(complaint) = Complaint::of(record) else { return String::new() };
    let stand = stand(view.book, view.pack, &complaint, view.on);
    let key = match stand.trouble() {
        Some(Trouble::Late { firm: true }) => "track-trouble-late",
        Some(Trouble::Late { firm: false }) => "track-trouble-late-unsure",
        Some(Trouble::Refused) => "track-trouble-refused",
        Some(Trouble::Token) => "track-trouble-token",
        None => no_trouble(&stand),
    };
    words.t.say(key)
}

fn no_trouble(stand: &Stand) -> &'static str {
    match () {
        () if stand.state == casework::course::NOT_LOOKED => "track-trouble-look-first",
        () if stand.course.answered => "track-trouble-answered",
        () => "track-trouble-none",
    }
}

/// The letters that may come next at home.
pub fn steps(view: View<'_>, letters: &Letters, words: &Words<'_>) -> Vec<Next> {
    in_words(ladder::steps(view, letters), view, words)
}

/// Letters abroad with what was tried at home; `None` where none fits the record.
pub fn abroad(view: View<'_>, letters: &Letters, words: &Words<'_>) -> Option<Abroad> {
    let steps = in_words(ladder::abroad(view, letters), view, words);
    let lines = || exhausted(view).iter().map(|remedy| line(remedy, words)).collect();
    let elsewhere = match elsewhere(view) {
        Some(true) => "track-elsewhere-yes",
        Some(false) => "track-elsewhere-no",
        None => "track-elsewhere-ask",
    };
    (!steps.is_empty()).then(|| Abroad { steps, remedies: lines(), elsewhere })
}

fn in_words(steps: Vec<Step<'_>>, view: View<'_>, words: &Words<'_>) -> Vec<Next> {
    steps.iter().map(|step| next(step, view, words)).collect()
}

fn next(step: &Step<'_>, view: View<'_>, words: &Words<'_>) -> Next {
    let (plan, lang) = (&step.plan, words.lang());
    let entity = words.shelf.entity(&step.about).map(|one| one.to_string()).unwrap_or_default();
    let is_other = step.about != view.about;
    let rules = plan.clock.iter().filter_map(|id| words.pack.rule(id));
    let why = plan.why.get(lang).or_else(|| plan.why.get("en"));
    Next {
        name: step.template.name(lang).to_owned(),
        path: format!("/letters/{entity}/{}", step.template.id),
        about: if is_other { words.called(&step.about) } else { String::new() },
        to: plan.to.as_ref().map(|to| office(to, words)).unwrap_or_default(),
        why: why.cloned().unwrap_or_default(),
        clocks: rules.map(|rule| (rule.title(lang).to_owned(), law_path(rule))).collect(),
        term: step.term.as_ref().map(|row| standing::badge(row, words)),
        notes: step.term.as_ref().map(|row| beside(row, words)).unwrap_or_default(),
        missing: plan.gate.missing.iter().map(|one| letter::missing(one, words.t)).collect(),
    }
}

fn beside(row: &casework::docket::DocketRow, words: &Words<'_>) -> Vec<String> {
    let by = Some(standing::act_by(row, words)).filter(|text| !text.is_empty());
    let restore = row.is_missed().then(|| words.t.say("law_pages-restore"));
    by.into_iter().chain(standing::notes(row, words)).chain(restore).collect()
}

/// An addressee in words.
pub fn office(to: &Addressee, words: &Words<'_>) -> String {
    let kind = to.name.clone().unwrap_or_else(|| words.code("authority", &to.kind));
    joined([Some(kind), to.region.as_deref().map(|region| words.region(region))], ", ")
}

fn line(remedy: &Remedy, words: &Words<'_>) -> Line {
    let key = match remedy.known {
        Known::Answered => "track-known-answered",
        Known::Open => "track-known-open",
        Known::Untried => "track-known-untried",
        Known::Unasked => "track-known-unasked",
    };
    let what = words.t.say(&format!("track-remedy-{}", remedy.what));
    let asks = match remedy.known {
        Known::Unasked => words.t.say(&format!("track-ask-{}", remedy.what)),
        Known::Untried => words.t.say("track-ask-why-not"),
        Known::Answered | Known::Open => String::new(),
    };
    let tried = remedy.by.iter().map(|(id, state)| {
        let state = if state.is_empty() { "appeal_unasked" } else { state };
        (words.called(id), track_path(id, words), stands::worded(state, words))
    });
    Line { text: words.t.say_with(key, &[("what", what.into())]), ask: asks, by: tried.collect() }
}

#[cfg(test)]
mod tests {
    use drafting::exhausted::REMEDIES;

    use crate::speech::{Lang, Speech};

    #[test]
    fn every_remedy_has_a_name_and_a_question() {
        for lang in Lang::all() {
            let t = Speech::new(lang);
            for what in REMEDIES {
                assert!(
                    t.knows(&format!("track-remedy-{what}"))
                        && t.knows(&format!("track-ask-{what}"))
                );
            }
        }
    }
}
