//! Every limit of the desk, named.

/// Largest form that is taken, in bytes as sent. A Cyrillic letter is sent as six, so this is 1.4 million of them.
pub const MAX_FORM: usize = 8 * 1024 * 1024;

/// Largest form that is taken from somebody without a session: a start link and little more.
pub const MAX_FORM_OF_ANYBODY: usize = 4 * 1024;

/// Largest form that is still read to be given back on the page that says it was too long.
pub const MAX_GIVEN_BACK: usize = 40 * 1024 * 1024;

/// Largest form that is read (and thrown away) so that the browser can show our answer at all.
pub const MAX_DRAINED: usize = 64 * 1024 * 1024;

/// Most fields in one form.
pub const MAX_FIELDS: usize = 2_000;

/// Seconds a start link works.
pub const START_SECONDS: i64 = 30;

/// Forms that were sent and must not be sent again; the oldest are forgotten first.
pub const MAX_SPENT: usize = 4_096;

/// Minutes without an act after which the desk locks itself, unless the person chose otherwise.
pub const IDLE_MINUTES: u16 = 10;

/// Least and most idle minutes that can be chosen.
pub const IDLE_RANGE: std::ops::RangeInclusive<u16> = 1..=60;

/// Milliseconds between the answer to "lock" and the end of this process, so that the answer arrives.
pub const LOCK_DELAY_MS: u64 = 250;

/// Seconds between two looks at the idle clock.
pub const IDLE_LOOK_SECONDS: u64 = 5;

/// Longest passphrase, in bytes.
pub const MAX_PASSPHRASE: usize = 1_024;

/// Longest draft, in bytes as kept.
pub const MAX_DRAFT: usize = 4 * 1024 * 1024;

/// Most rows of one list on the page of today; the rest stands on pages of its own.
pub const MAX_TODAY: usize = 50;

/// Clusters of records that are counted while a page waits for them: a tenth of a second.
pub const AGENDA_FIRST: usize = 250;

/// Clusters that are counted in one go behind the pages.
pub const AGENDA_PORTION: usize = 40;

/// Milliseconds between two such goes, so that a page that waits gets in.
pub const AGENDA_PAUSE_MS: u64 = 2;

/// Numbers of records that are fetched at once on the walk over all of them.
pub const AGENDA_PAGE: usize = 512;

/// Most clusters that stay opened for the pages that show them.
pub const MAX_OPEN: usize = 600;

/// Cases on one page of the list.
pub const MAX_CASES: usize = 50;

/// The longest signed pack of law that is read, in bytes.
pub const MAX_LAW_PACK: usize = 8 * 1024 * 1024;

/// Most records that a search shows.
pub const MAX_FOUND: usize = 50;

/// Most records that the page of one case opens.
pub const MAX_NEIGHBOURS: usize = 2_000;

/// Most records that one field of a form offers to choose from.
pub const MAX_CHOICES: usize = 300;

/// Connections that are served at one time; a browser opens six.
pub const MAX_CONNECTIONS: usize = 128;

/// Connections that are looked at in one go, so that the kernel's table is read once for all of them.
pub const MAX_AT_THE_DOOR: usize = 256;

/// Seconds a request may take from its first byte to the end of its head.
pub const HEAD_SECONDS: u64 = 10;

/// Seconds a connection is kept on which nothing was ever said.
pub const UNUSED_SECONDS: u64 = 60;

/// Days for which a calendar file goes on saying that an entry of an earlier one is cancelled.
pub const CALENDAR_CANCELLED_DAYS: i32 = 400;

/// Clusters that are taken for seen in one go, so that other pages get in between.
pub const SEEN_PORTION: usize = 200;
