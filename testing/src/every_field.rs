//! A caseload in which every field that can hold words, or a date, holds one of its own.
//!
//! It is made by walking the schema, so that a new field is in it without being listed. Two records of each kind: one
//! with what is required, and one with everything, which points at the first. Deliberately absent: words for what is
//! chosen from a list, counted or answered by yes and no; many people share those, and nobody is found by them alone.

use std::collections::BTreeMap;

use casework::schema::{self, Field, Shape};
use casework::{Kind, Record};
use serde_json::{Map, Value, json};

use crate::crash::Chance;

/// Letters of which words are made. None is at home in a stem's ending of either language.
const LETTERS: &[char] = &['б', 'в', 'г', 'ж', 'з', 'к', 'п', 'ф', 'х', 'ц', 'щ', 'э'];
/// Letters in a word: so many that none comes by chance.
const LENGTH: usize = 14;

/// A caseload, and the words in it.
pub struct EveryField {
    /// The records, two of a kind but for marks of what was erased.
    pub records: Vec<Record>,
    /// The words.
    pub words: Vec<Told>,
}

/// A word that stands in one place only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The handle of its record.
    pub record: String,
    /// `person.identity.phones`, or `person.id` for the handle itself.
    pub field: String,
    /// The word.
    pub word: String,
}

/// Makes words that stand nowhere else, other ones for another seed.
pub struct Coin {
    chance: Chance,
    days: u64,
}

impl Coin {
    /// The words of this seed.
    pub fn new(seed: u64) -> Coin {
        Coin { chance: Chance::new(seed), days: 0 }
    }

    /// A word that nobody said before.
    pub fn word(&mut self) -> String {
        (0..LENGTH).map(|_| LETTERS[self.chance.below(LETTERS.len())]).collect()
    }

    /// The same in letters and digits that an address or a language tag takes.
    fn tag(&mut self) -> String {
        let letter = |n: usize| char::from(b"bcdfghjkmnpqrtvwxz"[n]);
        (0..8).map(|_| letter(self.chance.below(18))).collect()
    }

    /// A day on which nothing else is.
    fn day(&mut self) -> String {
        self.days += 1;
        let (month, day) = (self.days / 28 % 12 + 1, self.days % 28 + 1);
        format!("{}-{month:02}-{day:02}", 1100 + self.chance.below(700))
    }
}

impl EveryField {
    /// Makes it with these words.
    pub fn new(coin: &mut Coin) -> EveryField {
        let small = handles(coin);
        let mut made = EveryField { records: Vec::new(), words: Vec::new() };
        for kind in Kind::ALL {
            let id = small[&kind].clone();
            made.add(kind, id, coin, &small, |field| field.required);
        }
        let large = handles(coin);
        for kind in Kind::ALL {
            made.add(kind, large[&kind].clone(), coin, &small, |_| true);
        }
        made
    }

    fn add(
        &mut self,
        kind: Kind,
        id: String,
        coin: &mut Coin,
        targets: &BTreeMap<Kind, String>,
        is_in: fn(&Field) -> bool,
    ) {
        let mut making = Making { coin, targets, is_in, words: Vec::new() };
        let mut fields = making.object(schema::fields(kind), kind.as_str());
        one_speaker(kind, &mut fields);
        let told = |(field, word)| Told { record: id.clone(), field, word };
        self.words.extend(making.words.into_iter().map(told));
        let handle = format!("{kind}.id");
        self.words.push(Told { record: id.clone(), field: handle, word: id.clone() });
        self.records.push(Record { kind, id, fields: fields.into_iter().collect() });
    }
}

fn handles(coin: &mut Coin) -> BTreeMap<Kind, String> {
    Kind::ALL.into_iter().map(|kind| (kind, coin.word())).collect()
}

/// A statement is made by words or by a person of the caseload, never by both and never by nobody.
fn one_speaker(kind: Kind, fields: &mut Map<String, Value>) {
    if kind == Kind::Statement {
        fields.remove("speaker_person");
        fields.entry("speaker").or_insert_with(|| json!("a clerk"));
    }
}

struct Making<'m> {
    coin: &'m mut Coin,
    targets: &'m BTreeMap<Kind, String>,
    is_in: fn(&Field) -> bool,
    words: Vec<(String, String)>,
}

impl Making<'_> {
    fn object<'f>(
        &mut self,
        fields: impl Iterator<Item = &'f Field>,
        path: &str,
    ) -> Map<String, Value> {
        let wanted: Vec<&Field> = fields.filter(|field| (self.is_in)(field)).collect();
        let of = |making: &mut Self, field: &Field| {
            let path = format!("{path}.{}", field.name);
            (field.name.to_owned(), making.value(&field.shape, &path))
        };
        wanted.into_iter().map(|field| of(self, field)).collect()
    }

    /// A value of this shape. Every shape is named: whoever adds one says what stands in it here.
    fn value(&mut self, shape: &Shape, path: &str) -> Value {
        match shape {
            Shape::Text | Shape::FactValue => self.told(path, |coin| coin.word()),
            Shape::Day | Shape::Date => self.told(path, |coin| coin.day()),
            Shape::Moment | Shape::DateOrMoment => {
                self.told(path, |coin| format!("{}T03:07:00+05:00", coin.day()))
            }
            Shape::Language => self.told(path, |coin| format!("ru-x-{}", coin.tag())),
            Shape::Path => self.told(path, |coin| format!("{}.txt", coin.word())),
            Shape::Digest => self.told(path, |coin| {
                (0..4).map(|_| format!("{:016x}", coin.chance.draw())).collect()
            }),
            Shape::Code(list) => json!(code(list)),
            Shape::Country => json!("UZ"),
            Shape::Region => json!("RU-KLU"),
            Shape::Bool => json!(true),
            Shape::Year => json!(1977),
            Shape::Offset => json!(0),
            Shape::FactName => json!("signed_contract"),
            Shape::FieldName => json!("passages"),
            Shape::Handle(kinds) | Shape::HandleOrWord(kinds, _) => self.handle(kinds),
            Shape::HandleOrLaw => self.handle(&[Kind::Incident]),
            Shape::List(of) => json!([self.value(of, path)]),
            Shape::Object(fields) => Value::Object(self.object(fields.iter(), path)),
        }
    }

    fn told(&mut self, path: &str, make: impl FnOnce(&mut Coin) -> String) -> Value {
        let word = make(self.coin);
        self.words.push((path.to_owned(), word.clone()));
        json!(word)
    }

    fn handle(&self, kinds: &[Kind]) -> Value {
        // Where any kind does, a person: whoever is erased takes it along.
        let kind = kinds.first().copied().unwrap_or(Kind::Person);
        json!(self.targets[&kind])
    }
}

/// The first word of a list of the vocabulary.
fn code(list: &str) -> &'static str {
    let list = casework::vocabulary::list(list).expect("a list of the schema");
    &list.term.first().expect("no list is empty").code
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use casework::check::{Nothing, check};

    use super::*;

    /// Every path of a kind at which a word or a date can stand.
    fn paths<'f>(
        fields: impl Iterator<Item = &'f Field>,
        path: &str,
        found: &mut BTreeSet<String>,
    ) {
        for field in fields {
            let path = format!("{path}.{}", field.name);
            let mut shape = &field.shape;
            while let Shape::List(of) = shape {
                shape = of;
            }
            match shape {
                Shape::Object(inner) => paths(inner.iter(), &path, found),
                Shape::Text
                | Shape::FactValue
                | Shape::Day
                | Shape::Date
                | Shape::Moment
                | Shape::DateOrMoment
                | Shape::Language
                | Shape::Path
                | Shape::Digest => drop(found.insert(path)),
                _ => {}
            }
        }
    }

    #[test]
    fn every_field_that_can_hold_words_holds_its_own() {
        let made = EveryField::new(&mut Coin::new(1));
        let mut expected = BTreeSet::new();
        for kind in Kind::ALL {
            paths(schema::fields(kind), kind.as_str(), &mut expected);
            expected.insert(format!("{kind}.id"));
        }
        let told: BTreeSet<String> = made.words.iter().map(|told| told.field.clone()).collect();
        assert_eq!(told, expected);
        let words: BTreeSet<&str> = made.words.iter().map(|told| told.word.as_str()).collect();
        assert_eq!(words.len(), made.words.len(), "no two alike");
    }

    #[test]
    fn it_may_come_in() {
        let made = EveryField::new(&mut Coin::new(2));
        assert_eq!(check(&made.records, &Nothing), []);
        assert_eq!(made.records.len(), 2 * Kind::ALL.len());
    }

    #[test]
    fn another_seed_gives_other_words() {
        let words = |seed| EveryField::new(&mut Coin::new(seed)).words;
        assert_eq!(words(3), words(3));
        let (one, other) = (words(3), words(4));
        assert!(!one.iter().any(|told| other.iter().any(|two| two.word == told.word)));
    }
}
