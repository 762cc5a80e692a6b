//! One figure, and the clocks it is taken with.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;

/// One line of the table.
#[derive(Serialize)]
pub struct Row {
    /// What was measured.
    pub name: &'static str,
    /// Which kind of it.
    pub kind: &'static str,
    /// Over how many records.
    pub n: usize,
    /// `cpu`, `wall` or `p99` in milliseconds, `MB`.
    pub measure: &'static str,
    /// Our milliseconds.
    pub ours: f64,
    /// The reference's milliseconds.
    pub reference: Option<f64>,
    /// Ours divided by the reference's.
    pub ratio: Option<f64>,
}

impl Row {
    /// Prints one figure.
    pub fn print(
        (name, kind, n): (&'static str, &'static str, usize),
        measure: &'static str,
        ours: Duration,
        reference: Option<Duration>,
    ) {
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        let (ours, reference) = (millis(ours), reference.map(millis));
        let ratio = reference.map(|reference| round(ours / reference));
        let (ours, reference) = (round(ours), reference.map(round));
        let row = Row { name, kind, n, measure, ours, reference, ratio };
        println!("{}", serde_json::to_string(&row).expect("a row has text keys"));
    }
}

impl Row {
    /// Prints a figure that is no time, such as megabytes.
    pub fn print_number(
        (name, kind, n): (&'static str, &'static str, usize),
        measure: &'static str,
        ours: f64,
    ) {
        let row = Row { name, kind, n, measure, ours: round(ours), reference: None, ratio: None };
        println!("{}", serde_json::to_string(&row).expect("a row has text keys"));
    }
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Time on the wall and time on the processors, all threads together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// On the wall.
    pub wall: Duration,
    /// On the processors.
    pub cpu: Duration,
}

impl Spent {
    /// Counts one piece of work more.
    pub fn add(&mut self, more: Spent) {
        self.wall += more.wall;
        self.cpu += more.cpu;
    }
}

/// Measures one piece of work.
pub fn measure<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    let (wall, cpu) = (read(ClockId::Monotonic), read(ClockId::ProcessCPUTime));
    let done = work();
    let spent =
        Spent { wall: read(ClockId::Monotonic) - wall, cpu: read(ClockId::ProcessCPUTime) - cpu };
    (done, spent)
}

fn read(clock: ClockId) -> Duration {
    Duration::try_from(clock_gettime(clock)).expect("clocks count forward from zero")
}

/// The time that ninety-nine of a hundred stay under.
pub fn p99(times: Vec<Duration>) -> Duration {
    part(times, 99)
}

/// The time that half of them stay under.
pub fn half(times: Vec<Duration>) -> Duration {
    part(times, 50)
}

fn part(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort_unstable();
    let at = times.len() * percent / 100;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}
