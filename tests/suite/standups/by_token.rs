//! A program holds a stand-up for the member whose token it has: a chat bot, which asks the room and types what it hears.

use cahier::members::Scope;
use serde_json::{Value, json};

use super::silent::{note, shown};
use super::{act, next, place, posted};
use crate::support::Site;

#[tokio::test]
async fn a_bot_runs_a_whole_stand_up_with_a_members_token() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    posted(&site, "Deploys lock the orders table").await;
    let bot = site.by_token(&ada, Scope::Write).await;
    let new = json!({"team": "web", "mode": "silent"});
    let begun = bot.post_json("/api/v1/standups", new).await.is(201);
    let id = begun.json()["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(begun.json()["leader"]["name"], "Ada");
    let enter = json!({"member": karim.id.to_string()});
    act(&bot, id, "presence", enter, 200).await;
    next(&bot, id).await;
    let round = json!({"problem": "P-1", "do": "round"});
    act(&bot, id, "decision", round, 200).await;
    let mut went = Vec::new();
    let mut idea = String::new();
    for _ in 0..20 {
        let there = shown(&bot, id).await;
        let step = place(&there).0.to_owned();
        match step.as_str() {
            "facts" => {
                let version = bot.get("/api/v1/problems/P-1").await.is(200);
                let tag = version.header("etag").to_owned();
                let facts = json!({"should_be": "Deploys lock nothing"});
                let bot = bot.with_header("if-match", &tag);
                bot.patch_json("/api/v1/problems/P-1", facts).await.is(200);
            }
            "covered" => {
                let none = json!({"problem": "P-1", "answer": "none"});
                act(&bot, id, "covered", none, 200).await;
            }
            "silence" => idea = note(&bot, id, "Lock in batches").await,
            "round" => {
                for turn in ["done", "pass"] {
                    act(&bot, id, "turn", json!({"action": turn}), 200).await;
                }
            }
            "dots" => {
                let mine = json!({"idea": idea, "dots": 3});
                act(&bot, id, "dots", mine, 200).await;
                let theirs = json!({"idea": idea, "dots": 2, "member": karim.id.to_string()});
                act(&bot, id, "dots", theirs, 200).await;
            }
            "decision" => {
                let work =
                    json!([{"text": "Take the lock in batches", "owner": karim.id.to_string()}]);
                let now = json!({"problem": "P-1", "do": "now", "countermeasures": work});
                act(&bot, id, "decision", now, 200).await;
            }
            "writeup" => {
                let fates = json!([{"idea": idea, "fate": "we do it"}]);
                let said = json!({"problem": "P-1", "fates": fates, "book": {"no": "the migration goes away"}});
                act(&bot, id, "decision", said, 200).await;
            }
            _ => {}
        }
        went.push(step);
        if went.last().is_some_and(|step| step == "ended") {
            break;
        }
        go_on(&bot, id, &there).await;
    }
    assert_eq!(
        went,
        [
            "news", "facts", "covered", "silence", "round", "dots", "decision", "writeup", "ended"
        ]
    );
    let minutes = bot.get(&format!("/api/v1/standups/{id}/minutes")).await;
    minutes
        .is(200)
        .says("Should be: Deploys lock nothing.")
        .says("Idea: Lock in batches (5 dots, we do it)")
        .says("Take the lock in batches (Karim")
        .says("Not for the book: the migration goes away");
    let feed = bot.get("/api/v1/changes?after=0&limit=200").await.json();
    let entries: &Vec<Value> = feed["items"].as_array().unwrap();
    let decided = entries.iter().find(|one| one["kind"] == "standup.decided");
    assert_eq!(decided.unwrap()["actor"], ada.id.to_string(), "for her");
}

#[tokio::test]
async fn an_agents_token_looks_on_and_never_acts() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    posted(&site, "Deploys lock the orders table").await;
    let id = super::started(&ada).await;
    for scope in [Scope::Read, Scope::Propose] {
        let agent = site.by_token(&ada, scope).await;
        agent.get(&format!("/api/v1/standups/{id}")).await.is(200);
        for (what, body) in [
            ("step", json!({"to": "next"})),
            ("presence", json!({})),
            ("ideas", json!({"text": "Ours", "kind": "cause"})),
            ("turn", json!({"action": "done"})),
            ("facilitator", json!({})),
            ("end", json!({})),
        ] {
            act(&agent, id, what, body, 403).await;
        }
    }
}

async fn go_on(bot: &crate::support::Person, id: cahier::id::StandupId, there: &Value) {
    // The step that was read: an answer that was lost is asked for again without going on twice.
    let step = json!({"to": "next", "at": there["at"]});
    for _ in 0..2 {
        act(bot, id, "step", step.clone(), 200).await;
    }
}
