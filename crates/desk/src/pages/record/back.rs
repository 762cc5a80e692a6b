//! The way back to the page on which a form was begun.
//!
//! It goes along in the form, never in an address. Deliberately absent: any other page than those three; a form that was written
//! elsewhere leads nowhere it likes.

use vault::EntityId;

use crate::fields::Fields;

/// The field that holds it.
pub const BACK: &str = "back";

/// Where a form leads back to: Today, the urgent screen of a person, or a letter that is being planned; `None` where it names
/// none of them.
pub fn of(fields: &Fields) -> Option<String> {
    let path = fields.get(BACK);
    let screen = path.strip_prefix("/urgent/").and_then(EntityId::from_hex);
    (path == "/" || screen.is_some() || is_letter(path)).then(|| path.to_owned())
}

/// `/letters/` with an entity and the id of a template.
fn is_letter(path: &str) -> bool {
    let parts = path.strip_prefix("/letters/").and_then(|rest| rest.split_once('/'));
    parts.is_some_and(|(entity, template)| {
        EntityId::from_hex(entity).is_some()
            && !template.is_empty()
            && template.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_today_the_urgent_screen_and_a_planned_letter_are_gone_back_to() {
        let back = |path: &str| of(&Fields::default().with(BACK, path));
        let screen = format!("/urgent/{}", "0f".repeat(16));
        assert_eq!((back("/").as_deref(), back(&screen)), (Some("/"), Some(screen.clone())));
        let letter = format!("/letters/{}/expulsion_appeal", "0f".repeat(16));
        assert_eq!(back(&letter), Some(letter.clone()));
        let longer = format!("{screen}/x");
        for other in [
            "",
            "/letters/0f/appeal",
            &format!("{letter}/x"),
            &format!("{letter}?x"),
            "//host",
            "/urgent/",
            "/settings",
            "https://host/urgent/0f",
            &longer,
        ] {
            assert_eq!(back(other), None, "{other}");
        }
    }
}
