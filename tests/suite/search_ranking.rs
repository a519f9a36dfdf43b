//! What comes first, on a few texts of our own: plain asserts on the order, so that a change of weights that turns it over is seen.

use cahier::clock::Timestamp;
use cahier::search::{Entry, Kind, Query, Search, Wanted};

fn entry(kind: Kind, id: &str, status: &str, title: &str, body: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        kind,
        title: title.to_owned(),
        body: body.to_owned(),
        tags: Vec::new(),
        team: None,
        status: vec![status.to_owned()],
        language: None,
        updated: Timestamp::from_micros(1_700_000_000_000_000),
        standards: Vec::new(),
        successor: None,
        asked: Vec::new(),
        asked_long_ago: Vec::new(),
    }
}

fn problem(id: &str, title: &str, body: &str) -> Entry {
    entry(Kind::Problem, id, "posted", title, body)
}

fn found(search: &Search, typed: &str) -> Vec<String> {
    let wanted = Wanted {
        limit: 50,
        facets: false,
    };
    let hits = search.find_here(&Query::parse(typed), wanted).hits;
    hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn what_stands_in_force_comes_before_what_does_not() {
    let text = "Certificates are renewed by the proxy itself.";
    let standards = [
        ("S-1", "retired"),
        ("S-2", "superseded"),
        ("S-3", "challenged"),
        ("S-4", "active"),
    ];
    let mut entries: Vec<Entry> = standards
        .iter()
        .map(|(id, status)| entry(Kind::Standard, id, status, "Renew certificates", text))
        .collect();
    entries.push(problem("P-1", "Renew certificates", text));
    let search = Search::holding(entries).unwrap();
    assert_eq!(
        found(&search, "renew certificates"),
        ["S-4", "S-3", "P-1", "S-2", "S-1"]
    );
}

#[test]
fn words_that_stand_together_come_before_words_that_stand_apart() {
    let search = Search::holding(vec![
        problem(
            "P-1",
            "Nightly run",
            "The lock is taken early and after a while somebody makes a release.",
        ),
        problem(
            "P-2",
            "Nightly run",
            "Somebody makes the release lock and after a while it is taken early.",
        ),
    ])
    .unwrap();
    assert_eq!(found(&search, "release lock"), ["P-2", "P-1"]);
}

#[test]
fn a_path_is_found_whole_before_its_parts() {
    let search = Search::holding(vec![
        problem("P-1", "The clock drifts", "Seen in mod and in rs files."),
        problem(
            "P-2",
            "A panic",
            "It is raised in src/clock/mod.rs at start.",
        ),
        problem(
            "P-3",
            "A panic",
            "It is raised in src/wall/mod.rs at start.",
        ),
    ])
    .unwrap();
    assert_eq!(found(&search, "src/clock/mod.rs")[0], "P-2");
    assert_eq!(
        found(&search, "panic in src/wall/mod.rs at start")[0],
        "P-3"
    );
}

#[test]
fn a_name_in_camel_case_is_the_word_it_is() {
    let search = Search::holding(vec![
        problem("P-1", "The tube to you is closed", ""),
        problem("P-2", "Videos of youtube stop", ""),
    ])
    .unwrap();
    assert_eq!(found(&search, "YouTube")[0], "P-2");
}

#[test]
fn a_word_may_be_misspelt_and_unfinished() {
    let search = Search::holding(vec![
        problem("P-1", "Deployments hang at the migration", ""),
        problem("P-2", "The printer is jammed", ""),
        problem("P-3", "Les sauvegardes échouent la nuit", ""),
    ])
    .unwrap();
    for (typed, id) in [
        ("deplyments", "P-1"),
        ("prinetr jammed", "P-2"),
        ("migartio", "P-1"),
        ("sauvegrade", "P-3"),
        ("dpeloymnets", "P-1"),
    ] {
        assert_eq!(
            found(&search, typed).first().map(String::as_str),
            Some(id),
            "{typed}"
        );
    }
    // Short words and words with digits are taken as they are.
    for typed in ["jat", "migrati0m"] {
        assert!(found(&search, typed).is_empty(), "{typed}");
    }
    let exact = Query::parse("deplyments").to_the_letter();
    let wanted = Wanted {
        limit: 5,
        facets: false,
    };
    assert_eq!(search.find_here(&exact, wanted).total, 0);
}

#[test]
fn a_word_that_is_right_is_not_corrected() {
    let search = Search::holding(vec![
        problem("P-1", "The cache is cold", ""),
        problem("P-2", "The cable is old", ""),
    ])
    .unwrap();
    let wanted = Wanted {
        limit: 5,
        facets: false,
    };
    let hits = search.find_here(&Query::parse("cable"), wanted);
    assert_eq!((hits.total, hits.corrected), (1, None));
}
