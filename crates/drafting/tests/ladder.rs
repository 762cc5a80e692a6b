//! What was tried, where it stands, and what may come next: over the five invented accounts.

#[allow(dead_code, reason = "each test file uses its own part")]
#[path = "../../casework/tests/scenario/mod.rs"]
mod scenario;

use casework::book::Book;
use casework::course::NOT_LOOKED;
use drafting::exhausted::{Known, elsewhere, exhausted};
use drafting::ladder::{LATE, Tie, Trouble, View, abroad, ladder, stand, steps};
use drafting::shelf::built_in;
use jiff::civil::date;
use scenario::{DAY, book, book_with, pack};
use serde_json::json;

fn rungs(book: &Book, about: &str) -> Vec<(String, &'static str, Tie)> {
    let pack = pack();
    let all = ladder(View { book, pack: &pack, about, on: DAY });
    all.into_iter().map(|rung| (rung.id, rung.state, rung.tie)).collect()
}

fn letters(book: &Book, about: &str) -> Vec<(String, String)> {
    let pack = pack();
    let all = steps(View { book, pack: &pack, about, on: DAY }, built_in().expect("letters"));
    all.into_iter().map(|step| (step.template.id.clone(), step.about)).collect()
}

fn trouble(book: &Book, id: &str) -> Option<Trouble> {
    let pack = pack();
    let complaint = book.complaints().find(|one| one.id == id).expect("a complaint");
    stand(book, &pack, complaint, DAY).trouble()
}

#[test]
fn what_was_tried_stands_in_the_order_of_time() {
    let own = |id: &str, state, tie| (id.to_owned(), state, tie);
    assert_eq!(
        rungs(&book(), "m1"),
        [
            own("m1", LATE, Tie::This),
            own("m2", LATE, Tie::Same),
            own("x1", "not_appealed", Tie::After)
        ]
    );
    let of_act = rungs(&book(), "x1");
    assert_eq!(
        of_act,
        [
            own("m1", LATE, Tie::Before),
            own("m2", LATE, Tie::Same),
            own("x1", "not_appealed", Tie::This)
        ]
    );
}

#[test]
fn somebody_elses_complaint_is_no_rung() {
    let book = book_with("m2", |m2| {
        m2.fields.remove("mandate");
        m2.fields.insert("by".into(), "p2".into());
    });
    assert!(rungs(&book, "m1").iter().all(|(id, ..)| id != "m2"));
}

#[test]
fn late_is_told_with_whether_it_is_firm_and_only_after_a_look() {
    assert_eq!(trouble(&book(), "m1"), Some(Trouble::Late { firm: false }), "no rule is verified");
    let unlooked = book_with("m1", |m1| drop(m1.fields.remove("reply_checked")));
    assert_eq!(trouble(&unlooked, "m1"), None);
    assert_eq!(rungs(&unlooked, "m1")[0].1, NOT_LOOKED);
}

#[test]
fn a_refusal_and_words_that_answer_nothing_call_for_more_and_an_answer_does_not() {
    let with = |kind: &'static str| {
        book_with("m1", move |m1| {
            let reply = json!([{ "on": "2023-06-30", "kind": kind }]);
            drop(m1.fields.insert("reply".into(), reply));
        })
    };
    assert_eq!(trouble(&with("refused"), "m1"), Some(Trouble::Refused));
    assert_eq!(trouble(&with("token"), "m1"), Some(Trouble::Token));
    assert_eq!(trouble(&with("answered"), "m1"), None);
}

#[test]
fn the_letters_that_may_come_next_fit_the_record_and_go_to_nobody_abroad() {
    let own = |id: &str, about: &str| (id.to_owned(), about.to_owned());
    assert_eq!(
        letters(&book(), "m1"),
        [own("inaction", "m1"), own("appeal", "x1"), own("retaliation", "x1")]
    );
    assert_eq!(letters(&book(), "x1"), [own("appeal", "x1"), own("retaliation", "x1")]);
    let unlooked = book_with("m1", |m1| drop(m1.fields.remove("reply_checked")));
    assert!(!letters(&unlooked, "m1").contains(&own("inaction", "m1")), "look first");
}

#[test]
fn an_appeal_is_offered_once_and_reprisal_only_after_a_complaint() {
    let appealed = book_with("x1", |x1| {
        let done = json!({ "done": true, "on": "2023-06-25" });
        drop(x1.fields.insert("appealed".into(), done));
    });
    assert_eq!(letters(&appealed, "x1"), [("retaliation".to_owned(), "x1".to_owned())]);
    assert_eq!(rungs(&appealed, "x1")[1].1, "appealed");
    let unlinked = book_with("x1", |x1| drop(x1.fields.remove("because_of")));
    assert_eq!(letters(&unlinked, "x1"), [("appeal".to_owned(), "x1".to_owned())]);
}

#[test]
fn before_a_letter_abroad_each_remedy_says_what_is_known_of_it() {
    let (pack, book) = (pack(), book());
    let view = View { book: &book, pack: &pack, about: "x1", on: DAY };
    let abroad = abroad(view, built_in().expect("letters"));
    assert_eq!(abroad.iter().map(|one| one.template.id.as_str()).collect::<Vec<_>>(), ["hrc"]);
    let known: Vec<_> = exhausted(view).into_iter().map(|one| (one.what, one.known)).collect();
    let expected = [
        ("office", Known::Open),
        ("prosecutor", Known::Unasked),
        ("commissioner", Known::Open),
        ("court", Known::Unasked),
        ("appeal", Known::Untried),
    ];
    assert_eq!(known, expected);
    assert_eq!(elsewhere(view), None);
    let early = View { on: date(2023, 6, 1), ..view };
    assert!(exhausted(early).iter().all(|one| one.known != Known::Open), "nothing was sent yet");
}
