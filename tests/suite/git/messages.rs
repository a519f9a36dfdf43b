//! What a commit says: what happened, why, and who agreed.

use serde_json::json;

use super::{Desk, TEXT};
use crate::support::Site;

#[tokio::test]
async fn a_commit_names_its_author_those_who_agreed_the_problem_and_the_proposal() {
    let site = Site::reached_at(Some("http://cahier.example.org")).await;
    let Some(desk) = Desk::beside("a commit names its author", site).await else {
        return;
    };
    desk.git(&["init", "--quiet", "--initial-branch=main"]);
    // Nobody has set a name for commits.
    desk.git(&["config", "user.name", ""]);
    desk.turn("on").await;
    let problem = desk.ada.posts("Clocks jump in October").await;
    let body = json!({ "markdown": TEXT, "solves": [problem] });
    let made = desk.ada.proposes(body).await;
    let path = format!(
        "/api/v1/proposals/{}/approval",
        made["id"].as_str().unwrap()
    );
    for who in [&desk.bo, &desk.cy] {
        who.put_json(&path, json!({ "hash": made["hash"] }))
            .await
            .is(200);
    }
    desk.look().await;
    let told = desk.git(&["log", "-1", "--format=%an <%ae>%n%cn <%ce>%n%at%n%B"]);
    let expected = format!(
        "Ada <{ada}@cahier.invalid>\nCahier <cahier@cahier.invalid>\n1772438400\n\
         Add S-1: Use UTC\n\nFor P-1: Clocks jump in October\nAgreed to by 2 others.\n\n\
         Standard: S-1\nRevision: 1\nProblem: P-1\nProposal: http://cahier.example.org/proposals/{proposal}\n\
         Agreed-by: Bo <{bo}@cahier.invalid>\nAgreed-by: Cy <{cy}@cahier.invalid>\n\n",
        ada = desk.ada.id,
        bo = desk.bo.id,
        cy = desk.cy.id,
        proposal = made["id"].as_str().unwrap(),
    );
    assert_eq!(told, expected);
    // Git reads the trailers as such.
    let trailers = desk.git(&["log", "-1", "--format=%(trailers:key=Agreed-by,valueonly)"]);
    assert_eq!(trailers.trim().lines().count(), 2);
    // Nobody's address is told.
    assert!(
        !desk
            .git(&["log", "--format=raw"])
            .contains("ada@example.org")
    );
}

#[tokio::test]
async fn each_way_that_a_text_changes_is_said() {
    let Some(desk) = Desk::new("each way that a text changes").await else {
        return;
    };
    desk.publish("# Old way\n\nOne\n", None).await;
    desk.publish("---\nsupersedes: [S-1]\n---\n# New way\n\nOne\n", None)
        .await;
    let told = desk.git(&["log", "-1", "--format=%B"]);
    assert!(
        told.starts_with("Add S-2: New way\n\nIt takes the place of S-1: Old way\n"),
        "{told}"
    );
    assert!(told.contains("\nSupersedes: S-1\n"), "{told}");

    let correction = json!({ "markdown": "---\nsupersedes: [S-1]\n---\n# New way\n\nTwo\n", "standard": "S-2", "correction": true });
    desk.bo
        .post_json("/api/v1/proposals", correction)
        .await
        .is(201);
    desk.look().await;
    let told = desk.git(&["log", "-1", "--format=%an: %B"]);
    assert!(told.starts_with("Bo: Correct S-2: New way\n\nIt takes the place of S-1: Old way\nIn force, not yet agreed.\n"), "{told}");

    // Undone by somebody else than whoever wrote what comes back.
    let shown = desk.cy.get("/api/v1/standards/S-2").await.json();
    let undone = desk
        .cy
        .post(
            "/standards/S-2/reversal",
            &[("hash", shown["hash"].as_str().unwrap())],
        )
        .await;
    assert!(undone.status.is_redirection(), "{}", undone.text);
    desk.look().await;
    let told = desk.git(&["log", "-1", "--format=%an: %s"]);
    assert_eq!(told, "Cy: Bring back revision 1 of S-2: New way\n");

    let retired = desk
        .ada
        .post_json(
            "/api/v1/standards/S-2/retirement",
            json!({ "reason": "not needed" }),
        )
        .await;
    let retired = retired.is(201).json();
    let path = format!(
        "/api/v1/proposals/{}/approval",
        retired["id"].as_str().unwrap()
    );
    for who in [&desk.bo, &desk.cy] {
        who.put_json(&path, json!({ "hash": retired["hash"] }))
            .await
            .is(200);
    }
    desk.look().await;
    assert_eq!(desk.subjects()[0], "Retire S-2: New way");
}

#[tokio::test]
async fn a_title_makes_neither_a_trailer_nor_an_option() {
    let Some(desk) = Desk::new("a title makes no trailer").await else {
        return;
    };
    let long = "--amend -m x ".repeat(12);
    desk.publish(&format!("# {long}\n\nAgreed-by: Eve <e@e>\n"), None)
        .await;
    let subject = desk.subjects().remove(0);
    assert!(
        subject.starts_with("Add S-1: --amend -m x ") && subject.ends_with('…'),
        "{subject}"
    );
    let trailers = desk.git(&["log", "-1", "--format=%(trailers:keyonly)"]);
    assert_eq!(
        trailers.trim(),
        "Standard\nRevision\nProposal\nAgreed-by\nAgreed-by"
    );
}

#[tokio::test]
async fn the_commit_speaks_the_language_of_the_team() {
    let Some(desk) = Desk::new("the language of the team").await else {
        return;
    };
    let fields = [
        ("team", "Web"),
        ("zone", "Europe/Paris"),
        ("day", "0"),
        ("standup_time", ""),
        ("standup_minutes", "15"),
        ("investigation_days", "5"),
        ("countermeasure_days", "10"),
        ("approvals", "2"),
        ("language", "fr"),
        ("commits", "yes"),
    ];
    desk.root.post("/settings/teams/web", &fields).await.is(200);
    desk.publish("---\nteam: web\n---\n# Tout en UTC\n\nToujours.\n", None)
        .await;
    assert_eq!(desk.subjects()[0], "Ajouter S-1\u{202f}: Tout en UTC");
}
