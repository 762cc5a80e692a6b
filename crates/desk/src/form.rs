//! Reading a posted form, with a limit that is told in words.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, HttpBody};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use zeroize::Zeroizing;

use crate::app::App;
use crate::error::DeskError;
use crate::fields::Fields;
use crate::limits::{MAX_DRAINED, MAX_FORM, MAX_GIVEN_BACK};

/// A form whose token was checked: what a POST handler takes, last.
pub struct Form {
    /// What it brought.
    pub fields: Fields,
    nonce: String,
}

/// The random part of the form's token.
#[derive(Clone)]
pub(crate) struct Nonce(pub String);

impl Form {
    /// Call right before saving something new: a form sent twice (double click, "back" and again) saves once.
    ///
    /// # Errors
    /// [`DeskError::AlreadySent`] the second time.
    pub fn spend(&self, app: &App) -> Result<(), DeskError> {
        if app.session().spend(&self.nonce) { Ok(()) } else { Err(DeskError::AlreadySent) }
    }
}

impl FromRequest<App> for Form {
    type Rejection = DeskError;

    async fn from_request(mut request: Request, _: &App) -> Result<Self, DeskError> {
        let nonce = request.extensions_mut().remove::<Nonce>().map(|n| n.0).unwrap_or_default();
        let fields = request.extensions_mut().remove::<Fields>().ok_or(DeskError::NotAForm)?;
        Ok(Self { fields, nonce })
    }
}

/// Reads the body of a form, up to `room` bytes.
///
/// A longer one of the person's own is still read to its end, so that the browser shows our page and not a broken
/// connection, and its text is given back on that page. A stranger's is neither kept nor given back.
pub(crate) async fn read(request: &mut Request, room: usize) -> Result<Fields, DeskError> {
    if !is_form(request.headers()) {
        return Err(DeskError::NotAForm);
    }
    let given_back = if room == MAX_FORM { MAX_GIVEN_BACK } else { room };
    let mut kept = Zeroizing::new(Vec::new());
    let mut total = 0;
    let mut body = std::mem::take(request.body_mut());
    while let Some(chunk) = next_chunk(&mut body).await {
        let chunk = chunk?;
        total += chunk.len();
        if total > MAX_DRAINED {
            break;
        }
        if total <= given_back {
            kept.extend_from_slice(&chunk);
        }
    }
    let fields = Fields::read(&kept);
    match fields {
        Some(fields) if total <= room => Ok(fields),
        Some(fields) if total <= given_back => Err(DeskError::TooLong(fields)),
        _ => Err(DeskError::TooLong(Fields::default())),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind =
        headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim() == "application/x-www-form-urlencoded"
}

async fn next_chunk(body: &mut Body) -> Option<Result<axum::body::Bytes, DeskError>> {
    loop {
        match poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await? {
            Ok(frame) => {
                if let Ok(data) = frame.into_data() {
                    return Some(Ok(data));
                }
            }
            Err(_) => return Some(Err(DeskError::CutOff)),
        }
    }
}
