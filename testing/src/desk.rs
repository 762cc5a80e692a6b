//! The desk as a process, and a browser without a screen that works with it.
//!
//! Deliberately absent: what a page says, and anything a page would do by script.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::process::ExitStatusExt,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};

/// What asks for a connection of its own.
const CLOSE: &str = "Connection: close\r\n";
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running desk and the one browser that entered it.
pub struct Desk {
    /// The process.
    pub child: Child,
    out: BufReader<ChildStdout>,
    /// Its address.
    pub host: String,
    /// The code of its start link.
    pub code: String,
    /// The pair that the browser sends; empty for a stranger.
    pub cookie: String,
}

impl Desk {
    /// Starts it and reads the address from its first line.
    ///
    /// # Panics
    /// Where it does not start, or says something else first.
    pub fn start(command: &mut Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("Desk: http://").expect("the first line");
        let (host, code) = address.split_once("/start#").expect("an address with a code");
        assert!(host.starts_with("127.0.0.1:"), "{host}");
        let (host, code) = (host.to_owned(), code.to_owned());
        Self { child, out, host, code, cookie: String::new() }
    }

    /// Spends the start code.
    ///
    /// # Panics
    /// Where it is refused.
    #[must_use]
    pub fn enter(mut self) -> Self {
        let answer = self.post("/start", &[("code", &self.code)]);
        let line = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let line = line.unwrap_or_else(|| panic!("no cookie: {answer}"));
        self.cookie = line.split(';').next().expect("a pair").to_owned();
        self
    }

    /// The answer to a request for a page, head and all, on a connection of its own.
    ///
    /// # Panics
    /// Where nothing answers.
    pub fn get(&self, path: &str) -> String {
        self.send(&self.asks(path, CLOSE))
    }

    /// The answer to a form, on a connection of its own.
    ///
    /// # Panics
    /// Where nothing answers.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> String {
        self.send(&self.sends(path, fields, CLOSE))
    }

    /// A connection that stays open, as a browser keeps it.
    ///
    /// # Panics
    /// Where nothing answers.
    pub fn line(&self) -> Line<'_> {
        Line { desk: self, stream: BufReader::new(self.connect()) }
    }

    fn send(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream
    }

    fn asks(&self, path: &str, more: &str) -> String {
        format!("GET {path} HTTP/1.1\r\n{}{more}\r\n", self.head())
    }

    fn sends(&self, path: &str, fields: &[(&str, &str)], more: &str) -> String {
        let pairs: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={}", plus(v))).collect();
        let (head, body) = (self.head(), pairs.join("&"));
        format!(
            "POST {path} HTTP/1.1\r\n{head}Origin: http://{}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n{more}\r\n{body}",
            self.host,
            body.len()
        )
    }

    fn head(&self) -> String {
        let cookie = match self.cookie.as_str() {
            "" => String::new(),
            pair => format!("Cookie: {pair}\r\n"),
        };
        format!("Host: {}\r\n{cookie}", self.host)
    }

    /// Sends it a signal.
    ///
    /// # Panics
    /// Where the system refuses.
    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &pid]).status().expect("kill runs");
        assert!(sent.success());
    }

    /// Lets it go on for a moment.
    #[allow(clippy::disallowed_methods, reason = "a test from outside waits for another process")]
    pub fn pause(&self) {
        thread::sleep(Duration::from_millis(50));
    }

    /// Ends it by a signal; whether that left a core file. The first SEGV that no fault caused is let pass by the runtime.
    ///
    /// # Panics
    /// Where the system refuses.
    pub fn crash(mut self, signal: &str) -> bool {
        loop {
            self.signal(signal);
            self.pause();
            if let Some(ended) = self.child.try_wait().expect("a child") {
                return ended.core_dumped();
            }
        }
    }

    /// Waits for the end; the exit code and what was said on standard error.
    ///
    /// # Panics
    /// Where standard output held more than the address.
    pub fn end(mut self) -> (Option<i32>, String) {
        let mut err = String::new();
        let mut pipe = self.child.stderr.take().expect("a pipe");
        pipe.read_to_string(&mut err).expect("text");
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("text");
        assert_eq!(rest, "", "standard output holds the address and nothing else");
        (self.child.wait().expect("an end").code(), err)
    }
}

/// A connection that stays open.
pub struct Line<'d> {
    desk: &'d Desk,
    stream: BufReader<TcpStream>,
}

impl Line<'_> {
    /// The answer to a request for a page, head and all.
    ///
    /// # Panics
    /// Where nothing answers.
    pub fn get(&mut self, path: &str) -> String {
        self.send(&self.desk.asks(path, ""))
    }

    /// The answer to a form.
    ///
    /// # Panics
    /// Where nothing answers.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        self.send(&self.desk.sends(path, fields, ""))
    }

    fn send(&mut self, request: &str) -> String {
        self.stream.get_mut().write_all(request.as_bytes()).expect("a request");
        let (mut answer, mut length) = (String::new(), 0);
        loop {
            let before = answer.len();
            self.stream.read_line(&mut answer).expect("a head");
            let line = answer[before..].trim_end();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().expect("a length");
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a body");
        answer + &String::from_utf8_lossy(&body)
    }
}

impl Drop for Desk {
    /// A failed test leaves no desk behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A value as a form carries it, as far as what is typed here needs it.
pub fn plus(text: &str) -> String {
    text.replace('%', "%25").replace('+', "%2B").replace('&', "%26").replace(' ', "+")
}

/// The form token of the first form on a page.
///
/// # Panics
/// Where it holds no form.
pub fn token(page: &str) -> String {
    let name = page.find("name=\"_token\"").unwrap_or_else(|| panic!("no token: {page}"));
    let rest = &page[name..];
    let value = rest.split("value=\"").nth(1).expect("a value");
    value.split('"').next().expect("a quote").to_owned()
}

/// The token of the form that is sent to a path.
///
/// # Panics
/// Where the page holds no such form.
pub fn token_for(page: &str, path: &str) -> String {
    let form =
        page.find(&format!("action=\"{path}\"")).unwrap_or_else(|| panic!("no form: {page}"));
    token(&page[form..])
}
