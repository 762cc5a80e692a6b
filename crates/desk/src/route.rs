//! A table of every address the desk answers, so that a test can knock at each of them.

use axum::extract::Request;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};

use crate::app::App;
use crate::gate;

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody on this machine: the start page and assets. Shows nothing about anyone.
    Anybody,
    /// The browser that spent the start code, vault open or not.
    Session,
    /// The same browser, while the vault is open.
    Vault,
}

/// One address with one method.
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// As axum spells it: `/person/{id}`.
    pub path: &'static str,
    /// Who may come in.
    pub access: Access,
    serve: MethodRouter<App>,
}

impl Route {
    /// A page.
    pub fn get<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        Self { method: Method::GET, path, access, serve: get(handler) }
    }

    /// A form. Its token and size are checked before the handler runs; the handler takes a [`crate::form::Form`].
    pub fn post<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        Self { method: Method::POST, path, access, serve: post(handler) }
    }

    /// The axum route with its gate in front.
    pub(crate) fn guarded(self, app: &App) -> MethodRouter<App> {
        let access = self.access;
        let gate = move |app, request: Request, next: Next| gate::enter(app, access, request, next);
        self.serve.layer(from_fn_with_state(app.clone(), gate))
    }
}
