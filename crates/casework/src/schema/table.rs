//! The contract of the caseload format, version 1, field by field.
//!
//! Listed fields never change. Ours beyond the contract, all optional: `person.defender`; the days of a proceeding on
//! which a term of law turns (`violation_on`, `detained_since`, `detained_over`, `file_received`, `extended_from`,
//! `learned`, and those of its appeal) with `carries_arrest`; `handed_over`, `passed_on` and `elsewhere` of a complaint; the
//! kinds `review`, `decision` and `letter`; and `not_known` on every kind (asked, and the answer was "I do not know").

use super::{Field, Shape};
use crate::Kind;
use crate::merge::{Merge, Strictness};

const fn req(name: &'static str, shape: Shape) -> Field {
    Field::new(name, true, shape)
}

const fn opt(name: &'static str, shape: Shape) -> Field {
    Field::new(name, false, shape)
}

const ANY: Shape = Shape::Handle(&[]);
const PERSON: Shape = Shape::Handle(&[Kind::Person]);
const CASE: Shape = Shape::Handle(&[Kind::Case]);
const CONSENT: Shape = Shape::Handle(&[Kind::Consent]);
const SOURCES: Shape = Shape::List(&Shape::Handle(&[Kind::Source]));
const TEXTS: Shape = Shape::List(&Shape::Text);

/// What can be the cause of something: it happened, was done, or was said.
const CAUSE: Shape = Shape::Handle(&[
    Kind::Incident,
    Kind::Complaint,
    Kind::Proceeding,
    Kind::Departure,
    Kind::Statement,
    Kind::Testimony,
    Kind::Contact,
    Kind::Situation,
    Kind::Source,
]);

/// What every kind may carry.
pub(super) static COMMON: &[Field] = &[
    opt("passages", Shape::List(&Shape::Object(PASSAGE))),
    opt("not_known", Shape::List(&Shape::FieldName)),
];

/// The fields of one kind, without the common ones.
pub(super) fn of(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Person => PERSON_FIELDS,
        Kind::Fact => FACT,
        Kind::Case => CASE_FIELDS,
        Kind::Contact => CONTACT,
        Kind::Situation => SITUATION,
        Kind::Consent => CONSENT_FIELDS,
        Kind::Mandate => MANDATE,
        Kind::Testimony => TESTIMONY,
        Kind::Incident => INCIDENT,
        Kind::Complaint => COMPLAINT,
        Kind::Proceeding => PROCEEDING,
        Kind::Departure => DEPARTURE,
        Kind::Source => SOURCE,
        Kind::Statement => STATEMENT,
        Kind::Referral => REFERRAL,
        Kind::Decision => DECISION,
        Kind::Letter => LETTER,
        Kind::Task => TASK,
        Kind::Note => NOTE,
        Kind::Review => REVIEW,
        Kind::Erased => ERASED,
    }
}

static PASSAGE: &[Field] = &[
    req("source", Shape::Handle(&[Kind::Source])),
    req("start", Shape::Offset),
    req("end", Shape::Offset),
];

static PERSON_FIELDS: &[Field] = &[
    opt("alias", Shape::Text),
    opt(super::IDENTITY, Shape::Object(IDENTITY)),
    opt("birth_year", Shape::Year),
    opt("birth_country", Shape::Country),
    opt("sex", Shape::Code("sex")),
    opt("citizenship", Shape::List(&Shape::Object(CITIZENSHIP))),
    opt("stateless", Shape::Bool),
    opt("residence", Shape::Object(RESIDENCE)),
    opt("military_registration", Shape::List(&Shape::Object(MILITARY_REGISTRATION))),
    opt("family", Shape::List(&Shape::Object(FAMILY))),
    opt("safe_contact", Shape::Object(SAFE_CONTACT)),
    opt("same_as", Shape::List(&PERSON)),
    opt("defender", Shape::Bool),
];

static IDENTITY: &[Field] = &[
    opt("names", TEXTS),
    opt("born", Shape::Date),
    opt("documents", TEXTS),
    opt("phones", TEXTS),
    opt("address", Shape::Text),
];

static CITIZENSHIP: &[Field] = &[
    req("country", Shape::Country),
    opt("basis", Shape::Code("citizenship_basis")),
    opt("from", Shape::Date),
    opt("until", Shape::Date),
    opt("decision_on", Shape::Date),
    opt("oath_on", Shape::Date),
    opt("passport_on", Shape::Date),
];

static RESIDENCE: &[Field] = &[
    req("country", Shape::Country),
    req("status", Shape::Code("residence_status")),
    opt("until", Shape::Date),
];

static MILITARY_REGISTRATION: &[Field] = &[
    req("country", Shape::Country),
    req("done", Shape::Bool),
    opt("on", Shape::Date),
    opt("known_on", Shape::Date),
];

static FAMILY: &[Field] = &[
    req("person", PERSON),
    req("relation", Shape::Code("relation")),
    opt("citizenship_through", Shape::Bool),
];

static SAFE_CONTACT: &[Field] =
    &[opt("how", Shape::Text), opt("when", Shape::Text), opt("never", Shape::Text)];

static FACT: &[Field] = &[
    req("person", PERSON),
    req("fact", Shape::FactName),
    req("value", Shape::FactValue),
    opt("on", Shape::Date),
    opt("known_on", Shape::Date),
    opt("known_from", Shape::Code("known_from")),
];

static CASE_FIELDS: &[Field] = &[
    req("opened", Shape::Date),
    req("people", Shape::List(&PERSON)),
    opt("title", Shape::Text),
    opt("region", Shape::Region),
    opt("status", Shape::Code("case_status")).strict(Strictness::FirstOf(&["open"])),
    opt("summary", Shape::Text),
    opt("review_on", Shape::Date).strict(Strictness::Earliest),
];

static CONTACT: &[Field] = &[
    req("on", Shape::DateOrMoment),
    req("text", Shape::Text),
    opt("speaker", PERSON),
    opt("about_person", PERSON),
    opt("case", CASE),
    opt("urgency", Shape::Code("urgency"))
        .strict(Strictness::FirstOf(&["now", "days", "weeks", "none"])),
    opt("next_contact", Shape::Moment).strict(Strictness::Earliest),
];

static SITUATION: &[Field] = &[
    req("person", PERSON),
    req("status", Shape::Code("situation")),
    opt("since", Shape::Date),
    opt("place", Shape::Code("place")),
    opt("unit", Shape::Text),
    opt("last_contact", Shape::Date),
    opt("next", Shape::Object(NEXT)).strict(Strictness::EarliestAt("at")),
];

static NEXT: &[Field] = &[req("what", Shape::Code("next")), req("at", Shape::Moment)];

static CONSENT_FIELDS: &[Field] = &[
    req("person", PERSON),
    req("given", Shape::Date),
    req("how", Shape::Code("how")),
    req("uses", Shape::List(&Shape::Code("consent_use"))).strict(Strictness::OnlyCommon),
    opt("to", Shape::List(&Shape::Code("authority"))).strict(Strictness::OnlyCommonOrAny),
    opt("explained_in", Shape::Language),
    opt("until", Shape::Date).strict(Strictness::Earliest),
    opt("withdrawn", Shape::Date).strict(Strictness::Earliest),
];

static MANDATE: &[Field] = &[
    req("person", PERSON),
    req("holder", Shape::Text),
    req("from", Shape::Date),
    opt("until", Shape::Date).strict(Strictness::Earliest),
    opt("forum", Shape::Text),
    opt("revoked", Shape::Date).strict(Strictness::Earliest),
];

static TESTIMONY: &[Field] = &[
    req("case", CASE),
    req("given_by", PERSON),
    req("taken", Shape::Date),
    req("text", Shape::Text).merged(Merge::Immutable),
    opt("about", PERSON),
    opt("knowledge", Shape::Code("knowledge")),
    opt("taken_by", Shape::Text),
    opt("channel", Shape::Code("testimony_channel")),
    opt("language", Shape::Language),
    opt("interpreter", Shape::Object(INTERPRETER)),
    opt("present", TEXTS),
    opt("spoke_freely", Shape::Bool),
    opt("translation", Shape::Object(TRANSLATION)),
    opt("consent", CONSENT),
    opt("version_of", Shape::Handle(&[Kind::Testimony])).merged(Merge::Immutable),
];

static INTERPRETER: &[Field] =
    &[opt("alias", Shape::Text), opt("tie", Shape::Text), opt("language", Shape::Language)];

static TRANSLATION: &[Field] = &[
    req("language", Shape::Language),
    req("text", Shape::Text),
    opt("by", Shape::Text),
    opt("checked_by", Shape::Text),
];

static INCIDENT: &[Field] = &[
    req("case", CASE),
    req("people", Shape::List(&Shape::Object(INVOLVED))),
    opt("when", Shape::Date),
    opt("until", Shape::Date),
    opt("region", Shape::Region),
    opt("place", Shape::Code("place")),
    opt("methods", Shape::List(&Shape::Code("method"))),
    opt("actors", Shape::List(&Shape::Object(ACTOR))),
    opt("contract", Shape::Code("contract")),
    opt("outcomes", Shape::List(&Shape::Code("outcome"))),
    opt("certainty", Shape::Code("certainty")),
    opt("narrative", Shape::Text),
    opt("because_of", CAUSE),
    opt("sources", SOURCES),
];

static INVOLVED: &[Field] = &[req("person", PERSON), opt("role", Shape::Code("incident_role"))];

static ACTOR: &[Field] = &[
    req("kind", Shape::Code("actor")),
    opt("name", Shape::Text),
    opt("role", Shape::Code("involvement")),
];

static COMPLAINT: &[Field] = &[
    req("case", CASE),
    req("by", Shape::HandleOrWord(&[Kind::Person], "defender")),
    req("to", Shape::Object(ADDRESSEE)),
    req("about", Shape::List(&Shape::Handle(&[Kind::Incident, Kind::Proceeding]))),
    req("sent", Shape::Date),
    req("channel", Shape::Code("complaint_channel")),
    opt("mandate", Shape::Handle(&[Kind::Mandate])),
    opt("handed_over", Shape::DateOrMoment),
    opt("passed_on", Shape::Object(STEP)),
    opt("received", Shape::Date),
    opt("registered", Shape::Object(REGISTERED)),
    opt("reply", Shape::List(&Shape::Object(REPLY))),
    opt("reply_checked", Shape::Day),
    opt("elsewhere", Shape::Bool),
    opt("because_of", CAUSE),
    opt("sources", SOURCES),
];

static ADDRESSEE: &[Field] = &[
    req("kind", Shape::Code("authority")),
    opt("region", Shape::Region),
    opt("name", Shape::Text),
];

/// Whether a step was taken, and when.
static STEP: &[Field] =
    &[req("done", Shape::Bool), opt("on", Shape::DateOrMoment), opt("known_on", Shape::Date)];

static REGISTERED: &[Field] = &[req("on", Shape::Date), opt("number", Shape::Text)];

static REPLY: &[Field] = &[
    req("on", Shape::Date),
    req("kind", Shape::Code("reply")),
    opt("text", Shape::Text),
    opt("until", Shape::Date),
];

static PROCEEDING: &[Field] = &[
    req("case", CASE),
    req("person", PERSON),
    req("what", Shape::Code("proceeding")),
    opt("article", Shape::Text),
    opt("violation_on", Shape::Date),
    opt("detained_since", Shape::DateOrMoment),
    opt("detained_over", Shape::Object(STEP)),
    opt("carries_arrest", Shape::Bool),
    opt("drawn", Shape::Date),
    opt("file_received", Shape::Date),
    opt("extended_from", Shape::Date),
    opt("decided", Shape::Date),
    opt("learned", Shape::Date),
    opt("copy_received", Shape::Date),
    opt("by", Shape::Code("actor")),
    opt("fabricated", Shape::Bool),
    opt("appealed", Shape::Object(APPEALED)),
    opt("because_of", CAUSE),
    opt("sources", SOURCES),
];

static APPEALED: &[Field] = &[
    req("done", Shape::Bool),
    opt("on", Shape::Date),
    opt("known_on", Shape::Date),
    opt("to", Shape::Code("appeal_body")),
    opt("filed_at", Shape::DateOrMoment),
    opt("file_received", Shape::Date),
    opt("over", Shape::Bool),
    opt("decided", Shape::Date),
];

static DEPARTURE: &[Field] = &[
    req("case", CASE),
    req("person", PERSON),
    req("on", Shape::Date),
    opt("from", Shape::Text),
    opt("to", Shape::Text),
    opt("because_of", CAUSE),
    opt("sources", SOURCES),
];

static SOURCE: &[Field] = &[
    req("what", Shape::Code("source")),
    opt("title", Shape::Text),
    opt("publisher", Shape::Text),
    opt("url", Shape::Text),
    opt("published", Shape::Date),
    opt("captured", Shape::Date),
    opt("language", Shape::Language),
    opt("reliability", Shape::Code("reliability")),
    opt("credibility", Shape::Code("credibility")),
    opt("file", Shape::Path),
    opt("sha256", Shape::Digest),
    opt("text", Shape::Text),
];

static STATEMENT: &[Field] = &[
    req("source", Shape::Handle(&[Kind::Source])),
    opt("speaker", Shape::Text),
    opt("speaker_person", PERSON),
    opt("role", Shape::Text),
    opt("via", TEXTS),
    opt("on", Shape::Date),
    opt("quote", Shape::Text),
    opt("about", Shape::List(&Shape::HandleOrLaw)),
    opt("consent", CONSENT),
    opt("hold_until", Shape::Date).strict(Strictness::Latest),
];

static REFERRAL: &[Field] = &[
    req("person", PERSON),
    req("need", Shape::Code("referral_need")),
    opt("to", Shape::Text),
    opt("consent", CONSENT),
    opt("sent", Shape::Date),
    opt("accepted", Shape::Date),
    opt("outcome", Shape::Text),
];

static DECISION: &[Field] = &[
    req("person", PERSON),
    req("about", ANY),
    req("on", Shape::Day),
    req("choice", Shape::Code("decision")),
    opt("case", CASE),
    opt("template", Shape::Text),
    opt("to", Shape::Object(ADDRESSEE)),
    opt("explained_by", Shape::Text),
    opt("explained_in", Shape::Language),
];

static LETTER: &[Field] = &[
    req("person", PERSON),
    req("about", ANY),
    req("template", Shape::Text),
    req("language", Shape::Language),
    req("on", Shape::Day),
    req("title", Shape::Text),
    req("parts", Shape::List(&Shape::Object(LETTER_PART))),
    opt("case", CASE),
    opt("to", Shape::Object(ADDRESSEE)),
    opt("by_representative", Shape::Bool),
    opt("sent_as", Shape::Handle(&[Kind::Complaint, Kind::Proceeding])),
    opt("sources", SOURCES),
];

static LETTER_PART: &[Field] = &[
    req("is", Shape::Code("letter_part")),
    req("text", Shape::Text),
    opt("from", Shape::List(&ANY)),
];

static TASK: &[Field] = &[
    req("about", ANY),
    req("what", Shape::Text),
    opt("due", Shape::Date).strict(Strictness::Earliest),
    opt("done", Shape::Date),
    opt("who", Shape::Text),
];

static NOTE: &[Field] = &[req("about", ANY), req("text", Shape::Text), opt("on", Shape::Date)];

static REVIEW: &[Field] = &[
    req("rule", Shape::Text),
    req("digest", Shape::Digest),
    req("reader", Shape::Text),
    req("on", Shape::Day),
    opt("text", Shape::Text),
];

static ERASED: &[Field] = &[req("was", Shape::Code("kind")), req("on", Shape::Date)];
