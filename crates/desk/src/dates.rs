//! Dates in words, as each language writes them.
//!
//! Records hold dates as the caseload format spells them (`2023-06-19`, `2023-06`, `2023`, intervals, `unknown`);
//! what cannot be read is shown as it was written, never guessed.

use icu::calendar::{Date as IcuDate, Iso};
use icu::datetime::{DateTimeFormatter, fieldsets};
use icu::locale::Locale;
use jiff::civil::{Date, DateTime};

use crate::speech::Speech;

impl Speech {
    /// A day in words: "19 июня 2023 г.".
    pub fn day(self, day: Date) -> String {
        let spoken = || {
            let style =
                DateTimeFormatter::try_new(self.locale().into(), fieldsets::YMD::long()).ok()?;
            Some(style.format(&icu_date(day)?).to_string())
        };
        spoken().unwrap_or_else(|| day.to_string())
    }

    /// A month in words: "июнь 2023 г.".
    pub fn month(self, first: Date) -> String {
        let spoken = || {
            let style =
                DateTimeFormatter::try_new(self.locale().into(), fieldsets::YM::long()).ok()?;
            Some(style.format(&icu_date(first)?).to_string())
        };
        spoken().unwrap_or_else(|| first.strftime("%Y-%m").to_string())
    }

    /// A moment on the wall clock: the day in words and 24-hour time.
    pub fn moment(self, at: DateTime) -> String {
        format!("{}, {:02}:{:02}", self.day(at.date()), at.hour(), at.minute())
    }

    /// Any date as a record holds it, in words; what is not one of ours comes back as written.
    pub fn when(self, written: &str) -> String {
        match written.split_once('/') {
            Some(("..", until)) => {
                self.say_with("common-date-until", &[("day", self.one(until).into())])
            }
            Some((from, "..")) => {
                self.say_with("common-date-from", &[("day", self.one(from).into())])
            }
            Some((from, until)) => self.say_with(
                "common-date-between",
                &[("from", self.one(from).into()), ("until", self.one(until).into())],
            ),
            None => self.one(written),
        }
    }

    fn one(self, written: &str) -> String {
        match written.len() {
            _ if written == "unknown" => self.say("common-date-unknown"),
            10 => written.parse().map_or_else(|_| written.to_owned(), |day| self.day(day)),
            7 => format!("{written}-01")
                .parse()
                .map_or_else(|_| written.to_owned(), |day| self.month(day)),
            4 => self.say_with("common-date-year", &[("year", written.to_owned().into())]),
            _ => written.get(..10).and_then(|day| day.parse().ok()).map_or_else(
                || written.to_owned(),
                |day| match written.get(11..16) {
                    Some(time) => format!("{}, {time}", self.day(day)),
                    None => self.day(day),
                },
            ),
        }
    }

    fn locale(self) -> Locale {
        self.lang().code().parse().unwrap_or(Locale::UNKNOWN)
    }
}

fn icu_date(day: Date) -> Option<IcuDate<Iso>> {
    let [month, of_month] = [day.month(), day.day()].map(|part| u8::try_from(part).ok());
    IcuDate::try_new_iso(day.year().into(), month?, of_month?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::Lang;

    #[track_caller]
    fn check(lang: &str, written: &str, expected: &str) {
        let speech = Speech::new(Lang::find(lang).expect("a language of this desk"));
        assert_eq!(speech.when(written).replace(['\u{202f}', '\u{a0}'], " "), expected);
    }

    #[test]
    fn days_months_and_years_are_spoken() {
        check("ru", "2023-06-19", "19 июня 2023 г.");
        check("en", "2023-06-19", "June 19, 2023");
        check("ru", "2023-06", "июнь 2023 г.");
        check("ru", "2023", "2023 год");
        check("ru", "unknown", "когда — неизвестно");
    }

    #[test]
    fn intervals_are_spoken() {
        check("en", "2023-06/2023-08", "between June 2023 and August 2023");
        check("en", "../2023-08-28", "until August 28, 2023");
        check("ru", "2023-06-19T14:30:00+05:00", "19 июня 2023 г., 14:30");
    }

    #[test]
    fn what_is_no_date_stays_as_written() {
        check("en", "2023-13-45", "2023-13-45");
        check("en", "в прошлом году, летом", "в прошлом году, летом");
        check("en", "ééééé", "ééééé");
    }
}
