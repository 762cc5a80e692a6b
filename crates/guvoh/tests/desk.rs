//! The desk as a process: its first line, its lock, its end, and what it leaves behind.

#![cfg(unix)]

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use common::desk::{INSIDE, desk, image, soon};
use testing::desk::{Desk, token_for};
use testing::program::{Bench, PASSPHRASE};

#[test]
fn a_desk_serves_one_browser_and_ends_cleanly() {
    let bench = common::five_accounts();
    let mut desk = desk(&bench).enter();
    assert!(desk.get(INSIDE).starts_with("HTTP/1.1 200"), "{}", desk.get(INSIDE));
    let cookie = std::mem::take(&mut desk.cookie);
    assert!(!desk.get(INSIDE).starts_with("HTTP/1.1 200"), "a second browser is a stranger");
    desk.cookie = cookie;
    let limits = format!("/proc/{}/limits", desk.child.id());
    let limits = fs::read_to_string(limits).expect("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size"));
    let core: Vec<&str> = core.expect("a limit").split_whitespace().collect();
    assert_eq!(core[4..6], ["0", "0"], "no core file can be written");

    // While it is open, what writes says so and what reads works.
    for words in [&["rebuild"][..], &["backup", "x"], &["export", "x"], &["rekey"]] {
        bench.run(words).refused();
    }
    bench.json(&["due", "--as-of", "2023-09-05"]);
    assert_eq!(bench.json(&["verify"])["faults"], serde_json::json!([]));
    bench.run(&["desk", "--port", "0", "--no-open"]).refused();

    desk.signal("TERM");
    let (code, err) = desk.end();
    assert_eq!((code, err.as_str()), (Some(0), ""));
    bench.done(&["rebuild"]);
}

#[test]
fn a_lock_ends_the_image_with_the_keys_and_the_same_browser_unlocks() {
    let bench = common::five_accounts();
    let desk = desk(&bench).enter();
    let before = image(&desk);
    let page = desk.get(INSIDE);
    let answer = desk.post("/lock", &[("_token", &token_for(&page, "/lock"))]);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    soon("another image", || image(&desk) != before);
    bench.done(&["rebuild"]);

    let page = desk.get("/unlock");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let t = token_for(&page, "/unlock");
    let wrong = desk.post("/unlock", &[("_token", &t), ("passphrase", "not this one")]);
    assert!(!wrong.starts_with("HTTP/1.1 303"), "{wrong}");
    let t = token_for(&desk.get("/unlock"), "/unlock");
    let right = desk.post("/unlock", &[("_token", &t), ("passphrase", PASSPHRASE)]);
    assert!(right.starts_with("HTTP/1.1 303"), "{right}");
    assert!(desk.get(INSIDE).starts_with("HTTP/1.1 200"));

    // The terminal goes away: it locks again.
    let before = image(&desk);
    desk.signal("HUP");
    soon("another image", || image(&desk) != before);
    assert!(desk.get("/unlock").starts_with("HTTP/1.1 200"));
    desk.signal("INT");
    assert_eq!(desk.end(), (Some(0), String::new()));
}

#[test]
fn a_taken_port_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let bench = common::without_vault();
    let answer = bench.run_bare(&["desk", "--no-open", "--port", &port]);
    assert!(answer.refused().err.contains(&port));
}

/// Another program that waits at an address, answers everybody, and says what it heard.
struct Squatter {
    process: Child,
    heard: BufReader<ChildStdout>,
}

/// Perl stands wherever the program can be built.
const SQUATTER: &str = r#"
    $| = 1;
    my $door = IO::Socket::INET->new(LocalAddr => $ARGV[0], Listen => 9, ReuseAddr => 1) or die;
    print "waits\n";
    while (my $call = $door->accept) {
        my ($said, $length) = ("", 0);
        while (my $line = <$call>) {
            $said .= $line;
            $length = $1 if $line =~ /^content-length: (\d+)/i;
            last if $line eq "\r\n";
        }
        read($call, my $body, $length);
        print $said, $body, "\n.\n";
        print $call "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    }
"#;

impl Squatter {
    fn at(host: &str) -> Squatter {
        let mut perl = Command::new("perl");
        perl.args(["-MIO::Socket::INET", "-e", SQUATTER, host]).stdout(Stdio::piped());
        let mut process = perl.spawn().expect("perl");
        let mut heard = BufReader::new(process.stdout.take().expect("a pipe"));
        let mut line = String::new();
        heard.read_line(&mut line).expect("a line");
        assert_eq!(line, "waits\n", "it has the address");
        Squatter { process, heard }
    }

    /// One request, as it came.
    fn hear(&mut self) -> String {
        let mut said = String::new();
        while !said.ends_with("\n.\n") {
            assert!(self.heard.read_line(&mut said).expect("a line") > 0, "it went away: {said}");
        }
        said
    }
}

impl Drop for Squatter {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a browser kept of a desk that ended: its cookie, its start code, the tokens of a page left open.
struct Kept {
    cookie: String,
    code: String,
    token: String,
}

/// Nothing of it opens this desk: not for a stranger, and no form of the old page for its own browser.
fn opens_nothing(kept: &Kept, mut desk: Desk) -> Desk {
    let own = std::mem::replace(&mut desk.cookie, kept.cookie.clone());
    assert!(!desk.get(INSIDE).starts_with("HTTP/1.1 200"), "the old cookie");
    let lock = [("_token", kept.token.as_str())];
    assert!(desk.post("/lock", &lock).starts_with("HTTP/1.1 401"), "the old cookie and token");
    let start = desk.post("/start", &[("code", &kept.code)]);
    assert!(!start.to_lowercase().contains("set-cookie"), "the old code: {start}");
    desk.cookie = own;
    let before = image(&desk);
    assert!(desk.post("/lock", &lock).starts_with("HTTP/1.1 403"), "the old token");
    assert!(desk.get(INSIDE).starts_with("HTTP/1.1 200"));
    assert_eq!(image(&desk), before, "it was not locked");
    desk
}

#[test]
fn who_takes_the_port_of_a_desk_that_ended_gets_nothing_that_opens_the_next() {
    let bench = common::empty_vault();
    let mut old = desk(&bench);
    let start = old.post("/start", &[("code", &old.code)]);
    let cookie =
        start.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    let parts: Vec<&str> = cookie.split("; ").collect();
    // No domain: it goes back to this host alone. No age: it ends with the browser.
    assert_eq!(parts[1..], ["Path=/", "HttpOnly", "SameSite=Strict"], "{cookie}");
    old.cookie = parts[0].to_owned();
    let token = token_for(&old.get(INSIDE), "/lock");
    let kept = Kept { cookie: old.cookie.clone(), code: old.code.clone(), token };
    let host = old.host.clone();
    let port = host.rsplit(':').next().expect("a port").to_owned();
    old.signal("TERM");
    assert_eq!(old.end(), (Some(0), String::new()));

    let mut squatter = Squatter::at(&host);
    // Browsers tell hosts apart, not ports: the squatter is sent the cookie, and of the start link what stands before #.
    let mut stream = TcpStream::connect(&host).expect("a connection");
    write!(stream, "GET /start HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n\r\n", kept.cookie)
        .expect("a request");
    let heard = squatter.hear();
    assert!(heard.contains(&kept.cookie), "{heard}");

    let answer = bench.run(&["desk", "--no-open", "--port", &port]);
    assert!(answer.refused().err.contains(&port), "{answer:?}");
    let elsewhere = opens_nothing(&kept, desk(&bench).enter());
    elsewhere.signal("TERM");
    elsewhere.end();
    drop(squatter);
    let again = bench.command(&["desk", "--no-open", "--port", &port]);
    let again = opens_nothing(&kept, Desk::start(&mut { again }).enter());
    assert_eq!(again.host, host);
    again.signal("TERM");
    again.end();
}

/// So that a desk that does not lock ends the test too.
const TRIES_MAX: u32 = 10_000_000;

#[test]
fn nobody_gets_the_address_while_a_desk_locks() {
    let bench = common::empty_vault();
    let desk = desk(&bench).enter();
    let host = desk.host.clone();
    let locked = AtomicBool::new(false);
    let (tries, got) = thread::scope(|scope| {
        let squatter = scope.spawn(|| {
            let (mut tries, mut got) = (0_u32, false);
            while !locked.load(Ordering::Relaxed) && !got && tries < TRIES_MAX {
                got = TcpListener::bind(&host).is_ok();
                tries += 1;
            }
            (tries, got)
        });
        let before = image(&desk);
        desk.post("/lock", &[("_token", &token_for(&desk.get(INSIDE), "/lock"))]);
        soon("another image", || image(&desk) != before);
        assert!(desk.get("/unlock").starts_with("HTTP/1.1 200"));
        locked.store(true, Ordering::Relaxed);
        squatter.join().expect("an end")
    });
    assert!(!got && tries > 100, "{tries} tries");
    desk.signal("TERM");
    desk.end();
    TcpListener::bind(&host).expect("free once the desk has ended");
}

/// Folders that a demonstration keeps in memory.
fn folders() -> Vec<PathBuf> {
    let bases = [PathBuf::from("/dev/shm"), std::env::temp_dir()];
    let entries = bases.iter().filter_map(|base| fs::read_dir(base).ok()).flatten().flatten();
    let ours = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("guvoh-"))
    };
    entries.map(|entry| entry.path()).filter(ours).collect()
}

/// The demonstration of this test, told from others by its process's open files.
fn folder_of(desk: &Desk) -> PathBuf {
    let open = fs::read_dir(format!("/proc/{}/fd", desk.child.id())).expect("open files");
    let files = open.flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
    let mut alive = files.filter(|file| file.ends_with("alive"));
    alive.next().expect("a lock file").parent().expect("a folder").to_owned()
}

fn demo() -> (Bench, Desk) {
    let bench = common::without_vault();
    let desk = Desk::start(&mut bench.bare(&["demo", "--port", "0", "--no-open"]));
    (bench, desk.enter())
}

#[test]
fn a_demonstration_is_gone_at_its_end_and_after_a_crash() {
    for signal in ["TERM", "KILL"] {
        let (bench, desk) = demo();
        let folder = folder_of(&desk);
        assert!(folders().contains(&folder));
        assert!(desk.get(INSIDE).starts_with("HTTP/1.1 200"));
        desk.signal(signal);
        soon("the folder is gone", || !folder.exists());
        assert!(!bench.vault().exists(), "a demonstration touches no vault");
        desk.end();
    }
}

#[test]
fn a_locked_demonstration_shows_its_passphrase_and_still_goes() {
    let (_bench, desk) = demo();
    let folder = folder_of(&desk);
    let before = image(&desk);
    desk.post("/lock", &[("_token", &token_for(&desk.get(INSIDE), "/lock"))]);
    soon("another image", || image(&desk) != before);
    assert!(desk.get("/unlock").contains("five invented accounts"));
    assert_eq!(folder_of(&desk), folder);
    desk.signal("KILL");
    soon("the folder is gone", || !folder.exists());
    desk.end();
}

/// Another user of this machine.
const NOBODY: u32 = 65_534;
/// How much longer an answer may take while a crowd asks; a queue behind the crowd would take a minute.
const PATIENCE: Duration = Duration::from_secs(5);

/// A user of this machine who knows cookie and address and asks so often.
fn asked_by(user: u32, desk: &Desk, times: u32) -> Child {
    let (host, port) = desk.host.split_once(':').expect("a port");
    let ask = format!(
        "GET {INSIDE} HTTP/1.1\\r\\nHost: {host}:{port}\\r\\nCookie: {}\\r\\nConnection: close\\r\\n\\r\\n",
        desk.cookie
    );
    let once = format!("exec 3<>/dev/tcp/{host}/{port} && printf '{ask}' >&3 && cat <&3");
    let script = format!("for n in $(seq {times}); do ( {once} ) 2>/dev/null; done");
    let mut shell = Command::new("setpriv");
    shell.arg(format!("--reuid={user}")).args(["--clear-groups", "bash", "-c", &script]);
    shell.stdout(Stdio::piped()).spawn().expect("another user")
}

/// How long a page takes.
#[expect(clippy::disallowed_methods, reason = "a test looks how long somebody waits")]
fn waited(desk: &Desk) -> Duration {
    let asked = Instant::now();
    assert!(desk.get(INSIDE).starts_with("HTTP/1.1 200"));
    asked.elapsed()
}

#[test]
#[ignore = "needs the administrator's rights; `cargo xtask test` runs this where it has them"]
fn another_user_of_the_machine_gets_nothing_and_slows_nobody() {
    let (_bench, desk) = demo();
    let said = |child: Child| child.wait_with_output().expect("an end").stdout;
    assert!(said(asked_by(0, &desk, 1)).starts_with(b"HTTP/1.1 200"));
    assert_eq!(said(asked_by(NOBODY, &desk, 1)), b"");
    let alone = waited(&desk);
    let crowd: Vec<Child> = (0..8).map(|_| asked_by(NOBODY, &desk, 200)).collect();
    let slowest = (0..50).map(|_| waited(&desk)).max().expect("fifty answers");
    for child in crowd {
        assert_eq!(said(child), b"");
    }
    assert!(slowest < alone + PATIENCE, "{slowest:?}, alone {alone:?}");
    desk.signal("TERM");
    desk.end();
}

#[test]
#[ignore = "needs a folder in memory; `cargo xtask test` runs this where the system has one"]
fn the_next_start_sweeps_what_was_left() {
    let left = PathBuf::from("/dev/shm/guvoh-0000000000000000");
    fs::create_dir(&left).expect("a folder in memory");
    fs::write(left.join("alive"), "").expect("a file");
    let (_bench, desk) = demo();
    assert!(!left.exists());
    desk.signal("TERM");
    desk.end();
}
