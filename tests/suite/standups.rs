//! The stand-up, from its agenda to its minutes.

mod apart;
mod away;
mod by_token;
mod deciding;
mod dots;
mod gone_on;
mod hints;
mod leading;
mod machine;
mod machine_steps;
mod pages;
mod pins;
mod room;
mod rota;
mod rota_pure;
mod silent;
mod spectators;
mod story;
mod two_nodes;

use cahier::id::{ProblemId, StandupId};
use cahier::problems::{self, Case, Draft, Title};
use serde_json::{Value, json};

use crate::support::{Person, Site};

/// Posts a problem on the team's wall.
pub(crate) async fn posted(site: &Site, title: &str) -> ProblemId {
    let mut tx = site.write().await;
    let draft = Draft::titled(Title::parse(title).unwrap());
    let posted = problems::post(&mut tx, &site.team, draft).await.unwrap();
    tx.commit().await.unwrap();
    posted.id()
}

/// A problem as it stands now.
pub(crate) async fn case(site: &Site, id: ProblemId) -> Case {
    problems::open(&mut site.app.db.read().await.unwrap(), id)
        .await
        .unwrap()
}

/// Starts a stand-up of the team with what the wall proposes.
pub(crate) async fn started(leader: &Person) -> StandupId {
    let reply = leader
        .post_json("/api/v1/standups", json!({"team": "web"}))
        .await
        .is(201);
    reply.json()["id"].as_str().unwrap().parse().unwrap()
}

/// Sends an act to a stand-up, which must answer with this status.
pub(crate) async fn act(who: &Person, id: StandupId, act: &str, body: Value, status: u16) -> Value {
    let reply = who
        .post_json(&format!("/api/v1/standups/{id}/{act}"), body)
        .await
        .is(status);
    reply.json()
}

/// Goes on; the stand-up as it stands then.
pub(crate) async fn next(leader: &Person, id: StandupId) -> Value {
    act(leader, id, "step", json!({"to": "next"}), 200).await
}

/// Where a stand-up is: the step and the problem that has the floor.
pub(crate) fn place(standup: &Value) -> (&str, &str) {
    (
        standup["step"].as_str().unwrap(),
        standup["problem"].as_str().unwrap_or(""),
    )
}
