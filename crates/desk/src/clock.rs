//! The clock the desk is given. Only the program reads the real one.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

/// What time it is, as the program tells the desk.
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> Timestamp;

    /// Today where the defender is: legal days are civil days.
    fn today(&self) -> Date;

    /// A moment as the clock on the defender's wall showed it.
    fn local(&self, at: Timestamp) -> DateTime;
}
