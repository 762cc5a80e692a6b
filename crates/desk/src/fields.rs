//! What a form brought, and what was wrong with it.
//!
//! A form is a list of names and texts, read tolerantly: a missing field is an empty one, so that a page can
//! always be shown again with everything the person typed.
//!
//! Deliberately absent: serde structs for forms. They refuse a whole form for one field.

use zeroize::Zeroize;

use crate::limits::MAX_FIELDS;
use crate::speech::Speech;

/// The fields of a form, in the order they were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a form body. None if it has too many fields.
    pub fn read(body: &[u8]) -> Option<Self> {
        let fields: Vec<_> = form_urlencoded::parse(body)
            .take(MAX_FIELDS + 1)
            .map(|(name, text)| (name.into_owned(), tidy(&text)))
            .collect();
        (fields.len() <= MAX_FIELDS).then_some(Self(fields))
    }

    /// The trimmed text of a field, empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The text exactly as typed: an account, a passphrase.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }

    /// The trimmed text of a field, None if it is empty or was not sent.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|text| !text.is_empty())
    }

    /// Every text sent under a name: ticked boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, text)| text.trim())
            .filter(|t| !t.is_empty())
    }

    /// Whether a box or radio with this value was chosen.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|text| text == value)
    }

    /// Sets a field: prefills a form from a record.
    #[must_use]
    pub fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.set(name, text);
        self
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), text.into()));
    }

    /// Adds one more text under a name: a ticked box.
    pub fn add(&mut self, name: &str, text: impl Into<String>) {
        self.0.push((name.to_owned(), text.into()));
    }

    /// Names and texts, in order, without the fields the desk itself adds (their names begin with `_`).
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .filter(|(name, _)| !name.starts_with('_'))
    }

    /// What may be kept, or shown again on another page: everything but passphrases.
    pub fn keepable(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs().filter(|(name, _)| !SECRET.contains(name))
    }

    /// As a draft keeps them: a list of pairs, without passphrases.
    pub fn to_json(&self) -> serde_json::Value {
        self.keepable().map(|(name, text)| serde_json::json!([name, text])).collect()
    }

    /// Reads what [`Fields::to_json`] wrote; what is not a pair of texts is left out.
    pub fn from_json(draft: &serde_json::Value) -> Self {
        let pair = |pair: &serde_json::Value| {
            Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned()))
        };
        Self(draft.as_array().into_iter().flatten().filter_map(pair).collect())
    }
}

/// Forms hold passphrases and names: what they held is wiped.
impl Drop for Fields {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(|(_, text)| text.zeroize());
    }
}

/// Name of the hidden field that holds the form token.
pub const TOKEN: &str = "_token";

/// Fields that hold a passphrase or a recovery code: never part of a draft, of a form kept over a lock, or of an answer.
pub const SECRET: &[&str] = &[
    "passphrase",
    "again",
    "identity",
    "identity_again",
    "current",
    "recovery_code",
    "recovery_line",
];

/// Browsers send line ends as CR LF; records keep LF.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// What was wrong with a form: the field and one sentence each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<FormError>);

/// One thing wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// Name of the field; its input has the id `f-<field>`.
    pub field: String,
    /// What is wrong and what to do, one sentence.
    pub text: String,
}

impl Errors {
    /// One error.
    pub fn one(field: &str, text: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(field, text);
        errors
    }

    /// Adds an error.
    pub fn add(&mut self, field: &str, text: impl Into<String>) {
        self.0.push(FormError { field: field.to_owned(), text: text.into() });
    }

    /// Adds an error if the field has no visible text.
    pub fn require(&mut self, fields: &Fields, field: &str, t: Speech, key: &str) {
        if fields.some(field).is_none() {
            self.add(field, t.say(key));
        }
    }

    /// Whether anything was wrong.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The sentence for a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|e| e.field == field).map(|e| e.text.as_str())
    }

    /// All of them, for the summary on top of the page.
    pub fn list(&self) -> &[FormError] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_tolerantly() {
        let fields = Fields::read(b"a=+x%0D%0Ay+&b=1&b=2&b=&_token=t&%FF=%FF").expect("few fields");
        assert_eq!(fields.raw("a"), " x\ny ");
        assert_eq!(fields.get("a"), "x\ny");
        assert_eq!(fields.all("b").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(fields.some("missing"), None);
        assert!(fields.pairs().all(|(name, _)| name != TOKEN));
    }

    #[test]
    fn a_passphrase_is_never_kept() {
        let fields = Fields::read(b"words=said&passphrase=secret&current=old").expect("few fields");
        assert_eq!(fields.keepable().collect::<Vec<_>>(), [("words", "said")]);
        assert_eq!(Fields::from_json(&fields.to_json()), Fields::default().with("words", "said"));
    }

    /// Whoever adds a field for a secret to a page must name it in [`SECRET`] too.
    #[test]
    fn every_secret_field_of_a_page_is_known() {
        let mut seen = 0;
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).expect("a template");
                for call in text.split("m::secret(page, \"").skip(1) {
                    let name = call.split('"').next().unwrap_or_default();
                    assert!(SECRET.contains(&name), "{name} in {}", path.display());
                    seen += 1;
                }
            }
        }
        assert!(seen > 8, "only {seen} found");
    }

    #[test]
    fn the_number_of_fields_has_a_limit() {
        for (n, taken) in [(MAX_FIELDS - 1, true), (MAX_FIELDS, true), (MAX_FIELDS + 1, false)] {
            assert_eq!(Fields::read("a=1&".repeat(n).as_bytes()).is_some(), taken, "{n}");
        }
    }
}
