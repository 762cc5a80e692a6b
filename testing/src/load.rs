//! A vault as big as an office fills in years, and the desk that is asked over it: what is measured and what is soaked.
//!
//! Deliberately absent: the measuring itself; clocks are read by the tools in `src/bin`.

pub mod caseload;
pub mod office;
pub mod ours;
pub mod text;
