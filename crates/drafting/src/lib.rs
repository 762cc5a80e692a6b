//! Which letter says what: a complaint, an appeal or a request, drafted from records, and whether it may leave at all.
//!
//! Pure: records, law, a day and a template in; parts of a letter out, each with the records it stands on. A draft states no
//! more than the records do: its facts are built from them, sentence by sentence, and what nobody verified is said as somebody's
//! reading. Names are not in a draft: where one belongs stands a [`token`], filled only in the file that leaves.
//!
//! Deliberately absent: how a letter looks (`letters`), where it is kept (`vault`), and sending anything.

pub mod draft;
pub mod exhausted;
pub mod gate;
pub mod ladder;
pub mod limits;
mod matter;
pub mod propose;
mod said;
pub mod shelf;
pub mod template;
pub mod token;
mod values;
pub mod wording;

pub use draft::{Draft, Drafted, Refused, draft};
pub use gate::{Gate, Missing};
pub use template::{Is, Template, Templates};
