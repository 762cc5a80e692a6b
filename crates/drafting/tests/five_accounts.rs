//! The letters that the five invented accounts give, and the one they do not.

#[allow(dead_code, reason = "each test file uses its own part")]
#[path = "../../casework/tests/scenario/mod.rs"]
mod scenario;

use drafting::draft::{Ask, plan};
use drafting::gate::Missing;
use drafting::shelf::built_in;
use drafting::{Draft, Is, Refused, draft};
use jiff::civil::{Date, date};
use scenario::{DAY, book, book_with, pack};

fn letter(id: &str, about: &str, on: Date) -> Result<Draft, Refused> {
    of(&book(), id, about, on)
}

fn of(book: &casework::book::Book, id: &str, about: &str, on: Date) -> Result<Draft, Refused> {
    let pack = pack();
    let (template, words) = built_in().expect("letters").letter(id, "ru").expect("a letter");
    draft(Ask { book, pack: &pack, words, template, about, on, to: None, by_representative: None })
}

fn text(draft: &Draft) -> String {
    draft.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_complaint_about_silence_says_what_was_sent_and_that_somebody_looked() {
    let first = letter("inaction", "m1", DAY).expect("a letter for m1");
    assert_eq!(first.to.as_ref().map(|to| to.kind.as_str()), Some("prosecutor"));
    assert_eq!((first.by_representative, first.person.as_str()), (false, "p1"));
    let told = text(&first);
    for word in ["2 июня 2023", "6 июня 2023", "3/235", "4 сентября 2023", "{name}"]
    {
        assert!(told.contains(word), "{word}: {told}");
    }
    let second = letter("inaction", "m2", DAY).expect("a letter for m2");
    assert_eq!(second.to.as_ref().map(|to| to.kind.as_str()), Some("federal_commissioner"));
    assert!(text(&second).contains("по аналогии") && !text(&second).contains("218 и 219"));
    assert!(second.by_representative && second.gate.mandate.as_deref() == Some("w1"));
    assert!(text(&second).contains("О-118") && text(&second).contains("duty defender"));
}

#[test]
fn an_appeal_asks_to_restore_a_term_that_was_missed() {
    let late = text(&letter("appeal", "x1", DAY).expect("a letter"));
    assert!(late.contains("КоАП РФ, ст.\u{a0}19.3"), "{late}");
    assert!(late.contains("восстановить"), "{late}");
    assert!(late.contains("21 июня 2023"), "{late}");
    assert!(late.contains("19 июня 2023 года: составлен протокол."), "{late}");
    assert!(late.contains("20 июня 2023 года: административный штраф"), "{late}");
    let appeal = letter("appeal", "x1", DAY).expect("a letter");
    assert_eq!(appeal.clock, ["ru.koap.30-5.court"], "a fine has no term of hours");
    assert!(appeal.gaps.iter().any(|gap| gap == "office"), "nobody noted which court");
    let early = book_with("k1", |consent| {
        drop(consent.fields.insert("given".into(), "2023-06-22".into()));
    });
    let day = date(2023, 6, 28);
    assert!(matches!(letter("appeal", "x1", day), Err(Refused::Gate(_))), "not allowed before");
    let in_time = text(&of(&early, "appeal", "x1", day).expect("a letter"));
    assert!(!in_time.contains("восстановить"), "{in_time}");
}

#[test]
fn a_complaint_about_retaliation_counts_the_days_after_the_complaint() {
    let told = letter("retaliation", "x1", DAY).expect("a letter");
    let all = text(&told);
    assert!(
        all.contains("17") && all.contains("19 июня 2023") && all.contains("2 июня 2023"),
        "{all}"
    );
    assert!(told.parts.iter().flat_map(|part| part.from.concat()).any(|id| id == "m1"));
    assert!(!all.contains("10 июля"), "where he went helps nobody: {all}");
}

#[test]
fn who_allowed_nothing_of_the_kind_has_no_letter() {
    let refused = letter("complaint", "i2", DAY);
    assert_eq!(refused, Err(Refused::Gate(vec![Missing::Use("submit_to_authority")])));
    let hrc = letter("hrc", "x1", DAY);
    assert_eq!(hrc, Err(Refused::Gate(vec![Missing::Use("name_to_state")])));
}

#[test]
fn a_power_needs_nobodys_leave_and_is_the_persons_own() {
    let power = letter("power_of_attorney", "i2", DAY).expect("a power for p2");
    assert_eq!((power.to, power.by_representative), (None, false));
}

#[test]
fn what_is_not_there_gives_no_letter() {
    assert_eq!(letter("inaction", "nobody", DAY), Err(Refused::NoRecord));
    assert_eq!(letter("inaction", "x1", DAY), Err(Refused::WrongKind));
    assert_eq!(letter("inaction", "p1", DAY), Err(Refused::WrongKind));
}

#[test]
fn every_letter_that_may_leave_is_whole() {
    let (all, pack, book) = (built_in().expect("letters"), pack(), book());
    let mut drafted = 0;
    for template in all.templates.iter() {
        for record in book.records() {
            let (_, words) = all.letter(&template.id, &template.lang).expect("words");
            let ask = Ask {
                book: &book,
                pack: &pack,
                words,
                template,
                about: &record.id,
                on: DAY,
                to: None,
                by_representative: None,
            };
            let planned = plan(ask);
            let Ok(letter) = draft(ask) else { continue };
            drafted += 1;
            assert_eq!(planned.expect("a plan").to, letter.to);
            let signed = letter.parts.iter().filter(|part| part.is == Is::Signature);
            assert_eq!(signed.count(), 1, "{} {}", template.id, record.id);
            assert!(letter.parts.iter().all(|part| !part.text.trim().is_empty()));
        }
    }
    assert!(drafted >= 10, "{drafted}");
}

#[test]
fn who_did_not_write_it_does_not_say_that_no_answer_came_to_them() {
    let pack = pack();
    let (template, words) = built_in().expect("letters").letter("inaction", "ru").expect("one");
    let (book, by_representative) = (book(), Some(false));
    let ask = Ask {
        book: &book,
        pack: &pack,
        words,
        template,
        about: "m2",
        on: DAY,
        to: None,
        by_representative,
    };
    let told = text(&draft(ask).expect("a letter"));
    assert!(told.contains("в моих интересах") && !told.contains("мне не поступал"), "{told}");
}

#[test]
fn who_is_held_gives_no_address_at_home_and_a_fine_no_term_of_hours() {
    let held = casework::Record::new(casework::Kind::Situation, "z9")
        .with("person", "p1")
        .with("status", "detained")
        .with("since", "2023-09-04");
    let book = casework::book::Book::new(scenario::records().into_iter().chain([held]));
    let told = text(&of(&book, "appeal", "x1", DAY).expect("a letter"));
    assert!(!told.contains("{address}") && !told.contains("30.5"), "{told}");
}
