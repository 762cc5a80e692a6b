//! The only place that reads the clock and the system's randomness.
//!
//! Everything else gets a moment, a day or a generator passed in.

use getrandom::SysRng;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rand_core::{CryptoRng, UnwrapErr};

/// This moment.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Today by the machine's own zone: a deadline ends with the day people live in.
pub fn today() -> Date {
    now().to_zoned(TimeZone::system()).date()
}

/// The operating system's randomness.
///
/// Where the system has none there is nothing safe left to do, so it panics.
pub fn randomness() -> Box<dyn CryptoRng + Send> {
    Box::new(UnwrapErr(SysRng))
}
