//! What holds of every answer, whatever the facts and the day.
//!
//! Deliberately absent: single answers (see `rules` and the cases beside each rule).

mod conditions;
mod counting;
mod machine;
#[path = "../shipped/mod.rs"]
mod shipped;
