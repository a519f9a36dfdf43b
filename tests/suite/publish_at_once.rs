//! Several publish at once, at one server or at two, through the API and through files: one wins, the others are told with what differs, and
//! nobody's text is lost.

use std::collections::BTreeSet;
use std::fs;

use cahier::members::Scope;
use serde_json::{Value, json};

use crate::standards::publish;
use crate::support::terminal::{alone, cahier};
use crate::support::{Person, Reply, Server, Site};

const TEXT: &str = "# Review within a day\n\nWhoever is asked answers by the next morning.\n";

/// A proposal on the present revision to which all have agreed but for one: its address and its hash.
async fn almost(author: &Person, agrees: &Person, text: &str) -> (String, Value) {
    let made = author
        .proposes(json!({ "markdown": text, "standard": "S-1" }))
        .await;
    let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
    let sent = last_agrees(agrees, &(path.clone(), made["hash"].clone())).await;
    assert_eq!(sent.is(200).json()["state"], "open");
    (path, made["hash"].clone())
}

async fn last_agrees(who: &Person, (path, hash): &(String, Value)) -> Reply {
    who.put_json(&format!("{path}/approval"), json!({ "hash": hash }))
        .await
}

/// The texts of all revisions of S-1, the oldest first.
async fn revisions(who: &Person) -> Vec<String> {
    let now = who.get("/api/v1/standards/S-1").await.is(200).json();
    let mut texts = Vec::new();
    for number in 1..=now["revision"].as_i64().unwrap() {
        let path = format!("/standards/S-1.md?revision={number}");
        texts.push(who.get(&path).await.is(200).text);
    }
    texts
}

/// Ada's text and Bo's, on the same revision, are agreed to for good at the same moment, round after round.
async fn both_at_once(ada: &Person, bo: &Person, cy: &Person, rounds: usize) {
    let (mut won, mut texts) = (BTreeSet::new(), vec![TEXT.to_owned()]);
    for round in 0..rounds {
        let by_ada = TEXT.replace("morning", &format!("noon {round}"));
        let by_bo = TEXT.replace("morning", &format!("evening {round}"));
        let adas = almost(ada, cy, &by_ada).await;
        let bos = almost(bo, cy, &by_bo).await;
        let (for_ada, for_bo) = tokio::join!(last_agrees(bo, &adas), last_agrees(ada, &bos));
        let [win, lose] = match for_ada.status.as_u16() {
            200 => [(for_ada, &by_ada, &adas), (for_bo, &by_bo, &bos)],
            _ => [(for_bo, &by_bo, &bos), (for_ada, &by_ada, &adas)],
        };
        assert_eq!(win.0.is(200).json()["state"], "published");
        won.insert(win.1 == &by_ada);
        texts.push(win.1.clone());
        // The other is told, with both texts, and keeps theirs.
        let told = lose.0.is(409).json();
        assert_eq!(
            (&told["yours"], &told["theirs"]),
            (&json!(lose.1), &json!(win.1))
        );
        for who in [ada, bo] {
            let kept = who.get(&lose.2.0).await.is(200).json();
            assert_eq!(
                (&kept["state"], &kept["markdown"]),
                (&json!("open"), &json!(lose.1))
            );
            let difference = who.get(&format!("{}/merge", lose.2.0)).await.is(200);
            let difference = difference.json()["conflicts"][0].clone();
            assert!(lose.1.contains(difference["proposed"].as_str().unwrap()));
            assert!(win.1.contains(difference["present"].as_str().unwrap()));
            // A token opens no page.
            if !who.cookie().is_empty() {
                let page = lose.2.0.trim_start_matches("/api/v1");
                who.get(page).await.is(200).says("has moved on");
            }
        }
        ada.post_json(&format!("{}/withdrawal", lose.2.0), json!({}))
            .await
            .is(200);
    }
    assert_eq!(
        revisions(ada).await,
        texts,
        "one revision a round, none twice"
    );
    println!("who won: {won:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_publish_at_once_at_one_server() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    both_at_once(&ada, &bo, &cy, 10).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_publish_at_once_at_two_servers() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    let ada = site.by_token(&ada, Scope::Write).await;
    let bo = site.by_token(&bo, Scope::Write).await;
    let cy = site.by_token(&cy, Scope::Write).await;
    site.app.tasks.stop().await;
    // Each is a process of its own, with its own folder; on the embedded engine they share a file.
    let (here, there) = (
        Server::on(site.database_url()),
        Server::on(site.database_url()),
    );
    let (near, far) = (ada.on(&here.door()), bo.on(&there.door()));
    both_at_once(&near, &far, &cy.on(&here.door()), 20).await;
    let last = revisions(&near).await.pop().unwrap();
    for server in [&here, &there] {
        server.beside(&["doctor", "--strict"]).await.done();
        let file = fs::read_to_string(server.standards().join("0001-review-within-a-day.md"));
        assert_eq!(file.unwrap(), last, "each folder holds what won");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_changes_on_two_servers_while_the_book_moves_on() {
    let site = Site::new().await;
    let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
    publish(&ada, &[&bo, &cy], json!({ "markdown": TEXT })).await;
    let ada = site.by_token(&ada, Scope::Write).await;
    let bo = site.by_token(&bo, Scope::Write).await;
    let cy = site.by_token(&cy, Scope::Write).await;
    site.app.tasks.stop().await;
    let (here, there) = (
        Server::on(site.database_url()),
        Server::on(site.database_url()),
    );
    let (ada, bo, cy) = (
        ada.on(&here.door()),
        bo.on(&there.door()),
        cy.on(&here.door()),
    );
    let mut saved = vec![TEXT.to_owned()];
    for round in 0..3 {
        for server in [&here, &there] {
            server.beside(&["doctor", "--strict"]).await.done();
        }
        let published = TEXT.replace("morning", &format!("noon {round}"));
        let last = almost(&ada, &cy, &published).await;
        for (server, word) in [(&here, "three"), (&there, "four")] {
            let text = TEXT.replace("a day", &format!("{word} days {round}"));
            let file = server.standards().join("0001-review-within-a-day.md");
            let beside = file.with_extension("being-edited");
            fs::write(&beside, &text).unwrap();
            fs::rename(beside, file).unwrap();
            saved.push(text);
        }
        let answer = last_agrees(&bo, &last).await;
        if answer.status != 200 {
            assert_eq!(answer.is(409).json()["yours"], published);
        }
        saved.push(published);
    }
    for server in [&here, &there] {
        server.beside(&["doctor", "--strict"]).await.done();
    }
    // Each text ever saved is a revision or a proposal.
    let mut kept = revisions(&ada).await;
    let proposals = ada.get("/api/v1/proposals?limit=200").await.json();
    let proposals = proposals["items"].as_array().unwrap().iter();
    for proposal in proposals {
        let id = proposal["id"].as_str().unwrap();
        let texts = ada.get(&format!("/api/v1/proposals/{id}/texts")).await;
        let texts = texts.is(200).json();
        let texts = texts["items"].as_array().unwrap().iter();
        kept.extend(texts.map(|text| text["markdown"].as_str().unwrap().to_owned()));
    }
    for text in saved {
        assert!(kept.contains(&text), "lost: {text:?}");
    }
}

#[test]
fn a_data_folder_has_one_server() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let machine = tempfile::tempdir().unwrap();
    cahier(machine.path(), &["team", "add", "web", "Web"]).done();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    let mut first = alone(&mut command, machine.path())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(first.stderr.take().unwrap()).lines();
    said.find(|line| line.as_ref().unwrap().starts_with("Cahier is at"));
    let second = cahier(machine.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.code, Some(1));
    assert!(
        second.err.contains(&first.id().to_string()),
        "{}",
        second.err
    );
    // The lock goes with the process, however it ends.
    first.kill().unwrap();
    first.wait().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    let mut third = alone(&mut command, machine.path())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(third.stderr.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().starts_with("Cahier is at")));
    third.kill().unwrap();
    third.wait().unwrap();
}
