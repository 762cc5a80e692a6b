//! Articles as each language writes them: rules cite "138-FZ 22(1)(2)(v)", a Russian page says "138-ФЗ, ст. 22 ч. 1 п. 2".
//!
//! The name of a law is a message `cite-law-<law>`, a citation without an article is one of its own, `cite-<citation>`;
//! what has neither is shown as it was cited. Deliberately absent: guessing.

use crate::speech::{Arg, Speech};

/// What the parts of an article are called, from the outside in.
const PARTS: [&str; 3] = ["cite-part", "cite-point", "cite-letter"];
/// Laws whose articles begin with points, not with parts.
const IN_POINTS: [&str; 3] = ["53-FZ", "GK", "CERD"];
/// Laws that number a later article as 401(1).
const IN_PRIMES: [&str; 1] = ["Criminal Code of Tajikistan"];

/// One article in the language of the page.
pub fn spoken(cited: &str, t: Speech) -> String {
    let whole = format!("cite-{}", slug(cited));
    if t.knows(&whole) {
        return t.say(&whole);
    }
    of_law(cited, t).unwrap_or_else(|| cited.to_owned())
}

/// Several articles, with a semicolon between.
pub fn all(cited: &[String], t: Speech) -> String {
    cited.iter().map(|one| spoken(one, t)).collect::<Vec<_>>().join("; ")
}

fn of_law(cited: &str, t: Speech) -> Option<String> {
    let (law, rest) = split(cited);
    let key = format!("cite-law-{}", slug(law));
    if !t.knows(&key) {
        return None;
    }
    let name = t.say(&key);
    let mut parts = rest.split(['(', ')']).filter(|part| !part.is_empty());
    let Some(article) = parts.next() else { return Some(name) };
    let args = [("law", name.into()), ("article", article.into())];
    let mut text = t.say_with("cite-article", &args);
    let mut levels = levels(law);
    for part in parts {
        let args = [("before", text.into()), ("n", number(part))];
        text = t.say_with(levels.next()?, &args);
    }
    Some(text)
}

/// A number as a number: a message that chooses by it does not see a word.
fn number(part: &str) -> Arg<'_> {
    part.parse::<u16>().map_or_else(|_| part.into(), Arg::from)
}

fn levels(law: &str) -> impl Iterator<Item = &'static str> {
    let primes = IN_PRIMES.contains(&law).then_some("cite-prime");
    primes.into_iter().chain(PARTS.into_iter().skip(usize::from(IN_POINTS.contains(&law))))
}

/// The law and what follows it: the first word that begins with a digit, after the first.
fn split(cited: &str) -> (&str, &str) {
    let mut spaces = cited.match_indices(' ').map(|(at, _)| at);
    let number = spaces.find(|at| cited[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    number.map_or((cited, ""), |at| (&cited[..at], &cited[at + 1..]))
}

/// `Criminal Code of Tajikistan` is `criminal-code-of-tajikistan`.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::Lang;

    fn speech(lang: &str) -> Speech {
        Speech::new(Lang::find(lang).expect("a language of this desk"))
    }

    #[track_caller]
    fn check(cited: &str, russian: &str) {
        assert_eq!(spoken(cited, speech("ru")), russian);
        assert_eq!(spoken(cited, speech("en")), cited);
    }

    #[test]
    fn an_article_is_cited_as_its_readers_cite_it() {
        check("KoAP 30.3(1)", "КоАП РФ, ст. 30.3 ч. 1");
        check("KoAP 19.3", "КоАП РФ, ст. 19.3");
        check("53-FZ 10(1)", "53-ФЗ, ст. 10 п. 1");
        check("138-FZ 22(1)(2)(v)", "138-ФЗ, ст. 22 ч. 1 п. 2 подп. «в»");
        check("281-FZ", "281-ФЗ");
        check("Criminal Code of Tajikistan 401(1)", "УК Республики Таджикистан, ст. 401¹");
        check("Criminal Code of Uzbekistan 154-1", "УК Республики Узбекистан, ст. 154-1");
        check("Embassy of Kyrgyzstan, 21.09.2022", "Посольство Кыргызстана, 21.09.2022");
    }

    #[test]
    fn what_no_language_knows_stays_as_it_was_cited() {
        check("Treaty of Nowhere 7(1)", "Treaty of Nowhere 7(1)");
        check("KoAP 1(2)(3)(4)(5)", "KoAP 1(2)(3)(4)(5)");
        check("Статья", "Статья");
        check("ст. 19.3 КоАП", "ст. 19.3 КоАП");
    }

    #[test]
    fn every_article_of_the_law_is_spoken_in_russian_and_unchanged_in_english() {
        let pack = crate::five_accounts::law();
        let of_rules = pack.rules().flat_map(|rule| &rule.versions).flat_map(|one| &one.cites);
        let of_regimes = pack.regimes().flat_map(|regime| &regime.cites);
        let mut seen = 0;
        for cite in of_rules.chain(of_regimes) {
            let russian = spoken(&cite.article, speech("ru"));
            let latin = russian.chars().any(|c| c.is_ascii_alphabetic());
            assert!(!latin, "{} -> {russian}", cite.article);
            assert_eq!(spoken(&cite.article, speech("en")), cite.article);
            seen += 1;
        }
        assert!(seen > 30);
    }
}
