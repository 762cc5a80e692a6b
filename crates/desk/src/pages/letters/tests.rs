//! From a record to a letter that was sent, as a person goes the way.

use casework::{Kind, Record};

use crate::five_accounts::{between, desk, desk_with};
use crate::testing::{Desk, PASSPHRASE};

/// What the decision form sends.
const AGREED: [(&str, &str); 3] =
    [("choice", "as_is"), ("explained_by", "N. N."), ("explained_in", "tg")];

async fn drafted(desk: &Desk, about: &'static str, template: &str) -> String {
    let path = format!("/letters/{}/{template}", desk.entity(about).await);
    let answer = desk.post(&path, &AGREED).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.location().to_owned()
}

#[tokio::test]
async fn a_case_offers_its_letters_with_addressee_reason_and_clock() {
    let desk = desk();
    let page = desk.get(&format!("/letters/{}", desk.entity("m1").await)).await.text;
    assert!(page.contains("Complaint: no answer came"), "{page}");
    let row = between(&page, "Complaint: no answer came", "</article>");
    assert!(row.contains("can be drafted") && row.contains("href=\"/law/rule/"), "{row}");
    let case = desk.get(&format!("/letters/{}", desk.entity("c1").await)).await.text;
    assert!(case.matches("<article").count() > 2, "{case}");
}

#[tokio::test]
async fn nothing_is_drafted_before_somebody_decided() {
    let desk = desk();
    let path = format!("/letters/{}/inaction", desk.entity("m1").await);
    let page = desk.get(&path).await.text;
    for word in [
        "What they would learn",
        "Who the person is",
        "What came of complaints before",
        "To read to the person",
        "by post",
    ] {
        assert!(page.contains(word), "{word}: {page}");
    }
    let none = desk.post(&path, &[]).await;
    assert_eq!(none.status, 422);
    let alone = desk.post(&path, &[("choice", "as_is")]).await;
    assert_eq!(alone.status, 422, "nobody explained it");
    assert!(desk.all(Kind::Letter).await.is_empty() && desk.all(Kind::Decision).await.is_empty());
}

#[tokio::test]
async fn whoever_says_later_or_no_has_a_decision_and_no_letter() {
    let desk = desk();
    let path = format!("/letters/{}/inaction", desk.entity("m1").await);
    let answer = desk.post(&path, &[("choice", "later")]).await;
    assert_eq!(answer.location(), format!("/letters/{}", desk.entity("m1").await));
    let decided = desk.all(Kind::Decision).await;
    assert_eq!(decided.len(), 1);
    assert_eq!((decided[0].text("choice"), decided[0].text("person")), (Some("later"), Some("p1")));
    assert!(desk.all(Kind::Letter).await.is_empty());
}

#[tokio::test]
async fn a_letter_is_drafted_changed_and_kept_with_its_versions() {
    let desk = desk();
    let path = drafted(&desk, "m1", "inaction").await;
    let letters = desk.all(Kind::Letter).await;
    let text = letters[0].fields["parts"].to_string();
    assert!(text.contains("{name}") && text.contains("\"from\""), "{text}");
    let page = desk.get(&path).await.text;
    assert!(page.contains("name=\"part.0\"") && page.contains("By:"), "{page}");
    let version = between(&page, "name=\"version\" value=\"", "\"").to_owned();
    let typed = [("title", "T"), ("part.0", "A court of our own choice"), ("version", &version)];
    assert_eq!(desk.post(&path, &typed).await.status, 303);
    let page = desk.get(&path).await.text;
    assert!(page.contains("A court of our own choice"), "{page}");
    let record = path.replace("/letter/", "/record/");
    assert!(desk.get(&record).await.text.contains("Text of the letter"), "the history shows both");
    let empty = desk.post(&path, &[("title", ""), ("version", &version)]).await;
    assert_eq!(empty.status, 422);
}

#[tokio::test]
async fn a_file_stays_in_the_vault_without_names_and_leaves_on_purpose_with_them() {
    let desk = desk();
    let path = drafted(&desk, "m1", "inaction").await;
    let file = format!("{path}/file");
    let ask = desk.get(&file).await.text;
    assert!(ask.contains("value=\"vault\" checked") && ask.contains("by post"), "{ask}");
    let inside = desk.post(&file, &[("shape", "txt"), ("where", "vault")]).await;
    assert_eq!(inside.location(), path, "{}", inside.text);
    let sources = desk.all(Kind::Letter).await[0].fields["sources"].clone();
    assert_eq!(sources.as_array().map(Vec::len), Some(1));
    let handle = sources[0].as_str().expect("a handle").to_owned();
    let kept = desk.app.with_vault(move |vault| {
        let mut bytes = Vec::new();
        vault.read_file(&handle, &mut bytes)?;
        Ok(bytes)
    });
    let kept = String::from_utf8(kept.await.expect("a file")).expect("text");
    assert!(kept.contains("____") && !kept.contains("{name}"), "{kept}");

    let wrong =
        desk.post(&file, &[("shape", "txt"), ("where", "outside"), ("passphrase", "x")]).await;
    assert_eq!(wrong.status, 422);
    assert!(!wrong.text.contains("value=\"x\""));
    let outside = [("shape", "txt"), ("where", "outside"), ("passphrase", PASSPHRASE)];
    let answer = desk.post(&file, &outside).await;
    assert_eq!(answer.headers["content-disposition"], "attachment; filename=\"letter.txt\"");
    assert_eq!(answer.headers["cache-control"], "no-store");
    let entity = path.trim_start_matches("/letter/").to_owned();
    let exits =
        desk.app.with_vault(move |vault| Ok(vault.history(&entity)?)).await.expect("a history");
    assert_eq!(exits.iter().filter(|entry| entry.act == vault::Act::Exit).count(), 1);
}

#[tokio::test]
async fn whoever_did_not_allow_it_has_no_letter_and_the_reasons_are_said() {
    let desk = desk();
    let case = desk.get(&format!("/letters/{}", desk.entity("p2").await)).await.text;
    // A power or a list for the envelope stays with the person and needs nobody's leave.
    let to_others: Vec<&str> =
        case.split("<article").filter(|part| part.contains("Prosecutor")).collect();
    assert!(!to_others.is_empty() && to_others.iter().all(|part| !part.contains("can be drafted")));
    let incident = "i2";
    let path = format!("/letters/{}/complaint", desk.entity(incident).await);
    let page = desk.get(&path).await.text;
    assert!(
        page.contains("This letter may not leave yet") && page.contains("/record/add/consent/"),
        "{page}"
    );
    let refused = desk.post(&path, &AGREED).await;
    assert_eq!(refused.status, 422);
    assert!(desk.all(Kind::Letter).await.is_empty());
}

#[tokio::test]
async fn the_consent_that_is_missing_is_asked_for_and_leads_back_to_the_letter() {
    let desk = desk();
    let path = format!("/letters/{}/complaint", desk.entity("i2").await);
    let add = format!("/record/add/consent/{}", desk.entity("p2").await);
    let begun = [
        ("begin", "yes"),
        ("back", path.as_str()),
        ("uses", "submit_to_authority"),
        ("to", "prosecutor"),
    ];
    let form = desk.post(&add, &begun).await.text;
    assert!(form.contains(&format!("value=\"{path}\"")), "{form}");
    let ticked = between(&form, "value=\"submit_to_authority\"", ">");
    assert!(ticked.contains("checked"), "{ticked}");
    let typed = [
        ("back", path.as_str()),
        ("person", "p2"),
        ("given", "5.09.2023"),
        ("how", "spoken"),
        ("uses", "submit_to_authority"),
    ];
    let answer = desk.post(&add, &typed).await;
    assert_eq!(answer.location(), path, "{}", answer.text);
    assert!(!desk.get(&path).await.text.contains("This letter may not leave yet"));
}

#[tokio::test]
async fn a_consent_taken_back_closes_the_file_of_a_letter_that_was_drafted() {
    let desk = desk();
    let path = drafted(&desk, "m1", "inaction").await;
    let consents = desk.all(Kind::Consent).await;
    let theirs: Vec<String> = consents
        .iter()
        .filter(|one| one.text("person") == Some("p1"))
        .map(|one| one.id.clone())
        .collect();
    desk.app
        .with_vault(move |vault| {
            for id in &theirs {
                let fields = [("withdrawn".to_owned(), Some("2023-09-05".into()))].into();
                vault.change(
                    id,
                    fields,
                    None,
                    "2023-09-05T12:00:00Z".parse().expect("a moment"),
                )?;
            }
            Ok(())
        })
        .await
        .expect("withdrawn");
    for place in ["vault", "outside"] {
        let answer =
            desk.post(&format!("{path}/file"), &[("shape", "txt"), ("where", place)]).await;
        assert_eq!(answer.status, 422, "{place}");
    }
}

#[tokio::test]
async fn a_letter_from_elsewhere_that_names_no_addressee_makes_no_file() {
    let letter = |id: &str, template: &str| {
        Record::new(Kind::Letter, id)
            .with("person", "p2")
            .with("about", "i2")
            .with("template", template)
            .with("language", "ru")
            .with("on", "2023-09-05")
            .with("title", "T")
            .with("parts", serde_json::json!([{ "is": "paragraph", "text": "{name}" }]))
    };
    let desk = desk_with(vec![letter("l1", "complaint"), letter("l2", "power_of_attorney")]);
    for (id, status) in [("l1", 422), ("l2", 200)] {
        let path = format!("/letter/{}/file", desk.entity(id).await);
        let answer = desk.post(&path, &[("shape", "txt"), ("where", "outside")]).await;
        assert_eq!(answer.status, status, "{id}");
    }
}

#[tokio::test]
async fn a_letter_that_was_sent_is_a_complaint_with_its_cause_and_is_not_changed() {
    let desk = desk();
    let path = drafted(&desk, "m1", "inaction").await;
    let sent = format!("{path}/sent");
    assert!(desk.get(&sent).await.text.contains("value=\"post\" checked"));
    let ahead = desk.post(&sent, &[("sent", "6 September 2023"), ("channel", "post")]).await;
    assert_eq!(ahead.status, 422, "a day that lies ahead");
    let before = desk.all(Kind::Complaint).await.len();
    let answer = desk.post(&sent, &[("sent", "5 September 2023"), ("channel", "post")]).await;
    assert!(answer.location().starts_with("/track/"), "{}", answer.text);
    let complaints = desk.all(Kind::Complaint).await;
    let new = complaints.last().expect("a complaint");
    assert_eq!((complaints.len(), new.text("because_of")), (before + 1, Some("m1")));
    assert_eq!(desk.get(answer.location()).await.status, 200);
    assert_eq!(desk.post(&path, &[("title", "T")]).await.status, 422, "what was sent stays");
    let twice = desk.post(&sent, &[("sent", "5 September 2023"), ("channel", "post")]).await;
    assert_eq!((twice.status.as_u16(), desk.all(Kind::Complaint).await.len()), (422, before + 1));
    let record = path.replace("/letter/", "/record/");
    assert_eq!(desk.get(&format!("{record}/edit")).await.location(), path);
    assert_eq!(desk.post(&format!("{record}/edit"), &[("title", "T")]).await.status, 404);
}

#[tokio::test]
async fn an_appeal_that_was_sent_stands_with_the_act() {
    let desk = desk();
    let path = drafted(&desk, "x1", "appeal").await;
    let page = desk.get(&path).await.text;
    assert!(page.contains("восстанов"), "the request to restore the term: {page}");
    let answer = desk.post(&format!("{path}/sent"), &[("sent", "2023-09-05")]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let acts = desk.all(Kind::Proceeding).await;
    let act = acts.iter().find(|one| one.id == "x1").expect("the act");
    assert_eq!(act.fields["appealed"]["done"], true);
}

#[tokio::test]
async fn what_came_of_complaints_before_is_told_without_a_name() {
    let desk = desk();
    let page = desk.get(&format!("/letters/{}/inaction", desk.entity("m1").await)).await.text;
    let part = between(&page, "What came of complaints before", "</ul>");
    assert!(part.contains("Because of it") && !part.contains("A-"), "{part}");
}

#[tokio::test]
async fn another_person_named_in_a_letter_is_pointed_out() {
    let other = Record::new(Kind::Person, "p9").with("alias", "Z-9");
    let both = serde_json::json!([{ "person": "p1" }, { "person": "p9", "role": "witness" }]);
    let incident = Record::new(Kind::Incident, "i9").with("case", "c1").with("people", both);
    let desk = desk_with(vec![other, incident]);
    let path = drafted(&desk, "m1", "inaction").await;
    let page = desk.get(&path).await.text;
    assert!(!page.contains("names somebody else"), "{page}");
    let version = between(&page, "name=\"version\" value=\"", "\"").to_owned();
    let typed = [("title", "T"), ("part.0", "Z-9 saw it"), ("version", &version)];
    assert_eq!(desk.post(&path, &typed).await.status, 303);
    let page = desk.get(&path).await.text;
    assert!(page.contains("names somebody else of the case: Z-9"), "{page}");
}

#[test]
fn every_way_to_every_addressee_is_said_and_only_the_way_that_counts_no_more_is_marked() {
    let desk = Desk::new();
    let page = crate::page::Page::new(&desk.app, "/");
    for authority in casework::vocabulary::terms("authority") {
        for way in super::tells::ways_to(&authority.code, page.today, &page) {
            assert!(!way.says.contains("-way-"), "{}: {}", authority.code, way.code);
            assert!(!way.no_clock, "{} in 2023", authority.code);
        }
    }
    let later = jiff::civil::date(2025, 3, 30);
    let marked: Vec<&str> = super::tells::ways_to("interior_ministry", later, &page)
        .iter()
        .filter(|way| way.no_clock)
        .map(|way| way.code)
        .collect();
    assert_eq!(marked, ["email"]);
    assert!(
        super::tells::ways_to("hrc", later, &page)
            .iter()
            .all(|way| !way.says.contains("state account"))
    );
}

#[tokio::test]
async fn another_addressee_is_looked_at_before_anything_is_noted() {
    let desk = desk();
    let path = format!("/letters/{}/inaction/to", desk.entity("m1").await);
    let page = desk.post(&path, &[("to", "hrc")]).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text.contains("This letter may not leave yet"),
        "no consent for a State: {}",
        page.text
    );
    assert!(page.text.contains("name=\"to\" value=\"hrc\""), "{}", page.text);
    assert!(desk.all(Kind::Decision).await.is_empty());
}

#[tokio::test]
async fn a_later_no_stops_a_letter_that_was_drafted_until_the_person_is_asked_again() {
    let desk = desk();
    let path = drafted(&desk, "m1", "inaction").await;
    let plan = format!("/letters/{}/inaction", desk.entity("m1").await);
    let file = format!("{path}/file");
    let outside = [("shape", "txt"), ("where", "outside")];
    for choice in ["later", "no", "without_name"] {
        assert_eq!(desk.post(&file, &outside).await.status, 200, "before {choice}");
        assert_eq!(desk.post(&plan, &[("choice", choice)]).await.status, 303);
        assert_eq!(desk.post(&file, &outside).await.status, 422, "{choice}");
        let sent = [("sent", "2023-09-05"), ("channel", "post")];
        assert_eq!(desk.post(&format!("{path}/sent"), &sent).await.status, 422, "{choice}");
        for page in [&plan, &path, &format!("/letters/{}", desk.entity("m1").await)] {
            let text = desk.get(page).await.text;
            assert!(text.contains("the person said: "), "{page}: {text}");
        }
        assert_eq!(desk.post(&plan, &AGREED).await.status, 303);
    }
}

#[tokio::test]
async fn a_letter_from_elsewhere_needs_the_right_person_and_their_decision() {
    let letter = |id: &str, person: &str| {
        Record::new(Kind::Letter, id)
            .with("person", person)
            .with("about", "m1")
            .with("case", "c1")
            .with("template", "inaction")
            .with("language", "ru")
            .with("on", "2023-09-05")
            .with("title", "T")
            .with("to", serde_json::json!({ "kind": "prosecutor" }))
            .with("parts", serde_json::json!([{ "is": "paragraph", "text": "A" }]))
    };
    let consent = Record::new(Kind::Consent, "k9")
        .with("person", "p3")
        .with("given", "2023-09-01")
        .with("how", "spoken")
        .with("uses", serde_json::json!(["submit_to_authority"]));
    let desk = desk_with(vec![letter("l1", "p1"), letter("l3", "p3"), consent]);
    for (id, word) in [("l1", "not on record that the person agreed"), ("l3", "somebody else")] {
        let path = format!("/letter/{}/file", desk.entity(id).await);
        let answer = desk.post(&path, &[("shape", "txt"), ("where", "outside")]).await;
        assert_eq!(answer.status, 422, "{id}");
        assert!(answer.text.contains(word), "{id}: {}", answer.text);
    }
}

#[tokio::test]
async fn an_act_is_not_called_appealed_by_a_letter_a_second_time() {
    let desk = desk();
    let (first, second) =
        (drafted(&desk, "x1", "appeal").await, drafted(&desk, "x1", "appeal").await);
    let sent = [("sent", "2023-09-05")];
    assert_eq!(desk.post(&format!("{first}/sent"), &sent).await.status, 303);
    let again = desk.post(&format!("{second}/sent"), &sent).await;
    assert_eq!(again.status, 422);
    let letters = desk.all(Kind::Letter).await;
    assert_eq!(letters.iter().filter(|one| one.get("sent_as").is_some()).count(), 1);
}

#[tokio::test]
async fn letters_that_stay_with_the_person_make_files_of_their_own() {
    let desk = desk();
    for (about, template) in [("m1", "contents_list"), ("x1", "power_of_attorney")] {
        let path = format!("/letters/{}/{template}", desk.entity(about).await);
        let letter = desk.post(&path, &[]).await.location().to_owned();
        let answer =
            desk.post(&format!("{letter}/file"), &[("shape", "txt"), ("where", "outside")]).await;
        assert_eq!(answer.status, 200, "{template}: {}", answer.text);
    }
}
