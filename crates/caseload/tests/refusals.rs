//! Every fault the format names, with its line, record, field and reason.

use caseload::{Spelling, read, read_against};
use casework::check::Nothing;

/// What is refused, as `line record field reason`, without the common prefix of the reasons.
#[track_caller]
fn check(text: &str, spelling: Spelling, expected: &[&str]) {
    let refusals = match read_against(text, spelling, &Nothing) {
        Ok(_) => Vec::new(),
        Err(refusals) => refusals,
    };
    let shown: Vec<String> = refusals
        .iter()
        .map(|refusal| {
            let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
            let why = refusal.why.message_id().trim_start_matches("caseload-");
            format!("{} {} {} {why}", refusal.line, part(&refusal.record), part(&refusal.field))
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[track_caller]
fn toml(body: &str, expected: &[&str]) {
    check(&format!("format = \"guvoh-caseload/1\"\n{body}"), Spelling::Toml, expected);
}

#[track_caller]
fn json(body: &str, expected: &[&str]) {
    let text = format!("{{\"format\":\"guvoh-caseload/1\"}}\n{body}");
    check(&text, Spelling::JsonLines, expected);
}

#[test]
fn an_unknown_key_kind_code_or_reference() {
    toml(
        "[[person]]\nid = \"p1\"\nnick = \"x\"\nsex = \"man\"\n\n[[human]]\nid = \"h\"\n",
        &["4 p1 nick unknown-field", "5 p1 sex unknown-code", "7 - kind unknown-kind"],
    );
    toml("[[note]]\nid = \"o\"\nabout = \"p1\"\ntext = \"x\"", &["4 o about unknown-reference"]);
    json(
        "{\"kind\":\"person\",\"id\":\"p1\",\"nick\":1}\n{\"kind\":\"human\",\"id\":\"h\"}",
        &["2 p1 nick unknown-field", "3 h kind unknown-kind"],
    );
}

#[test]
fn a_field_is_named_where_it_stands() {
    toml(
        "[[person]]\nid = \"p1\"\ncitizenship = [\n  { country = \"TJ\" },\n  { country = \"ZZ\", from = 2023-02-30 },\n]\n\
         [person.safe_contact]\nnever = \"\"\n",
        &[
            "6 p1 citizenship[1].from no-such-date",
            "6 p1 citizenship[1].country unknown-country",
            "9 p1 safe_contact.never nothing-visible",
        ],
    );
}

#[test]
fn a_wrong_type() {
    toml(
        "[[person]]\nid = \"p1\"\nbirth_year = \"1991\"\nstateless = \"no\"\nfamily = { }\nalias = 7\n",
        &[
            "4 p1 birth_year wrong-type",
            "5 p1 stateless wrong-type",
            "6 p1 family wrong-type",
            "7 p1 alias wrong-type",
        ],
    );
    json("{\"kind\":\"person\",\"id\":7}", &["2 - id wrong-type"]);
    json("{\"kind\":\"person\",\"id\":1.5}", &["2 - id wrong-type"]);
    json("{\"kind\":7,\"id\":\"p1\"}", &["2 p1 kind wrong-type"]);
    json("{\"kind\":\"person\",\"id\":\"p1\",\"sex\":null}", &["2 p1 sex wrong-type"]);
    json(
        "{\"kind\":\"case\",\"id\":\"c\",\"opened\":20230619,\"people\":[]}",
        &["2 c opened wrong-type"],
    );
}

#[test]
fn a_date_stands_only_where_a_date_may() {
    toml("[[person]]\nid = \"p1\"\nalias = 2023-06-19\n", &["4 p1 alias wrong-type"]);
    let case = |opened: &str| format!("[[case]]\nid = \"c\"\npeople = []\nopened = {opened}\n");
    for good in ["2023-06-19", "\"2023-06-19\"", "\"2023-06\"", "\"unknown\""] {
        toml(&case(good), &[]);
    }
    for local in ["2023-06-19T10:00:00", "10:00:00", "2023-06-19T10:00:00Z", "2023"] {
        toml(&case(local), &["5 c opened wrong-type"]);
    }
    toml(&case("2023-06-31"), &["5 c opened no-such-date"]);
    toml(&case("\"2023-06-31\""), &["5 c opened no-such-date"]);
    toml(&case("\"2023-08/2023-06\""), &["5 c opened backwards"]);
}

#[test]
fn a_missing_required_field() {
    toml("[[case]]\nid = \"c\"\n", &["2 c opened missing-field", "2 c people missing-field"]);
    toml("[[person]]\nalias = \"A-1\"\n", &["2 - id missing-field"]);
    json("{\"kind\":\"person\"}", &["2 - id missing-field"]);
    json("{\"id\":\"p1\"}", &["2 p1 kind missing-field"]);
}

#[test]
fn a_duplicate_id_or_key() {
    toml(
        "[[person]]\nid = \"a\"\n[[source]]\nid = \"a\"\nwhat = \"news\"\n",
        &["5 a id duplicate"],
    );
    toml("[[person]]\nid = \"a\"\nid = \"b\"\n", &["4 - - duplicate-key"]);
    json("{\"kind\":\"person\",\"id\":\"a\",\"id\":\"b\"}", &["2 - - duplicate-key"]);
    json(
        "{\"kind\":\"person\",\"id\":\"a\",\"residence\":{\"country\":\"RU\",\"country\":\"TJ\"}}",
        &["2 - - duplicate-key"],
    );
}

#[test]
fn a_circle_of_causes_or_versions() {
    let source = "{\"kind\":\"source\",\"id\":\"s\",\"what\":\"news\"}\n";
    let person = "{\"kind\":\"person\",\"id\":\"p\"}\n";
    let case = "{\"kind\":\"case\",\"id\":\"c\",\"opened\":\"2023\",\"people\":[\"p\"]}\n";
    let event = |id: &str, cause: &str| {
        format!(
            "{{\"kind\":\"departure\",\"id\":\"{id}\",\"case\":\"c\",\"person\":\"p\",\"on\":\"2023\",\
             \"because_of\":\"{cause}\",\"sources\":[\"s\"]}}\n"
        )
    };
    let (a, b) = (event("a", "b"), event("b", "a"));
    let body = format!("{source}{person}{case}{a}{b}");
    json(&body, &["5 a because_of cycle", "6 b because_of cycle"]);
}

#[test]
fn nul_and_nothing_to_see() {
    json("{\"kind\":\"person\",\"id\":\"p1\",\"alias\":\"a\\u0000\"}", &["2 p1 alias nul"]);
    toml("[[person]]\nid = \"p1\"\nalias = \"a\\u0000\"\n", &["4 p1 alias nul"]);
    toml("[[person]]\nid = \"p1\"\nalias = \"a\0\"\n", &["4 - - nul"]);
    toml("[[person]]\nid = \"p1\"\nalias = \"\\u202e \\u200b\"\n", &["4 p1 alias nothing-visible"]);
    toml("[[person]]\nid = \"a\\u202eb\"\n", &["3 a\\u{202e}b id bad-handle"]);
}

#[test]
fn a_file_that_leaves_its_folder() {
    for path in ["/etc/passwd", "../x", "a/../../x", "C:/x"] {
        let body = format!("[[source]]\nid = \"s\"\nwhat = \"photo\"\nfile = \"{path}\"\n");
        toml(&body, &["5 s file unsafe-path"]);
    }
}

#[test]
fn no_or_another_format() {
    check("[[person]]\nid = \"p1\"", Spelling::Toml, &["1 - - no-format"]);
    check("x = 1\nformat = \"guvoh-caseload/1\"", Spelling::Toml, &["1 - - no-format"]);
    check("format = \"guvoh-caseload/2\"", Spelling::Toml, &["1 - - other-format"]);
    check("format = 1", Spelling::Toml, &["1 - - no-format"]);
    check("{\"kind\":\"person\",\"id\":\"p1\"}", Spelling::JsonLines, &["1 - - no-format"]);
    check("{\"format\":\"guvoh-caseload/2\"}", Spelling::JsonLines, &["1 - - other-format"]);
    check("{\"format\":\"guvoh-caseload/1\",\"x\":1}", Spelling::JsonLines, &["1 - - no-format"]);
    check("format = \"guvoh-caseload/1\"", Spelling::JsonLines, &["1 - - no-format"]);
    check("{\"format\":\"guvoh-caseload/1\"}", Spelling::Toml, &["1 - - no-format"]);
}

#[test]
fn a_kind_is_written_in_double_brackets() {
    toml("[person]\nid = \"p1\"\n", &["2 - - not-a-record"]);
    toml("[[person]]\nid = \"p1\"\n[[person]]\nid = \"p2\"\n", &[]);
    check("format = \"guvoh-caseload/1\"\nperson = [1]\n", Spelling::Toml, &["2 - - not-a-record"]);
    json("[1]", &["2 - - not-an-object"]);
}

#[test]
fn a_broken_line_hides_no_other_fault() {
    json(
        "{\"kind\":\"person\",\"id\":\"p1\"\n{\"kind\":\"person\",\"id\":\"p2\",\"x\":1}\nnot json\n",
        &["2 - - cut-short", "3 p2 x unknown-field", "4 - - broken-json"],
    );
    toml(
        "[[person]]\nid = \"p1\"\nsex = male\n[[person]]\nid = \"p2\"\nx = 1\n",
        &["4 - - broken-toml", "7 p2 x unknown-field"],
    );
}

#[test]
fn a_file_by_itself_may_refer_to_what_is_held() {
    let text = "format = \"guvoh-caseload/1\"\n[[note]]\nid = \"o\"\nabout = \"p1\"\ntext = \"x\"";
    assert!(read(text, Spelling::Toml).is_ok());
}
