//! A tiny invented pack for the tests of this crate.

use std::collections::BTreeMap;

pub(crate) const DUTY: &str = r#"id = "xx.area.duty"
kind = "duty"
side = "ours"
who = "person"
trigger = "start"
settled_by = "held"
needs = ["held"]
when = { fact = "held", eq = true }
[title]
en = "A duty"
ru = "Обязанность"
[status]
state = "in_force"
verified = false
last_checked_on = 2026-11-01
recheck_after_days = 30
[[version]]
term = { n = 3, unit = "day" }
regime = "xx.plain"
[[version.cite]]
article = "Act 1"
source = "S0"
mark = "believed"
"#;

pub(crate) const CASES: &str = r#"
[[case]]
name = "three days"
as_of = 2025-03-04
facts = { held = true, start = 2025-03-03 }
[case.expect]
nominal = 2025-03-06
latest_arguable = 2025-03-06
[[case]]
name = "nobody said"
as_of = 2025-03-04
facts = { start = 2025-03-03 }
expect = { unknown = ["held"] }
"#;

const REGIME: &str = r#"
id = "xx.plain"
start = "next_day"
units = ["day"]
days = "calendar"
shift = "none"
support = "written"
[title]
en = "Plain days"
ru = "Дни"
[[cite]]
article = "Act 2"
source = "S0"
mark = "believed"
"#;

const FACTS: &str = r#"
[[fact]]
name = "held"
type = "bool"
question = { en = "Held?", ru = "Держит?" }
[[fact]]
name = "start"
type = "day"
question = { en = "From which day?", ru = "С какого дня?" }
[[fact]]
name = "other_start"
type = "day"
question = { en = "From which other day?", ru = "С какого другого дня?" }
[[fact]]
name = "decision.decided"
type = "day"
question = { en = "Decided on which day?", ru = "В какой день решено?" }
"#;

/// The files of the pack.
pub(crate) fn files() -> BTreeMap<String, String> {
    [
        ("xx/area/duty.toml", DUTY),
        ("xx/area/duty.cases.toml", CASES),
        ("xx/regime/plain.toml", REGIME),
        ("facts.toml", FACTS),
        ("sources.toml", "[S0]\ntitle = \"None\"\npublisher = \"none\"\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into()
}

/// The files of the pack with one more, or another in its place.
pub(crate) fn with(path: &str, text: &str) -> BTreeMap<String, String> {
    let mut files = files();
    files.insert(path.to_owned(), text.to_owned());
    files
}
