//! Dots: three each, sealed until they are counted, and counted once.

use serde_json::json;

use super::silent::{go_to, in_silence, note, shown};
use super::{act, next, place};
use crate::support::{Person, Site};

/// A stand-up in silence at its dots, with one idea of whoever leads.
async fn at_the_dots(site: &Site, people: &[&Person]) -> (cahier::id::StandupId, String) {
    let id = in_silence(site, people, "silence").await;
    let idea = note(people[0], id, "Lock in batches").await;
    go_to(people[0], id, "dots").await;
    (id, idea)
}

#[tokio::test]
async fn dots_are_sealed_until_everybody_has_given_three() {
    let site = Site::new().await;
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let (one, two) = (
        note(&ada, id, "Lock in batches").await,
        note(&karim, id, "Read replicas").await,
    );
    let give = |idea: &str, dots: i64| json!({"idea": idea, "dots": dots});
    act(&karim, id, "dots", give(&one, 1), 409).await;
    go_to(&ada, id, "dots").await;
    act(&karim, id, "dots", give(&one, 2), 200).await;
    act(&karim, id, "dots", give(&one, 2), 200).await;
    act(&karim, id, "dots", give(&two, 2), 422).await;
    let sealed = shown(&ada, id).await;
    assert!(sealed["ideas"][0]["dots"].is_null() && sealed["ideas"][1]["dots"].is_null());
    assert_eq!(
        sealed["sealed"]["mine"],
        json!([]),
        "nobody sees another's dots"
    );
    assert_eq!(shown(&karim, id).await["sealed"]["left"], 1);
    ada.get(&format!("/standups/{id}"))
        .await
        .says("0 of 2 have given theirs");
    act(&karim, id, "dots", give(&two, 1), 200).await;
    act(&ada, id, "dots", give(&two, 3), 200).await;
    let counted = shown(&lea, id).await;
    let dots = |idea: &str| {
        let ideas = counted["ideas"].as_array().unwrap();
        let found = ideas.iter().find(|one| one["id"] == idea).unwrap();
        found["dots"].as_i64().unwrap()
    };
    assert_eq!((dots(&one), dots(&two)), (2, 4), "no dot counts twice");
    act(&lea, id, "dots", give(&one, 1), 409).await;
    let there = next(&ada, id).await;
    assert_eq!(place(&there).0, "decision");
    act(&ada, id, "end", json!({}), 200).await;
    let minutes = ada.get(&format!("/standups/{id}")).await.says("(4 dots)");
    minutes.says_nothing_of("gave dots");
}

#[tokio::test]
async fn the_time_for_dots_shows_them_and_takes_no_more() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let (id, one) = at_the_dots(&site, &[&ada, &karim]).await;
    act(&karim, id, "dots", json!({"idea": one, "dots": 2}), 200).await;
    site.clock.advance(3_600 / 2);
    let up = shown(&ada, id).await;
    assert_eq!(
        up["ideas"][0]["dots"], 2,
        "whoever gave none had the time to"
    );
    act(&ada, id, "dots", json!({"idea": one, "dots": 1}), 409).await;
    act(&ada, id, "time", json!({"minutes": 5}), 200).await;
    act(&ada, id, "dots", json!({"idea": one, "dots": 1}), 409).await;
    next(&ada, id).await;
    let there = shown(&karim, id).await;
    assert_eq!(there["ideas"][0]["dots"], 2);
    let room = format!("/standups/{id}");
    karim.get(&room).await.says("Only 1 of 2 gave dots.");
    act(&ada, id, "end", json!({}), 200).await;
    let minutes = karim.get(&room).await.says("(2 dots)");
    minutes.says("Only 1 of 2 gave dots.");
}

#[tokio::test]
async fn whoever_leads_gives_the_dots_of_people_without_a_device_and_of_nobody_else() {
    let site = Site::new().await;
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let enter = json!({"member": lea.id.to_string()});
    act(&ada, id, "presence", enter, 200).await;
    let one = note(&ada, id, "Lock in batches").await;
    go_to(&ada, id, "dots").await;
    let give = |dots: i64, person: &Person| json!({"idea": one, "dots": dots, "member": person.id.to_string()});
    act(&karim, id, "dots", give(1, &lea), 403).await;
    act(&karim, id, "dots", give(2, &karim), 200).await;
    for dots in [3, 2, 1] {
        let refused = act(&ada, id, "dots", give(dots, &karim), 403).await;
        assert!(
            refused["detail"]
                .as_str()
                .unwrap()
                .contains("without a device")
        );
    }
    let person = |here: bool| json!({"member": karim.id.to_string(), "here": here});
    act(&ada, id, "presence", person(false), 200).await;
    act(&ada, id, "presence", person(true), 200).await;
    act(&ada, id, "dots", give(1, &karim), 403).await;
    act(&ada, id, "dots", give(1, &lea), 200).await;
    act(&lea, id, "dots", give(1, &lea), 200).await;
    act(&ada, id, "dots", give(2, &lea), 403).await;
    go_to(&ada, id, "decision").await;
    assert_eq!(shown(&lea, id).await["ideas"][0]["dots"], 3);
}

#[tokio::test]
async fn dots_that_everybody_saw_stay_as_they_are() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let (id, one) = at_the_dots(&site, &[&ada, &karim]).await;
    act(&karim, id, "dots", json!({"idea": one, "dots": 3}), 200).await;
    site.clock.advance(3_600 / 2);
    assert_eq!(shown(&ada, id).await["ideas"][0]["dots"], 3);
    act(&ada, id, "step", json!({"to": "back"}), 200).await;
    assert_eq!(shown(&ada, id).await["ideas"][0]["dots"], 3);
    next(&ada, id).await;
    act(&karim, id, "dots", json!({"idea": one, "dots": 0}), 409).await;
    assert_eq!(shown(&ada, id).await["ideas"][0]["dots"], 3);
}

#[tokio::test]
async fn dots_are_counted_at_the_end_whatever_happened_since() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let (id, one) = at_the_dots(&site, &[&ada, &karim]).await;
    act(&karim, id, "dots", json!({"idea": one, "dots": 2}), 200).await;
    for _ in 0..3 {
        act(&ada, id, "step", json!({"to": "back"}), 200).await;
    }
    act(&ada, id, "mode", json!({"mode": "spoken"}), 200).await;
    act(&ada, id, "end", json!({}), 200).await;
    assert_eq!(shown(&ada, id).await["ideas"][0]["dots"], 2);
}

#[tokio::test]
async fn whoever_leads_gives_all_dots_of_somebody_without_a_device_by_one_form() {
    let site = Site::new().await;
    let [ada, karim, lea] = site.members(["Ada", "Karim", "Léa"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let enter = json!({"member": lea.id.to_string()});
    act(&ada, id, "presence", enter, 200).await;
    let (one, two) = (
        note(&ada, id, "Lock in batches").await,
        note(&karim, id, "Read replicas").await,
    );
    let room = format!("/standups/{id}");
    let asks = "Dots of somebody without a device";
    ada.get(&room).await.says_nothing_of(asks);
    go_to(&ada, id, "dots").await;
    karim.get(&room).await.says_nothing_of(asks);
    let page = ada.get(&room).await.says(asks);
    let (_, form) = page.text.split_once("name=\"whose\"").unwrap();
    let (form, _) = form.split_once("</select>").unwrap();
    assert!(form.contains("Léa") && !form.contains("Karim"), "{form}");

    let fields = [format!("dots-{one}"), format!("dots-{two}")];
    let give = async |who: &Person, whose: &Person, dots: [&str; 2], status: u16| {
        let sent = [
            ("whose", whose.id.as_str()),
            (fields[0].as_str(), dots[0]),
            (fields[1].as_str(), dots[1]),
        ];
        who.post(&format!("{room}/ballots"), &sent).await.is(status)
    };
    give(&karim, &lea, ["1", "2"], 403).await;
    give(&ada, &karim, ["1", "2"], 403).await;
    let refused = give(&ada, &lea, ["2", "2"], 422).await;
    refused.says("each has 3 dots");
    assert_eq!(shown(&lea, id).await["sealed"]["left"], 3);
    give(&ada, &lea, ["3", "0"], 303).await;
    give(&ada, &lea, ["1", "2"], 303).await;
    let page = ada.get(&room).await;
    page.says("Léa (all given)")
        .says("1 of 3 have given theirs")
        .says_nothing_of("<option value=\"2\" selected");
    let sealed = shown(&ada, id).await;
    assert!(sealed["ideas"][0]["dots"].is_null() && sealed["ideas"][1]["dots"].is_null());
    assert_eq!(sealed["sealed"]["mine"], json!([]));
    go_to(&ada, id, "decision").await;
    let counted = shown(&karim, id).await;
    let dots = |idea: &str| {
        let ideas = counted["ideas"].as_array().unwrap();
        let found = ideas.iter().find(|one| one["id"] == idea).unwrap();
        found["dots"].as_i64().unwrap()
    };
    assert_eq!((dots(&one), dots(&two)), (1, 2));
}
