//! What a rule comes to towards somebody, in words and colour: on the card and on the page that explains it the same.
//!
//! Nothing is asserted on the word of an article that nobody read. Deliberately absent: the words "will be".

use ::law::{Kind, Mark, Rule, Truth};

use crate::badge::Badge;
use crate::pages::record::words::{Words, capital};

/// What a whole condition came to.
pub fn of(rule: &Rule, truth: Truth, words: &Words<'_>) -> String {
    let is_exposure = !rule.kind.is_counted() && rule.kind != Kind::Bill;
    if is_exposure && (truth != Truth::Unknown || rule.kind == Kind::Advisory) {
        return capital(&badge(rule, truth.as_str(), words).text);
    }
    words.t.say(match (truth, rule.status.verified) {
        (Truth::True, true) => "law_pages-verdict-applies",
        (Truth::False, true) => "law_pages-verdict-does-not",
        (Truth::True, false) => "law_pages-verdict-fits",
        (Truth::False, false) => "law_pages-verdict-fits-not",
        (Truth::Unknown, _) => "law_pages-verdict-unknown",
    })
}

/// How an exposure stands. A shield that is met is good news; a ground that is met is not. Green is for what somebody
/// has checked.
pub fn badge(rule: &Rule, state: &str, words: &Words<'_>) -> Badge {
    let kind = rule.kind.as_str();
    let class = match (state, kind) {
        ("met", "protection" | "remedy") => checked(rule, "ok"),
        ("not_met", "protection") => "calm",
        ("not_met", _) => checked(rule, "ok"),
        (_, "advisory") => "calm",
        ("met", _) if is_read(rule) => "late",
        _ => "soon",
    };
    Badge::new(class, words.t.say(key(rule, state)))
}

fn checked(rule: &Rule, class: &'static str) -> &'static str {
    if rule.status.verified { class } else { "calm" }
}

fn key(rule: &Rule, state: &str) -> &'static str {
    match (state, rule.kind.as_str()) {
        (_, "advisory") => "law_pages-exposure-advisory",
        ("met", _) if !is_read(rule) => "law_pages-exposure-fits",
        ("not_met", _) if !is_read(rule) => "law_pages-exposure-fits-not",
        ("met", "protection") => "law_pages-exposure-protects",
        ("met", "remedy") => "law_person-remedy-open",
        ("met", _) => "law_pages-exposure-met",
        ("not_met", "offence") => "law_pages-exposure-no-offence",
        ("not_met", _) => "law_pages-exposure-not-met",
        _ => "law_pages-exposure-unknown",
    }
}

/// Whether anybody read an article of it, not only about it.
fn is_read(rule: &Rule) -> bool {
    let mut cites = rule.versions.iter().flat_map(|version| &version.cites);
    cites.any(|cite| matches!(cite.mark, Mark::ReadOfficial | Mark::ReadCopy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Shelf;
    use crate::speech::{Lang, Speech};

    #[test]
    fn an_article_nobody_read_is_neither_green_nor_asserted() {
        let (pack, shelf) = (crate::five_accounts::law(), Shelf::default());
        let t = Speech::new(Lang::find("ru").expect("Russian"));
        let words = Words { t, shelf: &shelf, pack: &pack };
        let mut rule = pack.rule("tj.uk.401-1").expect("a rule").clone();
        let told = |rule: &Rule, state: &str| {
            let badge = badge(rule, state, &words);
            (badge.class, badge.text)
        };
        let unread = "статью никто не читал";
        for state in ["met", "not_met"] {
            let (class, text) = told(&rule, state);
            assert!(class != "ok" && class != "late" && text.contains(unread), "{state}: {text}");
        }
        assert!(of(&rule, Truth::True, &words).contains(unread));
        rule.versions[0].cites[0].mark = Mark::ReadOfficial;
        assert_eq!(told(&rule, "met"), ("late", "насколько известно, условия выполнены".into()));
        let not_met = "не считаем признаки установленными";
        assert_eq!(told(&rule, "not_met"), ("calm", not_met.into()));
        rule.status.verified = true;
        assert_eq!(told(&rule, "not_met"), ("ok", not_met.into()));
    }
}
