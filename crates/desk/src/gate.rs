//! What every request passes before a page sees it.
//!
//! Outside in: headers and error pages ([`dress`]), the address it was sent to and where it comes from
//! ([`arrive`]), then per route the session, the vault, and for forms the token ([`enter`]).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::{App, Phase};
use crate::error::DeskError;
use crate::fields::TOKEN;
use crate::form;
use crate::headers;
use crate::limits::{MAX_FORM, MAX_FORM_OF_ANYBODY};
use crate::pages::{error_page, resume};
use crate::route::Access;

/// The page that spends the start code: the only one another program's window may lead to.
const START: &str = "/start";

/// Puts the headers on every answer, turns errors into pages, and a panic into one without data.
///
/// The rest runs in its own task: a browser that goes away does not leave a change half done.
pub async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let known = knows(&app, &request);
    let answered = tokio::spawn(next.run(request)).await;
    let mut response = answered.unwrap_or_else(|_| DeskError::Broken.into_response());
    let ours = response.extensions_mut().remove::<DeskError>();
    if let Some(error) = ours.or_else(|| unreadable_address(&response)) {
        response = error_page(&app, error, known);
    }
    headers::apply(response.headers_mut());
    response
}

/// The framework's own refusal of an address it could not read (not UTF-8, no number): no page is called that.
fn unreadable_address(response: &Response) -> Option<DeskError> {
    (response.status() == StatusCode::BAD_REQUEST).then_some(DeskError::NotFound)
}

/// Refuses requests for another host (DNS rebinding) and from other sites.
pub async fn arrive(State(app): State<App>, request: Request, next: Next) -> Response {
    match came_to_us(&app, &request) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

fn came_to_us(app: &App, request: &Request) -> Result<(), DeskError> {
    let us = app.address().to_string();
    let headers = request.headers();
    let named = request.uri().authority().is_none_or(|named| named.as_str() == us);
    if only(headers, header::HOST) != Some(us.as_str()) || !named {
        return Err(DeskError::WrongHost);
    }
    let start = request.method() == Method::GET && request.uri().path() == START;
    match only(headers, "sec-fetch-site") {
        None | Some("same-origin" | "none") => {}
        Some(_) if start => {}
        Some(_) => return Err(DeskError::OtherSite),
    }
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reading && only(headers, header::ORIGIN) != Some(format!("http://{us}").as_str()) {
        return Err(DeskError::OtherSite);
    }
    Ok(())
}

/// The value of a header that is there exactly once.
fn only(headers: &HeaderMap, name: impl header::AsHeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().unwrap_or("not readable");
    Some(if values.next().is_some() { "said twice" } else { first })
}

/// Checks the session, the vault and a form's token for one route.
pub async fn enter(
    State(app): State<App>,
    access: Access,
    request: Request,
    next: Next,
) -> Response {
    match admit(&app, access, request).await {
        Ok(Admitted::In(request)) => next.run(request).await,
        Ok(Admitted::Elsewhere(response)) => response,
        Err(error) => error.into_response(),
    }
}

enum Admitted {
    In(Request),
    Elsewhere(Response),
}

async fn admit(app: &App, access: Access, mut request: Request) -> Result<Admitted, DeskError> {
    if access != Access::Anybody && !knows(app, &request) {
        return Err(DeskError::NoSession);
    }
    let path = request.uri().path().to_owned();
    if request.method() == Method::POST {
        let room = if access == Access::Anybody { MAX_FORM_OF_ANYBODY } else { MAX_FORM };
        let fields = form::read(&mut request, room).await?;
        if access != Access::Anybody {
            let nonce = app.session().check(fields.raw(TOKEN), &path).ok_or(DeskError::NoToken)?;
            request.extensions_mut().insert(form::Nonce(nonce));
        }
        if access == Access::Vault && app.phase() != Phase::Open {
            return Ok(Admitted::Elsewhere(resume::keep(app, &path, &fields)));
        }
        request.extensions_mut().insert(fields);
    }
    if access == Access::Vault {
        match app.phase() {
            Phase::New => return Ok(Admitted::Elsewhere(Redirect::to("/new").into_response())),
            Phase::Locked => {
                return Ok(Admitted::Elsewhere(Redirect::to("/unlock").into_response()));
            }
            Phase::Open => {}
        }
        app.idle().touch(app.now());
    }
    Ok(Admitted::In(request))
}

fn knows(app: &App, request: &Request) -> bool {
    let lines = request.headers().get_all(header::COOKIE).iter();
    app.session().knows(lines.filter_map(|line| line.to_str().ok()))
}

#[cfg(test)]
#[path = "gate_tests.rs"]
mod tests;
