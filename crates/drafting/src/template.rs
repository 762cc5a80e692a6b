//! A letter to be filled: one file a letter and language, which somebody who writes no Rust can read, correct and add.
//!
//! A part is shown where all of its `when` hold; its text may name what the records give, `{complaint.sent}`. Both lists
//! are closed ([`FLAGS`], [`PLACES`]), so that a letter can say nothing of which no record knows. Deliberately absent: loops,
//! includes, arithmetic, and any markup.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::gate::Use;
use crate::limits::{MAX_FILE, MAX_PARTS, MAX_TEXT};
use crate::token::TOKENS;

/// What a `when` may ask; a `!` before it asks for the opposite.
pub const FLAGS: [&str; 29] = [
    "by_person",
    "by_representative",
    "registered",
    "looked",
    "answered",
    "refused",
    "token_reply",
    "forwarded",
    "extended",
    "term_over",
    "term_verified",
    "term_missed",
    "copy_known",
    "to_commissioner",
    "to_federal_commissioner",
    "to_prosecutor",
    "to_ministry",
    "after_complaint",
    "fabricated",
    "by_court",
    "detained",
    "abroad",
    "away",
    "arrest",
    "sent_by_defender",
    "contract_refused",
    "contract_signed",
    "missing",
    "wounded",
];

/// What a text may name besides the tokens of a person.
pub const PLACES: [&str; 33] = [
    "to",
    "today",
    "holder",
    "signer",
    "power_from",
    "complaint.sent",
    "complaint.channel",
    "complaint.to",
    "complaint.registered",
    "complaint.number",
    "complaint.looked",
    "complaint.term_end",
    "complaint.reply_on",
    "complaint.reply",
    "act.what",
    "act.article",
    "act.drawn",
    "act.decided",
    "act.copy",
    "act.by",
    "act.term_end",
    "cause.sent",
    "cause.to",
    "cause.days",
    "incident.when",
    "incident.where",
    "incident.what",
    "situation.status",
    "situation.since",
    "situation.unit",
    "situation.last_contact",
    "citizenship",
    "born_year",
];

/// What a part is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Is {
    /// The addressee, a line each.
    To,
    /// The sender, a line each.
    From,
    /// What the letter is.
    Title,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// Numbered points.
    Points,
    /// What the records say, in order of time: numbered points that the program makes.
    Facts,
    /// What is sent along.
    Annexes,
    /// Where somebody signs.
    Signature,
}

/// Which records a list of facts is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// What the letter is about and what that names.
    #[default]
    About,
    /// And what it came of, back to the first cause.
    Chain,
}

/// One part of a letter to be filled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What it is.
    pub is: Is,
    /// Its text; of a list, unless it has items, each line is one.
    #[serde(default)]
    pub text: String,
    /// What must hold for it to be there.
    #[serde(default)]
    pub when: Vec<String>,
    /// Whether it is left out where a record lacks what its text names; else that is asked for.
    #[serde(default)]
    pub optional: bool,
    /// Of facts: which.
    #[serde(default)]
    pub span: Span,
}

/// Who writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    /// Whoever wrote what it is about; the person where nobody did.
    #[default]
    Either,
    /// The person alone: a power cannot be given for somebody else.
    Person,
}

/// An addressee that is proposed, where all of its `when` hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// A code of `authority`.
    pub kind: String,
    /// What must hold.
    #[serde(default)]
    pub when: Vec<String>,
    /// Why this one, in each language.
    pub why: BTreeMap<String, String>,
    /// The rules whose clocks begin once it is sent.
    #[serde(default)]
    pub clock: Vec<String>,
}

/// A letter to be filled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its id, as `guvoh letter --template` takes it.
    pub id: String,
    /// The language it is written in.
    pub lang: String,
    /// What it is called in lists, in each language.
    pub name: BTreeMap<String, String>,
    /// The kinds of record it is built from.
    pub about: Vec<String>,
    /// Of a proceeding: which, as codes of `proceeding`; empty: any.
    #[serde(default)]
    pub what: Vec<String>,
    /// Whether it stays with the person; else what it does follows from the addressee.
    #[serde(default)]
    pub own: bool,
    /// Who writes.
    #[serde(default)]
    pub signer: Signer,
    /// To whom, the first that fits. Of a letter that stays with the person none.
    #[serde(default)]
    pub to: Vec<Proposal>,
    /// What a window and a screen reader call the file.
    pub title: String,
    /// Who read it as a lawyer, and when: nobody, as long as it is empty.
    #[serde(default)]
    pub reviewed_by: Vec<String>,
    /// Its parts from the top.
    pub part: Vec<Part>,
}

impl Template {
    /// What it is called in that language, else in its own.
    pub fn name(&self, lang: &str) -> &str {
        self.name.get(lang).or_else(|| self.name.get(&self.lang)).map_or(&self.id, String::as_str)
    }

    /// Whether it can be built from a proceeding of that sort; of what is none, it can.
    pub fn fits_act(&self, what: Option<&str>) -> bool {
        self.what.is_empty() || what.is_none_or(|what| self.what.iter().any(|one| one == what))
    }

    /// What it does with a name when it goes to this addressee.
    pub fn does(&self, to: &str) -> Use {
        if self.own { Use::Own } else { Use::towards(to) }
    }
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its file below `letters/`.
    pub file: String,
    /// What is wrong.
    pub why: Why,
}

/// One thing wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Larger than a template may be.
    TooLong,
    /// Not TOML of this form: the parser's words.
    Form(String),
    /// The file does not stand where its id and language say.
    Place,
    /// No list has such a flag.
    Flag(String),
    /// No record gives such a thing.
    Placeholder(String),
    /// A kind of record no letter is built from, or a code of no authority.
    Code(String),
    /// Neither an addressee nor a letter that stays with the person.
    NoAddressee,
    /// No part that signs, or more than one.
    Signature,
    /// No words for the language it is written in.
    Words,
}

/// The kinds of record a letter may be about.
const ABOUT: [&str; 4] = ["complaint", "proceeding", "incident", "situation"];

/// All letters, by id and language.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    all: BTreeMap<(String, String), Template>,
}

impl Templates {
    /// Reads them. Each file stands at `<lang>/<id>.toml`; what stands elsewhere, and `words.toml`, is none.
    ///
    /// # Errors
    /// Everything that is wrong with any of them.
    pub fn read<'f>(
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<Templates, Vec<Fault>> {
        let (mut all, mut faults) = (BTreeMap::new(), Vec::new());
        for (file, text) in files.into_iter().filter(|(file, _)| is_template(file)) {
            match read(file, text) {
                Ok(template) => {
                    all.insert((template.id.clone(), template.lang.clone()), template);
                }
                Err(whys) => {
                    faults.extend(whys.into_iter().map(|why| Fault { file: file.to_owned(), why }));
                }
            }
        }
        if faults.is_empty() { Ok(Templates { all }) } else { Err(faults) }
    }

    /// The letter of this id, in that language where there is one, else in any.
    pub fn get(&self, id: &str, lang: &str) -> Option<&Template> {
        let exact = self.all.get(&(id.to_owned(), lang.to_owned()));
        exact.or_else(|| self.iter().find(|template| template.id == id))
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Template> {
        self.all.values()
    }

    /// Those that can be built from a record of this kind.
    pub fn about<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Template> {
        self.iter().filter(move |template| template.about.iter().any(|one| one == kind))
    }
}

fn is_template(file: &str) -> bool {
    file.ends_with(".toml") && !file.ends_with("/words.toml") && file.matches('/').count() == 1
}

fn read(file: &str, text: &str) -> Result<Template, Vec<Why>> {
    if text.len() > MAX_FILE {
        return Err(vec![Why::TooLong]);
    }
    let template: Template =
        toml::from_str(text).map_err(|error| vec![Why::Form(error.message().to_owned())])?;
    let whys = faults(file, &template);
    if whys.is_empty() { Ok(template) } else { Err(whys) }
}

fn faults(file: &str, template: &Template) -> Vec<Why> {
    let mut whys = Vec::new();
    if file != format!("{}/{}.toml", template.lang, template.id) {
        whys.push(Why::Place);
    }
    let signed = template.part.iter().filter(|part| part.is == Is::Signature).count();
    if signed != 1 {
        whys.push(Why::Signature);
    }
    if template.own != template.to.is_empty() {
        whys.push(Why::NoAddressee);
    }
    let long = template.part.iter().any(|part| part.text.chars().count() > MAX_TEXT);
    if long || template.part.len() > MAX_PARTS {
        whys.push(Why::TooLong);
    }
    let when = template.part.iter().map(|part| &part.when);
    let when = when.chain(template.to.iter().map(|to| &to.when)).flatten();
    let unknown = when.filter(|flag| !FLAGS.contains(&flag.trim_start_matches('!')));
    whys.extend(unknown.map(|flag| Why::Flag(flag.clone())));
    let named = template.part.iter().flat_map(|part| named(&part.text));
    let stray = named.filter(|name| !PLACES.contains(name) && !TOKENS.contains(name));
    whys.extend(stray.map(|name| Why::Placeholder(name.to_owned())));
    whys.extend(codes(template));
    whys
}

fn codes(template: &Template) -> impl Iterator<Item = Why> {
    let about = template.about.iter().filter(|kind| !ABOUT.contains(&kind.as_str()));
    let authority = |to: &&Proposal| !casework::vocabulary::has("authority", &to.kind);
    let to = template.to.iter().filter(authority).map(|to| &to.kind);
    let what = template.what.iter().filter(|what| !casework::vocabulary::has("proceeding", what));
    about.chain(to).chain(what).map(|code| Why::Code(code.clone()))
}

/// What a text names in braces.
pub(crate) fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = r#"
id = "inaction"
lang = "en"
title = "Complaint"
about = ["complaint"]
name = { en = "No answer" }
[[to]]
kind = "prosecutor"
why = { en = "It supervises." }
[[part]]
is = "paragraph"
text = "Sent on {complaint.sent} by {name}."
when = ["looked", "!answered"]
[[part]]
is = "signature"
text = "{name}"
"#;

    fn faults_of(file: &str, text: &str) -> Vec<Why> {
        let read = Templates::read([(file, text)]);
        read.err().unwrap_or_default().into_iter().map(|fault| fault.why).collect()
    }

    #[test]
    fn a_letter_is_read_and_found() {
        let all = Templates::read([("en/inaction.toml", LETTER), ("en/words.toml", "no = 1")])
            .expect("a letter");
        let letter = all.get("inaction", "ru").expect("in another language");
        assert_eq!((letter.name("ru"), letter.does("hrc")), ("No answer", Use::State));
        assert_eq!(all.about("complaint").count(), 1);
        assert_eq!(all.about("incident").count(), 0);
    }

    #[test]
    fn what_no_record_gives_is_refused() {
        let wrong = |old: &str, new: &str| faults_of("en/inaction.toml", &LETTER.replace(old, new));
        assert_eq!(
            wrong("{complaint.sent}", "{complaint.by}"),
            [Why::Placeholder("complaint.by".into())]
        );
        assert_eq!(
            wrong("{complaint.sent}", "{complaint.sent"),
            [Why::Placeholder("complaint.sent by ".into())]
        );
        assert_eq!(wrong("!answered", "!lost"), [Why::Flag("!lost".into())]);
        assert_eq!(wrong("prosecutor", "press"), [Why::Code("press".into())]);
        assert_eq!(wrong("\"complaint\"]", "\"person\"]"), [Why::Code("person".into())]);
        assert_eq!(wrong("is = \"signature\"", "is = \"heading\""), [Why::Signature]);
        assert_eq!(wrong("lang = \"en\"", "lang = \"en\"\nown = true"), [Why::NoAddressee]);
        assert_eq!(faults_of("ru/inaction.toml", LETTER), [Why::Place]);
        assert!(matches!(wrong("title", "tittle")[..], [Why::Form(_)]));
    }
}
