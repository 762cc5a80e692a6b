//! How long nobody has done anything.
//!
//! Two clocks are asked, and the larger answer counts: the wall clock sees a night of suspend, the steady one is not
//! fooled by a clock set back.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

/// When the person last acted.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    wall: Timestamp,
    steady: Instant,
}

impl Idle {
    /// The person is here now.
    pub fn begin(now: Timestamp) -> Self {
        Self { wall: now, steady: Instant::now() }
    }

    /// The person acted.
    pub fn touch(&mut self, now: Timestamp) {
        *self = Self::begin(now);
    }

    /// Time since the last act.
    pub fn elapsed(&self, now: Timestamp) -> Duration {
        let wall = Duration::try_from(now.duration_since(self.wall)).unwrap_or_default();
        wall.max(self.steady.elapsed())
    }

    /// Whether the desk must lock.
    pub fn over(&self, now: Timestamp, minutes: u16) -> bool {
        self.elapsed(now) >= Duration::from_secs(u64::from(minutes) * 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    #[tokio::test]
    async fn either_clock_can_lock() {
        tokio::time::pause();
        let begin = Timestamp::UNIX_EPOCH;
        let idle = Idle::begin(begin);
        assert!(!idle.over(begin, 1));
        assert!(idle.over(begin + SignedDuration::from_secs(60), 1));
        assert!(!idle.over(begin - SignedDuration::from_secs(600), 1));
        tokio::time::advance(Duration::from_secs(60)).await;
        assert!(idle.over(begin - SignedDuration::from_secs(600), 1));
    }
}
