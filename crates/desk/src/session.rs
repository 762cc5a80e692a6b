//! Who may speak to this desk: the one browser that spent the start code.
//!
//! A program of another user, or another program of this one, can reach 127.0.0.1 too. So a code that
//! works once and for 30 seconds is handed to one browser; it gets a cookie whose name and value are new
//! in every run, and each form carries a token bound to that cookie and to the address it is sent to.
//!
//! Deliberately absent: users. Whoever holds the passphrase is the defender.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use jiff::Timestamp;
use rand_core::CryptoRng;
use seal::MacKey;
use zeroize::Zeroizing;

use crate::limits::{MAX_SPENT, START_SECONDS};

/// Length of a nonce, in hexadecimal digits.
pub(crate) const NONCE_HEX: usize = 32;

/// The cookie and the form key of this run.
///
/// They guard requests, not records: after a lock the new process gets them back, so that the same
/// browser may unlock again without a new start code.
pub struct Session {
    pass: Handover,
    start: Mutex<Option<Start>>,
    spent: Mutex<Spent>,
}

/// What a locked desk hands to the process that takes its place. It opens nothing that is sealed.
#[derive(Clone)]
pub struct Handover {
    /// Name of the cookie, new in every run.
    pub name: String,
    /// Value of the cookie.
    pub value: Zeroizing<String>,
    /// Key of the form tokens.
    pub forms: Zeroizing<[u8; 32]>,
}

struct Start {
    code: Zeroizing<String>,
    until: Timestamp,
}

#[derive(Default)]
struct Spent {
    known: HashSet<String>,
    order: VecDeque<String>,
}

impl Handover {
    /// A new cookie and form key.
    pub fn fresh(rng: &mut dyn CryptoRng) -> Self {
        let mut forms = Zeroizing::new([0; 32]);
        rng.fill_bytes(forms.as_mut());
        Self {
            name: format!("guvoh-{}", HEXLOWER.encode(&random::<8>(rng))),
            value: Zeroizing::new(HEXLOWER.encode(&random::<32>(rng))),
            forms,
        }
    }

    /// One line for a pipe to the next process.
    pub fn to_line(&self) -> Zeroizing<String> {
        let forms = Zeroizing::new(HEXLOWER.encode(self.forms.as_ref()));
        Zeroizing::new(format!("{} {} {}", self.name, *self.value, *forms))
    }

    /// Reads what [`Handover::to_line`] wrote.
    pub fn from_line(line: &str) -> Option<Self> {
        let mut parts = line.split_whitespace();
        let (name, value, forms) = (parts.next()?, parts.next()?, parts.next()?);
        let forms = HEXLOWER.decode(forms.as_bytes()).ok()?.try_into().ok()?;
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (plain(name) && plain(value) && value.len() == 64).then(|| Self {
            name: name.to_owned(),
            value: Zeroizing::new(value.to_owned()),
            forms: Zeroizing::new(forms),
        })
    }
}

impl Session {
    /// A session nobody has entered yet, or the one an earlier process handed over.
    pub fn new(pass: Handover) -> Self {
        Self { pass, start: Mutex::default(), spent: Mutex::default() }
    }

    /// What the next process needs to know this browser again.
    pub fn handover(&self) -> Handover {
        self.pass.clone()
    }

    /// A new start code; an earlier one stops working.
    pub fn new_start(&self, rng: &mut dyn CryptoRng, now: Timestamp) -> Zeroizing<String> {
        let code = Zeroizing::new(BASE32_NOPAD.encode(&random::<20>(rng)).to_ascii_lowercase());
        let until = now + jiff::SignedDuration::from_secs(START_SECONDS);
        *self.start.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Start { code: code.clone(), until });
        code
    }

    /// Spends the start code: true once, for the right code, in time. A pasted link works as well.
    pub fn spend_start(&self, typed: &str, now: Timestamp) -> bool {
        let typed = typed.rsplit('#').next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut start = self.start.lock().unwrap_or_else(PoisonError::into_inner);
        let right = start.as_ref().is_some_and(|s| now <= s.until && same(&s.code, &typed));
        if right {
            *start = None;
        }
        right
    }

    /// The `Set-Cookie` line of this run.
    pub fn cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.pass.name, *self.pass.value)
    }

    /// Whether one of the `Cookie` lines carries our cookie.
    pub fn knows<'a>(&self, lines: impl IntoIterator<Item = &'a str>) -> bool {
        lines.into_iter().flat_map(|line| line.split(';')).any(|pair| {
            pair.trim().split_once('=').is_some_and(|(name, value)| {
                name == self.pass.name && same(&self.pass.value, value)
            })
        })
    }

    /// A token for one form that is sent to `path`.
    pub fn token(&self, rng: &mut dyn CryptoRng, path: &str) -> String {
        let nonce = HEXLOWER.encode(&random::<16>(rng));
        let mac = self.mac(&nonce, path);
        nonce + &mac
    }

    /// Whether the token was made by us for this path; its nonce, for forms that may be sent once.
    pub fn check(&self, token: &str, path: &str) -> Option<String> {
        let (nonce, mac) = token.split_at_checked(NONCE_HEX)?;
        same(&self.mac(nonce, path), mac).then(|| nonce.to_owned())
    }

    /// True the first time a nonce is spent.
    pub fn spend(&self, nonce: &str) -> bool {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner).add(nonce)
    }

    /// What proves to a page that the desk which made it still answers at its address.
    ///
    /// After the desk has ended another program may take its port; it does not have the key.
    pub fn proof(&self, nonce: &str) -> String {
        let key = MacKey::from_bytes(*self.pass.forms);
        HEXLOWER.encode(key.tag("guvoh here v1", nonce.as_bytes()).as_bytes())
    }

    /// A nonce for a page and the proof it will ask for.
    pub fn challenge(&self, rng: &mut dyn CryptoRng) -> (String, String) {
        let nonce = HEXLOWER.encode(&random::<16>(rng));
        let proof = self.proof(&nonce);
        (nonce, proof)
    }

    fn mac(&self, nonce: &str, path: &str) -> String {
        let text = format!("{nonce}\0{}\0{path}", *self.pass.value);
        HEXLOWER.encode(
            MacKey::from_bytes(*self.pass.forms).tag("guvoh form v1", text.as_bytes()).as_bytes(),
        )
    }
}

impl Spent {
    fn add(&mut self, nonce: &str) -> bool {
        if !self.known.insert(nonce.to_owned()) {
            return false;
        }
        self.order.push_back(nonce.to_owned());
        if self.order.len() > MAX_SPENT
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

fn random<const N: usize>(rng: &mut dyn CryptoRng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// Compares without telling by time where the texts differ.
fn same(ours: &str, theirs: &str) -> bool {
    let differ = |sum: u8, (a, b): (u8, u8)| sum | (a ^ b);
    ours.len() == theirs.len() && ours.bytes().zip(theirs.bytes()).fold(0, differ) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Counting;

    fn session() -> (Session, Counting) {
        let mut rng = Counting::default();
        (Session::new(Handover::fresh(&mut rng)), rng)
    }

    #[test]
    fn a_start_code_works_once() {
        let (session, mut rng) = session();
        let now = Timestamp::UNIX_EPOCH;
        let code = session.new_start(&mut rng, now);
        assert!(!session.spend_start("wrong", now));
        assert!(
            session
                .spend_start(&format!(" http://127.0.0.1:1/start#{} ", code.to_uppercase()), now)
        );
        assert!(!session.spend_start(&code, now));
    }

    #[test]
    fn a_start_code_ends_after_its_seconds() {
        for (seconds, works) in
            [(START_SECONDS - 1, true), (START_SECONDS, true), (START_SECONDS + 1, false)]
        {
            let (session, mut rng) = session();
            let code = session.new_start(&mut rng, Timestamp::UNIX_EPOCH);
            let later = Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_secs(seconds);
            assert_eq!(session.spend_start(&code, later), works, "{seconds}");
        }
    }

    #[test]
    fn a_token_fits_its_own_address_only() {
        let (session, mut rng) = session();
        let token = session.token(&mut rng, "/a");
        assert!(session.check(&token, "/a").is_some());
        assert!(session.check(&token, "/b").is_none());
        assert!(session.check("", "/a").is_none());
        assert!(session.check(&token.replace('0', "1"), "/a").is_none());
        assert!(session.check(&"é".repeat(40), "/a").is_none());
    }

    #[test]
    fn the_next_process_knows_tokens_and_cookie() {
        let (session, mut rng) = session();
        let token = session.token(&mut rng, "/a");
        let next =
            Session::new(Handover::from_line(&session.handover().to_line()).expect("own line"));
        assert!(next.check(&token, "/a").is_some());
        let (nonce, proof) = session.challenge(&mut rng);
        assert_eq!(next.proof(&nonce), proof);
        let stranger = Session::new(Handover::fresh(&mut rng));
        assert_ne!(stranger.proof(&nonce), proof);
        let cookie = session.cookie();
        assert!(next.knows(["other=1", cookie.split(';').next().expect("a pair")]));
        assert!(!next.knows(["guvoh-0=1"]));
        assert!(Handover::from_line("a b").is_none());
    }

    #[test]
    fn the_oldest_spent_forms_are_forgotten() {
        let mut spent = Spent::default();
        assert!(spent.add("first"));
        assert!(!spent.add("first"));
        for n in 1..MAX_SPENT {
            assert!(spent.add(&n.to_string()));
        }
        assert!(!spent.add("first"));
        assert!(spent.add("one more"));
        assert!(spent.add("first"));
    }
}
