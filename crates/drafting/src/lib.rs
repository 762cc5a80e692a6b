//! Which letter says what: a complaint, an appeal or a request, drafted from records, and whether it may leave at all.
//!
//! Pure: records, law, a day and a template in; parts of a letter out, each with the records it stands on. A draft states no
//! more than the records do: its facts are built from them, sentence by sentence, and what nobody verified is said as somebody's
//! reading. Names are not in a draft: where one belongs stands a [`token`], filled only in the file that leaves.
//!
//! Deliberately absent: how a letter looks (`letters`), where it is kept (`vault`), and sending anything.

pub mod at_home;
pub mod channel;
pub mod draft;
pub mod exhausted;
pub mod gate;
pub mod ladder;
pub mod limits;
mod matter;
pub mod propose;
mod said;
pub mod shelf;
pub mod tells;
pub mod template;
pub mod token;
mod values;
mod whose;
pub mod wording;

pub use at_home::self_incrimination;
pub use channel::{Channel, channels};
pub use draft::{Draft, Drafted, Refused, draft};
pub use gate::{Gate, Missing};
pub use tells::{TOLD, Told, tells};
pub use template::{Is, Template, Templates};
