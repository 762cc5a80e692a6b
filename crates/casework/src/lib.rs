//! The work of a defender as data: people, accounts, incidents, complaints, and what joins them.
//!
//! Pure. No clock, no disk, no storage, no randomness of its own: bytes and days are passed in.
//! Deliberately absent: how a record is stored (`vault`), how it is written down in a file
//! (`caseload`), and how a legal term is counted (`law`).

pub mod alias;
pub mod bill;
pub mod book;
pub mod chain;
pub mod check;
pub mod cluster;
pub mod course;
pub mod docket;
pub mod exposure;
pub mod facts;
pub mod handle;
pub mod kind;
pub mod limits;
pub mod links;
pub mod mandate;
pub mod merge;
pub mod moment;
pub mod order;
pub mod perishes;
pub mod places;
pub mod record;
pub mod retaliation;
pub mod review;
pub mod schema;
pub mod text;
pub mod today;
pub mod turning;
pub mod unresearched;
pub mod views;
pub mod vocabulary;
pub mod when;
pub mod why;

pub use kind::Kind;
pub use moment::{Moment, On};
pub use record::Record;
pub use views::*;
pub use when::When;
pub use why::Why;
