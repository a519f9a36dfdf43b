//! Off by default; whoever manages the teams turns it on, on the team's page, over JSON or in the terminal; all see how it stands.

use serde_json::json;

use super::{Desk, TEXT, git_is_here};
use crate::support::Site;
use crate::support::terminal::cahier;

#[tokio::test]
async fn nothing_is_committed_until_it_is_turned_on_and_no_more_once_it_is_off() {
    let Some(desk) = Desk::new("nothing until it is turned on").await else {
        return;
    };
    desk.turn("off").await;
    desk.publish("# Before\n\nOne\n", None).await;
    assert_eq!(desk.subjects(), ["Begin"]);
    desk.turn("on").await;
    desk.look().await;
    assert_eq!(desk.subjects(), ["Begin"]);
    desk.publish("# Since\n\nOne\n", None).await;
    assert_eq!(desk.subjects(), ["Add S-2: Since", "Begin"]);
    desk.turn("off").await;
    desk.publish("# After\n\nOne\n", None).await;
    assert_eq!(desk.subjects().len(), 2);
    // What was published while it was off goes along with the next text of the same file.
    desk.turn("on").await;
    desk.publish("# Before\n\nTwo\n", Some("S-1")).await;
    assert_eq!(desk.subjects()[0], "Revise S-1: Before");
}

#[tokio::test]
async fn only_the_standards_of_teams_that_want_it_and_everyones_are_committed() {
    let Some(desk) = Desk::new("only teams that want it").await else {
        return;
    };
    desk.root
        .post(
            "/settings/teams",
            &[("name", "Ops"), ("key", "ops"), ("team", "Ops")],
        )
        .await;
    let ops = "---\nteam: ops\n---\n# Of ops\n\nOne\n";
    desk.publish(ops, None).await;
    assert_eq!(desk.subjects(), ["Begin"]);
    desk.publish("---\nteam: web\n---\n# Of web\n\nOne\n", None)
        .await;
    desk.publish("# Everyone’s\n\nOne\n", None).await;
    assert_eq!(
        desk.subjects(),
        ["Add S-3: Everyone’s", "Add S-2: Of web", "Begin"]
    );
}

#[tokio::test]
async fn administrators_turn_it_on_and_everybody_sees_how_it_stands() {
    let Some(desk) = Desk::new("administrators turn it on").await else {
        return;
    };
    let listed = desk.ada.get("/api/v1/teams").await.is(200).json();
    assert_eq!(listed["items"][0]["commits"], true);
    let one = desk.ada.get("/api/v1/teams/web").await.is(200);
    let tag = one.header("etag").to_owned();
    assert_eq!(one.json()["key"], "web");
    desk.ada
        .patch_json("/api/v1/teams/web", json!({ "commits": false }))
        .await
        .is(403);
    desk.root
        .patch_json("/api/v1/teams/web", json!({ "push": true }))
        .await
        .is(422);
    desk.root
        .patch_json("/api/v1/teams/web", json!({ "commits": false }))
        .await
        .is(200);
    let late = desk.root.with_header("if-match", &tag);
    let refused = late
        .patch_json("/api/v1/teams/web", json!({ "commits": true }))
        .await
        .is(412);
    assert_eq!(refused.json()["present"]["commits"], false);

    let page = desk.root.get("/settings/teams/web").await.is(200);
    assert!(!page.text.contains("name=\"commits\" value=\"yes\" checked"));
    let fields = [
        ("team", "Web"),
        ("zone", "Europe/Paris"),
        ("day", "0"),
        ("standup_time", ""),
        ("standup_minutes", "15"),
        ("investigation_days", "5"),
        ("countermeasure_days", "10"),
        ("approvals", "2"),
        ("language", "en"),
        ("commits", "yes"),
    ];
    desk.ada.post("/settings/teams/web", &fields).await.is(403);
    desk.root.post("/settings/teams/web", &fields).await.is(200);
    desk.look().await;
    desk.ada
        .get("/settings/teams/web")
        .await
        .is(200)
        .says("name=\"commits\" value=\"yes\" checked")
        .says("on the branch main of the repository");
    assert_eq!(
        desk.site.stranger().get("/readyz").await.json()["git"],
        "committed"
    );
    // What was typed comes back with a fault elsewhere.
    let mut wrong = fields;
    wrong[4].1 = "many";
    wrong[9].1 = "no";
    let page = desk.root.post("/settings/teams/web", &wrong).await.is(422);
    assert!(!page.text.contains("name=\"commits\" value=\"yes\" checked"));
    assert_eq!(
        desk.ada.get("/api/v1/teams/web").await.json()["commits"],
        true
    );
}

#[tokio::test]
async fn the_terminal_turns_it_on_beside_the_server() {
    if !git_is_here("the terminal turns it on") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    cahier(at, &["team", "add", "web", "Web"]).done();
    assert_eq!(
        cahier(at, &["team", "commits", "web", "on"]).done().out,
        "web on\n"
    );
    let teams = cahier(at, &["--json", "--data", "cahier-data", "team", "list"])
        .done()
        .json();
    assert_eq!(teams["items"][0]["commits"], true);
    assert_eq!(cahier(at, &["team", "commits", "ops", "on"]).code, Some(1));
    assert_eq!(
        cahier(at, &["team", "commits", "web", "maybe"]).code,
        Some(2)
    );
    assert_eq!(
        cahier(at, &["team", "commits", "web", "off"]).done().out,
        "web off\n"
    );
}

#[tokio::test]
async fn a_server_that_runs_commits_by_itself() {
    let site = Site::new().await;
    if !git_is_here("a server that runs") {
        return;
    }
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    let root = site.administrator("Root").await;
    super::git_in(&site.data(), &["init", "--quiet", "--initial-branch=main"]);
    root.patch_json("/api/v1/teams/web", json!({ "commits": true }))
        .await
        .is(200);
    let mut live = ada.listens("/api/v1/live").await;
    crate::standards::publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    live.until("standard.committed").await;
    let log = super::git_in(&site.data(), &["log", "--format=%an %s"]);
    assert_eq!(log, "Ada Add S-1: Use UTC\n");
}
