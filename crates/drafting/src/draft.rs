//! A letter filled from records: parts with the records each stands on, what is still to be written, and whether it may leave.
//!
//! Deliberately absent: names (see [`crate::token`]), and any sentence that no template and no record has.

use casework::Addressee;
use casework::book::Book;
use jiff::civil::Date;
use law::Pack;

use crate::gate::{self, Gate, Missing, Request};
use crate::matter::Matter;
use crate::propose;
use crate::said;
use crate::template::{Is, Part, Signer, Template};
use crate::token::{BLANK, TOKENS};
use crate::values;
use crate::wording::{Wording, fill, plain};

/// What a letter is drafted from.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// The records.
    pub book: &'a Book,
    /// The law.
    pub pack: &'a Pack,
    /// The words of the letter's language.
    pub words: &'a Wording,
    /// The letter to be filled.
    pub template: &'a Template,
    /// The record it is about.
    pub about: &'a str,
    /// The day it bears.
    pub on: Date,
    /// To whom, where somebody chose; else the template proposes.
    pub to: Option<&'a Addressee>,
    /// Whether somebody else writes for the person, where somebody chose.
    pub by_representative: Option<bool>,
}

/// One part of a drafted letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// What it is on the page; facts are points by now.
    pub is: Is,
    /// Its text; of lists a line each.
    pub text: String,
    /// The records each line stands on: for points one list a line, else one for all; empty for words of the template.
    pub from: Vec<Vec<String>>,
}

/// A drafted letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose letter it is.
    pub person: String,
    /// To whom it goes; `None` where it stays with the person.
    pub to: Option<Addressee>,
    /// Why to them, in each language the template has; empty where somebody chose another.
    pub why: std::collections::BTreeMap<String, String>,
    /// The rules whose clocks begin once it is sent.
    pub clock: Vec<String>,
    /// Whether somebody else writes for the person.
    pub by_representative: bool,
    /// What a window calls the file.
    pub title: String,
    /// The language it is written in.
    pub lang: String,
    /// The day it bears.
    pub on: Date,
    /// The word above what is sent along.
    pub annexes: String,
    /// Its parts from the top.
    pub parts: Vec<Drafted>,
    /// Places that no record fills: a line to write on stands there.
    pub gaps: Vec<String>,
    /// The consent and the power it stands on.
    pub gate: Gate,
}

/// Why nothing is drafted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such record.
    NoRecord,
    /// The letter is not built from records of that kind.
    WrongKind,
    /// Nobody is known for whom it would speak.
    NoPerson,
    /// No addressee fits.
    NoAddressee,
    /// Something is missing before it may leave.
    Gate(Vec<Missing>),
}

/// Whose letter it would be, to whom, and what is missing: asked before anything is written.
///
/// # Errors
/// [`Refused`] where there is nothing to ask about; a closed gate is an answer.
pub fn plan(ask: Ask<'_>) -> Result<Draft, Refused> {
    planned(&ask, &matter(&ask)?)
}

fn planned(ask: &Ask<'_>, matter: &Matter<'_>) -> Result<Draft, Refused> {
    let person = matter.person.ok_or(Refused::NoPerson)?.to_owned();
    let own = ask.template.signer == Signer::Person;
    let by_representative =
        !own && ask.by_representative.unwrap_or_else(|| matter.was_represented());
    let proposal = propose::proposal(ask.template, matter, by_representative);
    let chosen = ask.to.filter(|_| !ask.template.own).cloned();
    let followed = match &chosen {
        Some(to) => propose::proposal_to(ask.template, matter, by_representative, &to.kind),
        None => proposal,
    };
    let to = chosen.or_else(|| proposal.map(|one| propose::addressee(&one.kind, matter)));
    if to.is_none() && !ask.template.own {
        return Err(Refused::NoAddressee);
    }
    let kind = to.as_ref().map_or("", |to| to.kind.as_str());
    let request =
        Request { person: &person, to: kind, of: ask.template.does(kind), by_representative };
    let gate = gate::gate(ask.book, request, ask.on);
    Ok(Draft {
        person,
        why: followed.map(|one| one.why.clone()).unwrap_or_default(),
        clock: followed.map(|one| one.clock.clone()).unwrap_or_default(),
        to,
        by_representative,
        title: ask.template.title.clone(),
        lang: ask.template.lang.clone(),
        on: ask.on,
        annexes: ask.words.annexes(),
        parts: vec![],
        gaps: vec![],
        gate,
    })
}

/// Drafts a letter.
///
/// # Errors
/// [`Refused`]; [`Refused::Gate`] with everything that is missing.
pub fn draft(ask: Ask<'_>) -> Result<Draft, Refused> {
    let matter = matter(&ask)?;
    let mut draft = planned(&ask, &matter)?;
    if !draft.gate.is_open() {
        return Err(Refused::Gate(draft.gate.missing));
    }
    let fill = Fill { matter: &matter, words: ask.words, draft: &draft };
    let mut gaps = Vec::new();
    let parts: Vec<Drafted> =
        ask.template.part.iter().filter_map(|part| fill.part(part, &mut gaps)).collect();
    gaps.dedup();
    (draft.parts, draft.gaps) = (parts, gaps);
    Ok(draft)
}

fn matter<'a>(ask: &Ask<'a>) -> Result<Matter<'a>, Refused> {
    let record = ask.book.get(ask.about).ok_or(Refused::NoRecord)?;
    if !ask.template.about.iter().any(|kind| kind == record.kind.as_str()) {
        return Err(Refused::WrongKind);
    }
    let matter = Matter::of(ask.book, ask.pack, ask.about, ask.on).ok_or(Refused::WrongKind)?;
    if ask.template.fits_act(matter.act.map(|act| act.what.as_str())) {
        Ok(matter)
    } else {
        Err(Refused::WrongKind)
    }
}

struct Fill<'a> {
    matter: &'a Matter<'a>,
    words: &'a Wording,
    draft: &'a Draft,
}

impl Fill<'_> {
    /// The part, filled; `None` where it is not there, or has nothing to say.
    fn part(&self, part: &Part, gaps: &mut Vec<String>) -> Option<Drafted> {
        let to = self.draft.to.as_ref().map_or("", |to| to.kind.as_str());
        if !part.when.iter().all(|flag| self.matter.has(flag, self.draft.by_representative, to)) {
            return None;
        }
        let (mut lines, mut from) = match part.is {
            Is::Facts => self.facts(part),
            Is::Annexes if part.text.trim().is_empty() => self.annexes(),
            _ => self.text(part, gaps)?,
        };
        if part.is == Is::Annexes && !part.text.trim().is_empty() {
            let (papers, of) = self.annexes();
            lines.extend(papers);
            from.extend(of);
        }
        if part.is == Is::To && self.draft.to.as_ref().is_some_and(|to| to.name.is_none()) {
            lines.push(self.words.say("office", &[]));
            gaps.push("office".to_owned());
        }
        let text = lines.join("\n");
        let is = if part.is == Is::Facts { Is::Points } else { part.is };
        (!text.trim().is_empty()).then_some(Drafted { is, text, from })
    }

    fn facts(&self, part: &Part) -> (Vec<String>, Vec<Vec<String>>) {
        let facts = said::facts(self.matter, part.span, self.words).into_iter();
        facts.map(|fact| (self.alone(&fact.text), vec![fact.from])).unzip()
    }

    /// What is sent along: the papers of the record, and what came back.
    fn annexes(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let papers = self.papers().into_iter().chain(self.answers());
        papers.map(|(text, id)| (self.alone(&text), vec![id])).unzip()
    }

    fn papers(&self) -> Vec<(String, String)> {
        let (complaint, act, incident) =
            (self.matter.complaint, self.matter.act, self.matter.incident);
        let of = complaint.map(|one| &one.sources).or(act.map(|one| &one.sources));
        let ids = of.or(incident.map(|one| &one.sources)).into_iter().flatten();
        let paper = |id: &String| {
            let record = self.matter.book.get(id)?;
            let what = record.text("what").filter(|what| PAPERS.contains(what))?;
            let title = record
                .text("title")
                .map_or_else(|| self.words.label("source", what), str::to_owned);
            let day = record.text("published").and_then(|day| day.parse::<casework::When>().ok());
            let day = day.map(|day| self.words.when(day)).unwrap_or_default();
            Some((self.words.say("annex.source", &[("title", &title), ("day", &day)]), id.clone()))
        };
        ids.filter_map(paper).collect()
    }

    fn answers(&self) -> Vec<(String, String)> {
        let Some(complaint) = self.matter.complaint else { return vec![] };
        let to = self.words.addressee(&complaint.to);
        let line = |reply: &casework::Reply| {
            let day = self.words.when(reply.on);
            (self.words.say("annex.reply", &[("to", &to), ("day", &day)]), complaint.id.clone())
        };
        self.matter.replies().map(line).collect()
    }

    /// The lines of a part with every place filled; `None` where an optional one names what no record gives.
    fn text(&self, part: &Part, gaps: &mut Vec<String>) -> Option<(Vec<String>, Vec<Vec<String>>)> {
        let mut lines = Vec::new();
        let mut from = Vec::new();
        let mut missing = Vec::new();
        for line in part.text.trim_end().lines() {
            let (text, ids) = self.line(line, &mut missing);
            lines.push(text);
            from.push(ids);
        }
        if part.optional && !missing.is_empty() {
            return None;
        }
        gaps.extend(missing);
        let each = matches!(part.is, Is::Points | Is::Annexes);
        Some((lines, if each { from } else { vec![from.concat()] }))
    }

    fn line(&self, line: &str, missing: &mut Vec<String>) -> (String, Vec<String>) {
        let to = self.draft.to.as_ref().map(|to| self.words.addressee(to)).unwrap_or_default();
        let mut from = Vec::new();
        let text = fill(line, &mut |name| {
            if TOKENS.contains(&name) {
                return None;
            }
            if name == "signer" && !self.draft.by_representative {
                return Some("{name}".to_owned());
            }
            let name = if name == "signer" { "holder" } else { name };
            let Some((value, ids)) = values::value(name, self.matter, &to, self.words) else {
                missing.push(name.to_owned());
                return Some(BLANK.to_owned());
            };
            from.extend(ids);
            Some(self.alone(&value))
        });
        (text, from)
    }

    /// A text from a record on one line, without anybody else's alias, and without what a token would be taken for.
    fn alone(&self, text: &str) -> String {
        let others = self.matter.book.people().filter(|person| person.id != self.draft.person);
        let aliases = others.filter_map(|person| person.alias.as_deref());
        let mut text = plain(text);
        for alias in aliases.filter(|alias| alias.chars().count() > 1) {
            text = without(&text, alias);
        }
        text
    }
}

/// Sources that are papers somebody can send along; posts and talks are none.
const PAPERS: [&str; 6] = ["official_text", "court_record", "letter", "photo", "video", "audio"];

/// A line instead of an alias, where it stands as a word of its own.
fn without(text: &str, alias: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(alias) {
        let (before, after) = (&rest[..at], &rest[at + alias.len()..]);
        let is_word =
            !kept.chars().chain(before.chars()).next_back().is_some_and(char::is_alphanumeric)
                && !after.chars().next().is_some_and(char::is_alphanumeric);
        kept.push_str(before);
        kept.push_str(if is_word { BLANK } else { alias });
        rest = after;
    }
    kept + rest
}
