//! What a word counts by where it stands: in a heading or in code a little more than in the middle of a text.

use std::fs;

use serde_json::Value;

use crate::search::{answer, caught_up, posts, publishes};
use crate::support::Site;
use crate::support::terminal::cahier;

/// The files that a search finds in a folder of these, best first. Of those that match as well the first one comes first: it is written
/// last, and none is newer.
fn found(files: &[(&str, &str)], typed: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files.iter().rev() {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let hits = cahier(folder.path(), &["search", typed, "--json"]).done();
    let hits = hits.json()["hits"].as_array().unwrap().clone();
    let name = |hit: &Value| {
        hit["id"]
            .as_str()
            .unwrap()
            .trim_start_matches("./")
            .to_owned()
    };
    hits.iter().map(name).collect()
}

#[test]
fn a_word_in_a_heading_comes_before_the_same_word_in_the_text() {
    let files = [
        (
            "a.md",
            "# Deployments\n\nWatch the error rate.\n\nA rollback takes a minute, so begin early.\n",
        ),
        (
            "b.md",
            "# Deployments\n\nWatch the error rate.\n\n## Rollback\n\nIt takes a minute, so always begin early enough.\n",
        ),
        (
            "c.md",
            "# Deployments\n\nNothing is ever taken back on a Friday.\n",
        ),
    ];
    assert_eq!(found(&files, "rollback"), ["b.md", "a.md"]);
    // The title still counts more.
    let mut files = files.to_vec();
    files.push((
        "d.md",
        "# Rollback\n\nAsk whoever is on duty for the key, and wait until it is there.\n",
    ));
    assert_eq!(found(&files, "rollback"), ["d.md", "b.md", "a.md"]);
}

#[test]
fn an_identifier_in_code_is_found_whole_and_by_part_before_the_same_words_in_a_text() {
    let files = [
        (
            "a.md",
            "# Clocks\n\nWe settled on loadTimeZone and zone_offset in std::time::Zone.\n",
        ),
        (
            "b.md",
            "# Clocks\n\nWe settled on these three:\n\n```rust\nlet zone = loadTimeZone(zone_offset, std::time::Zone);\n```\n",
        ),
        ("c.md", "# Clocks\n\nNobody lives in the north.\n"),
    ];
    for typed in [
        "loadTimeZone",
        "zone_offset",
        "std::time::Zone",
        "offset",
        "std::time",
    ] {
        assert_eq!(found(&files, typed), ["b.md", "a.md"], "{typed}");
    }
}

#[tokio::test]
async fn the_headings_of_a_page_and_of_a_description_are_found() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let described = posts(
        &ada,
        "The boiler is loud",
        "## Pressure valve\n\nIt whistles from seven on.\n\n## Radiators\n\nThey are cold.",
    )
    .await;
    let page = publishes(
        &ada,
        "---\nteam: web\n---\n\n# Heating\n\nCall the plumber.\n\n## Pressure valve\n\nTurn it to the left, never to the right.\n",
    )
    .await;
    caught_up(&site).await;
    let ids = |answer: Value| -> Vec<String> {
        let hits = answer["hits"].as_array().unwrap().clone();
        let id = |hit: &Value| hit["id"].as_str().unwrap().to_owned();
        hits.iter().map(id).collect()
    };
    let mut found = ids(answer(&ada, "valve").await);
    found.sort();
    assert_eq!(found, [described.clone(), page]);
    assert_eq!(ids(answer(&ada, "radiators").await), [described]);
}
