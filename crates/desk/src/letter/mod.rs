//! A drafted letter as a file that leaves: names in the place of tokens, then PDF, DOCX or text.
//!
//! Deliberately absent: what a letter says (`drafting`), how it looks (`letters`), and where the file goes.

pub mod kept;

use drafting::token::Filling;
use drafting::{Draft, Missing};
use letters::Document;
use serde_json::Value;

use crate::speech::Speech;

/// A form of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For signing, sending and keeping.
    Pdf,
    /// For whoever must change it.
    Docx,
    /// For a form on a site.
    Txt,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 3] = [Form::Pdf, Form::Docx, Form::Txt];

    /// The ending of its file, which is its name in requests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Form::Pdf => "pdf",
            Form::Docx => "docx",
            Form::Txt => "txt",
        }
    }

    /// The form of that name.
    pub fn find(name: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.as_str() == name)
    }
}

/// The program was built without documents, so it makes no PDF.
pub const NO_PDF: &str = "letter-no-pdf";

/// The file of a letter.
///
/// # Errors
/// The id of the sentence that says why there is none.
pub fn file(document: &Document, form: Form) -> Result<Vec<u8>, &'static str> {
    match form {
        Form::Txt => {
            letters::text(document).map(String::into_bytes).map_err(letters::Error::message_id)
        }
        Form::Docx => letters::docx(document).map_err(letters::Error::message_id),
        Form::Pdf => pdf(document),
    }
}

#[cfg(feature = "documents")]
fn pdf(document: &Document) -> Result<Vec<u8>, &'static str> {
    letters::pdf(document).map_err(letters::Error::message_id)
}

#[cfg(not(feature = "documents"))]
fn pdf(_: &Document) -> Result<Vec<u8>, &'static str> {
    Err(NO_PDF)
}

/// A draft as a document, with what is known of the person in the place of tokens.
pub fn document(draft: &Draft, filling: &Filling) -> Document {
    kept::document(&kept::letter(draft), &draft.annexes, filling)
}

/// Whether any part holds a token: only then an identity is needed at all.
pub fn needs_identity(draft: &Draft) -> bool {
    kept::needs_identity(&kept::letter(draft))
}

/// What an identity fills: the first name that is written, in the alphabet of the letter where there is one.
pub fn filling(identity: &Value, lang: &str) -> Filling {
    let list = |field: &str| -> Vec<String> {
        let all = identity.get(field).and_then(Value::as_array).into_iter().flatten();
        all.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let text = |field: &str| identity.get(field).and_then(Value::as_str).map(str::to_owned);
    let known = [
        ("name", name_in(&list("names"), lang)),
        ("born", text("born")),
        ("address", text("address")),
        ("phone", list("phones").first().cloned()),
        ("documents", list("documents").first().cloned()),
    ];
    known.into_iter().filter_map(|(token, value)| Some((token.to_owned(), value?))).collect()
}

/// Of several spellings the one an office of that language reads: in a Russian letter without letters Russian does not have.
fn name_in(names: &[String], lang: &str) -> Option<String> {
    let russian = |name: &&String| name.chars().all(|c| !c.is_alphabetic() || is_russian(c));
    let latin = |name: &&String| name.chars().all(|c| !c.is_alphabetic() || c.is_ascii());
    let fits = if lang == "ru" { names.iter().find(russian) } else { names.iter().find(latin) };
    fits.or(names.first()).cloned()
}

fn is_russian(letter: char) -> bool {
    matches!(letter, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
}

/// What is missing before a letter may leave, in words.
pub fn missing(missing: &Missing, t: Speech) -> String {
    let lang = t.lang().code();
    let label = |list: &str, code: &str| {
        casework::vocabulary::label(list, code, lang).unwrap_or(code).to_owned()
    };
    let on = |key: &str, day| t.say_with(key, &[("day", t.day(day).into())]);
    match missing {
        Missing::Use(code) => {
            t.say_with("letter-missing-use", &[("use", label("consent_use", code).into())])
        }
        Missing::Addressee(code) => {
            t.say_with("letter-missing-addressee", &[("to", label("authority", code).into())])
        }
        Missing::Ended(day) => on("letter-missing-ended", *day),
        Missing::Withdrawn => t.say("letter-missing-withdrawn"),
        Missing::Person => t.say("letter-missing-person"),
        Missing::Mandate => t.say("letter-missing-mandate"),
        Missing::MandateEnded(day) => on("letter-missing-mandate-ended", *day),
        Missing::MandateRevoked => t.say("letter-missing-mandate-revoked"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_office_is_given_the_name_in_its_own_alphabet() {
        let names = json!({ "names": ["Фарҳод Саидзода", "Фарход Саидов", "Farhod Saidov"], "born": "1991-04-12" });
        let name = |lang: &str| filling(&names, lang).remove("name").expect("a name");
        assert_eq!((name("ru").as_str(), name("en").as_str()), ("Фарход Саидов", "Farhod Saidov"));
        let only = json!({ "names": ["Фарҳод Саидзода"] });
        assert_eq!(filling(&only, "en").remove("name").as_deref(), Some("Фарҳод Саидзода"));
        assert!(filling(&json!({}), "ru").is_empty());
    }
}
