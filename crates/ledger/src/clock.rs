//! The hybrid clock: 48 bits of milliseconds, 16 bits of counter.
//!
//! It follows what it has seen of others, and refuses a foreign clock more than a day ahead, because a device whose clock
//! is far in the future would win every merge for ever. Deliberately absent: reading a clock.

use core::fmt;

use crate::limits::DRIFT_MAX_MS;

/// A moment of the hybrid clock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct HybridTime(u64);

impl HybridTime {
    /// The greatest millisecond it can tell (in the year 10889).
    pub const MAX_MS: u64 = (1 << 48) - 1;

    /// A moment read from its 64 bits.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The 64 bits: milliseconds shifted by 16, or-ed with the counter.
    pub const fn to_bits(self) -> u64 {
        self.0
    }

    /// Milliseconds since 1970.
    pub const fn ms(self) -> u64 {
        self.0 >> 16
    }

    /// How many moments of the same millisecond came before.
    pub const fn counter(self) -> u16 {
        let [.., high, low] = self.0.to_be_bytes();
        u16::from_be_bytes([high, low])
    }

    /// The first moment of a millisecond; later than [`Self::MAX_MS`] is taken as that.
    pub const fn first_of(ms: u64) -> Self {
        Self((if ms > Self::MAX_MS { Self::MAX_MS } else { ms }) << 16)
    }
}

impl fmt::Debug for HybridTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.ms(), self.counter())
    }
}

/// Why the clock did not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// A moment more than a day ahead of our clock.
    #[error("a clock is more than a day ahead")]
    TooFarAhead,
    /// The clock has no later moment.
    #[error("the clock has come to its end")]
    Exhausted,
}

impl ClockError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::TooFarAhead => "ledger-clock-too-far-ahead",
            Self::Exhausted => "ledger-clock-exhausted",
        }
    }
}

/// A hybrid clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Clock {
    last: HybridTime,
}

impl Clock {
    /// A clock that continues after `last`.
    pub const fn after(last: HybridTime) -> Self {
        Self { last }
    }

    /// The last moment given or seen.
    pub const fn last(&self) -> HybridTime {
        self.last
    }

    /// The next moment; `now_ms` is the wall clock in milliseconds since 1970.
    ///
    /// It is later than every one given or seen, unless the wall clock was set back by more than a day: then a wrong clock
    /// was put right, and to follow the wrong one would date everything falsely. The order of changes does not suffer: each
    /// names the versions it replaces.
    pub fn tick(&mut self, now_ms: u64) -> Result<HybridTime, ClockError> {
        let now = HybridTime::first_of(now_ms);
        let next = if now > self.last || is_too_far(self.last, now_ms) {
            now
        } else {
            // A full counter flows over into the next millisecond.
            HybridTime(self.last.0.checked_add(1).ok_or(ClockError::Exhausted)?)
        };
        self.last = next;
        Ok(next)
    }

    /// Takes notice of a moment that came with an operation.
    pub fn observe(&mut self, seen: HybridTime, now_ms: u64) -> Result<(), ClockError> {
        if is_too_far(seen, now_ms) {
            return Err(ClockError::TooFarAhead);
        }
        self.last = self.last.max(seen);
        Ok(())
    }
}

const fn is_too_far(moment: HybridTime, now_ms: u64) -> bool {
    moment.ms() > now_ms.saturating_add(DRIFT_MAX_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_on_and_counts_within_a_millisecond() {
        let mut clock = Clock::default();
        let shown: Vec<_> = [5, 5, 4, 6].map(|now| clock.tick(now).expect("near")).to_vec();
        assert_eq!(format!("{shown:?}"), "[5+0, 5+1, 5+2, 6+0]");
    }

    #[test]
    fn a_full_counter_flows_over() {
        let mut clock = Clock::after(HybridTime::from_bits(7 << 16 | 0xffff));
        assert_eq!(format!("{:?}", clock.tick(7).expect("near")), "8+0");
    }

    #[test]
    fn follows_what_it_has_seen() {
        let mut clock = Clock::default();
        clock.observe(HybridTime::first_of(900), 10).expect("near");
        assert_eq!(format!("{:?}", clock.tick(11).expect("near")), "900+1");
    }

    #[test]
    fn a_day_ahead_is_the_limit() {
        let at = |ms| Clock::default().observe(HybridTime::first_of(ms), 1_000);
        assert_eq!(at(1_000 + DRIFT_MAX_MS - 1), Ok(()));
        assert_eq!(at(1_000 + DRIFT_MAX_MS), Ok(()));
        assert_eq!(at(1_000 + DRIFT_MAX_MS + 1), Err(ClockError::TooFarAhead));
    }

    #[test]
    fn a_wrong_clock_that_was_put_right_is_followed() {
        let mut clock = Clock::after(HybridTime::first_of(1_001 + DRIFT_MAX_MS));
        assert_eq!(format!("{:?}", clock.tick(1_000).expect("ticks")), "1000+0");
        let mut clock = Clock::after(HybridTime::first_of(1_000 + DRIFT_MAX_MS));
        assert_eq!(format!("{:?}", clock.tick(1_000).expect("ticks")), "86401000+1");
    }

    #[test]
    fn the_end_of_time_is_an_error() {
        let mut clock = Clock::after(HybridTime::from_bits(u64::MAX));
        assert_eq!(clock.tick(u64::MAX), Err(ClockError::Exhausted));
    }
}
