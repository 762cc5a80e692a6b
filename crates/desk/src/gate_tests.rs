//! Knocks at every address of the desk in every wrong way.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};

use crate::headers::tests::{LEAST, score};
use crate::limits::{MAX_FORM, MAX_GIVEN_BACK};
use crate::route::{Access, Route};
use crate::routes;
use crate::testing::{Answer, Desk};

/// A path that matches the route.
fn concrete(route: &Route) -> String {
    let part = |part: &str| {
        if part.starts_with('{') {
            "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f".to_owned()
        } else {
            part.to_owned()
        }
    };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// A right request for the route, to be spoiled in one point.
fn right(desk: &Desk, route: &Route) -> Request<Body> {
    let path = concrete(route);
    let body = match route.method {
        Method::POST => Body::from(format!("_token={}", desk.token(&path))),
        _ => Body::empty(),
    };
    desk.request(route.method.as_str(), &path).body(body).expect("a request")
}

/// Every route, spoiled, must give this status.
async fn check(applies: fn(&Route) -> bool, spoil: fn(&mut Request<Body>), expected: StatusCode) {
    let desk = Desk::new().locked_up();
    let mut knocked = 0;
    for route in routes().iter().filter(|route| applies(route)) {
        let mut request = right(&desk, route);
        spoil(&mut request);
        let answer = desk.send(request).await;
        assert_eq!(answer.status, expected, "{} {}", route.method, route.path);
        assert_guarded(&answer, route.path);
        knocked += 1;
    }
    assert!(knocked > 3, "the table of routes is empty");
}

fn assert_guarded(answer: &Answer, path: &str) {
    for (name, part) in [
        ("content-security-policy", "default-src 'none'"),
        ("content-security-policy", "trusted-types 'none'"),
        ("cache-control", "no-store"),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("x-dns-prefetch-control", "off"),
        ("permissions-policy", "camera=()"),
    ] {
        let value =
            answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(value.contains(part), "{path}: {name}");
    }
    assert!(score(&answer.headers) >= LEAST, "{path}: {}", score(&answer.headers));
}

fn is_post(route: &Route) -> bool {
    route.method == Method::POST
}

#[tokio::test]
async fn without_a_session_nothing_opens() {
    let closed = |route: &Route| route.access != Access::Anybody;
    check(closed, |r| drop(r.headers_mut().remove(header::COOKIE)), StatusCode::UNAUTHORIZED).await;
    check(closed, |r| set(r, header::COOKIE, "guvoh-0=0"), StatusCode::UNAUTHORIZED).await;
}

#[tokio::test]
async fn another_host_is_misdirected() {
    check(|_| true, |r| set(r, header::HOST, "evil.example:4711"), StatusCode::MISDIRECTED_REQUEST)
        .await;
    check(|_| true, |r| set(r, header::HOST, "127.0.0.1:4712"), StatusCode::MISDIRECTED_REQUEST)
        .await;
    check(|_| true, |r| set(r, header::HOST, "localhost:4711"), StatusCode::MISDIRECTED_REQUEST)
        .await;
    check(
        |_| true,
        |r| drop(r.headers_mut().remove(header::HOST)),
        StatusCode::MISDIRECTED_REQUEST,
    )
    .await;
    let twice = |r: &mut Request<Body>| {
        r.headers_mut().append(header::HOST, "evil.example".parse().unwrap());
    };
    check(|_| true, twice, StatusCode::MISDIRECTED_REQUEST).await;
}

#[tokio::test]
async fn another_site_is_refused() {
    let not_start = |route: &Route| !(route.path == "/start" && route.method == Method::GET);
    for site in ["cross-site", "same-site", "anything"] {
        let spoil: fn(&mut Request<Body>) = match site {
            "cross-site" => |r| set_site(r, "cross-site"),
            "same-site" => |r| set_site(r, "same-site"),
            _ => |r| set_site(r, "anything"),
        };
        check(not_start, spoil, StatusCode::FORBIDDEN).await;
    }
}

#[tokio::test]
async fn the_launcher_file_may_lead_to_the_start_page_only() {
    let desk = Desk::new();
    let request = desk.request("GET", "/start").header("sec-fetch-mode", "navigate");
    let mut request = request.body(Body::empty()).expect("a request");
    set_site(&mut request, "cross-site");
    assert_eq!(desk.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn forms_from_another_origin_are_refused() {
    check(is_post, |r| set(r, header::ORIGIN, "http://evil.example"), StatusCode::FORBIDDEN).await;
    check(is_post, |r| set(r, header::ORIGIN, "null"), StatusCode::FORBIDDEN).await;
    check(is_post, |r| drop(r.headers_mut().remove(header::ORIGIN)), StatusCode::FORBIDDEN).await;
}

#[tokio::test]
async fn forms_without_their_token_are_refused() {
    let guarded = |route: &Route| is_post(route) && route.access != Access::Anybody;
    check(guarded, |r| *r.body_mut() = Body::empty(), StatusCode::FORBIDDEN).await;
    check(
        guarded,
        |r| *r.body_mut() = Body::from("_token=0123456789abcdef"),
        StatusCode::FORBIDDEN,
    )
    .await;
}

#[tokio::test]
async fn what_is_not_a_form_is_refused() {
    check(
        is_post,
        |r| set(r, header::CONTENT_TYPE, "application/json"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
    )
    .await;
}

#[tokio::test]
async fn pages_of_the_vault_lead_to_unlocking() {
    let pages = |route: &Route| route.access == Access::Vault && route.method == Method::GET;
    check(pages, |_| {}, StatusCode::SEE_OTHER).await;
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_guarded_too() {
    let desk = Desk::new();
    let lost = desk.get("/nowhere").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert_guarded(&lost, "/nowhere");
    let wrong = desk.get("/lock").await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_guarded(&wrong, "/lock");
    assert!(wrong.text.contains("<h1"), "a page, not bare words");
}

#[tokio::test]
async fn the_start_code_opens_the_desk_once() {
    let desk = Desk::new();
    let code = desk.app.new_start();
    let first = desk.post("/start", &[("code", code.as_str())]).await;
    assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, "/"));
    let cookie = first
        .headers
        .get(header::SET_COOKIE)
        .and_then(|line| line.to_str().ok())
        .unwrap_or_default();
    assert_guarded(&first, "/start");
    assert!(cookie.starts_with(&desk.cookie()) && cookie.contains("HttpOnly; SameSite=Strict"));
    assert_eq!(desk.post("/start", &[("code", code.as_str())]).await.status, StatusCode::FORBIDDEN);
}

/// Whoever takes the port of a desk that has ended sees the addresses that a browser still asks for, and its cookie.
#[tokio::test]
async fn addresses_and_an_old_cookie_are_worth_nothing_to_who_takes_the_port() {
    let desk = crate::five_accounts::desk();
    let secret = desk.cookie().split_once('=').expect("a pair").1.to_owned();
    let mut seen = 0;
    for route in routes().iter().filter(|route| route.method == Method::GET) {
        let answer = desk.send(right(&desk, route)).await;
        let marks = ["href=\"", "action=\"", "src=\""];
        let addresses = marks.iter().flat_map(|mark| answer.text.split(mark).skip(1));
        let addresses = addresses.map(|rest| rest.split('"').next().unwrap_or_default());
        for address in addresses.chain([answer.location()]) {
            let longest = address.split(|c: char| !c.is_ascii_hexdigit()).map(str::len).max();
            assert!(!address.contains([':', '?']) && longest <= Some(32), "{address}");
            seen += 1;
        }
        assert!(!answer.text.contains(&secret), "{}", route.path);
    }
    assert!(seen > 200, "{seen}");
    let mut rng = crate::testing::Counting::default();
    rand_core::Rng::next_u64(&mut rng);
    let next = crate::session::Session::new(crate::Handover::fresh(&mut rng));
    assert!(!next.knows([desk.cookie().as_str()]));
    assert_ne!(next.cookie().split('=').next(), desk.cookie().split('=').next());
    assert!(next.check(&desk.token("/quick"), "/quick").is_none());
}

#[tokio::test]
async fn a_long_form_is_refused_in_words_and_given_back() {
    let desk = Desk::new();
    let text = "я".repeat(5 * 1024 * 1024);
    let answer = desk.post("/unlock", &[("words", &text)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains(&text), "the text is on the page");
    let huge = "a".repeat(MAX_GIVEN_BACK + 1);
    let answer = desk.post("/unlock", &[("words", &huge)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.len() < 100_000);
}

#[tokio::test]
async fn the_form_limit_is_exact() {
    let desk = Desk::new();
    for (size, status) in [
        (MAX_FORM - 1, StatusCode::SEE_OTHER),
        (MAX_FORM, StatusCode::SEE_OTHER),
        (MAX_FORM + 1, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let begin = format!("_token={}&words=", desk.token("/unlock"));
        let body = begin.clone() + &"a".repeat(size - begin.len());
        let request = desk.request("POST", "/unlock").body(Body::from(body)).expect("a request");
        assert_eq!(desk.send(request).await.status, status, "{size}");
    }
}

#[tokio::test]
async fn a_form_sent_while_locked_is_kept_on_the_unlock_page() {
    let desk = Desk::new().locked_up();
    let answer = desk.post("/settings", &[("idle", "17 & <b>")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains(r#"name="_resume" value="/settings""#));
    assert!(
        answer.text.contains(r#"name="kept.idle""#) && answer.text.contains("17 &#38; &#60;b&#62;")
    );
}

#[tokio::test]
async fn locking_wipes_the_browser_and_ends_the_process() {
    let desk = Desk::new().locked_up();
    let answer = desk.post("/lock", &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/unlock"));
    assert_eq!(
        answer.headers.get("clear-site-data").expect("the header"),
        "\"cache\", \"storage\""
    );
    tokio::time::sleep(std::time::Duration::from_millis(2 * crate::limits::LOCK_DELAY_MS)).await;
    assert_eq!(desk.locked.load(std::sync::atomic::Ordering::SeqCst), 1);
}

#[tokio::test]
async fn every_page_has_the_neutral_title_and_forms_keep_nothing() {
    let desk = Desk::new();
    for path in ["/start", "/new", "/new/passphrase", "/help", "/nowhere"] {
        let text = desk.get(path).await.text;
        assert!(text.contains("<title>Desk</title>"), "{path}");
        assert_eq!(
            text.matches("<form").count(),
            text.matches(r#"autocomplete="off" spellcheck="false""#).count(),
            "{path}"
        );
        assert_eq!(
            text.matches(r#"type="password""#).count(),
            text.matches(r#"autocomplete="one-time-code""#).count(),
            "{path}"
        );
        assert!(
            !text.contains("style=") && !text.contains("onclick") && !text.contains("javascript:"),
            "{path}"
        );
    }
}

fn set(request: &mut Request<Body>, name: header::HeaderName, value: &str) {
    request.headers_mut().insert(name, value.parse().expect("a header"));
}

fn set_site(request: &mut Request<Body>, site: &str) {
    set(request, header::HeaderName::from_static("sec-fetch-site"), site);
}

#[tokio::test]
async fn a_panic_becomes_a_page_without_data() {
    let desk = Desk::new();
    let boom = async || -> &'static str { panic!("words of a record") };
    let router = axum::Router::new()
        .route("/boom", axum::routing::get(boom))
        .layer(axum::middleware::from_fn_with_state(desk.app.clone(), super::dress));
    let request = desk.request("GET", "/boom").body(Body::empty()).expect("a request");
    let answer = Answer::of(router, request).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text.contains("<h1") && !answer.text.contains("a record"), "{}", answer.text);
    assert_guarded(&answer, "/boom");
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_a_page_that_is_not_there() {
    let desk = Desk::opened(vec![]);
    for path in ["/record/%F0", "/source/%FF", "/sources/page/x", "/case/%C3%28"] {
        let answer = desk.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text.contains("<h1 class=\"sentence\">"), "{path}: {}", answer.text);
        assert_guarded(&answer, path);
    }
}
