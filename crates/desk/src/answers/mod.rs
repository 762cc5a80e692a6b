//! What a person typed into a form, as values of the caseload format.
//!
//! Three answers are kept apart everywhere: nothing typed leaves a field out ("not asked"), "unknown" names it in
//! `not_known`, and "no" is written down. What cannot be read becomes a sentence beside its field; nothing is guessed.
//!
//! Deliberately absent: which field belongs to which record; the pages say so.

mod choices;
pub mod date;
pub mod moment;

use casework::limits::MAX_TEXT;
use casework::text::is_visible;
use casework::{Record, places, vocabulary};
use jiff::civil::Date;
use serde_json::Value;

use crate::fields::{Errors, Fields};
use crate::speech::Speech;

use date::NoYear;

pub use choices::{Lists, Row, rows};

/// What a form sends for "asked, and nobody knows".
pub const UNKNOWN: &str = "unknown";
/// The field in which a record names what nobody knew.
const NOT_KNOWN: &str = "not_known";
/// Nobody alive was born before.
const FIRST_BIRTH_YEAR: i16 = 1900;
/// Nobody is older.
const OLDEST: i16 = 120;
/// Words that people add to an age.
const AGE_WORDS: [&str; 10] =
    ["лет", "год", "года", "л", "ему", "ей", "years", "old", "aged", "age"];

/// One answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// The question was not put.
    NotAsked,
    /// It was put, and nobody knows.
    Unknown,
    /// It was answered.
    Given(T),
}

impl<T> Answer<T> {
    /// The answer, where one was given.
    pub fn given(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::NotAsked | Self::Unknown => None,
        }
    }
}

impl<T> From<Option<T>> for Answer<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::NotAsked, Self::Given)
    }
}

/// Writes an answer into a record, taking back what an earlier answer said.
pub fn write<T: Into<Value>>(record: &mut Record, field: &str, answer: Answer<T>) {
    let mut not_known = not_known(record);
    not_known.retain(|name| name != field);
    record.fields.remove(field);
    match answer {
        Answer::NotAsked => {}
        Answer::Unknown => not_known.push(field.to_owned()),
        Answer::Given(value) => _ = record.fields.insert(field.to_owned(), value.into()),
    }
    record.fields.remove(NOT_KNOWN);
    if !not_known.is_empty() {
        record.fields.insert(NOT_KNOWN.to_owned(), not_known.into());
    }
}

/// The fields of a record that nobody knew when asked.
pub fn not_known(record: &Record) -> Vec<String> {
    let list = record.get(NOT_KNOWN).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether nobody knew this field when asked.
pub fn is_not_known(record: &Record, field: &str) -> bool {
    not_known(record).iter().any(|name| name == field)
}

/// An object of the fields that were given; none where nothing was.
pub fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Option<Value> {
    let given = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let object: serde_json::Map<String, Value> = given.collect();
    (!object.is_empty()).then_some(Value::Object(object))
}

/// Reads a form, collecting what is wrong with it.
pub struct Answers<'f> {
    fields: &'f Fields,
    errors: Errors,
    t: Speech,
    today: Date,
}

impl<'f> Answers<'f> {
    /// Reads these fields.
    pub fn new(fields: &'f Fields, t: Speech, today: Date) -> Self {
        Self { fields, errors: Errors::default(), t, today }
    }

    /// The fields themselves.
    pub fn fields(&self) -> &'f Fields {
        self.fields
    }

    /// The day on which it is read.
    pub fn today(&self) -> Date {
        self.today
    }

    /// What was wrong.
    pub fn errors(self) -> Errors {
        self.errors
    }

    /// Says what is wrong with a field, once a field.
    pub fn fault(&mut self, field: &str, key: &str) {
        if self.errors.of(field).is_none() {
            self.errors.add(field, self.t.say(key));
        }
    }

    /// Whether a box or radio with this value was chosen.
    pub fn is(&self, field: &str, value: &str) -> bool {
        self.fields.is(field, value)
    }

    /// Trimmed text with something visible in it.
    pub fn text(&mut self, field: &str) -> Option<String> {
        self.checked(field, self.fields.get(field))
    }

    /// Text exactly as it was typed.
    pub fn verbatim(&mut self, field: &str) -> Option<String> {
        self.checked(field, self.fields.raw(field))
    }

    /// One text a line.
    pub fn lines(&mut self, field: &str) -> Vec<String> {
        let text = self.text(field).unwrap_or_default();
        text.lines().map(str::trim).filter(|line| is_visible(line)).map(str::to_owned).collect()
    }

    /// Text, where it was given, as a value.
    pub fn value(&mut self, field: &str) -> Option<Value> {
        self.text(field).map(Value::from)
    }

    fn checked(&mut self, field: &str, text: &str) -> Option<String> {
        if text.contains('\0') {
            self.fault(field, "answers-text-nul");
        } else if text.chars().count() > MAX_TEXT {
            self.fault(field, "answers-text-long");
        }
        is_visible(text).then(|| text.to_owned())
    }

    /// Yes, no, unknown or not asked.
    pub fn asked(&mut self, field: &str) -> Answer<bool> {
        match self.fields.get(field) {
            "" => Answer::NotAsked,
            "yes" => Answer::Given(true),
            "no" => Answer::Given(false),
            UNKNOWN => Answer::Unknown,
            _ => self.strange(field),
        }
    }

    /// One word of a vocabulary list. A list that has the word "unknown" keeps it as a word.
    pub fn code(&mut self, field: &str, list: &str) -> Answer<String> {
        self.pick(field, |code| vocabulary::has(list, code))
    }

    /// Several words of a list. Only "unknown" ticked means that nobody knew.
    pub fn codes(&mut self, field: &str, list: &str) -> Answer<Vec<String>> {
        let sent: Vec<String> = self.fields.all(field).map(str::to_owned).collect();
        let known: Vec<String> =
            sent.iter().filter(|code| vocabulary::has(list, code)).cloned().collect();
        let strange = sent.iter().any(|code| code != UNKNOWN && !known.contains(code));
        match (strange, known.is_empty(), sent.is_empty()) {
            (true, ..) => self.strange(field),
            (_, false, _) => Answer::Given(known),
            (_, true, false) => Answer::Unknown,
            (_, true, true) => Answer::NotAsked,
        }
    }

    /// A country.
    pub fn country(&mut self, field: &str) -> Answer<String> {
        self.pick(field, places::is_country)
    }

    /// A region.
    pub fn region(&mut self, field: &str) -> Answer<String> {
        self.pick(field, places::is_region)
    }

    /// A language.
    pub fn language(&mut self, field: &str) -> Option<String> {
        self.pick(field, |tag| tag != UNKNOWN && places::is_language(tag)).given()
    }

    fn pick(&mut self, field: &str, known: impl Fn(&str) -> bool) -> Answer<String> {
        match self.fields.get(field) {
            "" => Answer::NotAsked,
            code if known(code) => Answer::Given(code.to_owned()),
            UNKNOWN => Answer::Unknown,
            _ => self.strange(field),
        }
    }

    /// An age typed where the year of birth is asked: `30`, `30 лет`, `aged 30`.
    pub fn age(&self, field: &str) -> Option<i16> {
        let text = self.fields.get(field).to_lowercase();
        let words: Vec<&str> = text.split([' ', '.', '\u{a0}']).filter(|w| !w.is_empty()).collect();
        let (numbers, others): (Vec<&str>, Vec<&str>) =
            words.into_iter().partition(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        let [number] = numbers.as_slice() else { return None };
        let known = others.iter().all(|word| AGE_WORDS.contains(word));
        number.parse().ok().filter(|age| known && *age <= OLDEST)
    }

    /// The two years in which somebody of that age today was born.
    pub fn born_in(&self, age: i16) -> (i16, i16) {
        (self.today.year() - age - 1, self.today.year() - age)
    }

    /// A year of birth. An age names two years, so it is none; whoever asks says what becomes of it.
    pub fn birth_year(&mut self, field: &str) -> Answer<i64> {
        let text = self.fields.get(field);
        if text.is_empty() {
            return Answer::NotAsked;
        }
        if date::is_unknown(text) {
            return Answer::Unknown;
        }
        if self.age(field).is_some() {
            return Answer::NotAsked;
        }
        match text.parse::<i16>() {
            Ok(year) if (FIRST_BIRTH_YEAR..=self.today.year()).contains(&year) => {
                Answer::Given(year.into())
            }
            _ => {
                self.fault(field, "answers-year-wrong");
                Answer::NotAsked
            }
        }
    }

    /// A date as exactly as it is known, spelled as the format spells it; "unknown" is one.
    pub fn date(&mut self, field: &str) -> Option<String> {
        self.date_with(field, NoYear::Refused)
    }

    fn date_with(&mut self, field: &str, no_year: NoYear) -> Option<String> {
        let text = self.fields.get(field);
        if text.is_empty() {
            return None;
        }
        match date::read_with(text, self.today, no_year) {
            Ok(when) => Some(when.to_string()),
            Err(why) => {
                self.fault(field, date::message_id(why));
                None
            }
        }
    }

    /// The date of something that lies behind: a day without a year is the latest such day.
    pub fn past(&mut self, field: &str) -> Option<String> {
        self.date_with(field, NoYear::Past)
    }

    /// The date of something that lies behind, where it was given, as a value.
    pub fn past_day(&mut self, field: &str) -> Option<Value> {
        self.past(field).map(Value::from)
    }

    /// A date, where it was given, as a value.
    pub fn day(&mut self, field: &str) -> Option<Value> {
        self.date(field).map(Value::from)
    }

    /// A day and a time on the wall clock, both or neither.
    pub fn local(&mut self, day: &str, time: &str) -> Option<jiff::civil::DateTime> {
        let (on, at) = (self.fields.get(day), self.fields.get(time));
        if on.is_empty() && at.is_empty() {
            return None;
        }
        let read = date::read_with(on, self.today, NoYear::Ahead);
        let read = read.ok().and_then(casework::When::day);
        if read.is_none() {
            self.fault(day, "answers-moment-day");
        }
        let hour = moment::read_time(at);
        if hour.is_none() {
            self.fault(time, "answers-moment-time");
        }
        Some(read?.to_datetime(hour?))
    }

    fn strange<T>(&mut self, field: &str) -> Answer<T> {
        self.fault(field, "answers-choice-wrong");
        Answer::NotAsked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::Kind;
    use jiff::civil::date;
    use serde_json::json;

    fn read<T>(body: &str, with: impl FnOnce(&mut Answers<'_>) -> T) -> (T, usize) {
        let fields = Fields::read(body.as_bytes()).expect("few fields");
        let speech = Speech::new(crate::speech::Lang::default());
        let mut answers = Answers::new(&fields, speech, date(2023, 9, 5));
        let read = with(&mut answers);
        (read, answers.errors().list().len())
    }

    #[test]
    fn four_answers_stay_apart() {
        let asked = |body| read(body, |answers| answers.asked("x"));
        assert_eq!(asked(""), (Answer::NotAsked, 0));
        assert_eq!(asked("x=yes"), (Answer::Given(true), 0));
        assert_eq!(asked("x=no"), (Answer::Given(false), 0));
        assert_eq!(asked("x=unknown"), (Answer::Unknown, 0));
        assert_eq!(asked("x=maybe"), (Answer::NotAsked, 1));
    }

    #[test]
    fn a_record_names_what_nobody_knew_and_forgets_it_when_answered() {
        let mut person = Record::new(Kind::Person, "p");
        write(&mut person, "stateless", Answer::<bool>::Unknown);
        assert_eq!(person.get("not_known"), Some(&json!(["stateless"])));
        assert_eq!(person.get("stateless"), None);
        write(&mut person, "stateless", Answer::Given(false));
        assert_eq!(person.get("stateless"), Some(&json!(false)));
        assert_eq!(person.get("not_known"), None);
        write(&mut person, "stateless", Answer::<bool>::NotAsked);
        assert!(person.fields.is_empty());
    }

    #[test]
    fn only_words_of_the_list_are_taken() {
        let code = |body| read(body, |answers| answers.code("x", "sex"));
        assert_eq!(code("x=male"), (Answer::Given("male".into()), 0));
        assert_eq!(code("x=unknown"), (Answer::Unknown, 0));
        assert_eq!(code("x=raid"), (Answer::NotAsked, 1));
        let own = read("x=unknown", |answers| answers.code("x", "contract"));
        assert_eq!(own, (Answer::Given("unknown".into()), 0));
    }

    #[test]
    fn several_boxes_or_only_unknown() {
        let codes = |body| read(body, |answers| answers.codes("x", "method"));
        let raid = vec!["raid".to_owned()];
        assert_eq!(codes("x=raid&x=unknown"), (Answer::Given(raid), 0));
        assert_eq!(codes("x=unknown"), (Answer::Unknown, 0));
        assert_eq!(codes(""), (Answer::NotAsked, 0));
        assert_eq!(codes("x=ray"), (Answer::NotAsked, 1));
    }

    #[test]
    fn a_year_of_birth_lies_between_1900_and_now() {
        for (text, given) in [("1899", 0), ("1900", 1), ("2023", 1), ("2024", 0), ("121", 0)] {
            let body = format!("x={text}");
            let (year, errors) = read(&body, |answers| answers.birth_year("x"));
            assert_eq!((usize::from(year.given().is_some()), 1 - errors), (given, given), "{text}");
        }
    }

    #[test]
    fn an_age_is_no_year_of_birth() {
        let age = |text: &str| {
            let body = format!("x={text}");
            read(&body, |answers| (answers.age("x"), answers.birth_year("x")))
        };
        for text in ["30", "30 лет", "ему 30 лет", "aged 30", "30 years old"] {
            assert_eq!(age(text), ((Some(30), Answer::NotAsked), 0), "{text}");
        }
        assert_eq!(age("30 кг").0, (None, Answer::NotAsked));
        assert_eq!(age("1991").0, (None, Answer::Given(1991)));
        let years = read("", |answers| answers.born_in(30)).0;
        assert_eq!(years, (1992, 1993));
    }

    #[test]
    fn text_that_nobody_sees_is_no_answer() {
        let text = |body| read(body, |answers| answers.text("x"));
        assert_eq!(text("x=%E2%80%8B"), (None, 0));
        assert_eq!(text("x=a%00b").1, 1);
        assert_eq!(text("x=+%D0%B6+"), (Some("ж".into()), 0));
        let raw = read("x=+a%0D%0Ab+", |answers| answers.verbatim("x"));
        assert_eq!(raw, (Some(" a\nb ".into()), 0));
    }

    #[test]
    fn text_has_a_limit() {
        for (n, errors) in [(MAX_TEXT - 1, 0), (MAX_TEXT, 0), (MAX_TEXT + 1, 1)] {
            let body = format!("x={}", "a".repeat(n));
            assert_eq!(read(&body, |answers| answers.text("x")).1, errors, "{n}");
        }
    }

    #[test]
    fn a_moment_needs_a_day_and_a_time() {
        let local = |body| read(body, |answers| answers.local("d", "t"));
        let at = date(2023, 9, 6).at(14, 30, 0, 0);
        assert_eq!(local("d=06.09.2023&t=14:30"), (Some(at), 0));
        assert_eq!(local("d=&t="), (None, 0));
        assert_eq!(local("d=2023-09&t=14:30"), (None, 1));
        assert_eq!(local("d=2023-09-06&t="), (None, 1));
    }
}
