//! One connection, between its socket and the web library.
//!
//! The library answers what it cannot read (400, 414, 431) by itself and without our headers: such an answer is not sent,
//! the connection just ends. And it waits for a request as long as the other end likes: here a head that has begun must
//! end soon, and a connection nobody uses is not kept. Deliberately absent: a limit of time for a form or for an answer;
//! a long account may take as long as it takes, and so may an import.

use std::future::Future;
use std::io;
use std::io::IoSlice;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep};

use crate::limits::{HEAD_SECONDS, UNUSED_SECONDS};

const HEAD_END: &[u8; 4] = b"\r\n\r\n";

/// A socket with its place among the connections.
pub(crate) struct Connection<S> {
    socket: S,
    stage: Stage,
    limit: Pin<Box<Sleep>>,
    /// Held for its drop.
    _place: OwnedSemaphorePermit,
}

/// How far the other end has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing was said yet.
    New,
    /// A head has begun; so many bytes of its end were seen last.
    Asking(usize),
    /// A head was read to its end.
    Asked,
    /// An answer was given, and the browser keeps the connection for the next question.
    Kept,
}

impl<S> Connection<S> {
    /// A connection that was just accepted.
    pub(crate) fn new(socket: S, place: OwnedSemaphorePermit) -> Self {
        let limit = Box::pin(sleep(Duration::from_secs(UNUSED_SECONDS)));
        Self { socket, stage: Stage::New, limit, _place: place }
    }

    fn heard(&mut self, bytes: &[u8]) {
        if bytes.is_empty() || self.stage == Stage::Asked {
            return;
        }
        let seen = match self.stage {
            Stage::Asking(seen) => seen,
            _ => {
                let until = Instant::now() + Duration::from_secs(HEAD_SECONDS);
                self.limit.as_mut().reset(until);
                0
            }
        };
        self.stage = after(seen, bytes);
    }

    /// Whether the other end has used up its time.
    fn is_over(&mut self, cx: &mut Context<'_>) -> bool {
        matches!(self.stage, Stage::New | Stage::Asking(_))
            && self.limit.as_mut().poll(cx).is_ready()
    }

    fn may_send(&mut self, answer: &[u8]) -> io::Result<()> {
        if is_undressed(answer) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.stage = Stage::Kept;
        Ok(())
    }
}

/// How far a head has come after these bytes.
fn after(mut seen: usize, bytes: &[u8]) -> Stage {
    for byte in bytes {
        seen = match seen {
            seen if HEAD_END[seen] == *byte => seen + 1,
            _ => usize::from(*byte == HEAD_END[0]),
        };
        if seen == HEAD_END.len() {
            return Stage::Asked;
        }
    }
    Stage::Asking(seen)
}

/// Whether this is a refusal without our headers and without a page: only the library makes such.
fn is_undressed(answer: &[u8]) -> bool {
    let refusal = answer.starts_with(b"HTTP/1.") && answer.get(9) == Some(&b'4');
    refusal
        && answer.ends_with(HEAD_END)
        && !answer.windows(24).any(|part| part == b"content-security-policy:")
}

impl<S: AsyncRead + Unpin> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = to.filled().len();
        match Pin::new(&mut self.socket).poll_read(cx, to) {
            Poll::Pending if self.is_over(cx) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Ready(Ok(())) => {
                self.heard(&to.filled()[before..]);
                // Whoever sends a byte now and then is not waited for either.
                let over = self.is_over(cx);
                Poll::Ready(if over { Err(io::ErrorKind::TimedOut.into()) } else { Ok(()) })
            }
            other => other,
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Connection<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.may_send(bytes)?;
        Pin::new(&mut self.socket).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let first = parts.iter().find(|part| !part.is_empty());
        self.may_send(first.map_or(&[], |part| part))?;
        Pin::new(&mut self.socket).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_head_is_seen_however_it_is_cut() {
        let head = b"GET / HTTP/1.1\r\nHost: x\r\r\n\r\n";
        for cut in 0..head.len() {
            let (front, rest) = head.split_at(cut);
            let Stage::Asking(seen) = after(0, front) else { panic!("ended early at {cut}") };
            assert_eq!(after(seen, rest), Stage::Asked, "{cut}");
        }
        assert_eq!(after(0, b"\r\n\r"), Stage::Asking(3));
        assert_eq!(after(3, b"x"), Stage::Asking(0));
    }

    #[test]
    fn only_the_librarys_own_refusals_are_held_back() {
        let bare = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        assert!(is_undressed(bare));
        for sent in [
            b"HTTP/1.1 100 Continue\r\n\r\n".as_slice(),
            b"HTTP/1.1 404 Not Found\r\ncontent-security-policy: default-src 'none'\r\n\r\n",
            b"HTTP/1.1 400 said a witness",
            b"\r\n\r\n",
            b"",
        ] {
            assert!(!is_undressed(sent));
        }
    }
}
