//! Reading a whole file: spelling, then each record, then records among one another.

use std::collections::BTreeSet;

use casework::Why as RecordWhy;
use casework::check::{self, Known};

use crate::limits::Limits;
use crate::place::{Placed, Refusal};
use crate::{Why, jsonl, toml};

/// The two spellings of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// For hands, `*.toml`.
    Toml,
    /// For machines, `*.jsonl`.
    JsonLines,
}

impl Spelling {
    /// The spelling a file name promises.
    pub fn of_name(name: &str) -> Option<Spelling> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "toml" => Some(Spelling::Toml),
            "jsonl" => Some(Spelling::JsonLines),
            _ => None,
        }
    }
}

/// What a spelling makes of a text.
#[derive(Default)]
pub(crate) struct Parsed {
    pub records: Vec<Raw>,
    pub refusals: Vec<Refusal>,
}

/// A record as it was spelled: its id may be missing, its values may not fit.
pub(crate) struct Raw {
    pub placed: Placed,
    /// Whether it has an id that is text.
    pub has_id: bool,
    /// What the spelling itself found wrong, by path.
    pub faults: Vec<(String, Why)>,
}

/// Reads a file by itself: every record is checked alone, and no id may stand twice.
pub fn read(bytes: impl AsRef<[u8]>, spelling: Spelling) -> Result<Vec<Placed>, Vec<Refusal>> {
    within(bytes.as_ref(), spelling, Limits::default(), None)
}

/// Reads a file and checks it against what is held: every fault there is, in one list.
pub fn read_against(
    bytes: impl AsRef<[u8]>,
    spelling: Spelling,
    known: &dyn Known,
) -> Result<Vec<Placed>, Vec<Refusal>> {
    within(bytes.as_ref(), spelling, Limits::default(), Some(known))
}

/// What is wrong between records that were read, given what is held.
pub fn check_all(placed: &[Placed], known: &dyn Known) -> Vec<Refusal> {
    let faults = check::together(placed, known).into_iter();
    faults.map(|fault| placed[fault.index].refuse(&fault.field, fault.why)).collect()
}

pub(crate) fn within(
    bytes: &[u8],
    spelling: Spelling,
    limits: Limits,
    known: Option<&dyn Known>,
) -> Result<Vec<Placed>, Vec<Refusal>> {
    let text = text(bytes, limits).map_err(|refusal| vec![refusal])?;
    let parsed = match spelling {
        Spelling::Toml => toml::parse(text, limits),
        Spelling::JsonLines => jsonl::parse(text, limits),
    };
    let spelled = parsed.refusals.is_empty();
    let mut refusals = parsed.refusals;
    let mut placed = Vec::with_capacity(parsed.records.len());
    for raw in parsed.records {
        refusals.extend(judge(&raw));
        placed.push(raw.placed);
    }
    match known {
        // A record that could not be spelled out would be missed by all who refer to it.
        Some(known) if spelled => refusals.extend(check_all(&placed, known)),
        _ => refusals.extend(duplicates(&placed)),
    }
    if refusals.is_empty() { Ok(placed) } else { Err(tidy(refusals, limits)) }
}

/// The text of the file, without the mark that some editors put before it.
fn text(bytes: &[u8], limits: Limits) -> Result<&str, Refusal> {
    let refuse = |line, why| Err(Refusal::of_text(line, why));
    if bytes.len() > limits.file_bytes {
        return refuse(1, Why::FileTooLarge(limits.file_bytes));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            return refuse(line, Why::NotUtf8);
        }
    };
    if text.trim().is_empty() {
        return refuse(1, Why::Empty);
    }
    if let Some(at) = text.find('\0') {
        return refuse(text[..at].matches('\n').count() + 1, Why::Nul);
    }
    Ok(text)
}

/// Everything wrong with one record by itself: one fault a field, the spelling's first.
fn judge(raw: &Raw) -> Vec<Refusal> {
    let mut seen: BTreeSet<String> = raw.faults.iter().map(|(field, _)| field.clone()).collect();
    let mut refusals: Vec<Refusal> =
        raw.faults.iter().map(|(field, why)| raw.placed.refuse(field, why.clone())).collect();
    if !raw.has_id && seen.insert("id".to_owned()) {
        refusals.push(raw.placed.refuse("id", RecordWhy::MissingField));
    }
    for fault in check::alone(0, &raw.placed.record) {
        if seen.insert(fault.field.clone()) {
            refusals.push(raw.placed.refuse(&fault.field, fault.why));
        }
    }
    refusals
}

fn duplicates(placed: &[Placed]) -> Vec<Refusal> {
    let mut seen = BTreeSet::new();
    let named = placed.iter().filter(|placed| !placed.record.id.is_empty());
    named
        .filter(|placed| !seen.insert(placed.record.id.as_str()))
        .map(|placed| placed.refuse("id", RecordWhy::Duplicate))
        .collect()
}

/// In the order of the file, one a line where the text itself is broken, and no more than anybody
/// would read.
fn tidy(mut refusals: Vec<Refusal>, limits: Limits) -> Vec<Refusal> {
    refusals.sort_by_key(|refusal| refusal.line);
    let of_text = |refusal: &Refusal| refusal.record.is_none() && refusal.field.is_none();
    refusals.dedup_by(|next, kept| next.line == kept.line && of_text(next) && of_text(kept));
    let more = refusals.len().saturating_sub(limits.refusals);
    if more > 0 {
        refusals.truncate(limits.refusals);
        let line = refusals.last().map_or(1, |refusal| refusal.line);
        refusals.push(Refusal::of_text(line, Why::More(more)));
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(records: usize) -> String {
        let line = |n| format!("{{\"kind\":\"person\",\"id\":\"p{n}\"}}\n");
        std::iter::once("{\"format\":\"guvoh-caseload/1\"}\n".to_owned())
            .chain((0..records).map(line))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, spelling: Spelling, limits: Limits, expected: Option<(usize, Why)>) {
        let found = match within(text.as_bytes(), spelling, limits, None) {
            Ok(_) => None,
            Err(refusals) => Some((refusals[0].line, refusals[0].why.clone())),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_file_has_a_largest_size() {
        let text = file(2);
        for (file_bytes, fits) in
            [(text.len() - 1, false), (text.len(), true), (text.len() + 1, true)]
        {
            let why = (!fits).then_some((1, Why::FileTooLarge(file_bytes)));
            let limits = Limits { file_bytes, ..Limits::default() };
            check(&text, Spelling::JsonLines, limits, why);
        }
    }

    #[test]
    fn a_line_has_a_longest_length() {
        let text = file(0) + "{\"kind\":\"person\",\"id\":\"a longer id than the format\"}";
        let longest = text.lines().map(str::len).max().expect("two lines");
        for (line_bytes, fits) in [(longest - 1, false), (longest, true), (longest + 1, true)] {
            let why = (!fits).then_some((2, Why::LineTooLong(line_bytes)));
            let limits = Limits { line_bytes, ..Limits::default() };
            check(&text, Spelling::JsonLines, limits, why);
        }
    }

    #[test]
    fn a_file_has_a_most_records() {
        let limits = Limits { records: 3, ..Limits::default() };
        let toml = |n: usize| {
            let records = (0..n).map(|n| format!("[[person]]\nid = \"p{n}\"\n"));
            format!("format = \"{}\"\n{}", crate::FORMAT, records.collect::<String>())
        };
        for n in [2, 3] {
            check(&file(n), Spelling::JsonLines, limits, None);
            check(&toml(n), Spelling::Toml, limits, None);
        }
        check(&file(4), Spelling::JsonLines, limits, Some((5, Why::TooManyRecords(3))));
        check(&toml(4), Spelling::Toml, limits, Some((8, Why::TooManyRecords(3))));
    }

    /// A record with lists nested so deep that there are `n` lists and objects in all.
    #[test]
    fn nesting_has_a_depth() {
        let limits = Limits { depth: 5, ..Limits::default() };
        for n in [4, 5, 6] {
            let lists = format!("{}1{}", "[".repeat(n - 1), "]".repeat(n - 1));
            let json = format!("{}{{\"kind\":\"person\",\"id\":\"p\",\"sex\":{lists}}}", file(0));
            let toml =
                format!("format = \"{}\"\n[[person]]\nid = \"p\"\nsex = {lists}", crate::FORMAT);
            let wrong = Why::Record(RecordWhy::WrongType("text"));
            let why = if n > 5 { Why::TooDeep(5) } else { wrong };
            check(&json, Spelling::JsonLines, limits, Some((2, why.clone())));
            check(&toml, Spelling::Toml, limits, Some((4, why)));
        }
    }

    #[test]
    fn more_faults_than_anybody_reads_are_counted() {
        let bad = "{\"kind\":\"person\"}\n";
        for (n, more) in [(2, None), (3, None), (4, Some(1)), (9, Some(6))] {
            let limits = Limits { refusals: 3, ..Limits::default() };
            let text = format!("{}{}", file(0), bad.repeat(n));
            let refusals = within(text.as_bytes(), Spelling::JsonLines, limits, None);
            let refusals = refusals.expect_err("no ids");
            let last = &refusals.last().expect("some").why;
            assert_eq!(more.map(Why::More).as_ref(), more.is_some().then_some(last));
            assert_eq!(refusals.len(), n.min(3) + usize::from(more.is_some()));
        }
    }

    #[test]
    fn a_name_promises_a_spelling() {
        assert_eq!(Spelling::of_name("a.b.TOML"), Some(Spelling::Toml));
        assert_eq!(Spelling::of_name("records.jsonl"), Some(Spelling::JsonLines));
        assert_eq!(Spelling::of_name("records.json"), None);
        assert_eq!(Spelling::of_name("toml"), None);
    }
}
