//! Whoever looks on gets what was made once for all who look on; nothing sealed and nothing of anybody's own comes to
//! somebody else by it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::header;
use cahier::app::{Look, Sight};
use cahier::id::StandupId;
use cahier::problems::{self, Edit, Title};
use serde_json::json;

use super::silent::{go_to, in_silence, note, shown};
use super::{act, next};
use crate::support::{Person, Reply, Site};

/// What an open page of the room fetches when something happened.
async fn fetched(who: &Person, id: StandupId) -> Reply {
    let open = who.with_header("cahier-part", "room-talk room-main");
    open.get(&format!("/standups/{id}")).await.is(200)
}

#[tokio::test]
async fn what_many_are_shown_has_nothing_sealed_and_nothing_of_anybodys_own() {
    let site = Site::new().await;
    let [ada, karim, nina] = site.members(["Ada", "Karim", "Nina"]).await;
    let rea = site.reader("Réa").await;
    let rea = rea.with_header("accept-language", "fr");
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    note(&karim, id, "Zanzibar every night").await;
    // In either order: neither what the author fetched first comes to others, nor the other way round.
    for _ in 0..2 {
        let others = [&nina, &ada, &rea];
        for who in others {
            let part = fetched(who, id).await.says_nothing_of("Zanzibar");
            for around in ["<header", "<html"] {
                assert!(!part.text.contains(around), "{around} in {}", part.text);
            }
            // Whoever leads chooses among everybody; to others nothing tells whose page it is.
            let named = part.text.contains("Nina") || part.text.contains("Réa");
            assert_eq!(named, who.id == ada.id, "{}", part.text);
            let whole = who.get(&format!("/standups/{id}")).await.is(200);
            whole.says_nothing_of("Zanzibar").says(&who.name);
        }
        fetched(&karim, id).await.says("Zanzibar every night");
        let whole = karim.get(&format!("/standups/{id}")).await;
        whole.says("Zanzibar every night");
    }
    for who in [&nina, &rea, &ada] {
        let json = shown(who, id).await;
        assert_eq!(json["ideas"], json!([]), "to {}", who.name);
    }
    assert_eq!(
        shown(&karim, id).await["ideas"].as_array().unwrap().len(),
        1
    );

    next(&ada, id).await;
    for who in [&rea, &nina, &karim, &ada] {
        fetched(who, id).await.says("Zanzibar every night");
        assert_eq!(shown(who, id).await["ideas"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn each_sees_what_they_may_do_in_their_language() {
    let site = Site::new().await;
    let [ada, karim, nina] = site.members(["Ada", "Karim", "Nina"]).await;
    let [rea, max] = [site.reader("Réa").await, site.reader("Max").await];
    let rea = rea.with_header("accept-language", "fr");
    let id = in_silence(&site, &[&ada, &karim], "round").await;
    let parts = || async {
        let of = |who| async move { fetched(who, id).await.text };
        [
            of(&ada).await,
            of(&karim).await,
            of(&nina).await,
            of(&max).await,
            of(&rea).await,
        ]
    };
    let [leads, takes_part, may_come, watches, en_français] = parts().await;
    assert!(leads.contains("name=\"to\" value=\"next\""));
    for other in [&takes_part, &may_come, &watches, &en_français] {
        assert!(!other.contains("name=\"to\" value=\"next\""), "{other}");
    }
    assert!(may_come.contains("I am here") && !takes_part.contains("I am here"));
    assert!(takes_part.contains("I have to leave"));
    for other in [&watches, &en_français] {
        assert!(!other.contains("<form"), "a reader sends nothing: {other}");
    }
    assert!(watches.contains("Has the floor") && en_français.contains("A la parole"));
    assert!(!en_français.contains("Has the floor") && !watches.contains("A la parole"));
    // One after the other has the floor, and the buttons with it.
    let speaks = |part: &String| part.contains("value=\"pass\"");
    let karim_speaks = speaks(&takes_part);
    assert!(speaks(&leads) && !speaks(&may_come) && !speaks(&watches));
    act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    let [_, takes_part, may_come, watches, _] = parts().await;
    assert_eq!(speaks(&takes_part), !karim_speaks);
    assert!(!speaks(&may_come) && !speaks(&watches));
}

#[tokio::test]
async fn dots_that_one_gave_are_marked_for_oneself_alone() {
    let site = Site::new().await;
    let [ada, karim, nina] = site.members(["Ada", "Karim", "Nina"]).await;
    let id = in_silence(&site, &[&ada, &karim], "silence").await;
    let idea = note(&ada, id, "Lock in batches").await;
    go_to(&ada, id, "dots").await;
    act(&karim, id, "dots", json!({"idea": idea, "dots": 2}), 200).await;
    let two = "value=\"2\" aria-pressed=\"true\"";
    for _ in 0..2 {
        fetched(&karim, id).await.says(two);
        fetched(&nina, id)
            .await
            .says("value=\"2\"")
            .says_nothing_of(two);
        fetched(&ada, id)
            .await
            .says("value=\"2\"")
            .says_nothing_of(two);
    }
}

#[tokio::test]
async fn what_changed_meanwhile_is_seen_at_once() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let max = site.reader("Max").await;
    let id = in_silence(&site, &[&ada, &karim], "facts").await;
    fetched(&max, id)
        .await
        .says("Deploys lock the orders table");
    let mut tx = site.write().await;
    let title = Title::parse("Releases lock the orders table").unwrap();
    let edit = Edit {
        title: Some(title),
        ..Edit::default()
    };
    let problem = "P-1".parse().unwrap();
    problems::change(&mut tx, problem, edit, None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let part = fetched(&max, id).await;
    let part = part.says("Releases lock").says_nothing_of("Deploys lock");
    let minutes = |part: &Reply| {
        let at = part
            .text
            .find(" minutes left")
            .expect("the time that is left");
        part.text[at - 2..at].to_owned()
    };
    let now: i64 = part.header("cahier-now").parse().unwrap();
    site.clock.advance(120);
    let later = fetched(&max, id).await;
    assert_ne!(minutes(&part), minutes(&later), "time goes on for all");
    let then: i64 = later.header("cahier-now").parse().unwrap();
    assert_eq!(then - now, 120_000);
    act(&ada, id, "end", json!({}), 200).await;
    let part = fetched(&max, id).await;
    part.says("<main class=\"page\">").says("Releases lock");
}

#[tokio::test]
async fn a_part_is_sent_compressed_to_whoever_takes_it_so() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let max = site.reader("Max").await;
    let id = in_silence(&site, &[&ada, &karim], "facts").await;
    let plain = fetched(&max, id).await;
    assert_eq!(plain.header(header::CONTENT_ENCODING.as_str()), "");
    let packed = fetched(&max.with_header("accept-encoding", "br, gzip;q=0.5"), id).await;
    assert_eq!(packed.header(header::CONTENT_ENCODING.as_str()), "gzip");
    let never = fetched(&max.with_header("accept-encoding", "gzip;q=0"), id).await;
    assert_eq!(never.header(header::CONTENT_ENCODING.as_str()), "");
    assert_eq!(plain.text, never.text);
}

#[tokio::test]
async fn a_room_is_read_once_and_made_once_for_all_who_come_at_a_time() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let id = in_silence(&site, &[&ada, &karim], "facts").await;
    let made = Arc::new(AtomicUsize::new(0));
    let come = || {
        let (app, made) = (Arc::clone(&site.app), Arc::clone(&made));
        async move {
            let seen = app.room(id).await.unwrap();
            let sight = Sight {
                language: cahier::i18n::Language::En,
                zone: "UTC".to_owned(),
                may: false,
                here: false,
                speaks: false,
                passed: false,
                ready: false,
                moment: seen.moment,
            };
            let make = async {
                tokio::task::yield_now().await;
                made.fetch_add(1, Ordering::Relaxed);
                let (plain, packed) = (Arc::default(), Arc::default());
                Ok(Look { plain, packed })
            };
            seen.look(sight, make).await.unwrap();
            seen.room
        }
    };
    let rooms = futures_util::future::join_all((0..50).map(|_| come())).await;
    assert!(rooms.iter().all(|room| Arc::ptr_eq(room, &rooms[0])));
    assert_eq!(made.load(Ordering::Relaxed), 1);
    act(
        &karim,
        id,
        "ideas",
        json!({"text": "Read replicas", "kind": "cause"}),
        201,
    )
    .await;
    let after = come().await;
    assert!(!Arc::ptr_eq(&after, &rooms[0]), "an idea is news");
    assert_eq!(made.load(Ordering::Relaxed), 2);
}
