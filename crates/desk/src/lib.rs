//! The desk: the local web interface of the defender.
//!
//! Server-rendered pages; every action is a form or a link first, and the script only makes it quicker. Each request
//! passes [`gate`]: host, origin, session, form token. Pages live in `pages/`, one module an area.
//!
//! Deliberately absent: the clock, randomness, the listener and the process (the program gives them), cryptography
//! (`seal`), storage (`vault`), and any request to another machine.

pub mod agenda;
pub mod answers;
pub mod app;
mod assets;
pub mod badge;
pub mod books;
pub mod calendar;
pub mod choice;
pub mod citation;
pub mod clock;
mod connection;
mod dates;
mod drafts;
pub mod error;
pub mod fields;
#[cfg(test)]
mod five_accounts;
pub mod form;
pub mod gate;
mod headers;
mod idle;
pub mod lawbook;
pub mod lawpack;
pub mod letter;
pub mod limits;
pub mod look;
pub mod page;
pub mod pages;
mod passphrase;
mod qr;
pub mod route;
pub mod serve;
pub mod session;
mod settings;
pub mod speech;
#[cfg(test)]
mod testing;

pub use app::{App, Setup};
pub use clock::Clock;
pub use error::DeskError;
pub use serve::{router, routes, serve};
pub use session::Handover;
pub use speech::{Lang, Speech};
