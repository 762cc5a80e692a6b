//! From what a person chose on the reader's page to the address of the form that files it.
//!
//! A selection is whole sentences (each run of them one passage), or an exact place typed or marked with the mouse.

use axum::extract::{Path, State};

use crate::app::App;
use crate::choice::Choice;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go};
use crate::speech::Speech;

use super::reader::{self, At};
use super::sentences::Sentence;
use super::span::{MAX_SPANS, Span, write};
use super::what::What;

/// The word for a case that is made with the record.
pub const NEW: &str = "new";
/// The word for no case.
pub const NONE: &str = "none";

pub(super) async fn pick(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Outcome {
    let (reading, cases) = reader::open(&app, id).await?;
    let known: Vec<&str> = cases.0.iter().map(|case| case.value.as_str()).collect();
    match choose(&form.fields, &reading.sentences, reading.text.len(), &known, page.t) {
        Ok(choice) => go(&choice.path(&reading.path())),
        Err(errors) => {
            let number = form.fields.get("part").parse().unwrap_or(1);
            let page = page.again(form.fields, errors);
            reader::look(page, &app.pack(), &reading, cases, At { number, saved: None })
        }
    }
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Chosen {
    what: What,
    spans: Vec<Span>,
    case: String,
}

impl Chosen {
    fn path(&self, source: &str) -> String {
        let (spans, case) = (write(&self.spans), &self.case);
        match self.what {
            What::Add => format!("{source}/add/{spans}/{case}"),
            what => format!("{source}/file/{}/{spans}/{case}", what.word()),
        }
    }
}

fn choose(
    fields: &Fields,
    sentences: &[Sentence],
    length: usize,
    cases: &[&str],
    t: Speech,
) -> Result<Chosen, Errors> {
    let mut errors = Errors::default();
    let spans = spans(fields, sentences, length).unwrap_or_else(|key| {
        let field = if key == "sources-exact-wrong" { "start" } else { "s" };
        errors.add(field, t.say(key));
        Vec::new()
    });
    let what = What::parse(fields.get("as"));
    if what.is_none() {
        errors.add("as", t.say("sources-as-missing"));
    }
    let what = what.unwrap_or(What::Statement);
    let case = fields.get("case");
    match case {
        NONE if !what.needs_case() => {}
        case if case == NEW || cases.contains(&case) => {}
        _ => errors.add("case", t.say("sources-case-missing")),
    }
    if errors.any() { Err(errors) } else { Ok(Chosen { what, spans, case: case.to_owned() }) }
}

/// The places chosen: the exact one, else each run of sentences.
fn spans(
    fields: &Fields,
    sentences: &[Sentence],
    length: usize,
) -> Result<Vec<Span>, &'static str> {
    let (start, end) = (fields.get("start"), fields.get("end"));
    if !start.is_empty() || !end.is_empty() {
        let exact =
            start.parse().ok().zip(end.parse().ok()).map(|(start, end)| Span::new(start, end));
        return exact
            .filter(|span| span.lies_in(length))
            .map(|span| vec![span])
            .ok_or("sources-exact-wrong");
    }
    let number =
        |text: &str| text.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < sentences.len());
    let ticked: Option<Vec<usize>> = fields.all("s").map(number).collect();
    let runs = runs(ticked.unwrap_or_default(), sentences);
    match runs.len() {
        0 => Err("sources-none-chosen"),
        1..=MAX_SPANS => Ok(runs),
        _ => Err("sources-too-many-chosen"),
    }
}

/// Sentences that follow one another are one place.
fn runs(mut numbers: Vec<usize>, sentences: &[Sentence]) -> Vec<Span> {
    numbers.sort_unstable();
    numbers.dedup();
    let mut runs: Vec<(usize, Span)> = Vec::new();
    for number in numbers {
        let span = sentences[number].span;
        match runs.last_mut() {
            Some((last, run)) if *last + 1 == number => (*last, run.end) = (number, span.end),
            _ => runs.push((number, span)),
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// The cases to file into, a new one, or none.
pub(super) fn cases(page: &Page, mut cases: Vec<Choice>) -> Vec<Choice> {
    cases.push(Choice::new(NEW, page.say("sources-case-new")));
    cases.push(Choice::new(NONE, page.say("sources-case-none")));
    cases
}

/// As what a passage can be filed.
pub(super) fn whats(page: &Page) -> Vec<Choice> {
    What::ALL.iter().map(|what| Choice::new(what.word(), page.say(what.keys().0))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sentences::sentences;
    use super::*;
    use crate::speech::Lang;

    fn chosen(body: &str) -> Result<String, Vec<String>> {
        let text: Vec<char> = "One. Two. Three. Four.".chars().collect();
        let fields = Fields::read(body.as_bytes()).expect("few fields");
        let chosen = choose(
            &fields,
            &sentences(&text),
            text.len(),
            &["c0ffee"],
            Speech::new(Lang::default()),
        );
        chosen
            .map(|chosen| chosen.path("/source/x"))
            .map_err(|errors| errors.list().iter().map(|error| error.field.clone()).collect())
    }

    #[track_caller]
    fn check(body: &str, path: &str) {
        assert_eq!(chosen(body), Ok(format!("/source/x/{path}")));
    }

    #[track_caller]
    fn refused(body: &str, fields: &[&str]) {
        assert_eq!(chosen(body), Err(fields.iter().map(|field| (*field).to_owned()).collect()));
    }

    #[test]
    fn runs_of_sentences_become_places() {
        check("as=incident&case=new&s=2", "file/incident/5-9/new");
        check("as=incident&case=c0ffee&s=4&s=1&s=2&s=2", "file/incident/0-9_17-22/c0ffee");
        check("as=statement&case=none&s=1&s=2&s=3&s=4", "file/statement/0-22/none");
        check("as=add&case=none&s=1", "add/0-4/none");
    }

    #[test]
    fn an_exact_place_goes_first() {
        check("as=law&case=none&s=1&start=5&end=8", "file/law/5-8/none");
        for place in
            ["start=5&end=5", "start=5&end=23", "start=&end=4", "start=a&end=4", "start=9&end=4"]
        {
            refused(&format!("as=law&case=none&s=1&{place}"), &["start"]);
        }
    }

    #[test]
    fn nothing_is_taken_for_granted() {
        refused("as=incident&case=new", &["s"]);
        refused("as=incident&case=new&s=5", &["s"]);
        refused("as=incident&case=new&s=0", &["s"]);
        refused("as=incident&case=none&s=1", &["case"]);
        refused("as=incident&case=other&s=1", &["case"]);
        refused("as=&case=none&s=1", &["as"]);
    }
}
