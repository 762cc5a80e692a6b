//! What the tests of this crate share.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use rand_core::{TryCryptoRng, TryRng};
use tempfile::TempDir;
use tower::ServiceExt;
use vault::{Cost, Place};

use crate::lawbook::Shipped;
use crate::limits::MAX_DRAINED;
use crate::{App, Clock, Lang, Setup, router};

/// The address every test desk believes to have.
pub const HOST: &str = "127.0.0.1:4711";

/// What opens the vault of [`Desk::opened`].
pub const PASSPHRASE: &str = "kettle marble orchard winter pigeon lantern";

/// A clock that stands still.
pub struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        "2023-09-05T12:00:00Z".parse().expect("a moment")
    }
    fn today(&self) -> Date {
        date(2023, 9, 5)
    }
    fn local(&self, at: Timestamp) -> DateTime {
        jiff::tz::TimeZone::UTC.to_datetime(at)
    }
}

/// A desk without a vault, its folder, and how often it was locked.
pub struct Desk {
    pub app: App,
    pub locked: Arc<AtomicUsize>,
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self::with_pack(law::Pack::load(Vec::<(String, String)>::new()).expect("an empty pack"))
    }

    /// A desk without a vault that counts with this law.
    pub fn with_pack(pack: law::Pack) -> Self {
        Self::with_law(Shipped { pack: Arc::new(pack), own: Default::default() })
    }

    /// The same with files of the organisation's own.
    pub fn with_law(law: Shipped) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let locked = Arc::new(AtomicUsize::new(0));
        let count = locked.clone();
        let draws = AtomicUsize::new(0);
        let app = App::new(Setup {
            place: Place::new(folder.path().join("vault")),
            law,
            clock: Arc::new(Still),
            random: Arc::new(move || {
                let draw = draws.fetch_add(1, Ordering::SeqCst) as u64;
                Box::new(Counting(draw << 32))
            }),
            address: HOST.parse().expect("an address"),
            lang: Lang::default(),
            lock: Arc::new(move || {
                count.fetch_add(1, Ordering::SeqCst);
            }),
            keep: Arc::new(|_| {}),
            cost: Cost::FLOOR,
            vault: None,
            handover: None,
            hints: Vec::new(),
            demo: false,
        });
        Self { app, locked, folder }
    }

    /// A desk with an open vault of its own, one passphrase for both, and these records in it.
    pub fn opened(records: Vec<casework::Record>) -> Self {
        Self::new().holding(records)
    }

    /// The same desk with an open vault of its own, one passphrase for both, and these records in it.
    pub fn holding(self, records: Vec<casework::Record>) -> Self {
        let desk = self;
        let new = vault::NewVault {
            passphrase: vault::Secret::new(PASSPHRASE.to_owned()),
            identity_passphrase: None,
            cost: Cost::FLOOR,
        };
        let made = vault::Vault::create(desk.app.place(), &new, desk.app.rng(), Still.now());
        let (mut vault, _) = made.expect("a vault");
        vault.put(records, Still.now()).expect("records");
        desk.app.opened(vault, Vec::new());
        desk
    }

    /// Where a record is, by its handle: `desk.entity("p1")`.
    pub async fn entity(&self, handle: &'static str) -> String {
        let found = self.app.with_vault(move |vault| Ok(vault.get(handle)?)).await;
        found.expect("an open vault").expect("a record").entity.to_string()
    }

    /// All records of a kind, oldest first.
    pub async fn all(&self, kind: casework::Kind) -> Vec<casework::Record> {
        let found = self.app.with_vault(move |vault| Ok(vault.all(kind)?)).await;
        found.expect("an open vault").into_iter().map(|stored| stored.record).collect()
    }

    /// The names inside the vault of all records of a kind, oldest first.
    pub async fn all_entities(&self, kind: casework::Kind) -> Vec<String> {
        let found = self.app.with_vault(move |vault| Ok(vault.all(kind)?)).await;
        found.expect("an open vault").into_iter().map(|stored| stored.entity.to_string()).collect()
    }

    /// Puts something into the folder that looks like a vault, so that the desk is locked.
    pub fn locked_up(self) -> Self {
        let dir = self.folder.path().join("vault");
        std::fs::create_dir_all(&dir).expect("a folder");
        std::fs::write(dir.join("vault.db"), b"sealed").expect("a file");
        self
    }

    /// The cookie line of the browser that spent the start code.
    pub fn cookie(&self) -> String {
        self.app.session().cookie().split(';').next().expect("a pair").to_owned()
    }

    pub fn token(&self, path: &str) -> String {
        self.app.session().token(&mut *self.app.rng(), path)
    }

    /// A request as our own browser sends it.
    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header(header::COOKIE, self.cookie())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await
    }

    /// Posts a form with its token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token(path);
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("_token", &token).extend_pairs(fields);
        self.send(self.request("POST", path).body(Body::from(body.finish())).expect("a request"))
            .await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        Answer::of(router(self.app.clone()), request).await
    }
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub async fn of(router: Router, request: Request<Body>) -> Self {
        let Ok(response) = router.oneshot(request).await;
        Self::read(response).await
    }

    async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, MAX_DRAINED).await.expect("a body");
        Self {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).expect("text"),
        }
    }

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default()
    }
}

/// A generator that counts: every draw differs, every run is the same.
#[derive(Default)]
pub struct Counting(u64);

impl TryRng for Counting {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::try_from(self.try_next_u64()? & 0xffff_ffff).expect("masked"))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 += 1;
        Ok(self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        for chunk in dst.chunks_mut(8) {
            let bytes = self.try_next_u64()?.to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
        Ok(())
    }
}
impl TryCryptoRng for Counting {}

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    /// One of these.
    pub fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let end = u64::try_from(of.len()).expect("few");
        of[usize::try_from(self.below(end)).expect("below a length")]
    }
}
