//! How long nobody has done anything.
//!
//! Two clocks are asked, and the larger answer counts: the wall clock sees a night of suspend, the steady one is not
//! fooled by a clock set back.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// When the person last acted.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    wall: Timestamp,
    steady: Instant,
}

impl Idle {
    /// The person is here now.
    #[expect(
        clippy::disallowed_methods,
        reason = "the steady clock tells no day; it only counts idle minutes"
    )]
    pub fn begin(now: Timestamp) -> Self {
        Self { wall: now, steady: Instant::now() }
    }

    /// The person acted.
    pub fn touch(&mut self, now: Timestamp) {
        *self = Self::begin(now);
    }

    /// Whether the desk must lock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the steady clock tells no day; it only counts idle minutes"
    )]
    pub fn over(&self, now: Timestamp, minutes: u16) -> bool {
        self.elapsed(now, Instant::now()) >= Duration::from_secs(u64::from(minutes) * 60)
    }

    fn elapsed(&self, now: Timestamp, steady: Instant) -> Duration {
        let wall = Duration::try_from(now.duration_since(self.wall)).unwrap_or_default();
        wall.max(steady.saturating_duration_since(self.steady))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    #[test]
    fn the_clock_that_saw_more_counts() {
        let begin = Timestamp::UNIX_EPOCH;
        let idle = Idle::begin(begin);
        let (minute, steady) = (Duration::from_secs(60), idle.steady);
        assert_eq!(idle.elapsed(begin, steady), Duration::ZERO);
        assert_eq!(idle.elapsed(begin + SignedDuration::from_mins(1), steady), minute);
        assert_eq!(idle.elapsed(begin, steady + minute), minute);
        assert_eq!(idle.elapsed(begin - SignedDuration::from_hours(5), steady + minute), minute);
    }

    #[test]
    fn the_last_minute_is_not_over_early() {
        let begin = Timestamp::UNIX_EPOCH;
        for (seconds, over) in [(59, false), (60, true), (61, true)] {
            let now = begin + SignedDuration::from_secs(seconds);
            assert_eq!(Idle::begin(begin).over(now, 1), over, "{seconds}");
        }
    }
}
