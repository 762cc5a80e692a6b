//! What stands in a draft where a name belongs, and what fills it.
//!
//! A draft is kept like any record; an identity is sealed apart and opened for a reason. So the words of a letter hold
//! `{name}`, and only the file that leaves holds the name. Deliberately absent: opening an identity.

use std::collections::BTreeMap;

/// The tokens, in the order a page explains them.
pub const TOKENS: [&str; 5] = ["name", "born", "address", "phone", "documents"];

/// What fills the tokens: those that are missing stay a line to write on.
pub type Filling = BTreeMap<String, String>;

/// Where nothing is known of a person, a line to write on by hand.
pub const BLANK: &str = "____________________";

/// The text with every token filled or blank.
pub fn filled(text: &str, filling: &Filling) -> String {
    let mut text = text.to_owned();
    for token in TOKENS {
        let value = filling.get(token).map_or(BLANK, String::as_str);
        text = text.replace(&format!("{{{token}}}"), &plain(value));
    }
    text
}

/// A value holds no token of its own: what a person is called fills nothing twice.
fn plain(value: &str) -> String {
    value.replace(['{', '}'], "")
}

/// Which tokens a text has.
pub fn tokens(text: &str) -> impl Iterator<Item = &'static str> {
    TOKENS.into_iter().filter(move |token| text.contains(&format!("{{{token}}}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_filled_and_what_is_missing_is_a_line() {
        let filling = Filling::from([("name".into(), "N. N.".into())]);
        assert_eq!(
            filled("{name}, {born}; {other}", &filling),
            format!("N. N., {BLANK}; {{other}}")
        );
    }

    #[test]
    fn a_name_that_looks_like_a_token_is_a_name() {
        let filling =
            Filling::from([("name".into(), "{born}".into()), ("born".into(), "1990".into())]);
        assert_eq!(filled("{name} {born}", &filling), "born 1990");
    }
}
