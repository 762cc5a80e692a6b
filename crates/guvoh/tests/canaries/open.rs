//! An open desk, everything looked at and typed, and each of its endings.

use testing::desk::{Desk, token_for};

use crate::common::desk::{INSIDE, image, soon};
use crate::ground::Ground;

/// What is typed into a desk, and the ids of whom it is about.
pub struct Work {
    person: String,
    case: String,
    testimony: String,
    reason: String,
    searched: String,
    draft: String,
}

impl Work {
    pub fn new(ground: &mut Ground) -> Work {
        let entity = |ground: &Ground, field| ground.entity(ground.word_of(field));
        Work {
            person: entity(ground, "person.id"),
            case: entity(ground, "case.id"),
            testimony: entity(ground, "testimony.id"),
            reason: ground.word("reason typed"),
            searched: ground.word("searched on the desk"),
            draft: ground.word("unfinished call"),
        }
    }

    /// Looks at pages, prints one, shows an identity, searches, and leaves a call unfinished.
    pub fn doing(&self, ground: &Ground, desk: &Desk) {
        assert!(
            desk.get(&format!("/record/{}", self.testimony))
                .contains(ground.word_of("testimony.text"))
        );
        let print = format!("/print/{}", self.case);
        let token = token_for(&desk.get(&print), &print);
        let paper = desk.post(&print, &[("_token", &token), ("whom", "own")]);
        assert!(paper.contains(ground.word_of("case.summary")), "{paper}");

        let reveal = format!("/person/{}/reveal", self.person);
        let token = token_for(&desk.get(&reveal), &reveal);
        let passphrase = ground.passphrase();
        let shown = desk.post(
            &reveal,
            &[("_token", &token), ("reason", &self.reason), ("passphrase", &passphrase)],
        );
        assert!(shown.contains(ground.word_of("person.identity.names")), "{shown}");
        let token = token_for(&desk.get("/search"), "/search");
        let found = desk.post("/search", &[("_token", &token), ("text", &self.searched)]);
        assert!(found.contains(&self.searched));
        leave_unfinished(desk, "quick", &self.draft);
        assert!(desk.get("/quick").contains(&self.draft), "the call waits to be finished");
    }

    /// Forgets the person, with what is solely about them.
    pub fn forget(&self, ground: &Ground, desk: &Desk) {
        let erase = format!("/person/{}/erase", self.person);
        let token = token_for(&desk.get(&erase), &erase);
        let alias = ground.word_of("person.alias");
        let fields = [("_token", token.as_str()), ("reason", &self.reason), ("alias", alias)];
        let answer = desk.post(&erase, &fields);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(!desk.get(&format!("/person/{}", self.person)).contains(alias));
    }
}

/// Types into a form as its script keeps it, and does not send it.
pub fn leave_unfinished(desk: &Desk, name: &str, words: &str) {
    let page = desk.get(INSIDE);
    let token = page.split("data-draft=\"").nth(1).and_then(|rest| rest.split('"').next());
    let token = token.expect("a token for drafts");
    let kept = desk.post("/draft", &[("_token", token), ("_draft", name), ("words", words)]);
    assert!(kept.starts_with("HTTP/1.1 204"), "{kept}");
}

pub fn opened(ground: &Ground) -> Desk {
    Desk::start(&mut ground.command(&["desk", "--port", "0", "--no-open"])).enter()
}

pub fn unlock(desk: &Desk, passphrase: &str) -> bool {
    let token = token_for(&desk.get("/unlock"), "/unlock");
    let answer = desk.post("/unlock", &[("_token", &token), ("passphrase", passphrase)]);
    answer.starts_with("HTTP/1.1 303")
}

#[test]
fn a_desk_leaves_no_trace_however_it_ends() {
    let mut ground = Ground::with_vault();
    let work = Work::new(&mut ground);
    let wrong = ground.word("wrong passphrase typed");
    let desk = opened(&ground);
    work.doing(&ground, &desk);
    ground.left_no_trace("open");

    let before = image(&desk);
    desk.post("/lock", &[("_token", &token_for(&desk.get(INSIDE), "/lock"))]);
    soon("another image", || image(&desk) != before);
    ground.left_no_trace("locked");
    assert!(!unlock(&desk, &wrong));
    ground.left_no_trace("a wrong passphrase typed");
    assert!(unlock(&desk, &ground.passphrase()));
    work.doing(&ground, &desk);
    desk.signal("TERM");
    assert_eq!(desk.end(), (Some(0), String::new()));
    ground.left_no_trace("ended");

    for signal in ["KILL", "ABRT", "SEGV"] {
        let desk = opened(&ground);
        work.doing(&ground, &desk);
        desk.crash(signal);
        ground.left_no_trace(signal);
    }
}
