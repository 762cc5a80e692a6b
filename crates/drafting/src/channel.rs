//! How a letter may go to an addressee, the safe default first.
//!
//! Since 30 March 2025 a plain e-mail to a Russian state body no longer counts as an appeal, and the ways that do count
//! electronically tie the sender to an account of the state portal. Deliberately absent: addresses of offices, which nobody
//! checked, and sending anything.

use jiff::civil::{Date, date};

/// The first day on which a plain e-mail to a Russian state body starts no clock: article 4(1) of 59-FZ as amended by 547-FZ of
/// 28 December 2024, as the rule `ru.59.echannel` has it from secondary sources.
pub const NO_PLAIN_EMAIL_FROM: Date = date(2025, 3, 30);

/// What is left in the sender's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The receipt of the post office, with a stamped list of contents.
    ContentsAndReceipt,
    /// A copy the office stamped on the day.
    StampedCopy,
    /// A number, or a confirmation on a screen.
    Number,
    /// Only what the sender kept.
    SentCopy,
}

impl Proof {
    /// Every proof there is.
    pub const ALL: [Proof; 4] =
        [Proof::ContentsAndReceipt, Proof::StampedCopy, Proof::Number, Proof::SentCopy];

    /// Its code, as messages have it.
    pub const fn code(self) -> &'static str {
        match self {
            Proof::ContentsAndReceipt => "contents_and_receipt",
            Proof::StampedCopy => "stamped_copy",
            Proof::Number => "number",
            Proof::SentCopy => "sent_copy",
        }
    }
}

/// One way a letter may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channel {
    /// A code of `complaint_channel`.
    pub code: &'static str,
    /// What proves later that it went.
    pub proof: Proof,
    /// Whether what goes this way on the day asked counts as made, so that the clocks of the law can run. Nobody verified the
    /// rules; where none was read it is `false`.
    pub starts_clock: bool,
    /// Whether it ties the sender to an account that a state keeps.
    pub ties_account: bool,
}

/// The channels to an addressee, a code of `authority`, for a letter that goes on that day.
///
/// - Offices of the Russian state: paper leaves a trace of our own, and whoever represents the person need not bring them to the
///   door of an office; so it stands first (`ru.59.echannel`, its note on safety). The portal counts and identifies the sender.
///   A plain e-mail comes last.
/// - A court: paper only. Its electronic ways were not read.
/// - Bodies of the United Nations take e-mail and forms on their own site, which ask for no account of a state: the Working Group
///   on Arbitrary Detention prefers e-mail (its page on complaints), special procedures a questionnaire (a guide of ISHR),
///   treaty bodies a form that is sent signed (their guidance note). Believed current, not checked against the sites. No rule of
///   the pack has a clock that asks how it was sent.
/// - A consulate of a home state: no law about its answers was read, so nothing starts a clock.
/// - Anybody else: paper, with no word about clocks.
pub fn channels(to_kind: &str, on: Date) -> Vec<Channel> {
    match to_kind {
        "interior_ministry"
        | "migration_department"
        | "defence_ministry"
        | "enlistment_office"
        | "prosecutor"
        | "military_prosecutor"
        | "regional_commissioner"
        | "federal_commissioner" => of_state(on),
        "court" => paper(true).to_vec(),
        "hrc" | "wgad" => vec![
            channel("email", Proof::SentCopy, true),
            channel("portal", Proof::Number, true),
            channel("post", Proof::ContentsAndReceipt, true),
        ],
        "special_rapporteur" => vec![
            channel("portal", Proof::Number, true),
            channel("email", Proof::SentCopy, true),
            channel("post", Proof::ContentsAndReceipt, true),
        ],
        "consulate" => {
            let [post, represented, in_person] = paper(false);
            vec![post, represented, channel("email", Proof::SentCopy, false), in_person]
        }
        _ => paper(false).to_vec(),
    }
}

fn of_state(on: Date) -> Vec<Channel> {
    let portal = Channel { ties_account: true, ..channel("portal", Proof::Number, true) };
    let email = channel("email", Proof::SentCopy, on < NO_PLAIN_EMAIL_FROM);
    paper(true).into_iter().chain([portal, email]).collect()
}

/// By post, by whoever represents the person, and last by the person at the door.
const fn paper(starts_clock: bool) -> [Channel; 3] {
    [
        channel("post", Proof::ContentsAndReceipt, starts_clock),
        channel("representative", Proof::StampedCopy, starts_clock),
        channel("in_person", Proof::StampedCopy, starts_clock),
    ]
}

const fn channel(code: &'static str, proof: Proof, starts_clock: bool) -> Channel {
    Channel { code, proof, starts_clock, ties_account: false }
}

#[cfg(test)]
mod tests {
    use casework::vocabulary;

    use super::*;

    const DAY: Date = date(2026, 11, 27);

    fn codes(to: &str) -> Vec<&'static str> {
        channels(to, DAY).iter().map(|one| one.code).collect()
    }

    #[test]
    fn every_addressee_has_channels_of_the_vocabulary_each_once() {
        for term in vocabulary::terms("authority") {
            let codes = codes(&term.code);
            assert!(codes.len() >= 3, "{}", term.code);
            for code in &codes {
                assert!(vocabulary::terms("complaint_channel").iter().any(|it| it.code == *code));
                assert_eq!(codes.iter().filter(|one| *one == code).count(), 1);
            }
        }
    }

    #[test]
    fn the_default_towards_a_state_is_paper_that_counts_and_ties_nobody() {
        for to in ["prosecutor", "interior_ministry", "federal_commissioner", "court"] {
            let first = channels(to, DAY)[0];
            assert_eq!((first.code, first.proof), ("post", Proof::ContentsAndReceipt), "{to}");
            assert!(first.starts_clock && !first.ties_account, "{to}");
        }
        assert_eq!(
            codes("prosecutor"),
            ["post", "representative", "in_person", "portal", "email"],
            "the account and the mail that counts for nothing come last"
        );
    }

    #[test]
    fn a_plain_mail_to_a_state_starts_no_clock_since_that_day() {
        let counts = |to, on| {
            let email = channels(to, on).into_iter().find(|one| one.code == "email");
            email.map(|one| one.starts_clock)
        };
        assert_eq!(counts("prosecutor", date(2025, 3, 29)), Some(true));
        assert_eq!(counts("prosecutor", date(2025, 3, 30)), Some(false));
        assert_eq!(counts("court", date(2025, 3, 30)), None);
        assert_eq!(counts("wgad", DAY), Some(true));
        assert_eq!(counts("consulate", date(2020, 1, 1)), Some(false));
    }

    #[test]
    fn only_the_state_portal_ties_an_account() {
        let tied = |to| channels(to, DAY).iter().filter(|one| one.ties_account).count();
        assert_eq!((tied("prosecutor"), tied("hrc"), tied("court")), (1, 0, 0));
    }
}
