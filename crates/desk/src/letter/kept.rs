//! A drafted letter as a record, and a record of a letter as a document.
//!
//! What stands in the record are words with the records they stand on, and tokens where names belong: an identity is never
//! kept with a letter. Deliberately absent: saving it, and whether it may leave.

use casework::{Addressee, Kind, Letter, LetterPart, Record};
use drafting::token::{self, Filling};
use drafting::{Draft, Drafted, Is};
use letters::{Document, Language, Part};
use serde_json::{Value, json};

/// A draft as a record without a handle.
pub fn record(draft: &Draft, template: &str, about: &str, case: Option<&str>) -> Record {
    let parts: Vec<Value> = parts(draft).iter().map(of_part).collect();
    let mut record = Record::new(Kind::Letter, "")
        .with("person", draft.person.as_str())
        .with("about", about)
        .with("template", template)
        .with("language", draft.lang.as_str())
        .with("on", draft.on.to_string())
        .with("title", draft.title.as_str())
        .with("parts", parts)
        .with("by_representative", draft.by_representative);
    if let Some(case) = case {
        record = record.with("case", case);
    }
    match &draft.to {
        Some(to) => record.with("to", addressee(to)),
        None => record,
    }
}

/// An addressee as it stands in a record.
pub fn addressee(to: &Addressee) -> Value {
    let mut value = json!({ "kind": to.kind });
    if let (Some(region), Some(object)) = (&to.region, value.as_object_mut()) {
        object.insert("region".to_owned(), region.as_str().into());
    }
    if let (Some(name), Some(object)) = (&to.name, value.as_object_mut()) {
        object.insert("name".to_owned(), name.as_str().into());
    }
    value
}

/// A part as it stands in a record.
pub fn of_part(part: &LetterPart) -> Value {
    let mut value = json!({ "is": part.is, "text": part.text });
    if let Some(object) = value.as_object_mut().filter(|_| !part.from.is_empty()) {
        object.insert("from".to_owned(), json!(part.from));
    }
    value
}

/// The parts of a draft as a record keeps them: each fact is one, so that each keeps what it stands on.
pub fn parts(draft: &Draft) -> Vec<LetterPart> {
    draft.parts.iter().flat_map(split).collect()
}

fn split(part: &Drafted) -> Vec<LetterPart> {
    let of = |is: &str, text: &str, mut from: Vec<String>| {
        let mut seen = std::collections::BTreeSet::new();
        from.retain(|id| seen.insert(id.clone()));
        LetterPart { is: is.to_owned(), text: text.to_owned(), from }
    };
    let stands = part.from.iter().any(|line| !line.is_empty());
    if part.is == Is::Points && stands {
        let lines = part.text.lines().zip(part.from.iter());
        return lines.map(|(line, from)| of("fact", line, from.clone())).collect();
    }
    vec![of(code(part.is), &part.text, part.from.concat())]
}

/// The code of `letter_part`.
const fn code(is: Is) -> &'static str {
    match is {
        Is::To => "to",
        Is::From => "from",
        Is::Title => "title",
        Is::Heading => "heading",
        Is::Paragraph => "paragraph",
        Is::Points => "points",
        Is::Facts => "fact",
        Is::Annexes => "annexes",
        Is::Signature => "signature",
    }
}

/// The letter as a document. `annexes` is the word above what is sent along.
pub fn document(letter: &Letter, annexes: &str, filling: &Filling) -> Document {
    let mut parts = Vec::new();
    for part in &letter.parts {
        add(part, annexes, filling, &mut parts);
    }
    Document {
        language: if letter.language == "ru" { Language::Russian } else { Language::English },
        title: letter.title.clone(),
        date: letter.on.first_day().unwrap_or_default(),
        parts,
    }
}

/// A draft as a letter that is kept nowhere.
pub fn letter(draft: &Draft) -> Letter {
    Letter {
        id: String::new(),
        person: draft.person.clone(),
        about: String::new(),
        template: String::new(),
        language: draft.lang.clone(),
        on: casework::When::from(draft.on),
        title: draft.title.clone(),
        parts: parts(draft),
        case: None,
        to: draft.to.clone(),
        by_representative: Some(draft.by_representative),
        sent_as: None,
        sources: vec![],
    }
}

/// Adds one part; facts that follow one another are one list.
fn add(part: &LetterPart, annexes: &str, filling: &Filling, parts: &mut Vec<Part>) {
    let text = token::filled(&part.text, filling);
    let lines = || text.lines().map(str::to_owned).collect::<Vec<String>>();
    let next = match part.is.as_str() {
        "to" => Part::To(lines()),
        "from" => Part::From(lines()),
        "title" => Part::Title(text),
        "heading" => Part::Heading(text),
        "fact" | "points" => {
            if let Some(Part::Points(points)) = parts.last_mut() {
                points.extend(lines());
                return;
            }
            Part::Points(lines())
        }
        "annexes" => Part::Annexes { title: annexes.to_owned(), items: lines() },
        "signature" => signature(&mut lines().into_iter()),
        _ => Part::Paragraph(text),
    };
    parts.push(next);
}

fn signature(lines: &mut impl Iterator<Item = String>) -> Part {
    let mut next = || lines.next().unwrap_or_default();
    Part::Signature { date: next(), line: next(), name: next() }
}

/// Whether any part holds a token: only then an identity is needed at all.
pub fn needs_identity(letter: &Letter) -> bool {
    letter.parts.iter().any(|part| token::tokens(&part.text).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drafted(is: Is, text: &str, from: &[&[&str]]) -> Drafted {
        let from = from.iter().map(|line| line.iter().map(|id| (*id).to_owned()).collect());
        Drafted { is, text: text.to_owned(), from: from.collect() }
    }

    #[test]
    fn each_fact_keeps_the_records_it_stands_on() {
        let parts = split(&drafted(Is::Points, "A\nB", &[&["i1"], &["i1", "m1"]]));
        let kept: Vec<(&str, &str, usize)> =
            parts.iter().map(|one| (one.is.as_str(), one.text.as_str(), one.from.len())).collect();
        assert_eq!(kept, [("fact", "A", 1), ("fact", "B", 2)]);
        let asked = split(&drafted(Is::Points, "A\nB", &[&[], &[]]));
        assert_eq!((asked.len(), asked[0].is.as_str()), (1, "points"));
    }

    #[test]
    fn facts_in_a_row_are_one_list_and_names_are_filled() {
        let part =
            |is: &str, text: &str| LetterPart { is: is.into(), text: text.into(), from: vec![] };
        let letter = Letter {
            id: "l1".into(),
            person: "p1".into(),
            about: "m1".into(),
            template: "inaction".into(),
            language: "ru".into(),
            on: "2023-09-05".parse().expect("a day"),
            title: "T".into(),
            parts: vec![
                part("from", "{name}"),
                part("fact", "A"),
                part("fact", "B"),
                part("signature", "5 September\nSigned"),
            ],
            case: None,
            to: None,
            by_representative: None,
            sent_as: None,
            sources: vec![],
        };
        assert!(needs_identity(&letter));
        let filling = Filling::from([("name".into(), "N. N.".into())]);
        let document = document(&letter, "Annexes", &filling);
        let [Part::From(from), Part::Points(points), Part::Signature { name, .. }] =
            &document.parts[..]
        else {
            panic!("{:?}", document.parts)
        };
        assert_eq!(
            (from.join(""), points.join("|"), name.as_str()),
            ("N. N.".into(), "A|B".into(), "")
        );
    }
}
