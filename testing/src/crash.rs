//! A disk that tells every step, and everything that may become of a disk when the power goes or a step fails.
//!
//! A workflow runs once on a recording disk: SQLite's files by way of a thin file system, the vault's own by way of
//! `vault::Disk`, both into one ordered trace. Out of the trace come images of the disk: as a killed program leaves it
//! (every step so far), and as a power cut may leave it (what was not synced is lost, torn or stands before what came
//! earlier). Each image is laid down and opened, and what has to hold is looked at. The same disk refuses single steps.
//!
//! Deliberately absent: a disk that breaks what it has acknowledged (that is damage, and backups are for it), and the
//! memory that SQLite's readers share, which no power cut leaves behind and which is made anew at the first opening.

mod chance;
mod disk;
mod ground;
mod image;
mod judge;
mod recorder;
mod recording;
mod step;
mod story;
mod sweep;
mod vfs;
mod workflow;

pub use chance::Chance;
pub use disk::RecordingDisk;
pub use ground::{Cut, Ground, Lie};
pub use image::Image;
pub use recorder::{Fault, Plan, Recorder};
pub use recording::Recording;
pub use step::{FileId, Step};
pub use story::{Base, NEXT_PASSPHRASE, PASSPHRASE, at, content, person, randomness, typed};
pub use sweep::{Figures, every_plan, faults, fills, power_cuts, prefixes, second_cuts};
pub use workflow::{ALL, Workflow};
