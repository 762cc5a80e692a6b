//! What a pack must withstand on its way.

use jiff::civil::date;

use super::*;

const RULE: &str = r#"id = "xx.area.rule"
kind = "advisory"
when = { fact = "held", eq = true }
[title]
en = "A warning"
ru = "Предупреждение"
[status]
state = "in_force"
verified = false
last_checked_on = 2026-11-01
recheck_after_days = 30
[[version]]
[[version.cite]]
article = "Act 1"
source = "S0"
mark = "believed"
"#;
const CASES: &str = r#"
[[case]]
name = "held"
as_of = 2026-11-02
facts = { held = true }
expect = { state = "unknown" }
[[case]]
name = "nobody said"
as_of = 2026-11-02
facts = {}
expect = { state = "unknown", ask = ["held"] }
"#;
const FACTS: &str = r#"
[[fact]]
name = "held"
type = "bool"
question = { en = "Held?", ru = "Есть?" }
"#;
const SOURCES: &str = "[S0]\ntitle = \"Nobody looked\"\npublisher = \"none\"\n";

fn files(number: u32) -> BTreeMap<String, String> {
    [
        ("pack.toml", format!("number = {number}\n")),
        ("facts.toml", FACTS.to_owned()),
        ("sources.toml", SOURCES.to_owned()),
        ("xx/area/rule.toml", RULE.to_owned()),
        ("xx/area/rule.cases.toml", CASES.to_owned()),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into()
}

fn key(seed: u8) -> LawSigningKey {
    LawSigningKey::from_bytes(&[seed; 32])
}

fn signer(seed: u8) -> String {
    hex(key(seed).verifying_key().as_bytes())
}

fn answer(
    files: &BTreeMap<String, String>,
    pinned: Option<u8>,
    named: Option<u8>,
    above: u32,
) -> Result<(), Refused> {
    let signed = read(write(files, &key(1)).as_bytes())?;
    let (pinned, named) = (pinned.map(signer), named.map(signer));
    signed.replacing(pinned.as_deref(), named.as_deref(), above, date(2026, 11, 2)).map(drop)
}

#[test]
fn a_pack_of_a_pinned_signer_with_a_higher_number_is_taken() {
    assert_eq!(answer(&files(2), Some(1), None, 1), Ok(()));
    assert_eq!(answer(&files(2), None, Some(1), 1), Ok(()), "the first time the signer is named");
}

#[test]
fn who_signed_must_be_known_by_another_way() {
    assert_eq!(answer(&files(2), None, None, 1), Err(Refused::NotPinned));
    assert_eq!(answer(&files(2), Some(2), None, 1), Err(Refused::Signer));
    assert_eq!(answer(&files(2), Some(2), Some(1), 1), Err(Refused::Signer), "a pin stands");
    assert_eq!(answer(&files(2), Some(1), Some(2), 1), Err(Refused::Signer));
}

#[test]
fn the_files_of_a_signer_nobody_knows_are_not_even_read() {
    let broken = [("pack.toml".to_owned(), "no law".to_owned())].into();
    assert_eq!(answer(&broken, Some(2), None, 1), Err(Refused::Signer));
    assert!(matches!(answer(&broken, Some(1), None, 1), Err(Refused::Faults(_))));
}

#[test]
fn a_number_that_does_not_rise_is_refused() {
    assert_eq!(answer(&files(1), Some(1), None, 1), Err(Refused::NotNewer));
    assert_eq!(answer(&files(1), Some(1), None, 7), Err(Refused::NotNewer));
}

#[test]
fn any_changed_byte_of_a_file_breaks_the_signature() {
    let pack = write(&files(2), &key(1));
    for (old, new) in [("A warning", "A warming"), ("area/rule.toml", "area/role.toml")] {
        let forged = pack.replace(old, new);
        assert_eq!(read(forged.as_bytes()).err(), Some(Refused::Signature), "{old}");
    }
    let mut moved = files(2);
    moved.remove("xx/area/rule.cases.toml");
    let text: serde_json::Value = serde_json::from_str(&pack).expect("JSON");
    let mut less = text.clone();
    less["files"] = serde_json::json!(moved);
    assert_eq!(read(less.to_string().as_bytes()).err(), Some(Refused::Signature));
}

#[test]
fn a_case_that_fails_refuses_the_whole_pack() {
    let mut broken = files(2);
    let cases = CASES.replace("ask = [\"held\"]", "ask = []");
    broken.insert("xx/area/rule.cases.toml".into(), cases);
    assert!(
        matches!(answer(&broken, Some(1), None, 1), Err(Refused::Faults(faults)) if faults.len() == 1)
    );
    broken.insert("xx/area/rule.toml".into(), RULE.replace("kind", "kimd"));
    assert!(matches!(answer(&broken, Some(1), None, 1), Err(Refused::Faults(_))));
}

#[test]
fn what_is_no_pack_is_no_panic() {
    for bytes in [&b""[..], b"{}", b"[1]", &[0xff, 0xfe], br#"{"format":"guvoh-law-pack/2"}"#] {
        assert_eq!(read(bytes).err(), Some(Refused::NoPack));
    }
    let long = vec![b' '; MAX_LAW_PACK + 1];
    assert_eq!(read(&long).err(), Some(Refused::TooLong));
    let weak = write(&files(2), &key(1)).replace(&signer(1), &"0".repeat(64));
    assert_eq!(read(weak.as_bytes()).err(), Some(Refused::NoPack));
}

#[test]
fn no_two_sets_of_files_give_the_same_message() {
    let one: BTreeMap<String, String> = [("a".into(), "bc".into())].into();
    let other: BTreeMap<String, String> = [("ab".into(), "c".into())].into();
    assert_ne!(message(&one), message(&other));
}
