//! The router, and serving it on a listener the program has bound.

use std::future::pending;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;

use crate::app::{App, Phase};
use crate::error::DeskError;
use crate::limits::IDLE_LOOK_SECONDS;
use crate::route::Route;
use crate::{assets, gate, pages};

/// Every address the desk answers.
pub fn routes() -> Vec<Route> {
    pages::routes().into_iter().chain(assets::routes()).collect()
}

/// The whole desk.
///
/// There is one router for all phases: while the vault is closed, pages that need it lead to the unlock page. The
/// process that serves that page after a lock is a new one without keys; the program sees to that.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in routes() {
        router = router.route(route.path, route.guarded(&app));
    }
    router
        .fallback(async || DeskError::NotFound)
        .method_not_allowed_fallback(async || DeskError::WrongMethod)
        .layer(from_fn_with_state(app.clone(), gate::arrive))
        .layer(from_fn_with_state(app.clone(), gate::dress))
        .with_state(app)
}

/// Serves the desk until the listener fails, and locks it when nobody acts.
///
/// # Errors
/// What the listener gives.
pub async fn serve(listener: TcpListener, app: App) -> std::io::Result<()> {
    let idle = tokio::spawn(lock_when_idle(app.clone()));
    let served = axum::serve(listener, router(app)).await;
    idle.abort();
    served
}

async fn lock_when_idle(app: App) {
    loop {
        tokio::time::sleep(Duration::from_secs(IDLE_LOOK_SECONDS)).await;
        let over = app.idle().over(app.now(), app.idle_minutes());
        if over && app.phase() == Phase::Open {
            let locking = app.clone();
            tokio::task::spawn_blocking(move || locking.lock_now()).await.ok();
            return pending().await;
        }
    }
}
