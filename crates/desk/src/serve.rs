//! The router, and serving it on a listener the program has bound.

use std::collections::VecDeque;
use std::future::{pending, poll_fn};
use std::iter::repeat;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::app::{App, Phase};
use crate::connection::Connection;
use crate::error::DeskError;
use crate::limits::{IDLE_LOOK_SECONDS, MAX_AT_THE_DOOR, MAX_CONNECTIONS};
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

/// Which of those who speak from these addresses may come in at all, in the same order: the program knows which user of
/// the machine each is.
pub type Door = Arc<dyn Fn(&[SocketAddr]) -> Vec<bool> + Send + Sync>;

/// A listener that hangs up on those the door does not let in, before a byte of theirs is read.
///
/// All that wait are looked at together: a crowd of another user's connections costs one look, and keeps the owner's
/// waiting no longer than that.
struct Guarded {
    listener: TcpListener,
    door: Door,
    places: Arc<Semaphore>,
    let_in: VecDeque<(TcpStream, SocketAddr)>,
}

impl Guarded {
    fn new(listener: TcpListener, door: Door) -> Self {
        let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        Self { listener, door, places, let_in: VecDeque::new() }
    }

    /// Waits for somebody, and takes along whoever waits with them.
    async fn look(&mut self) {
        let mut came = vec![Listener::accept(&mut self.listener).await];
        while came.len() < MAX_AT_THE_DOOR
            && let Poll::Ready(Ok(next)) = self.at_once().await
        {
            came.push(next);
        }
        let peers: Vec<SocketAddr> = came.iter().map(|(_, peer)| *peer).collect();
        let door = self.door.clone();
        // Where the door cannot be asked, nobody is let in.
        let known = tokio::task::spawn_blocking(move || door(&peers)).await.unwrap_or_default();
        let known = known.into_iter().chain(repeat(false));
        for (one, known) in came.into_iter().zip(known) {
            if known { self.let_in.push_back(one) } else { hang_up(&one.0) }
        }
    }

    async fn at_once(&self) -> Poll<std::io::Result<(TcpStream, SocketAddr)>> {
        poll_fn(|cx| Poll::Ready(self.listener.poll_accept(cx))).await
    }
}

/// Nothing of the connection stays in the kernel's tables. Where that cannot be asked for, it ends as others do.
fn hang_up(stream: &TcpStream) {
    stream.set_zero_linger().ok();
}

impl Listener for Guarded {
    type Io = Connection<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        loop {
            let Some((stream, peer)) = self.let_in.pop_front() else {
                self.look().await;
                continue;
            };
            match self.places.clone().try_acquire_owned() {
                Ok(place) => return (Connection::new(stream, place), peer),
                Err(_) => hang_up(&stream),
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
    let served = axum::serve(Guarded::new(listener, door), router(app)).await;
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

    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;
    use crate::limits::{HEAD_SECONDS, UNUSED_SECONDS};
    use crate::testing::Desk;

    const HEAD: &str = "GET /start HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    /// A desk that serves, for as long as it is held.
    struct Served {
        address: SocketAddr,
        serving: tokio::task::JoinHandle<std::io::Result<()>>,
    }

    impl Served {
        async fn at(door: Door) -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address");
            let serving = tokio::spawn(serve(listener, Desk::new().app.clone(), door));
            Self { address, serving }
        }

        /// What one gets who connects and says this.
        async fn say(&self, said: impl Into<Vec<u8>>) -> Vec<u8> {
            let (desk, said) = (self.address, said.into());
            let asked = tokio::task::spawn_blocking(move || {
                let mut stream = std::net::TcpStream::connect(desk).expect("a connection");
                // Whom nobody listens to may be cut off while still asking.
                stream.write_all(&said).ok();
                let mut answer = Vec::new();
                stream.read_to_end(&mut answer).ok();
                answer
            });
            asked.await.expect("an answer")
        }
    }

    impl Drop for Served {
        fn drop(&mut self) {
            self.serving.abort();
        }
    }

    fn everybody() -> Door {
        Arc::new(|peers| vec![true; peers.len()])
    }

    #[tokio::test]
    async fn whom_the_door_does_not_let_in_gets_no_byte() {
        let open = Served::at(everybody()).await;
        assert!(open.say(HEAD).await.starts_with(b"HTTP/1.1 421"));
        for closed in [|peers: &[SocketAddr]| vec![false; peers.len()], |_: &[SocketAddr]| vec![]] {
            assert_eq!(Served::at(Arc::new(closed)).await.say(HEAD).await, b"");
        }
    }

    #[tokio::test]
    async fn what_the_library_would_answer_by_itself_is_not_sent() {
        let desk = Served::at(everybody()).await;
        let many: String = (0..200).map(|n| format!("X-{n}: 1\r\n")).collect();
        for unreadable in [
            "nonsense\r\n\r\n".to_owned(),
            "GET / HTTP/9.9\r\n\r\n".to_owned(),
            "GET / HTTP/1.1\r\nBad Header: 1\r\n\r\n".to_owned(),
            "GET /\u{7f} HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(),
            format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n"),
            format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(70_000)),
            format!("GET / HTTP/1.1\r\nX: {}", "a".repeat(500_000)),
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
                .to_owned(),
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\n\r\n".to_owned(),
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        ] {
            let begin = unreadable[..unreadable.len().min(60)].to_owned();
            let answer = String::from_utf8_lossy(&desk.say(unreadable).await).into_owned();
            let dressed = answer.contains("content-security-policy: default-src 'none'");
            assert!(answer.is_empty() || dressed, "{begin:?}: {answer}");
        }
    }

    /// Time stands still but for the limits, which come at once.
    #[tokio::test(start_paused = true)]
    async fn a_head_that_does_not_end_is_not_waited_for() {
        for (said, seconds) in [("GET / HT", HEAD_SECONDS), ("", UNUSED_SECONDS)] {
            let (mut theirs, ours) = tokio::io::duplex(64);
            let place = Arc::new(Semaphore::new(1)).try_acquire_owned().expect("a place");
            let mut ours = Connection::new(ours, place);
            theirs.write_all(said.as_bytes()).await.expect("room");
            let began = tokio::time::Instant::now();
            let mut to = Vec::new();
            let error = ours.read_to_end(&mut to).await.expect_err("nothing more comes");
            assert_eq!((error.kind(), to), (std::io::ErrorKind::TimedOut, said.into()));
            assert_eq!(began.elapsed().as_secs(), seconds);
        }
    }

    #[tokio::test]
    async fn whoever_holds_every_place_is_not_joined_by_more() {
        let desk = Served::at(everybody()).await;
        let held: Vec<_> = (0..MAX_CONNECTIONS)
            .map(|_| std::net::TcpStream::connect(desk.address).expect("a connection"))
            .collect();
        assert_eq!(desk.say(HEAD).await, b"");
        drop(held);
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(desk.say(HEAD).await.starts_with(b"HTTP/1.1 421"));
    }
}
