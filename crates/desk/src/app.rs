//! The desk's shared state: the vault when it is open, the session, the clock it was given.
//!
//! Deliberately absent: keys (the vault holds them), a wall clock, and any way to reach the network.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::{Timestamp, civil::Date};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::agenda::Agenda;
use crate::clock::Clock;
use crate::error::DeskError;
use crate::idle::Idle;
use crate::lawbook::{self, Shipped};
use crate::limits::IDLE_MINUTES;
use crate::pages::new::Making;
use crate::session::{Handover, Session};
use crate::speech::{Lang, Speech};
use law::Pack;
use vault::{Cost, Notice, Opened, Place, Vault};

/// Makes generators of randomness; only the program knows the system's.
pub type Randomness = Arc<dyn Fn() -> Box<dyn CryptoRng + Send> + Send + Sync>;

/// Asks the system to keep a key out of swap; only the program knows how.
pub type Keep = Arc<dyn Fn(&[u8; 32]) + Send + Sync>;

/// What the program gives the desk.
pub struct Setup {
    /// Where the vault is or will be.
    pub place: Place,
    /// The law the program brings; a vault may hold a later pack.
    pub law: Shipped,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Randomness,
    /// The address the listener is bound to; requests for any other host are refused.
    pub address: SocketAddr,
    /// The language to begin in.
    pub lang: Lang,
    /// Ends the process that held the keys; called after the vault is closed.
    pub lock: Arc<dyn Fn() + Send + Sync>,
    /// Asks the system to keep these bytes, a key, out of swap; they stay where they are until the vault is closed.
    pub keep: Keep,
    /// What guessing a passphrase of a new vault must cost.
    pub cost: Cost,
    /// A vault the program has opened already, and what must be told about it.
    pub vault: Option<Opened>,
    /// The session of the process this one takes over from, after a lock.
    pub handover: Option<Handover>,
    /// Sentences (Fluent ids) to show on every page, as: the browser keeps a history.
    pub hints: Vec<&'static str>,
    /// A throw-away vault of invented people.
    pub demo: bool,
}

/// The desk. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    place: Place,
    shipped: Shipped,
    pack: RwLock<Arc<Pack>>,
    law_trouble: AtomicBool,
    clock: Arc<dyn Clock>,
    random: Randomness,
    address: SocketAddr,
    session: Session,
    lock: Arc<dyn Fn() + Send + Sync>,
    keep: Keep,
    hints: Vec<&'static str>,
    demo: bool,
    cost: Cost,
    vault: Mutex<Option<Vault>>,
    open: AtomicBool,
    lang: Mutex<Lang>,
    idle_minutes: AtomicU16,
    idle: Mutex<Idle>,
    notices: Mutex<Vec<Notice>>,
    making: Mutex<Option<Making>>,
    agenda: Mutex<Agenda>,
    counting: AtomicBool,
}

/// What the desk can do right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// There is no vault yet.
    New,
    /// There is one, and it is locked.
    Locked,
    /// It is open.
    Open,
}

impl App {
    /// Builds the desk from what the program gives it.
    pub fn new(setup: Setup) -> Self {
        let pass = setup.handover.unwrap_or_else(|| Handover::fresh(&mut *(setup.random)()));
        let idle = Idle::begin(setup.clock.now());
        let app = Self(Arc::new(Inner {
            place: setup.place,
            pack: RwLock::new(setup.law.alone().unwrap_or_else(|_| setup.law.pack.clone())),
            shipped: setup.law,
            law_trouble: AtomicBool::new(false),
            clock: setup.clock,
            random: setup.random,
            address: setup.address,
            session: Session::new(pass),
            lock: setup.lock,
            keep: setup.keep,
            hints: setup.hints,
            demo: setup.demo,
            cost: setup.cost,
            vault: Mutex::default(),
            open: AtomicBool::new(false),
            lang: Mutex::new(setup.lang),
            idle_minutes: AtomicU16::new(IDLE_MINUTES),
            idle: Mutex::new(idle),
            notices: Mutex::default(),
            making: Mutex::default(),
            agenda: Mutex::default(),
            counting: AtomicBool::new(false),
        }));
        if let Some(Opened { vault, notices }) = setup.vault {
            app.opened(vault, notices);
        }
        app
    }

    /// A new start code for `http://ADDRESS/start#CODE`; it works once, for [`crate::limits::START_SECONDS`].
    pub fn new_start(&self) -> Zeroizing<String> {
        self.0.session.new_start(&mut *self.rng(), self.now())
    }

    /// What the next process needs to know this browser again after a lock.
    pub fn handover(&self) -> Handover {
        self.0.session.handover()
    }

    /// Where the vault is or will be.
    pub fn place(&self) -> &Place {
        &self.0.place
    }

    /// The law the desk counts with.
    pub fn pack(&self) -> Arc<Pack> {
        self.0.pack.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The law the program brought.
    pub fn shipped(&self) -> &Shipped {
        &self.0.shipped
    }

    /// Counts with the law that this vault holds from now on. What was counted before is counted again.
    pub(crate) fn take_law(&self, vault: &Vault) {
        let found = lawbook::in_use(&self.0.shipped, vault);
        self.0.law_trouble.store(found.is_err(), Ordering::Release);
        // Own files that do not fit are left aside alone: a later pack and what was verified still count.
        let without = || {
            let shipped = Shipped { own: Default::default(), ..self.0.shipped.clone() };
            lawbook::in_use(&shipped, vault).unwrap_or_else(|_| self.0.shipped.pack.clone())
        };
        let pack = found.unwrap_or_else(|_| without());
        *self.0.pack.write().unwrap_or_else(PoisonError::into_inner) = pack;
        *self.agenda() = Agenda::default();
    }

    /// The clock, as the program told it.
    pub fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Today where the defender is.
    pub fn today(&self) -> Date {
        self.0.clock.today()
    }

    /// A generator of randomness.
    pub fn rng(&self) -> Box<dyn CryptoRng + Send> {
        (self.0.random)()
    }

    /// The voice of the chosen language.
    pub fn speech(&self) -> Speech {
        Speech::new(*lock(&self.0.lang))
    }

    /// What guessing a new passphrase must cost.
    pub fn cost(&self) -> Cost {
        self.0.cost
    }

    /// Whether this is a throw-away vault of invented people.
    pub fn demo(&self) -> bool {
        self.0.demo
    }

    /// What the desk can do right now.
    pub fn phase(&self) -> Phase {
        if self.0.open.load(Ordering::Acquire) {
            Phase::Open
        } else if self.0.place.is_taken() {
            Phase::Locked
        } else {
            Phase::New
        }
    }

    /// Minutes without an act after which the desk locks itself.
    pub fn idle_minutes(&self) -> u16 {
        self.0.idle_minutes.load(Ordering::Relaxed)
    }

    /// Works with the open vault, on a thread that may wait for the disk.
    ///
    /// # Errors
    /// [`DeskError::Locked`] if no vault is open; whatever the work gives. If the work panics the vault is dropped and
    /// must be unlocked again: what it held in memory is not to be trusted.
    pub async fn with_vault<T, F>(&self, work: F) -> Result<T, DeskError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Vault) -> Result<T, DeskError> + Send + 'static,
    {
        let app = self.clone();
        self.aside(move || match lock(&app.0.vault).as_mut() {
            Some(vault) => work(vault).inspect_err(|error| {
                if let DeskError::Said(told) = error {
                    vault.look_again(told);
                }
            }),
            None => Err(DeskError::Locked),
        })
        .await
    }

    /// Does slow work (disk, key derivation) on a thread that may wait.
    ///
    /// # Errors
    /// Whatever the work gives; [`DeskError::Broken`] if it panics.
    pub async fn aside<T, F>(&self, work: F) -> Result<T, DeskError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, DeskError> + Send + 'static,
    {
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => done,
            Err(_) => {
                self.drop_broken();
                Err(DeskError::Broken)
            }
        }
    }

    /// Locks: closes the vault cleanly (log and head files), then ends this process through the hook.
    ///
    /// For signals and suspend; it returns only if the hook does.
    pub fn lock_now(&self) {
        self.close_vault();
        (self.0.lock)();
    }

    pub(crate) fn session(&self) -> &Session {
        &self.0.session
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.0.address
    }

    pub(crate) fn hints(&self) -> impl Iterator<Item = &'static str> {
        let trouble = self.0.law_trouble.load(Ordering::Acquire);
        let trouble = trouble.then_some(lawbook::OWN_TROUBLE);
        self.0.hints.iter().copied().chain(trouble)
    }

    pub(crate) fn notices(&self) -> Vec<Notice> {
        lock(&self.0.notices).clone()
    }

    pub(crate) fn making(&self) -> MutexGuard<'_, Option<Making>> {
        lock(&self.0.making)
    }

    /// What is kept of today. Taken only while the vault is held, so that both are of one state.
    pub(crate) fn agenda(&self) -> MutexGuard<'_, Agenda> {
        lock(&self.0.agenda)
    }

    /// Whether the agenda is being counted behind the pages.
    pub(crate) fn counting(&self) -> &AtomicBool {
        &self.0.counting
    }

    pub(crate) fn idle(&self) -> MutexGuard<'_, Idle> {
        lock(&self.0.idle)
    }

    pub(crate) fn set_lang(&self, lang: Lang) {
        *lock(&self.0.lang) = lang;
    }

    pub(crate) fn set_idle_minutes(&self, minutes: u16) {
        self.0.idle_minutes.store(minutes, Ordering::Relaxed);
    }

    /// Takes an opened vault, with its settings and what it wants to be said on every page.
    pub(crate) fn opened(&self, vault: Vault, notices: Vec<Notice>) {
        crate::settings::adopt(self, &vault);
        self.take_law(&vault);
        *lock(&self.0.notices) = notices;
        // In its place first: from here it is not moved any more.
        lock(&self.0.vault).insert(vault).key_places().for_each(&*self.0.keep);
        self.idle().touch(self.now());
        self.0.open.store(true, Ordering::Release);
    }

    /// Closes the vault, if one is open. A vault that cannot write its head files is closed all the same.
    pub(crate) fn close_vault(&self) {
        if let Some(vault) = self.forget() {
            vault.close().ok();
        }
    }

    /// Lets go of everything that came out of the vault, and gives the vault itself.
    fn forget(&self) -> Option<Vault> {
        self.0.open.store(false, Ordering::Release);
        *self.making() = None;
        *self.agenda() = Agenda::default();
        lock(&self.0.notices).clear();
        lock(&self.0.vault).take()
    }

    /// Ends this process a moment from now, so that the answer still reaches the browser.
    pub(crate) fn end_soon(&self) {
        let hook = self.0.lock.clone();
        tokio::spawn(async move {
            tokio::time::sleep(std::time::Duration::from_millis(crate::limits::LOCK_DELAY_MS))
                .await;
            hook();
        });
    }

    fn drop_broken(&self) {
        if self.0.vault.is_poisoned() {
            drop(self.forget());
            self.0.vault.clear_poison();
        }
    }
}

/// A panic elsewhere leaves these values whole: each is replaced in one step. (The vault is dropped, see `drop_broken`.)
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_vault_that_broke_leaves_nothing_opened_behind() {
        let desk = crate::five_accounts::desk();
        crate::agenda::ask(&desk.app, |_, _| Ok(())).await.expect("an open vault");
        assert!(!desk.app.agenda().is_empty(), "what was counted is kept");
        let broken: Result<(), _> = desk.app.with_vault(|_| panic!("on purpose")).await;
        assert!(matches!(broken, Err(DeskError::Broken)));
        assert_eq!(desk.app.phase(), Phase::Locked);
        assert!(desk.app.agenda().is_empty());
        let again = desk.app.with_vault(|_| Ok(())).await;
        assert!(matches!(again, Err(DeskError::Locked)));
    }
}
