//! Serves until a person, a signal, sleep or idleness ends or locks the desk.

use std::io;

use desk::app::{App, Phase};
use tokio::{net::TcpListener, runtime::Runtime};

use super::{Run, resume, wire::Locked};
use crate::{
    limits::{DRAIN, SLEEP_CHECK, SLEEP_SLACK},
    refusal::Refusal,
};

/// Why serving stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// The vault is closed and the keys must go.
    Lock,
    /// The person or the system ends the program.
    End,
    /// The listener failed.
    Broken,
}

/// What the end of the terminal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HangUp {
    /// The browser is still there: whoever sits before it may unlock.
    Locks,
    /// A demonstration that nobody can stop any more would stay for ever.
    Ends,
}

/// Everything that can end or lock a desk, listened for from the start: a signal that comes
/// while the vault is being opened is not lost.
pub struct Events {
    runtime: Runtime,
    signals: Signals,
}

impl Events {
    /// Begins to listen.
    pub fn listen() -> Result<Self, Refusal> {
        let failed = |_: io::Error| Refusal::new("cli-desk-failed");
        let runtime = Runtime::new().map_err(failed)?;
        let inside = runtime.enter();
        let signals = Signals::new().map_err(failed)?;
        drop(inside);
        Ok(Self { runtime, signals })
    }

    /// Serves; comes back only at the end of the program.
    pub fn serve(self, run: Run, app: App, locked: Locked) -> Result<(), Refusal> {
        let failed = |_: io::Error| Refusal::new("cli-desk-failed");
        let listener = run.listener.try_clone().map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let on_hang_up = if run.demo { HangUp::Ends } else { HangUp::Locks };
        let waiting = Waiting { signals: self.signals, locked, on_hang_up };
        match self.runtime.block_on(waiting.until_stop(listener, app.clone())) {
            Ok(Stop::Lock) => resume::in_place(run, &app),
            Ok(Stop::End) => {
                app.lock_now();
                self.runtime.shutdown_timeout(DRAIN);
                Ok(())
            }
            Ok(Stop::Broken) | Err(_) => {
                app.lock_now();
                Err(Refusal::new("cli-desk-failed"))
            }
        }
    }
}

/// What a serving desk waits for.
struct Waiting {
    signals: Signals,
    locked: Locked,
    on_hang_up: HangUp,
}

impl Waiting {
    async fn until_stop(mut self, listener: std::net::TcpListener, app: App) -> io::Result<Stop> {
        let door = super::door::of(listener.local_addr()?);
        let listener = TcpListener::from_std(listener)?;
        let mut served = tokio::spawn(desk::serve::serve(listener, app.clone(), door));
        loop {
            tokio::select! {
                _ = self.locked.recv() => return Ok(Stop::Lock),
                _ = &mut served => return Ok(Stop::Broken),
                signal = self.signals.next() => match signal {
                    Signal::HangUp if self.on_hang_up == HangUp::Locks => lock(&app).await,
                    Signal::End | Signal::HangUp => return Ok(Stop::End),
                },
                () = slept() => lock(&app).await,
            }
        }
    }
}

/// Closes the vault, if it is open; the desk then tells through its hook.
async fn lock(app: &App) {
    if app.phase() == Phase::Open {
        let app = app.clone();
        // The vault may wait for the disk; a panic there leaves the keys to the next event.
        let _ = tokio::task::spawn_blocking(move || app.lock_now()).await;
    }
}

/// Comes back after the machine was asleep: one clock went on, the other did not.
#[cfg(target_os = "linux")]
async fn slept() {
    let before = asleep();
    loop {
        tokio::time::sleep(SLEEP_CHECK).await;
        if asleep().saturating_sub(before) > SLEEP_SLACK {
            return;
        }
    }
}

/// Time the machine has spent asleep since it was started.
#[cfg(target_os = "linux")]
fn asleep() -> std::time::Duration {
    use rustix::time::{ClockId, clock_gettime};
    let read = |clock| std::time::Duration::try_from(clock_gettime(clock)).unwrap_or_default();
    read(ClockId::Boottime).saturating_sub(read(ClockId::Monotonic))
}

/// Elsewhere the idle clock alone sees a sleep, because it asks the wall clock too.
#[cfg(not(target_os = "linux"))]
async fn slept() {
    std::future::pending().await
}

/// What the system wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    /// The program shall end.
    End,
    /// The terminal is gone.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only unix has it"))]
    HangUp,
}

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    /// Waits for the next one.
    async fn next(&mut self) -> Signal {
        tokio::select! {
            _ = self.terminate.recv() => Signal::End,
            _ = self.interrupt.recv() => Signal::End,
            _ = self.hang_up.recv() => Signal::HangUp,
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> Signal {
        let _ = tokio::signal::ctrl_c().await;
        Signal::End
    }
}
