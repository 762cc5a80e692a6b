//! Why a request was refused. Carries nobody's data, but what a person typed and must get back.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::fields::Fields;

/// Why a request was refused. Each has one plain sentence in every language and becomes a page.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DeskError {
    /// The address does not exist, or the record was erased.
    #[error("no such page or record")]
    NotFound,
    /// The page exists, but not with this method.
    #[error("method not allowed")]
    WrongMethod,
    /// The request was meant for another host: DNS rebinding.
    #[error("another host")]
    WrongHost,
    /// The request comes from another site.
    #[error("another site")]
    OtherSite,
    /// This browser has not spent a start code.
    #[error("no session")]
    NoSession,
    /// The start code is wrong, spent or too old.
    #[error("start code refused")]
    WrongStart,
    /// The form carries no token of ours.
    #[error("form without our token")]
    NoToken,
    /// The form was sent a second time; the first time counts.
    #[error("form sent twice")]
    AlreadySent,
    /// The form is longer than is taken. What was typed goes back to the person.
    #[error("form too long")]
    TooLong(Fields),
    /// The body is not a form.
    #[error("not a form")]
    NotAForm,
    /// The connection ended in the middle of a form.
    #[error("form cut off")]
    CutOff,
    /// No vault is open.
    #[error("locked")]
    Locked,
    /// Another room refused; this is the id of its sentence.
    #[error("refused: {0}")]
    Said(&'static str),
    /// Our own bug.
    #[error("our own bug")]
    Broken,
}

impl DeskError {
    /// The Fluent id of its sentence.
    pub fn message_id(&self) -> &'static str {
        match self {
            Self::NotFound => "desk-error-not-found",
            Self::WrongMethod => "desk-error-wrong-method",
            Self::WrongHost => "desk-error-wrong-host",
            Self::OtherSite => "desk-error-other-site",
            Self::NoSession => "desk-error-no-session",
            Self::WrongStart => "desk-error-wrong-start",
            Self::NoToken => "desk-error-no-token",
            Self::AlreadySent => "desk-error-already-sent",
            Self::TooLong(_) => "desk-error-too-long",
            Self::NotAForm => "desk-error-not-a-form",
            Self::CutOff => "desk-error-cut-off",
            Self::Locked => "desk-error-locked",
            Self::Said(id) => id,
            Self::Broken => "desk-error-broken",
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::OtherSite | Self::WrongStart | Self::NoToken => StatusCode::FORBIDDEN,
            Self::NoSession => StatusCode::UNAUTHORIZED,
            Self::AlreadySent | Self::Locked => StatusCode::CONFLICT,
            Self::TooLong(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::CutOff => StatusCode::BAD_REQUEST,
            Self::Said(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for DeskError {
    /// Only marks the answer; [`crate::gate::dress`] knows the language and writes the page.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<askama::Error> for DeskError {
    fn from(_: askama::Error) -> Self {
        Self::Broken
    }
}

impl From<vault::Error> for DeskError {
    fn from(error: vault::Error) -> Self {
        match error {
            vault::Error::NotFound => Self::NotFound,
            other => Self::Said(other.message_id()),
        }
    }
}

impl From<vault::OpenError> for DeskError {
    fn from(error: vault::OpenError) -> Self {
        Self::Said(error.message_id())
    }
}
