//! What every page has around its own content, and how a page becomes an answer.

use std::convert::Infallible;
use std::fmt::Display;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::{StatusCode, request::Parts};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;
use vault::Notice;

use crate::app::{App, Phase};
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::pages::new::Making;
use crate::speech::{Arg, Lang, Number, Speech};

/// Rooms of a single thing, and the navigation entry of the list it stands in.
const SINGLE: [(&str, &str); 3] =
    [("/case", "/cases"), ("/source", "/sources"), ("/track", "/cases")];

/// What a handler gives.
pub type Outcome = Result<Response, DeskError>;

/// The frame of a page: language, navigation, notices, and the fields and errors of its form.
///
/// A handler takes it as an argument; a template has it as its field `page`.
pub struct Page {
    /// The voice of the chosen language.
    pub t: Speech,
    /// Today where the defender is.
    pub today: Date,
    /// The path of this request.
    pub path: String,
    /// Whether the vault is open: the navigation is shown.
    pub open: bool,
    /// A throw-away vault of invented people.
    pub demo: bool,
    /// Minutes until the desk locks itself.
    pub idle_minutes: u16,
    /// What the form holds: prefilled, or what the person typed.
    pub fields: Fields,
    /// What was wrong with it.
    pub errors: Errors,
    /// Whether this is shown to the browser with the session: forms and notices make sense.
    pub inside: bool,
    app: App,
}

impl Page {
    /// The frame for a page at `path`.
    pub fn new(app: &App, path: &str) -> Self {
        Self {
            t: app.speech(),
            today: app.today(),
            path: path.to_owned(),
            open: app.phase() == Phase::Open,
            demo: app.demo(),
            idle_minutes: app.idle_minutes(),
            fields: Fields::default(),
            errors: Errors::default(),
            inside: true,
            app: app.clone(),
        }
    }

    /// The same page as someone without a session may see it.
    #[must_use]
    pub(crate) fn outside(mut self) -> Self {
        self.open = false;
        self.inside = false;
        self
    }

    /// The same page with a form filled in.
    #[must_use]
    pub fn with(mut self, fields: Fields) -> Self {
        self.fields = fields;
        self
    }

    /// The same page again, with what the person typed and what was wrong with it.
    #[must_use]
    pub fn again(mut self, fields: Fields, errors: Errors) -> Self {
        self.fields = fields;
        self.errors = errors;
        self
    }

    /// A message.
    pub fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    /// A message with one number, `{ $n }`.
    pub fn say_n(&self, key: &str, n: impl Number) -> String {
        self.t.say_n(key, n)
    }

    /// A message with variables.
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.t.say_with(key, args)
    }

    /// A new token for a form that is sent to `path`.
    pub fn token(&self, path: impl Display) -> String {
        self.app.session().token(&mut *self.app.rng(), &path.to_string())
    }

    /// A nonce, and what the desk answers to it: so the script knows whom it sends words to.
    pub fn challenge(&self) -> (String, String) {
        self.app.session().challenge(&mut *self.app.rng())
    }

    /// What to say above every page: hints of the program, notices of the vault.
    pub fn notices(&self) -> Vec<String> {
        if !self.inside {
            return Vec::new();
        }
        let hints = self.app.hints().map(|hint| self.say(hint));
        let notices = self.app.notices().into_iter().map(|notice| self.say_notice(notice));
        hints.chain(notices).collect()
    }

    /// Whether a recovery code waits to be asked back, and this is not the page for it.
    pub fn printing(&self) -> bool {
        let away = self.inside && !self.path.starts_with("/new");
        away && matches!(&*self.app.making(), Some(Making::Printing(..)))
    }

    fn say_notice(&self, notice: Notice) -> String {
        let count = match notice {
            Notice::ChangesMissing(count) => count,
            _ => 0,
        };
        self.say_with(notice.message_id(), &[("count", count.into())])
    }

    /// Whether the navigation entry with this path is the current one.
    pub fn at(&self, entry: &str) -> bool {
        let below = |room: &str| {
            self.path
                .strip_prefix(room)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let single = SINGLE.iter().filter(|(_, list)| *list == entry).any(|(one, _)| below(one));
        self.path == entry || (entry != "/" && below(entry)) || single
    }

    /// The languages to switch to.
    pub fn langs(&self) -> impl Iterator<Item = Lang> {
        Lang::all()
    }

    /// Whether a form was refused: the page says so with its status.
    fn status(&self) -> StatusCode {
        if self.errors.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

impl FromRequestParts<App> for Page {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::new(app, parts.uri.path()))
    }
}

/// A template with a [`Page`] around it.
pub trait View: Template {
    /// Its frame.
    fn page(&self) -> &Page;
}

/// Declares `page()` for views that have a field of that name.
#[macro_export]
macro_rules! view {
    ($($view:ident),+ $(,)?) => { $(
        impl $crate::page::View for $view {
            fn page(&self) -> &$crate::page::Page {
                &self.page
            }
        }
    )+ };
}

/// Renders a view; its status is 422 if its form was refused.
pub fn show(view: &impl View) -> Outcome {
    Ok((view.page().status(), Html(view.render()?)).into_response())
}

/// After a form was taken: "see other", so that reloading does not send it again.
pub fn go(path: &str) -> Outcome {
    Ok(Redirect::to(path).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Desk;

    #[derive(Template)]
    #[template(
        source = r#"{% import "macros.html" as m %}{% call m::form(page, "/case/" ~ id, "d") %}{{ m::text(page, "x", "common-save") }}{% endcall %}"#,
        ext = "html"
    )]
    struct Joined {
        page: Page,
        id: &'static str,
    }

    #[tokio::test]
    async fn a_page_of_one_belongs_to_the_list_of_all() {
        let desk = Desk::new();
        let at = |path: &str, entry: &str| Page::new(&desk.app, path).at(entry);
        assert!(at("/", "/") && !at("/cases", "/"));
        assert!(
            at("/cases", "/cases") && at("/cases/page/2", "/cases") && at("/case/0f", "/cases")
        );
        assert!(at("/source/0f/pick", "/sources") && at("/sources/new", "/sources"));
        assert!(!at("/casework", "/cases") && !at("/case/0f", "/sources"));
    }

    #[tokio::test]
    async fn a_form_may_be_sent_to_a_joined_address() {
        let desk = Desk::new();
        let page = Page::new(&desk.app, "/").with(Fields::default().with("x", "<b>"));
        let text = Joined { page, id: "0f" }.render().expect("a template");
        assert!(text.contains(r#"action="/case/0f""#) && text.contains(r#"value="&#60;b&#62;""#));
        let token =
            text.split(r#"name="_token" value=""#).nth(1).and_then(|rest| rest.split('"').next());
        assert!(desk.app.session().check(token.expect("a token"), "/case/0f").is_some());
    }
}
