//! The way back to the page on which a form was begun.
//!
//! It goes along in the form, never in an address. Deliberately absent: any other page than those two; a form that was written
//! elsewhere leads nowhere it likes.

use vault::EntityId;

use crate::fields::Fields;

/// The field that holds it.
pub const BACK: &str = "back";

/// Where a form leads back to: Today, or the urgent screen of a person; `None` where it names neither.
pub fn of(fields: &Fields) -> Option<String> {
    let path = fields.get(BACK);
    let screen = path.strip_prefix("/urgent/").and_then(EntityId::from_hex);
    (path == "/" || screen.is_some()).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_today_and_the_urgent_screen_are_gone_back_to() {
        let back = |path: &str| of(&Fields::default().with(BACK, path));
        let screen = format!("/urgent/{}", "0f".repeat(16));
        assert_eq!((back("/").as_deref(), back(&screen)), (Some("/"), Some(screen.clone())));
        let longer = format!("{screen}/x");
        for other in ["", "//host", "/urgent/", "/settings", "https://host/urgent/0f", &longer] {
            assert_eq!(back(other), None, "{other}");
        }
    }
}
