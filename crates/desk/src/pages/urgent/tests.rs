use axum::http::StatusCode;
use casework::{Kind, Record};
use serde_json::json;

use crate::five_accounts::{assert_order, between, desk, desk_with};
use crate::testing::Desk;

fn now(status: &str) -> Record {
    Record::new(Kind::Situation, "z9")
        .with("person", "p4")
        .with("status", status)
        .with("since", "2023-09-05")
}

fn beaten() -> Record {
    Record::new(Kind::Incident, "i9")
        .with("case", "c4")
        .with("when", "2023-09-04")
        .with("people", json!([{ "person": "p4", "role": "affected" }]))
        .with("methods", json!(["beating"]))
        .with("place", "police_station")
}

fn expelled() -> Record {
    Record::new(Kind::Proceeding, "x9")
        .with("case", "c4")
        .with("person", "p4")
        .with("what", "koap_expulsion")
        .with("decided", "2023-09-04")
        .with("copy_received", "2023-09-04")
        .with("by", "court")
}

fn consent(uses: &[&str]) -> Record {
    Record::new(Kind::Consent, "k9")
        .with("person", "p4")
        .with("given", "2023-09-01")
        .with("how", "spoken")
        .with("uses", json!(uses))
}

async fn screen(desk: &Desk, person: &'static str) -> String {
    format!("/urgent/{}", desk.entity(person).await)
}

async fn page(desk: &Desk, person: &'static str) -> String {
    let answer = desk.get(&screen(desk, person).await).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.text
}

/// The part of the page with this heading.
#[track_caller]
fn part<'p>(page: &'p str, id: &str) -> &'p str {
    between(page, &format!("id=\"{id}\""), "</section>")
}

#[tokio::test]
async fn the_hours_left_come_first_with_what_comes_and_how_to_reach_them() {
    let next = json!({ "what": "removal", "at": "2023-09-06T12:00:00+00:00" });
    let desk = desk_with(vec![now("detained").with("next", next)]);
    let page = page(&desk, "p4").await;
    assert_order(
        &page,
        &[
            "D-4",
            "Detained",
            "24 hours left",
            "Removal from the country",
            "Speak with a lawyer today",
            "Never: do not call the flat",
        ],
    );
    assert_eq!(part(&page, "u-now").matches("24 hours left").count(), 1, "once");
    let aloud = part(&page, "u-aloud");
    assert!(aloud.contains("/law/rights/ru.rights.special-centre"), "{aloud}");
    assert!(!page.contains("<title>D-4"), "nobody is named in a title");
}

#[tokio::test]
async fn a_hearing_beyond_three_days_is_told_once_and_one_that_went_by_is_asked_about() {
    let hearing = |at: &str| now("detained").with("next", json!({ "what": "hearing", "at": at }));
    let ahead = page(&desk_with(vec![hearing("2023-09-12T10:00:00+00:00")]), "p4").await;
    let told = part(&ahead, "u-now");
    assert_eq!(told.matches("September 12, 2023").count(), 1, "{told}");
    let over = hearing("2023-08-30T10:00:00+00:00").with("since", "2023-08-20");
    let over = page(&desk_with(vec![over]), "p4").await;
    assert!(part(&over, "u-now").contains("Nobody told how it went"), "{}", part(&over, "u-now"));
}

#[tokio::test]
async fn nobody_yet_is_said_plainly() {
    let page = page(&desk_with(vec![now("detained")]), "p4").await;
    let acting = part(&page, "u-act");
    assert_order(acting, &["Nobody yet: no power", "Nothing agreed", "No open task: nobody"]);
    assert!(part(&page, "u-help").contains("Nobody&#39;s yet"));
    assert!(part(&page, "u-letters").contains("Power of attorney"));
    let calm = self::page(&desk(), "p4").await;
    assert_order(&calm, &["No hour is on record", "No letter fits"]);
}

#[tokio::test]
async fn a_decision_to_expel_gives_its_appeal_with_the_word_of_the_gate() {
    let all = vec![now("detained"), expelled()];
    let desk = desk_with(all.clone());
    let closed = page(&desk, "p4").await;
    let act = desk.entity("x9").await;
    let letters = part(&closed, "u-letters");
    assert_eq!(letters.matches("is missing: ask the person").count(), 1, "once for all letters");
    assert_order(
        letters,
        &[
            &format!("/letters/{act}/expulsion_appeal"),
            "consent missing",
            "is missing: ask the person",
        ],
    );
    assert!(!letters.contains(&format!("/letters/{act}/appeal\"")), "no fine and no arrest");
    let allowed = consent(&["submit_to_authority"]);
    let open = page(&desk_with([all, vec![allowed]].concat()), "p4").await;
    assert_order(part(&open, "u-letters"), &["/expulsion_appeal", "can be drafted"]);
    assert!(!part(&open, "u-letters").contains("consent missing"));
    assert!(part(&open, "u-terms").contains("ten days from receiving"), "the term to appeal runs");
}

#[tokio::test]
async fn an_appeal_that_was_filed_is_not_offered_again() {
    let filed = expelled().with("appealed", json!({ "done": true, "on": "2023-09-05" }));
    let page = page(&desk_with(vec![now("detained"), filed]), "p4").await;
    assert!(!part(&page, "u-letters").contains("expulsion_appeal"));
}

#[tokio::test]
async fn who_is_missing_or_at_the_front_has_letters_of_their_own_and_no_blame() {
    let signed = beaten().with("contract", "forced");
    for status in ["missing", "front", "wounded", "captured"] {
        let desk = desk_with(vec![now(status), signed.clone()]);
        let page = page(&desk, "p4").await;
        let (situation, incident) = (desk.entity("z9").await, desk.entity("i9").await);
        assert_order(
            part(&page, "u-letters"),
            &[
                &format!("/letters/{situation}/search"),
                &format!("/letters/{incident}/contract_copy"),
                &format!("/letters/{situation}/power_of_attorney"),
                &format!("/letters/{incident}/complaint"),
            ],
        );
        assert!(page.contains("nothing here asks why"), "{status}");
        let evidence = part(&page, "u-evidence");
        for task in
            ["last contact", "number of the unit", "what relatives need", "Copy the contract"]
        {
            assert!(evidence.contains(task), "{status}: {task}");
        }
    }
}

#[tokio::test]
async fn who_signed_and_is_free_asks_for_the_contract() {
    let desk = desk_with(vec![beaten().with("contract", "deceived")]);
    let page = page(&desk, "p4").await;
    assert!(part(&page, "u-letters").contains("contract_copy") && page.contains("asks why"));
    let never = self::page(&desk_with(vec![beaten()]), "p4").await;
    assert!(!part(&never, "u-letters").contains("contract_copy") && !never.contains("asks why"));
}

#[tokio::test]
async fn a_task_is_made_by_one_click_about_its_record_and_offered_no_more() {
    let desk = desk_with(vec![beaten()]);
    let path = screen(&desk, "p4").await;
    let about = desk.entity("i9").await;
    let before = page(&desk, "p4").await;
    assert_order(
        part(&before, "u-evidence"),
        &["Have injuries photographed", "by September 6, 2023"],
    );
    let fields = [("code", "injuries"), ("about", about.as_str())];
    let answer = desk.post(&format!("{path}/task"), &fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, path.as_str()));
    let made = desk.all(Kind::Task).await;
    assert_eq!(made.len(), 1);
    assert_eq!((made[0].text("about"), made[0].text("due")), (Some("i9"), Some("2023-09-06")));
    desk.post(&format!("{path}/task"), &fields).await;
    assert_eq!(desk.all(Kind::Task).await.len(), 1, "it stands already");
    let after = page(&desk, "p4").await;
    assert!(!part(&after, "u-evidence").contains("Have injuries photographed"));
    assert_order(
        part(&after, "u-act"),
        &["Have injuries photographed", "nobody does it yet", "1 day left"],
    );

    let task = desk.all_entities(Kind::Task).await.remove(0);
    let done = desk.post(&format!("/record/{task}/done"), &[("back", &path)]).await;
    assert_eq!(done.location(), path);
    let after = page(&desk, "p4").await;
    assert!(!part(&after, "u-act").contains("Have injuries"), "done by one click");
    assert!(!part(&after, "u-evidence").contains("Have injuries"), "and not asked for anew");
}

#[tokio::test]
async fn a_task_that_was_made_in_the_other_language_is_known() {
    let russian = crate::speech::Speech::new(crate::Lang::find("ru").expect("Russian"));
    let text = super::evidence::text("injuries", russian);
    let task =
        Record::new(Kind::Task, "a9").with("about", "i9").with("what", format!("{text}; 40"));
    let page = page(&desk_with(vec![beaten(), task]), "p4").await;
    assert!(!part(&page, "u-evidence").contains("Have injuries"));
}

#[tokio::test]
async fn only_what_is_offered_is_made() {
    let desk = desk_with(vec![beaten()]);
    let path = screen(&desk, "p4").await;
    let (mine, other) = (desk.entity("i9").await, desk.entity("i5").await);
    for (code, about) in [("hospital", &mine), ("injuries", &other), ("nothing", &mine)] {
        desk.post(&format!("{path}/task"), &[("code", code), ("about", about)]).await;
    }
    assert_eq!(desk.all(Kind::Task).await, []);
}

#[tokio::test]
async fn help_is_noted_by_one_click_with_the_consent_it_stands_on() {
    let desk = desk_with(vec![now("detained"), consent(&["share_with_lawyer"])]);
    let path = screen(&desk, "p4").await;
    let before = page(&desk, "p4").await;
    assert!(part(&before, "u-help").contains("Ask first"), "no consent to tell others");
    for (need, to) in [("lawyer", "duty lawyer"), ("border", "")] {
        let fields = [("need", need), ("to", to)];
        let answer = desk.post(&format!("{path}/help"), &fields).await;
        assert_eq!(answer.location(), path);
    }
    let made = desk.all(Kind::Referral).await;
    let told = |field: &str| made.iter().map(|one| one.text(field)).collect::<Vec<_>>();
    assert_eq!(told("need"), [Some("lawyer"), Some("border")]);
    assert_eq!(told("to"), [Some("duty lawyer"), None]);
    assert_eq!(told("consent"), [Some("k9"), None], "a consent for a lawyer is none for others");
    assert_eq!(told("sent"), [Some("2023-09-05"); 2]);
    let after = page(&desk, "p4").await;
    assert_order(
        part(&after, "u-help"),
        &["duty lawyer", "asked September 5, 2023, no answer yet"],
    );
    let refused = desk.post(&format!("{path}/help"), &[("need", "money")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn how_far_help_is_stands_beside_it() {
    let help =
        |id: &str| Record::new(Kind::Referral, id).with("person", "p4").with("need", "medical");
    let taken = help("r1").with("sent", "2023-09-01").with("accepted", "2023-09-02");
    let over = help("r2").with("outcome", "seen by a doctor");
    let page = page(&desk_with(vec![help("r3"), taken, over]), "p4").await;
    let part = part(&page, "u-help");
    assert_order(part, &["not asked yet", "taken on September 2, 2023", "seen by a doctor"]);
}

#[tokio::test]
async fn where_somebody_is_changes_by_one_click_and_the_last_click_counts() {
    let desk = desk();
    let path = screen(&desk, "p4").await;
    for (turn, shown) in [
        ("held", "Detained"),
        ("missing", "Missing"),
        ("back", "Unknown"),
        ("removed", "Left the country"),
        ("released", "Free"),
    ] {
        let answer = desk.post(&format!("{path}/now"), &[("now", turn)]).await;
        assert_eq!(answer.location(), path);
        let page = page(&desk, "p4").await;
        assert!(
            part(&page, "u-now").contains(&format!(">{shown}</a>")),
            "{turn}: {}",
            part(&page, "u-now")
        );
    }
    assert_eq!(
        desk.all(Kind::Situation)
            .await
            .iter()
            .filter(|one| one.text("person") == Some("p4"))
            .count(),
        5
    );
    let refused = desk.post(&format!("{path}/now"), &[("now", "signed")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_mandate_is_seen_announced_and_ended_here() {
    let power = Record::new(Kind::Mandate, "w9")
        .with("person", "p4")
        .with("holder", "night defender")
        .with("from", "2023-08-01")
        .with("until", "2023-09-15");
    let over = Record { id: "w8".into(), ..power.clone() }
        .with("holder", "day defender")
        .with("until", "2023-09-01");
    let desk = desk_with(vec![power, over]);
    let path = screen(&desk, "p4").await;
    let page = page(&desk, "p4").await;
    let acting = part(&page, "u-act");
    assert_order(
        acting,
        &["night defender", "until September 15, 2023", "Ends on September 15, 2023"],
    );
    assert!(!acting.contains("day defender"), "it runs no more");
    let entity = desk.entity("w9").await;
    let end = format!("/person/{}/end", desk.entity("p4").await);
    let answer = desk.post(&end, &[("entity", &entity), ("back", &path)]).await;
    assert_eq!(answer.location(), path);
    let after = self::page(&desk, "p4").await;
    assert!(!part(&after, "u-act").contains("night defender"));
}

#[tokio::test]
async fn forms_of_records_lead_back_here() {
    let desk = desk_with(vec![now("detained")]);
    let path = screen(&desk, "p4").await;
    let person = desk.entity("p4").await;
    for kind in ["task", "referral", "mandate", "situation"] {
        let add = format!("/record/add/{kind}/{person}");
        let form = desk.post(&add, &[("begin", "yes"), ("back", &path)]).await;
        assert_eq!(form.status, StatusCode::OK, "{kind}: {}", form.text);
        assert!(form.text.contains(&format!("name=\"back\" value=\"{path}\"")), "{kind}");
    }
    let task = [("about", "p4"), ("what", "ask the brother"), ("back", path.as_str())];
    let saved = desk.post(&format!("/record/add/task/{person}"), &task).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, path.as_str()));
    let edit = format!("/record/{}/edit", desk.entity("z9").await);
    let form = desk.post(&edit, &[("begin", "yes"), ("back", &path)]).await;
    assert!(form.text.contains("value=\"detained\" selected"), "{}", form.text);
    assert!(form.text.contains(&format!("name=\"back\" value=\"{path}\"")));
    let fields = [("person", "p4"), ("status", "wounded"), ("back", path.as_str())];
    let saved = desk.post(&edit, &fields).await;
    assert_eq!(saved.location(), path, "{}", saved.text);
}

#[tokio::test]
async fn tasks_of_others_in_the_same_case_stand_elsewhere() {
    let task = |id: &str, about: &str| {
        Record::new(Kind::Task, id).with("about", about).with("what", format!("ask {about}"))
    };
    let desk =
        desk_with(vec![task("a1", "p5"), task("a2", "p6"), task("a3", "c5"), task("a4", "i5")]);
    let page = page(&desk, "p6").await;
    let acting = part(&page, "u-act");
    assert!(acting.contains("ask p6") && acting.contains("ask c5"), "{acting}");
    assert!(!acting.contains("ask p5") && !acting.contains("ask i5"), "{acting}");
}

#[tokio::test]
async fn it_is_reached_from_today_the_case_and_the_person_while_something_presses() {
    let links = [("/", "p4"), ("case", "c4"), ("person", "p4")];
    for (records, expected) in
        [(vec![now("detained")], true), (vec![expelled()], true), (vec![], false)]
    {
        let desk = desk_with(records);
        let link = format!("href=\"{}\"", screen(&desk, "p4").await);
        for (room, handle) in links {
            let at = if room == "/" {
                room.to_owned()
            } else {
                format!("/{room}/{}", desk.entity(handle).await)
            };
            assert_eq!(desk.get(&at).await.text.contains(&link), expected, "{at}");
        }
    }
}

#[tokio::test]
async fn there_is_no_screen_of_anything_but_a_person() {
    let desk = desk();
    for path in [screen(&desk, "c4").await, "/urgent/p4".to_owned(), "/urgent/0".to_owned()] {
        assert_eq!(desk.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn nothing_there_advises_to_sign() {
    for status in ["detained", "missing", "front", "taken_to_unit", "wounded", "free"] {
        let signed = beaten().with("contract", "voluntary");
        let text = page(&desk_with(vec![now(status), signed]), "p4").await.to_lowercase();
        for word in ["sign it", "should sign", "you can sign", "fault", "blame", "guilty"] {
            assert!(!text.contains(word), "{status}: {word}");
        }
    }
}
