//! What is to become of a standard, proposed from the terminal.

use std::fs;

use crate::support::terminal::{Run, cahier, cahier_with};

const ONE: &str = "---\ntags: [git]\n---\n\n# Sign commits\n\nWith a key.\n";

fn shown(folder: &std::path::Path, id: &str) -> serde_json::Value {
    cahier(folder, &["standard", "show", id, "--json"])
        .done()
        .json()
}

/// Asserts that it was refused, and why.
#[track_caller]
fn refused(run: Run, code: i32, words: &str) {
    assert_eq!(run.code, Some(code), "{}{}", run.out, run.err);
    assert!(run.err.contains(words), "{}", run.err);
}

#[test]
fn a_text_is_brought_back_a_standard_retired_and_another_put_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    cahier(at, &["team", "add", "web", "Web"]).done();
    let propose = |words: &[&str], text: &str| {
        let words = [&["standard", "propose", "-"][..], words].concat();
        cahier_with(at, &words, text).done().out
    };
    // Nobody else is there to be asked, so that each is in force at once.
    assert_eq!(propose(&[], ONE).trim(), "S-1");
    let two = ONE.replace("key", "token");
    propose(&["--standard", "S-1"], &two);
    let restore = ["standard", "restore", "S-1", "--revision"];
    let back = cahier(at, &[&restore[..], &["1"]].concat()).done();
    assert_eq!(back.out.trim(), "S-1");
    let now = shown(at, "S-1");
    assert_eq!(
        (&now["markdown"], &now["revision"]),
        (&ONE.into(), &3.into())
    );
    refused(cahier(at, &[&restore[..], &["9"]].concat()), 1, "9");
    refused(cahier(at, &[&restore[..], &["3"]].concat()), 1, "");

    let retire = ["standard", "retire", "S-1"];
    refused(cahier(at, &retire), 2, "--because");
    refused(
        cahier(at, &[&retire[..], &["--because", " "]].concat()),
        1,
        "",
    );
    let because = ["--because", "The forge signs by itself"];
    cahier(at, &[&retire[..], &because].concat()).done();
    let now = shown(at, "S-1");
    assert_eq!(now["status"], "retired");
    assert!(
        now["markdown"]
            .as_str()
            .unwrap()
            .contains("The forge signs by itself")
    );
    cahier(at, &[&restore[..], &["1"]].concat()).done();
    assert_eq!(shown(at, "S-1")["status"], "active");

    let file = at.join("new.md");
    fs::write(&file, "# Let the forge sign\n").unwrap();
    let supersede = ["standard", "supersede", "S-1", file.to_str().unwrap()];
    assert_eq!(cahier(at, &supersede).done().out.trim(), "S-2");
    let (old, new) = (shown(at, "S-1"), shown(at, "S-2"));
    assert_eq!(
        (&old["status"], &new["title"]),
        (&"superseded".into(), &"Let the forge sign".into())
    );
    let unknown = ["standard", "supersede", "S-9", file.to_str().unwrap()];
    refused(cahier(at, &unknown), 1, "S-9");
    let all = cahier(at, &["standard", "list", "--json"]).done().json();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(2));
}
