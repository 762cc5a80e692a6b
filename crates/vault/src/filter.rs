//! The filters of lists and searches, as SQL.
//!
//! A record passes a filter by itself or through its case: a testimony has no region, its case has one. Two forms say
//! the same: for a list, the few that pass are gathered first; for a search, each hit is asked in turn, newest first,
//! so that a common word stops at the first page.
//!
//! Deliberately absent: words, which the index answers.

use casework::Kind;
use jiff::civil::Date;
use ledger::EntityId;
use rusqlite::ToSql;
use rusqlite::types::Value;

/// What to let through; an absent filter lets everything through.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filters<'q> {
    pub kinds: &'q [Kind],
    pub region: Option<&'q str>,
    pub method: Option<&'q str>,
    pub situation: Option<&'q str>,
    pub state: Option<&'q str>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub case: Option<EntityId>,
}

/// How the conditions are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Gather what passes, then look.
    Gather,
    /// Look, then ask each.
    Each,
}

/// Conditions on a record called `r`, with what they name.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    sql: String,
    named: Vec<(&'static str, Value)>,
}

impl Conditions {
    pub(crate) fn of(filters: &Filters<'_>, form: Form) -> Conditions {
        let mut conditions = Conditions::default();
        conditions.kinds(filters.kinds);
        let [region, method, situation] = match form {
            Form::Gather => [
                gather(&REGION, filters.kinds),
                gather(&METHOD, filters.kinds),
                GATHER_SITUATION.to_owned(),
            ],
            Form::Each => [EACH_REGION, EACH_METHOD, EACH_SITUATION].map(str::to_owned),
        };
        conditions.text(":region", filters.region, &region);
        conditions.text(":method", filters.method, &method);
        conditions.text(":situation", filters.situation, &situation);
        conditions.text(":state", filters.state, STATE);
        conditions.day(":to", filters.to, "r.first_day <= :to");
        conditions.day(":from", filters.from, "r.last_day >= :from");
        if let Some(case) = filters.case {
            conditions.and(CASE);
            conditions.name(":case", Value::Blob(case.as_bytes().to_vec()));
        }
        conditions
    }

    /// One condition more.
    pub(crate) fn and(&mut self, condition: &str) {
        self.sql.push_str(if self.sql.is_empty() { " WHERE " } else { " AND " });
        self.sql.push_str(condition);
    }

    /// A value that a condition names.
    pub(crate) fn name(&mut self, name: &'static str, value: Value) {
        self.named.push((name, value));
    }

    /// `WHERE ...`, or nothing.
    pub(crate) fn sql(&self) -> &str {
        &self.sql
    }

    /// The values for `rusqlite`.
    pub(crate) fn values(&self) -> Vec<(&str, &dyn ToSql)> {
        self.named.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect()
    }

    fn kinds(&mut self, kinds: &[Kind]) {
        if !kinds.is_empty() {
            let words: Vec<String> = kinds.iter().map(|kind| format!("'{kind}'")).collect();
            self.and(&format!("r.kind IN ({})", words.join(", ")));
        }
    }

    fn text(&mut self, name: &'static str, value: Option<&str>, condition: &str) {
        if let Some(value) = value {
            self.and(condition);
            self.name(name, Value::Text(value.to_owned()));
        }
    }

    fn day(&mut self, name: &'static str, day: Option<Date>, condition: &str) {
        self.text(name, day.map(|day| day.to_string()).as_deref(), condition);
    }
}

/// Where to gather records of a filter: by themselves, by their case, by what is in them, by the people in them.
struct Gathered {
    own: &'static str,
    by_case: &'static str,
    case_by_content: &'static str,
    person: &'static str,
}

/// Only what the kinds asked for can need: gathering all of it takes most of the time.
fn gather(from: &Gathered, kinds: &[Kind]) -> String {
    let wants = |kind: Kind| kinds.is_empty() || kinds.contains(&kind);
    let wants_other =
        kinds.is_empty() || kinds.iter().any(|kind| !matches!(kind, Kind::Case | Kind::Person));
    let parts = [
        (true, from.own),
        (wants_other, from.by_case),
        (wants(Kind::Case), from.case_by_content),
        (wants(Kind::Person), from.person),
    ];
    let wanted: Vec<&str> =
        parts.iter().filter(|(wanted, _)| *wanted).map(|(_, sql)| *sql).collect();
    format!("r.id IN ({})", wanted.join(" UNION "))
}

const REGION: Gathered = Gathered {
    own: "SELECT id FROM record WHERE region = :region",
    by_case: "SELECT x.id FROM record c JOIN record x ON x.case_entity = c.entity WHERE c.region = :region AND c.kind = 'case'",
    case_by_content: "SELECT c.id FROM record i JOIN record c ON c.entity = i.case_entity WHERE i.region = :region AND i.kind = 'incident'",
    person: "SELECT p.id FROM record c JOIN link l ON l.record = c.id JOIN record p ON p.entity = l.target
      WHERE c.region = :region AND c.kind IN ('case', 'incident') AND p.kind = 'person'",
};

const METHOD: Gathered = Gathered {
    own: "SELECT record FROM method WHERE method = :method",
    by_case: "SELECT x.id FROM method m JOIN record i ON i.id = m.record JOIN record x ON x.case_entity = i.case_entity
      WHERE m.method = :method",
    case_by_content: "SELECT c.id FROM method m JOIN record i ON i.id = m.record
      JOIN record c ON c.entity = i.case_entity WHERE m.method = :method",
    person: "SELECT p.id FROM method m JOIN link l ON l.record = m.record JOIN record p ON p.entity = l.target
      WHERE m.method = :method AND p.kind = 'person'",
};

const EACH_REGION: &str = "(r.region = :region
    OR EXISTS (SELECT 1 FROM record c WHERE c.entity = r.case_entity AND c.region = :region)
    OR EXISTS (SELECT 1 FROM record i WHERE i.case_entity = r.entity AND i.kind = 'incident' AND i.region = :region)
    OR r.kind = 'person' AND EXISTS (SELECT 1 FROM link l JOIN record c ON c.id = l.record
      WHERE l.target = r.entity AND c.region = :region AND c.kind IN ('case', 'incident')))";

const EACH_METHOD: &str = "(EXISTS (SELECT 1 FROM method WHERE record = r.id AND method = :method)
    OR EXISTS (SELECT 1 FROM record i JOIN method m ON m.record = i.id
      WHERE i.case_entity = r.entity AND m.method = :method)
    OR EXISTS (SELECT 1 FROM record i JOIN method m ON m.record = i.id
      WHERE i.case_entity = r.case_entity AND m.method = :method)
    OR r.kind = 'person' AND EXISTS (SELECT 1 FROM link l JOIN method m ON m.record = l.record
      WHERE l.target = r.entity AND m.method = :method))";

const GATHER_SITUATION: &str = "(r.entity IN (SELECT person FROM present WHERE situation = :situation)
    OR r.id IN (SELECT l.record FROM present p JOIN link l ON l.target = p.person WHERE p.situation = :situation))";

const EACH_SITUATION: &str =
    "(EXISTS (SELECT 1 FROM present WHERE person = r.entity AND situation = :situation)
    OR EXISTS (SELECT 1 FROM link l JOIN present p ON p.person = l.target
      WHERE l.record = r.id AND p.situation = :situation))";

const STATE: &str = "(r.state = :state
    OR r.state IS NULL AND EXISTS (SELECT 1 FROM record c WHERE c.entity = r.case_entity AND c.state = :state))";

const CASE: &str =
    "(r.case_entity = :case OR r.id IN (SELECT record FROM link WHERE target = :case))";
