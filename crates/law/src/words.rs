//! The closed words of a rule file. A word outside these lists is refused when a pack is read.

use serde::Deserialize;

/// What sort of rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something our side must do in a term.
    Duty,
    /// A term for a step, ours or an authority's.
    Deadline,
    /// A ground on which an authority may take something away.
    Ground,
    /// A crime under the law of a state.
    Offence,
    /// A condition that must be passed to obtain something.
    Gate,
    /// Something that shields a person.
    Protection,
    /// A way to complain.
    Remedy,
    /// A change of law that is not law.
    Bill,
    /// A warning a state has given.
    Advisory,
}

impl Kind {
    /// The word used in rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Duty => "duty",
            Kind::Deadline => "deadline",
            Kind::Ground => "ground",
            Kind::Offence => "offence",
            Kind::Gate => "gate",
            Kind::Protection => "protection",
            Kind::Remedy => "remedy",
            Kind::Bill => "bill",
            Kind::Advisory => "advisory",
        }
    }

    /// Whether a rule of this kind has a term that runs.
    pub fn is_counted(self) -> bool {
        matches!(self, Kind::Duty | Kind::Deadline)
    }
}

/// On whom a term is binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The person and those who defend them.
    Ours,
    /// An authority.
    Authority,
}

impl Side {
    /// The word used in rule files and in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Ours => "ours",
            Side::Authority => "authority",
        }
    }
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The person.
    Person,
    /// The defender.
    Defender,
    /// A lawyer.
    Lawyer,
    /// An authority.
    Authority,
}

impl Who {
    /// The word used in rule files and in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Who::Person => "person",
            Who::Defender => "defender",
            Who::Lawyer => "lawyer",
            Who::Authority => "authority",
        }
    }
}

/// How a duty is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// As any other.
    #[default]
    Plain,
    /// It is performed before a body that recruits: to be planned with a lawyer, never an errand.
    PlanWithLawyer,
}

impl Handling {
    /// The word used in rule files and in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Handling::Plain => "plain",
            Handling::PlanWithLawyer => "plan_with_lawyer",
        }
    }
}

/// Whose facts a rule looks at, told by how their names begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A person.
    Person,
    /// A complaint.
    Complaint,
    /// A proceeding: an official act, and being held for it.
    Proceeding,
}

/// How the facts of a proceeding begin.
const PROCEEDING: [&str; 5] =
    ["decision", "decision_copy_received", "appealed", "appeal", "detained"];

impl Subject {
    /// Whose fact it is; `None` for the day asked, which belongs to all.
    pub fn of_fact(name: &str) -> Option<Subject> {
        let first = name.split('.').next().unwrap_or_default();
        match first {
            crate::facts::DAY_ASKED => None,
            "complaint" => Some(Subject::Complaint),
            _ if PROCEEDING.contains(&first) => Some(Subject::Proceeding),
            _ => Some(Subject::Person),
        }
    }
}

/// Where a rule stands in the life of a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Spoken of; nothing is filed.
    Announced,
    /// Filed with a parliament.
    Bill,
    /// Adopted, not signed.
    Adopted,
    /// Signed, not in force.
    Signed,
    /// In force.
    InForce,
    /// Repealed.
    Repealed,
    /// Not known.
    Unknown,
}

impl State {
    /// The word used in rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Announced => "announced",
            State::Bill => "bill",
            State::Adopted => "adopted",
            State::Signed => "signed",
            State::InForce => "in_force",
            State::Repealed => "repealed",
            State::Unknown => "unknown",
        }
    }
}

/// How a citation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Read in the official publication.
    ReadOfficial,
    /// Read in a copy of the text.
    ReadCopy,
    /// Read about, not in the text itself.
    ReadSecondary,
    /// From memory; nobody looked it up.
    Believed,
}

impl Mark {
    /// The word used in rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            Mark::ReadOfficial => "read-official",
            Mark::ReadCopy => "read-copy",
            Mark::ReadSecondary => "read-secondary",
            Mark::Believed => "believed",
        }
    }
}

/// Which day decides which wording applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppliesBy {
    /// The day the term starts from.
    #[default]
    Fact,
    /// The day the step is taken: near a change both wordings are given.
    Step,
    /// The day of the decision.
    Decision,
}
