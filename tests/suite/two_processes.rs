//! One stand-up on two servers, each a process of its own: they share nothing but the database.

use cahier::id::StandupId;
use cahier::members::Scope;
use serde_json::{Value, json};

use crate::standups::{act, next, place, posted, started};
use crate::support::{Person, Server, Site};

async fn shown(who: &Person, id: StandupId) -> Value {
    let reply = who.get(&format!("/api/v1/standups/{id}")).await;
    reply.is(200).json()
}

#[tokio::test]
async fn two_servers_of_their_own_hold_one_stand_up_and_one_of_them_may_die() {
    let site = Site::new().await;
    if !site.database_url().starts_with("postgres") {
        println!(
            "two servers, two processes: left out, the embedded engine has one server; see tests/with-postgres"
        );
        return;
    }
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    let ada = site.by_token(&ada, Scope::Write).await;
    let karim = site.by_token(&karim, Scope::Write).await;
    posted(&site, "Deploys lock the orders table").await;
    site.app.tasks.stop().await;
    let (here, mut there) = (
        Server::on(site.database_url()),
        Server::on(site.database_url()),
    );
    let (ada, far) = (ada.on(&here.door()), karim.on(&there.door()));

    let id = started(&ada).await;
    let live = format!("/api/v1/standups/{id}/live");
    let (mut to_ada, mut to_karim) = (ada.listens(&live).await, far.listens(&live).await);
    to_ada.until("begin").await;
    to_karim.until("begin").await;
    act(&far, id, "presence", json!({}), 200).await;
    to_ada.until("standup.attended").await;
    next(&ada, id).await;
    to_karim.until("standup.stepped").await;
    assert_eq!(place(&shown(&far, id).await), ("news", "P-1"));
    let round = json!({"problem": "P-1", "do": "round"});
    act(&ada, id, "decision", round, 200).await;
    while place(&next(&ada, id).await).0 != "round" {}
    to_karim.until("standup.decided").await;
    let idea = json!({"text": "Lock in batches", "kind": "cause"});
    act(&far, id, "ideas", idea, 201).await;
    to_ada.until("standup.idea_noted").await;
    assert_eq!(shown(&ada, id).await["ideas"][0]["text"], "Lock in batches");

    // One server dies; whoever was at it goes on at the other, and missed nothing.
    there.kill();
    act(&ada, id, "turn", json!({"action": "done"}), 200).await;
    let moved = karim.on(&here.door());
    let both = [shown(&moved, id).await, shown(&ada, id).await];
    assert_eq!(both[0]["ideas"], both[1]["ideas"]);
    assert_eq!(both[0]["floor"], both[1]["floor"]);
    let mut to_karim = moved.listens(&live).await;
    to_karim.until("begin").await;
    next(&ada, id).await;
    to_karim.until("standup.stepped").await;
}
