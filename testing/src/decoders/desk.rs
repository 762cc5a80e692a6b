//! What the desk reads of a request, and what people type: forms, cookies, tokens, dates, places in a text.

use std::str::from_utf8;
use std::sync::LazyLock;

use casework::{Moment, On, When};
use desk::answers::{date, moment};
use desk::fields::Fields;
use desk::pages::sources::{sentences, span, suggest};
use desk::session::{Handover, Session};
use jiff::Timestamp;
use jiff::civil::{Date, date as day};

use super::{Decoder, quick, slow, texts};
use crate::crash::Chance;

pub(super) const ALL: &[Decoder] = &[
    slow("desk-form", form, forms, 20),
    quick("desk-draft", draft, drafts),
    quick("desk-cookie", cookie, cookies),
    quick("desk-token", token, tokens),
    quick("desk-start", start, starts),
    quick("desk-handover", handover, handovers),
    quick("desk-date", typed_date, dates),
    quick("desk-time", time, || texts(&["14:30", "9.05", "7", "24:00"])),
    quick("desk-span", spans, || texts(&["0-3_5-9", "0-362"])),
    slow("desk-text", text, told, 20),
    quick("casework-when", when, whens),
    quick("casework-moment", written_moment, moments),
];

const TODAY: Date = day(2023, 9, 5);
const PATH: &str = "/quick";

/// Whatever a form brings, a draft gives it back, but for secrets and the desk's own fields.
fn form(bytes: &[u8]) {
    if let Some(fields) = Fields::read(bytes) {
        let again = Fields::from_json(&fields.to_json());
        assert!(fields.keepable().eq(again.pairs()));
    }
}

fn draft(bytes: &[u8]) {
    if let Ok(kept) = serde_json::from_slice(bytes) {
        let fields = Fields::from_json(&kept);
        let again = Fields::from_json(&fields.to_json());
        assert_eq!(again.to_json(), fields.to_json());
    }
}

static SESSION: LazyLock<Session> =
    LazyLock::new(|| Session::new(Handover::fresh(&mut Chance::new(1))));

fn cookie(bytes: &[u8]) {
    let Ok(line) = from_utf8(bytes) else { return };
    let own = SESSION.cookie();
    let pair = own.split(';').next().expect("a pair");
    let carried = line.split(';').any(|part| part.trim() == pair);
    assert_eq!(SESSION.knows([line]), carried);
}

fn token(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let known = tokens().iter().any(|token| token == bytes);
    assert!(known || SESSION.check(text, PATH).is_none(), "a forged token");
    assert!(SESSION.check(text, "/elsewhere").is_none());
}

fn start(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    let session = Session::new(SESSION.handover());
    let code = session.new_start(&mut Chance::new(2), Timestamp::UNIX_EPOCH);
    let spent = session.spend_start(text, Timestamp::UNIX_EPOCH);
    assert_eq!(
        spent,
        text.rsplit('#').next().unwrap_or_default().trim().eq_ignore_ascii_case(&code)
    );
}

fn handover(bytes: &[u8]) {
    let Ok(line) = from_utf8(bytes) else { return };
    if let Some(pass) = Handover::from_line(line) {
        let line = pass.to_line();
        let again = Handover::from_line(&line).expect("our own line");
        assert_eq!(again.to_line(), line);
    }
}

/// What is understood is spelled as the format has it, and reads as the same.
fn typed_date(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    for no_year in [date::NoYear::Refused, date::NoYear::Past, date::NoYear::Ahead] {
        match date::read_with(text, TODAY, no_year) {
            Ok(when) => assert_eq!(when.to_string().parse(), Ok(when)),
            Err(why) => assert!(date::message_id(why).starts_with("answers-")),
        }
    }
}

fn time(bytes: &[u8]) {
    if let Some(time) = from_utf8(bytes).ok().and_then(moment::read_time) {
        let again = format!("{:02}:{:02}", time.hour(), time.minute());
        assert_eq!(moment::read_time(&again), Some(time));
    }
}

fn spans(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    if let Some(spans) = span::read(text, 1_000) {
        assert_eq!(span::read(&span::write(&spans), 1_000), Some(spans.clone()));
        let text: Vec<char> = "ж".repeat(1_000).chars().collect();
        spans.iter().for_each(|span| drop(span.of(&text)));
        span::joined(spans);
    }
}

/// Sentences and suggestions lie in the text, in order, and nothing but blanks lies between sentences.
fn text(bytes: &[u8]) {
    let text: Vec<char> = String::from_utf8_lossy(bytes).chars().collect();
    let mut at = 0;
    for sentence in sentences::sentences(&text) {
        let span = sentence.span;
        assert!(span.lies_in(text.len()) && span.start >= at);
        assert!(text[at..span.start].iter().all(|c| c.is_whitespace()));
        at = span.end;
    }
    assert!(text[at..].iter().all(|c| c.is_whitespace()));
    for seen in suggest::suggest(&text, span::Span::new(0, text.len())) {
        assert!(seen.span.lies_in(text.len()), "{seen:?}");
        assert!(seen.more.is_none_or(|more| more.lies_in(text.len())), "{seen:?}");
        suggest::named(&text, &seen.name());
    }
}

fn when(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    if let Ok(when) = text.parse::<When>() {
        assert_eq!(when.to_string(), text);
    }
}

fn written_moment(bytes: &[u8]) {
    let Ok(text) = from_utf8(bytes) else { return };
    if let Ok(moment) = text.parse::<Moment>() {
        assert_eq!(moment.to_string(), text);
    }
    if let Ok(on) = text.parse::<On>() {
        assert_eq!(on.to_string(), text);
    }
}

fn forms() -> Vec<Vec<u8>> {
    let long = "box=on&".repeat(2_001);
    texts(&["_token=t&alias=%D0%A1+x%0D%0Ay&sex=male&passphrase=p&box=1&box=2", "", &long])
}

fn drafts() -> Vec<Vec<u8>> {
    texts(&[r#"[["alias","Сокол"],["sex","male"],["alias","x\u0000"]]"#, r#"{"a":[1,null]}"#])
}

fn cookies() -> Vec<Vec<u8>> {
    let own = SESSION.cookie();
    let pair = own.split(';').next().expect("a pair");
    texts(&[pair, &format!("other=1; {pair}; last=\"x\"")])
}

fn tokens() -> Vec<Vec<u8>> {
    vec![SESSION.token(&mut Chance::new(3), PATH).into_bytes()]
}

fn starts() -> Vec<Vec<u8>> {
    let code = Session::new(SESSION.handover())
        .new_start(&mut Chance::new(2), Timestamp::UNIX_EPOCH)
        .to_string();
    texts(&[&code, &format!(" http://127.0.0.1:4711/start#{} ", code.to_uppercase())])
}

fn handovers() -> Vec<Vec<u8>> {
    texts(&[&SESSION.handover().to_line()])
}

fn dates() -> Vec<Vec<u8>> {
    texts(&[
        "с 3 сентября 2023 по 5 сентября 2023",
        "21.11",
        "2 weeks ago",
        "November 21st, 2022",
        "until 2023-06",
        "2023-01/2023-04-30",
        "не знаю",
        "послезавтра",
    ])
}

fn told() -> Vec<Vec<u8>> {
    texts(&[
        "«Меня увезли 3 сентября 2023 г.», — сказал И. И. Петров, слесарь. Потом был суд!\n\nА\u{2028}Б.",
        "\"They took me,\" said A. Petrov, a lawyer, on 5 May 2023 in the U.S. (see p. 3). End…",
    ])
}

fn whens() -> Vec<Vec<u8>> {
    texts(&[
        "2023",
        "2023-06",
        "2023-06-30",
        "2023-01/2023-04-30",
        "2023-06/..",
        "../2023",
        "unknown",
    ])
}

fn moments() -> Vec<Vec<u8>> {
    texts(&["2023-09-05T12:00:00Z", "2023-09-05T12:00:00+05:00", "2023-09-05"])
}
