//! Suggestions as a page shows them: apart, with what each would fill in, and nothing taken by itself.

use crate::answers::Lists;
use crate::fields::Fields;
use crate::page::Page;
use crate::pages::sources::reading::Reading;
use crate::pages::sources::sentences::Sentence;
use crate::pages::sources::span::{Span, write};
use crate::pages::sources::suggest::{Sort, Suggestion, suggest};
use crate::pages::sources::what::What;

/// The country people leave in what is read here.
const LEFT: &str = "RU";

/// One suggestion in words.
pub struct Item {
    /// What it is.
    pub label: &'static str,
    /// The words of the text.
    pub text: String,
    /// What they mean here, or empty.
    pub meaning: String,
    /// Its name, for the form that takes it.
    pub name: String,
    /// Where the form is that would be filled in with it; empty where it says too little.
    pub path: String,
    /// As what that form files.
    pub target: &'static str,
}

/// The suggestions of one sentence.
pub struct Group {
    /// The number of the sentence.
    pub number: usize,
    /// The suggestions.
    pub items: Vec<Item>,
}

/// What is suggested for some sentences, sentence by sentence.
pub fn groups(
    page: &Page,
    reading: &Reading,
    sentences: &[Sentence],
    first: usize,
    case: &str,
) -> Vec<Group> {
    let (Some(from), Some(to)) = (sentences.first(), sentences.last()) else { return Vec::new() };
    let seen = suggest(&reading.text, Span::new(from.span.start, to.span.end));
    let group = |(at, sentence): (usize, &Sentence)| {
        let begins =
            |one: &&Suggestion| (sentence.span.start..sentence.span.end).contains(&one.span.start);
        let here = once(seen.iter().filter(begins)).into_iter();
        let items: Vec<Item> =
            here.map(|one| leading(item(page, reading, one), one, reading, case)).collect();
        (!items.is_empty()).then_some(Group { number: first + at + 1, items })
    };
    sentences.iter().enumerate().filter_map(group).collect()
}

/// What a sentence names twice is suggested once.
fn once<'s>(seen: impl Iterator<Item = &'s Suggestion>) -> Vec<&'s Suggestion> {
    let mut kept: Vec<&Suggestion> = Vec::new();
    for one in seen {
        let same = |known: &&Suggestion| known.sort == one.sort && known.code == one.code;
        if one.code.is_empty() || !kept.iter().any(same) {
            kept.push(one);
        }
    }
    kept
}

/// What is suggested for the form of these places.
pub fn for_form(page: &Page, reading: &Reading, spans: &[Span], what: What) -> Vec<Item> {
    let seen =
        spans.iter().flat_map(|span| suggest(&reading.text, around(*span, &reading.sentences)));
    let fits =
        |one: &Suggestion| fits(what, one.sort) && (one.sort != Sort::Date || !one.code.is_empty());
    let mut items: Vec<Item> = Vec::new();
    for one in seen.filter(fits) {
        let item = item(page, reading, &one);
        if !items.iter().any(|known| known.name == item.name) {
            items.push(item);
        }
    }
    items
}

/// The whole sentences a place lies in.
fn around(span: Span, sentences: &[Sentence]) -> Span {
    let met = sentences.iter().filter(|one| one.span.meets(span));
    met.fold(span, |all, one| Span::new(all.start.min(one.span.start), all.end.max(one.span.end)))
}

fn item(page: &Page, reading: &Reading, one: &Suggestion) -> Item {
    let lists = Lists(page.t);
    let meaning = match one.sort {
        Sort::Date if one.code.is_empty() => page.say("sources-suggest-no-year"),
        Sort::Date => page.t.when(&one.code),
        Sort::Country => lists.country(&one.code),
        Sort::Authority => lists.label("authority", &one.code),
        Sort::Actor => lists.label("actor", &one.code),
        Sort::Speaker | Sort::Quote => {
            one.more.map(|more| more.of(&reading.text)).unwrap_or_default()
        }
    };
    let text = one.span.of(&reading.text);
    let meaning =
        if meaning.to_lowercase() == text.to_lowercase() { String::new() } else { meaning };
    Item {
        label: label(one.sort),
        text,
        meaning,
        name: one.name(),
        path: String::new(),
        target: target(one.sort).keys().0,
    }
}

/// The item with the way to the form it would fill in.
fn leading(mut item: Item, one: &Suggestion, reading: &Reading, case: &str) -> Item {
    let says_too_little = one.sort == Sort::Date && one.code.is_empty();
    // A body that is named may be the one complained of: what is filed, and to whom, a person decides.
    if says_too_little || one.sort == Sort::Authority {
        return item;
    }
    let what = target(one.sort);
    let spans = write(&[around(one.span, &reading.sentences)]);
    let case = if what.needs_case() || case != "new" { case } else { "none" };
    item.path =
        format!("{}/file/{}/{spans}/{case}/take/{}", reading.path(), what.word(), item.name);
    item
}

fn label(sort: Sort) -> &'static str {
    match sort {
        Sort::Speaker => "sources-suggest-speaker",
        Sort::Quote => "sources-suggest-quote",
        Sort::Date => "sources-suggest-date",
        Sort::Country => "sources-suggest-country",
        Sort::Authority => "sources-suggest-authority",
        Sort::Actor => "sources-suggest-actor",
    }
}

/// As what a passage is filed when one begins with a suggestion.
fn target(sort: Sort) -> What {
    match sort {
        Sort::Speaker | Sort::Quote => What::Statement,
        Sort::Date | Sort::Actor => What::Incident,
        Sort::Country => What::Departure,
        Sort::Authority => What::Complaint,
    }
}

/// Whether a form has a place for a suggestion.
fn fits(what: What, sort: Sort) -> bool {
    match what {
        What::Statement | What::Law => matches!(sort, Sort::Speaker | Sort::Quote | Sort::Date),
        What::Testimony => matches!(sort, Sort::Quote | Sort::Date),
        What::Incident | What::Proceeding => matches!(sort, Sort::Date | Sort::Actor),
        What::Complaint => matches!(sort, Sort::Date | Sort::Authority),
        What::Departure => matches!(sort, Sort::Date | Sort::Country),
        What::Add => false,
    }
}

/// Fills a form in with a suggestion that a person took. Nothing else in it changes.
pub fn take(fields: &mut Fields, one: &Suggestion, text: &[char], what: What) {
    if !fits(what, one.sort) {
        return;
    }
    match one.sort {
        Sort::Date => fields.set("on_typed", one.code.as_str()),
        Sort::Country if one.code == LEFT => fields.set("from", LEFT),
        Sort::Country => fields.set("to", one.code.as_str()),
        Sort::Authority => fields.set("to.kind", one.code.as_str()),
        Sort::Actor if what == What::Proceeding => fields.set("by", one.code.as_str()),
        Sort::Actor if fields.is("actors", &one.code) => {}
        Sort::Actor => fields.add("actors", one.code.as_str()),
        Sort::Quote if what == What::Testimony => fields.set("text", one.span.of(text)),
        Sort::Quote => {
            fields.set("quote", one.span.of(text));
            one.more.into_iter().for_each(|speaker| speaks(fields, speaker.of(text)));
        }
        Sort::Speaker => {
            speaks(fields, one.span.of(text));
            one.more.into_iter().for_each(|role| fields.set("role", role.of(text)));
        }
    }
}

fn speaks(fields: &mut Fields, words: String) {
    fields.set("who", "words");
    fields.set("speaker", words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::sources::suggest::named;

    const TEXT: &str = "On 5 May 2023, lawyer Anna Petrova said the police came. \"They took us all,\" Petrova said in Kazakhstan.";

    fn taken(words: &str, sort: Sort, what: What) -> Fields {
        let text: Vec<char> = TEXT.chars().collect();
        let seen = suggest(&text, Span::new(0, text.len()));
        let one = seen
            .iter()
            .find(|one| one.sort == sort && one.span.of(&text) == words)
            .expect("it is seen");
        let mut fields = Fields::default().with("quote", "before");
        take(&mut fields, &named(&text, &one.name()).expect("its name leads back"), &text, what);
        fields
    }

    #[test]
    fn a_taken_suggestion_fills_its_own_fields() {
        let fields = taken("Anna Petrova", Sort::Speaker, What::Statement);
        assert_eq!(
            (fields.get("speaker"), fields.get("role"), fields.get("quote")),
            ("Anna Petrova", "lawyer", "before")
        );
        let fields = taken("They took us all", Sort::Quote, What::Statement);
        assert_eq!((fields.get("quote"), fields.get("speaker")), ("They took us all", "Petrova"));
        assert_eq!(taken("5 May 2023", Sort::Date, What::Incident).get("on_typed"), "2023-05-05");
        assert!(taken("police", Sort::Actor, What::Incident).is("actors", "police_station"));
        assert_eq!(taken("police", Sort::Actor, What::Proceeding).get("by"), "police_station");
        assert_eq!(taken("Kazakhstan", Sort::Country, What::Departure).get("to"), "KZ");
    }

    #[test]
    fn a_form_without_a_place_for_it_stays_as_it_was() {
        let fields = taken("Kazakhstan", Sort::Country, What::Statement);
        assert_eq!(fields.pairs().collect::<Vec<_>>(), [("quote", "before")]);
    }
}
