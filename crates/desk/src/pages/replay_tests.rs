//! Sends every form of the vault twice with one token: the second time nothing is written.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use crate::five_accounts;
use crate::route::{Access, Route};
use crate::routes;
use crate::testing::{Answer, Desk, PASSPHRASE};

/// Forms that write each time: a look at a name needs the passphrase each time, and each look is written down.
const AGAIN: [&str; 1] = ["/person/{id}/reveal"];

/// Whatever any form asks for at least.
const ANSWERS: [(&str, &str); 11] = [
    ("words", "Invented words."),
    ("call", "1"),
    ("back", "hour"),
    ("holder", "An invented officer"),
    ("id_names", "Invented Name"),
    ("alias", "K-99"),
    ("text", "An invented text."),
    ("what", "news"),
    ("title", "An invented title"),
    ("reason", "appeal"),
    ("passphrase", PASSPHRASE),
];

/// Fills the places of a route with records that fit it.
async fn concrete(desk: &Desk, route: &Route, kind: &str, what: &str) -> String {
    let source = desk.all_entities(casework::Kind::Source).await.remove(0);
    let id = match route.path.split('/').nth(1).unwrap_or_default() {
        "person" => desk.entity("p1").await,
        "case" => desk.entity("c1").await,
        "source" => source,
        _ => desk.entity("i1").await,
    };
    let about = desk.entity("c1").await;
    route
        .path
        .replace("{id}", &id)
        .replace("{about}", &about)
        .replace("{kind}", kind)
        .replace("{what}", what)
        .replace("{part}", "facts")
}

async fn operations(desk: &Desk) -> u64 {
    let looked = desk.app.with_vault(|vault| Ok(vault.verify()?.operations)).await;
    looked.expect("an open vault")
}

async fn send(desk: &Desk, path: &str, token: &str) -> Answer {
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.append_pair("_token", token).extend_pairs(ANSWERS);
    desk.send(desk.request("POST", path).body(Body::from(body.finish())).expect("a request")).await
}

#[tokio::test]
async fn a_form_that_is_sent_twice_writes_once() {
    let mut written = Vec::new();
    let forms: Vec<Route> = routes()
        .into_iter()
        .filter(|route| route.method == Method::POST && route.access == Access::Vault)
        .filter(|route| !AGAIN.contains(&route.path))
        .collect();
    let desk = five_accounts::desk();
    for route in &forms {
        for (kind, what) in [("event", "fact"), ("incident", "mandate"), ("contact", "contact")] {
            let path = concrete(&desk, route, kind, what).await;
            let token = desk.token(&path);
            let before = operations(&desk).await;
            let first = send(&desk, &path, &token).await;
            let after = operations(&desk).await;
            let again = send(&desk, &path, &token).await;
            assert_eq!(operations(&desk).await, after, "{path}: {}", again.status);
            if after > before {
                assert_ne!(first.status, StatusCode::CONFLICT);
                written.push(path.clone());
            }
            if path == route.path {
                break;
            }
        }
    }
    written.dedup();
    assert!(written.len() >= 6, "too few forms wrote anything: {written:#?}");
}
