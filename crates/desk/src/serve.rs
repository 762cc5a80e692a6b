//! The router, and serving it on a listener the program has bound.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};

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

/// Whether whoever speaks from this address may come in at all: the program knows which user of the machine it is.
pub type Door = Arc<dyn Fn(SocketAddr) -> bool + Send + Sync>;

/// A listener that hangs up on those the door does not let in, before a byte of theirs is read.
struct Guarded {
    listener: TcpListener,
    door: Door,
}

impl Listener for Guarded {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            let (stream, peer) = Listener::accept(&mut self.listener).await;
            if (self.door)(peer) {
                return (stream, peer);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// Serves the desk until the listener fails, and locks it when nobody acts.
///
/// # Errors
/// What the listener gives.
pub async fn serve(listener: TcpListener, app: App, door: Door) -> std::io::Result<()> {
    let idle = tokio::spawn(lock_when_idle(app.clone()));
    let served = axum::serve(Guarded { listener, door }, router(app)).await;
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

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;
    use crate::testing::Desk;

    /// What one gets who connects and asks for a page.
    async fn knock(door: Door) -> Vec<u8> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let served = tokio::spawn(serve(listener, Desk::new().app.clone(), door));
        let asking = tokio::task::spawn_blocking(move || ask(address));
        let answer = asking.await.expect("an answer");
        served.abort();
        answer
    }

    fn ask(desk: SocketAddr) -> Vec<u8> {
        let mut stream = std::net::TcpStream::connect(desk).expect("a connection");
        // Whom nobody listens to may be cut off while still asking.
        stream.write_all(b"GET /start HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok();
        answer
    }

    #[tokio::test]
    async fn whom_the_door_does_not_let_in_gets_no_byte() {
        assert!(knock(Arc::new(|_| true)).await.starts_with(b"HTTP/1.1 421"));
        assert_eq!(knock(Arc::new(|_| false)).await, b"");
    }
}
