//! `facts.toml`: every fact a rule may use, what sort of value it has, and the question that asks for it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::condition::{Condition, Test};
use crate::facts::{DAY_ASKED, Value};
use crate::fault::Why;

/// What sort of value a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Yes or no.
    Bool,
    /// A code or words.
    Text,
    /// A number.
    Number,
    /// A day.
    Day,
    /// A day with its hour; a bare day where nobody knows the hour.
    Moment,
    /// Several codes.
    List,
}

impl Sort {
    /// The word for it, for faults.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Bool => "a yes or no",
            Sort::Text => "a text",
            Sort::Number => "a number",
            Sort::Day => "a day",
            Sort::Moment => "a day, with or without its hour",
            Sort::List => "a list",
        }
    }

    fn fits(self, value: &Value) -> bool {
        matches!(
            (self, value),
            (Sort::Bool, Value::Bool(_))
                | (Sort::Text, Value::Text(_))
                | (Sort::Number, Value::Number(_))
                | (Sort::Day | Sort::Moment, Value::Day(_))
                | (Sort::Moment, Value::Moment(_))
                | (Sort::List, Value::List(_))
        )
    }
}

/// One listed fact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its name. A `*` stands for one part of the name: `citizenship.*.held`.
    pub name: String,
    /// What sort of value it has.
    #[serde(rename = "type")]
    pub sort: Sort,
    /// The codes it can take, where they are closed.
    #[serde(default)]
    pub codes: Vec<String>,
    /// The question that asks for it, in each language.
    pub question: BTreeMap<String, String>,
}

/// All listed facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactList(Vec<Listed>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawList {
    fact: Vec<Listed>,
}

impl FactList {
    pub(crate) fn read(text: &str) -> Result<FactList, toml::de::Error> {
        toml::from_str::<RawList>(text).map(|raw| FactList(raw.fact))
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Listed> {
        self.0.iter()
    }

    /// The entry for a fact: its own, else the one with a `*` that fits.
    pub fn get(&self, name: &str) -> Option<&Listed> {
        let own = self.0.iter().find(|listed| listed.name == name);
        own.or_else(|| self.0.iter().find(|listed| fits_pattern(&listed.name, name)))
    }

    /// The question that asks for a fact in a language, else in English.
    pub fn question(&self, name: &str, lang: &str) -> Option<&str> {
        let questions = &self.get(name)?.question;
        questions.get(lang).or_else(|| questions.get("en")).map(String::as_str)
    }

    /// Why a fact cannot have that value; `None` where it can.
    pub(crate) fn fault_of_value(&self, name: &str, value: &Value) -> Option<Why> {
        let Some(listed) = self.get(name) else {
            return Some(Why::UnknownFact(name.to_owned()));
        };
        if !listed.sort.fits(value) {
            return Some(wrong_sort(listed, name));
        }
        match value {
            Value::Text(code) => listed.fault_of_code(name, code),
            Value::List(codes) => codes.iter().find_map(|code| listed.fault_of_code(name, code)),
            _ => None,
        }
    }

    /// Every fault of the facts a condition uses.
    pub(crate) fn faults_of(&self, condition: &Condition) -> Vec<Why> {
        match condition {
            Condition::Always => vec![],
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().flat_map(|part| self.faults_of(part)).collect()
            }
            Condition::Not(part) => self.faults_of(part),
            Condition::Leaf { fact, test } => self.faults_of_leaf(condition, fact, test),
            Condition::AgeOn(_) => self.unlisted(condition),
        }
    }

    fn unlisted(&self, condition: &Condition) -> Vec<Why> {
        let names = condition.facts().into_iter();
        let unknown = names.filter(|name| *name != DAY_ASKED && self.get(name).is_none());
        unknown.map(|name| Why::UnknownFact(name.to_owned())).collect()
    }

    fn faults_of_leaf(&self, leaf: &Condition, fact: &str, test: &Test) -> Vec<Why> {
        let mut faults = self.unlisted(leaf);
        let Some(listed) = self.get(fact) else {
            return faults;
        };
        match test {
            Test::Eq(value) | Test::Ne(value) => {
                faults.extend(listed.fault_of_literal(fact, value))
            }
            Test::Between(low, high) => {
                faults
                    .extend([low, high].into_iter().find_map(|v| listed.fault_of_literal(fact, v)));
            }
            Test::In(codes) => {
                faults.extend(
                    codes.iter().filter_map(|code| {
                        listed.fault_of_literal(fact, &Value::Text(code.clone()))
                    }),
                );
            }
            Test::Before(_) | Test::OnOrBefore(_) | Test::After(_) | Test::OnOrAfter(_) => {
                let dated = matches!(listed.sort, Sort::Day | Sort::Moment);
                faults.extend((!dated).then(|| wrong_sort(listed, fact)));
            }
            Test::Present(_) => {}
        }
        faults
    }
}

impl Listed {
    /// A code is compared with each member of a list; anything else with the value itself.
    fn fault_of_literal(&self, name: &str, value: &Value) -> Option<Why> {
        match (self.sort, value) {
            (Sort::List | Sort::Text, Value::Text(code)) => self.fault_of_code(name, code),
            (sort, value) if sort.fits(value) => None,
            _ => Some(wrong_sort(self, name)),
        }
    }

    fn fault_of_code(&self, name: &str, code: &str) -> Option<Why> {
        let open = self.codes.is_empty() || self.codes.iter().any(|known| known == code);
        (!open).then(|| Why::UnknownCode { fact: name.to_owned(), code: code.to_owned() })
    }
}

fn wrong_sort(listed: &Listed, name: &str) -> Why {
    Why::WrongSort { fact: name.to_owned(), sort: listed.sort.as_str() }
}

fn fits_pattern(pattern: &str, name: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('.'), name.split('.'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some("*"), Some(_)) => {}
            (Some(a), Some(b)) if a == b => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> FactList {
        let text = r#"
            [[fact]]
            name = "citizenship.*.held"
            type = "bool"
            question = { en = "A citizen of that state?", ru = "Гражданин этого государства?" }
            [[fact]]
            name = "citizenship.ru.held"
            type = "bool"
            question = { en = "A citizen of Russia?" }
            [[fact]]
            name = "sex"
            type = "text"
            codes = ["female", "male"]
            question = { en = "Sex?" }
        "#;
        FactList::read(text).expect("the list above is well formed")
    }

    #[test]
    fn the_exact_name_wins_over_the_pattern() {
        let list = list();
        assert_eq!(list.question("citizenship.ru.held", "en"), Some("A citizen of Russia?"));
        assert_eq!(
            list.question("citizenship.kg.held", "ru"),
            Some("Гражданин этого государства?")
        );
        assert_eq!(list.question("citizenship.kg.held.long", "ru"), None);
        assert_eq!(list.question("sex", "tg"), Some("Sex?"));
    }

    #[test]
    fn a_value_must_fit_its_fact() {
        let list = list();
        assert_eq!(list.fault_of_value("sex", &Value::from("male")), None);
        let code = list.fault_of_value("sex", &Value::from("man"));
        assert!(matches!(code, Some(Why::UnknownCode { .. })));
        let sort = list.fault_of_value("sex", &Value::from(true));
        assert!(matches!(sort, Some(Why::WrongSort { .. })));
        let unknown = list.fault_of_value("height", &Value::from(true));
        assert!(matches!(unknown, Some(Why::UnknownFact(_))));
    }
}
