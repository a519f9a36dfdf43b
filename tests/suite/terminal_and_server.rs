//! The terminal where a server is the instance, and what it reads from standard input.

use cahier::db::{Actor, Channel};
use cahier::i18n::Language;
use cahier::members::{self, Administrator, Scope, TeamKey};
use serde_json::json;

use crate::support::Site;
use crate::support::terminal::{Run, alone, cahier, cahier_at, cahier_with};

async fn second_team(site: &Site) {
    let actor = Actor::nobody(Channel::Terminal);
    let mut tx = site.app.db.write(actor).await.unwrap();
    let key = TeamKey::parse("data").unwrap();
    let administrator = Administrator::of_the_data_folder();
    members::add_team(&mut tx, &administrator, &key, "Data", Language::En)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn with_several_teams_a_problem_is_logged_on_the_wall_that_is_named() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let token = site.by_token(&ada, Scope::Write).await.secret();
    let server = site.served().await;
    let ask = async |words: &[&str]| cahier_at(&server, &token, words).await;
    ask(&["log", "Deploys fail"]).await.done();
    second_team(&site).await;
    let refused = ask(&["log", "Deploys fail"]).await;
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    assert!(refused.err.contains("web, data"), "{}", refused.err);
    ask(&["log", "Deploys fail", "--team", "data"]).await.done();
}

#[tokio::test]
async fn teams_and_members_are_asked_of_the_server() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let token = site.by_token(&ada, Scope::Read).await.secret();
    let server = site.served().await;
    let ask = async |words: &[&str]| cahier_at(&server, &token, words).await;
    let teams = ask(&["team", "list"]).await.done();
    assert!(teams.out.starts_with("web"), "{}", teams.out);
    let teams = ask(&["team", "list", "--json"]).await.done().json();
    assert_eq!(teams["items"][0]["key"], "web");
    assert!(teams["next"].is_null());
    let members = ask(&["member", "list", "--json"]).await.done().json();
    assert_eq!(members["items"][0]["name"], "Ada");
    assert!(members["next"].is_null());
}

#[tokio::test]
async fn where_a_server_is_the_instance_no_private_folder_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join(".config/cahier");
    std::fs::create_dir_all(&settings).unwrap();
    let server = "url = \"https://cahier.example.org\"\ntoken = \"cah_secret\"\n";
    std::fs::write(settings.join("server.toml"), server).unwrap();
    let token = [
        "token",
        "create",
        "--member",
        "ada@example.org",
        "--name",
        "x",
    ];
    for words in [
        &["team", "add", "web", "Web"][..],
        &["member", "add", "ada@example.org", "--name", "Ada"],
        &["member", "leave", "ada@example.org"],
        &token,
    ] {
        let refused = cahier(folder.path(), words);
        assert_eq!(refused.code, Some(1), "{words:?}");
        assert_eq!(refused.err.lines().count(), 1, "{}", refused.err);
        for word in ["https://cahier.example.org", "--data"] {
            assert!(refused.err.contains(word), "{}", refused.err);
        }
        assert!(!folder.path().join("cahier-data").exists());
    }
    cahier(
        folder.path(),
        &["team", "add", "web", "Web", "--data", "mine"],
    )
    .done();
    let teams = cahier(folder.path(), &["team", "list", "--json", "--data", "mine"]).done();
    assert_eq!(teams.json()["items"][0]["key"], "web");

    let told = cahier(folder.path(), &["config", "--json"]).done();
    assert!(!told.out.contains("cah_secret"), "{}", told.out);
    let told = told.json();
    assert_eq!(told["url"]["value"], "https://cahier.example.org");
    assert_eq!(told["token"]["value"], "…");
    for name in ["url", "token"] {
        let source = told[name]["source"].as_str().unwrap();
        assert!(source.ends_with("server.toml"), "{source}");
    }
    let bare = tempfile::tempdir().unwrap();
    let told = cahier(bare.path(), &["config", "--json"]).done().json();
    assert_eq!(told["url"], json!({ "value": "", "source": "default" }));
    let told = cahier_at("http://127.0.0.1:9", "cah_secret", &["config"]).await;
    assert!(told.out.contains("http://127.0.0.1:9"), "{}", told.out);
    assert!(told.out.contains("environment"), "{}", told.out);
    assert!(!told.out.contains("cah_secret"), "{}", told.out);
}

#[test]
fn problems_are_brought_in_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    cahier(at, &["team", "add", "web", "Web"]).done();
    let read = ["import", "-", "--as", "problems"];
    cahier_with(
        at,
        &read,
        "{\"title\": \"Deploys fail\", \"tags\": [\"ci\"]}\n",
    )
    .done();
    cahier_with(at, &read, "title,tags\nThe queue overflows,ci\n").done();
    let listed = cahier(at, &["problem", "list", "--tag", "ci", "--json"]).done();
    let listed = listed.json();
    let titles: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["The queue overflows", "Deploys fail"]);
    let bad = cahier_with(at, &read, "title,team\nx,nowhere\n");
    assert_eq!(bad.code, Some(1));
    assert!(bad.err.contains("-:2"), "{}", bad.err);
    let standards = cahier_with(at, &["import", "-", "--as", "standards"], "# A\n");
    assert_eq!(standards.code, Some(2), "{}", standards.err);
}

#[test]
fn a_data_folder_agrees_to_nothing_and_a_renumbered_file_is_named_as_it_was_given() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    cahier(at, &["team", "add", "web", "Web"]).done();
    let agreed = cahier(
        at,
        &["standard", "agree", "00000000-0000-7000-8000-000000000000"],
    );
    assert_eq!(agreed.code, Some(1));
    assert!(
        agreed.err.contains("a server and a token"),
        "{}",
        agreed.err
    );

    std::fs::create_dir(at.join("book")).unwrap();
    std::fs::write(at.join("book/notes.md"), "# Notes\n").unwrap();
    let given = cahier(at, &["standard", "renumber", "book/notes.md"]).done();
    assert_eq!(given.out.trim_end(), "book/0001-notes.md");
    assert!(at.join("book/0001-notes.md").is_file());
}

#[test]
fn a_circle_is_a_fault_of_the_files_that_close_it_and_a_fault_has_one_place() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("standards");
    std::fs::create_dir(&book).unwrap();
    let put = |name: &str, text: &str| std::fs::write(book.join(name), text).unwrap();
    put(
        "0001-a.md",
        "---\ntags: [x]\nsupersedes: [S-2]\n---\n\n# A\n",
    );
    put("0002-b.md", "---\nsupersedes: [S-1]\n---\n\n# B\n");
    put("0003-c.md", "---\nstatus: [active\nteam: web\n---\n\n# C\n");
    let checked = cahier(folder.path(), &["check", "standards"]);
    assert_eq!(checked.code, Some(1));
    let line = |start: &str| {
        let found = checked.out.lines().find(|line| line.starts_with(start));
        found.unwrap_or_else(|| panic!("no {start}: {}", checked.out))
    };
    assert!(line("standards/0001-a.md:3:").contains("S-1 → S-2 → S-1"));
    assert!(line("standards/0002-b.md:2:").contains("S-2 → S-1 → S-2"));
    let fault = line("standards/0003-c.md:3:");
    assert!(!fault.contains("at line"), "{fault}");
}

#[tokio::test]
async fn whom_the_terminal_sends_away_is_let_in_no_more() {
    let site = Site::new().await;
    let [ada, karim] = site.members(["Ada", "Karim"]).await;
    // The terminal goes by the machine's clock, for which the test's sessions are too old.
    let ada = site.by_token(&ada, Scope::Write).await;
    let log = json!({"title": "Deploys fail"});
    ada.post_json("/api/v1/problems", log.clone()).await.is(201);
    karim.get("/api/v1/me").await.is(200);
    let folder = tempfile::tempdir().unwrap();
    let data = site.data().display().to_string();
    let place = ["--data", &data, "--database-url", site.database_url()];
    let leave = ["member", "leave", "karim@example.org"];
    cahier(folder.path(), &[&leave[..], &place].concat()).done();
    // The server writes before it has looked whether the terminal did.
    ada.post_json("/api/v1/problems", log.clone()).await.is(201);
    karim.get("/api/v1/me").await.is(401);
}

#[tokio::test]
async fn a_token_is_no_session_and_a_session_no_token() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let token = site.by_token(&ada, Scope::Write).await;
    // Both are known by now.
    token.get("/api/v1/me").await.is(200);
    ada.get("/api/v1/me").await.is(200);
    let as_cookie = format!("cahier-session={}", token.secret());
    let disguised = site.stranger().with_header("cookie", &as_cookie);
    disguised.get("/api/v1/me").await.is(401);
    let (_, session) = ada.cookie().split_once('=').unwrap();
    let as_bearer = format!("Bearer {session}");
    let disguised = site.stranger().with_header("authorization", &as_bearer);
    disguised.get("/api/v1/me").await.is(401);
}

#[tokio::test]
async fn a_server_that_is_named_without_a_token_is_refused_and_no_other_gets_the_kept_one() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join(".config/cahier");
    std::fs::create_dir_all(&settings).unwrap();
    let kept = "url = \"https://cahier.example.org\"\ntoken = \"cah_secret\"\n";
    let named = |url: &str, token: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cahier"));
        let command = alone(command.args(["config", "--json"]), folder.path());
        let run = command.env("CAHIER_URL", url).env("CAHIER_TOKEN", token);
        Run::of(run.output().unwrap())
    };
    for _ in ["without a kept token", "with one for another server"] {
        let refused = named("https://elsewhere.example.org/", "");
        assert_eq!(refused.code, Some(1), "{}", refused.out);
        for word in [
            "CAHIER_TOKEN",
            "cahier sign-in https://elsewhere.example.org",
        ] {
            assert!(refused.err.contains(word), "{}", refused.err);
        }
        std::fs::write(settings.join("server.toml"), kept).unwrap();
    }
    let of_the_file = named("https://cahier.example.org", "").done().json();
    let source = of_the_file["token"]["source"].as_str().unwrap();
    assert!(source.ends_with("server.toml"), "{source}");
    let of_the_environment = named("", "cah_other").done().json();
    assert_eq!(
        of_the_environment["url"]["value"],
        "https://cahier.example.org"
    );
    assert_eq!(of_the_environment["token"]["source"], "environment");
}
