//! What a person allowed, use by use and addressee by addressee.
//!
//! A use that is not ticked is not given. Refusing everything is an answer too, and is kept.

use casework::Record;

use crate::answers::{Answer, Answers, write};

/// Uses that bring something before an authority: they need an addressee, or "any".
const BEFORE_AUTHORITIES: [&str; 3] = ["submit_to_authority", "name_to_state", "tell_consulate"];

/// Completes a consent from the form; none where it was not asked.
pub fn read(answers: &mut Answers<'_>, mut consent: Record, given: &str) -> Option<Record> {
    let uses = uses(answers)?;
    let how = answers.code("consent_how", "how").given();
    if how.is_none() {
        answers.fault("consent_how", "interview-consent-how-missing");
    }
    let to = addressees(answers, &uses);
    consent = consent.with("given", given).with("how", how.unwrap_or_default()).with("uses", uses);
    write(&mut consent, "to", Answer::from(to));
    write(&mut consent, "explained_in", Answer::from(answers.language("consent_language")));
    write(&mut consent, "until", Answer::from(answers.date("consent_until")));
    Some(consent)
}

fn uses(answers: &mut Answers<'_>) -> Option<Vec<String>> {
    if answers.is("consent_uses", "none") {
        if answers.fields().all("consent_uses").count() > 1 {
            answers.fault("consent_uses", "interview-consent-none-and-some");
        }
        return Some(Vec::new());
    }
    answers.codes("consent_uses", "consent_use").given()
}

/// A missing list would mean "any authority", so "any" has to be said.
fn addressees(answers: &mut Answers<'_>, uses: &[String]) -> Option<Vec<String>> {
    let named = answers.codes("consent_to", "authority").given().unwrap_or_default();
    let needed = uses.iter().any(|code| BEFORE_AUTHORITIES.contains(&code.as_str()));
    match answers.fields().get("consent_scope") {
        "any" if named.is_empty() => return None,
        "any" => answers.fault("consent_scope", "interview-consent-any-and-some"),
        "only" if named.is_empty() && needed => {
            answers.fault("consent_to", "interview-consent-to-missing");
        }
        "" if needed => answers.fault("consent_scope", "interview-consent-scope-missing"),
        _ => {}
    }
    Some(named)
}
