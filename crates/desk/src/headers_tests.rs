//! What the MDN HTTP Observatory would say of an answer: `@mdn/mdn-http-observatory` 1.4.8, its scores by our own reading.
//!
//! Deliberately absent: what asks for HTTPS (HSTS, redirection, `Secure` cookies, integrity of scripts), since the desk
//! speaks to nobody but this machine; those count nothing here.

use axum::http::HeaderMap;

/// What every answer reaches: of 100, with what may be added.
pub const LEAST: i32 = 125;

/// The score of an answer.
pub fn score(headers: &HeaderMap) -> i32 {
    let of = |name: &str| {
        let mut values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let first = values.next().unwrap_or_default();
        if values.next().is_some() { "said twice" } else { first }
    };
    100 + policy(of("content-security-policy"))
        + framing(of("content-security-policy"), of("x-frame-options"))
        + referrer(of("referrer-policy"))
        + resource(of("cross-origin-resource-policy"))
        + if of("x-content-type-options") == "nosniff" { 0 } else { -5 }
        + if of("access-control-allow-origin").is_empty() { 0 } else { -50 }
        + cookie(of("set-cookie"))
}

fn directive<'p>(policy: &'p str, name: &str) -> Option<&'p str> {
    let parts = policy.split(';').map(str::trim);
    parts.filter_map(|part| part.split_once(' ')).find(|(found, _)| *found == name).map(|one| one.1)
}

fn policy(policy: &str) -> i32 {
    const BROAD: [&str; 6] = ["*", "http:", "https:", "ftp:", "data:", "'unsafe-inline'"];
    let names = |name| directive(policy, name).or_else(|| directive(policy, "default-src"));
    let broad = |sources: Option<&str>| {
        sources.is_none_or(|sources| sources.split(' ').any(|source| BROAD.contains(&source)))
    };
    match () {
        () if policy.is_empty() || policy == "said twice" => -25,
        () if broad(names("script-src")) || broad(names("object-src")) => -20,
        () if policy.contains("'unsafe-eval'") => -10,
        () if broad(names("style-src")) => 0,
        () if directive(policy, "default-src") == Some("'none'") => 10,
        () => 5,
    }
}

fn framing(policy: &str, frames: &str) -> i32 {
    match (directive(policy, "frame-ancestors"), frames) {
        (Some(_), _) => 5,
        (None, "DENY" | "SAMEORIGIN") => 0,
        _ => -20,
    }
}

fn referrer(policy: &str) -> i32 {
    match policy {
        "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => 5,
        "" => 0,
        _ => -5,
    }
}

fn resource(policy: &str) -> i32 {
    match policy {
        "same-origin" | "same-site" => 10,
        "" | "cross-origin" => 0,
        _ => -5,
    }
}

fn cookie(line: &str) -> i32 {
    match line {
        "" => 0,
        line if !line.contains("; HttpOnly") => -30,
        line if !line.contains("; SameSite=Strict") => -20,
        _ => 0,
    }
}

#[test]
fn the_score_tells_good_answers_from_bad_ones() {
    let mut headers = HeaderMap::new();
    assert_eq!(score(&headers), 50);
    super::apply(&mut headers);
    assert_eq!(score(&headers), 130);
    for (name, value, lost) in [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'",
            30,
        ),
        ("content-security-policy", "default-src 'self'; frame-ancestors 'none'", 5),
        ("content-security-policy", "default-src 'none'", 5),
        ("referrer-policy", "unsafe-url", 10),
        ("cross-origin-resource-policy", "cross-origin", 10),
        ("x-content-type-options", "sniff", 5),
        ("access-control-allow-origin", "*", 50),
        ("set-cookie", "a=b; SameSite=Strict", 30),
        ("set-cookie", "a=b; HttpOnly", 20),
    ] {
        let mut spoiled = headers.clone();
        spoiled.insert(name, value.parse().expect("a header"));
        assert_eq!(130 - score(&spoiled), lost, "{name}: {value}");
    }
}
