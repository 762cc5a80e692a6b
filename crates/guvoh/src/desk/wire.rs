//! Gives the desk its clock, its randomness, its law and the way to lock.

use std::sync::Arc;

use desk::{
    app::{App, Setup},
    clock::Clock,
    session::Handover,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use vault::Opened;

use super::{DEMO_HINT, Run};
use crate::{clock, cost, harden, pack, place, refusal::Refusal, say::Voice};

/// Told once the vault is closed and the keys must go.
pub type Locked = UnboundedReceiver<()>;

/// Builds the desk over this run; `handover` is the session of the image before.
pub fn app(
    voice: &Voice,
    run: &Run,
    opened: Option<Opened>,
    handover: Option<Handover>,
) -> Result<(App, Locked), Refusal> {
    let (told, locked) = unbounded_channel();
    let address = run.listener.local_addr().map_err(|_| Refusal::new("cli-desk-failed"))?;
    let setup = Setup {
        place: place::at(&run.vault),
        law: pack::shipped(&run.common)?,
        clock: Arc::new(SystemClock { as_of: run.common.as_of }),
        random: Arc::new(clock::randomness),
        address,
        lang: voice.speech.lang(),
        // Nobody listens any more only where the desk is ending already.
        lock: Arc::new(move || told.send(()).unwrap_or_default()),
        keep: Arc::new(harden::out_of_swap),
        vault: opened,
        hints: hints(run, handover.is_some()),
        handover,
        demo: run.demo,
        cost: cost::affordable(),
    };
    Ok((App::new(setup), locked))
}

/// What every page says. Once a demonstration was locked it tells how to open it again.
fn hints(run: &Run, after_lock: bool) -> Vec<&'static str> {
    let demo = (run.demo && after_lock).then_some(DEMO_HINT);
    run.hint.iter().map(|hint| hint.message_id()).chain(demo).collect()
}

/// The machine's clock, with the day of `--as-of` where one was given.
struct SystemClock {
    as_of: Option<Date>,
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn today(&self) -> Date {
        self.as_of.unwrap_or_else(clock::today)
    }

    fn local(&self, at: Timestamp) -> DateTime {
        at.to_zoned(TimeZone::system()).datetime()
    }
}
