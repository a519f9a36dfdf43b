//! What comes first, on a few texts of our own: plain asserts on the order, so that a change of weights that turns it over is seen.

use cahier::clock::Timestamp;
use cahier::search::{Entry, Kind, Query, Search, Wanted};

fn entry(kind: Kind, id: &str, status: &str, title: &str, body: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        kind,
        title: title.to_owned(),
        body: body.to_owned(),
        headings: String::new(),
        code: String::new(),
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
        marked_titles: true,
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
        marked_titles: true,
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
        marked_titles: true,
    };
    let hits = search.find_here(&Query::parse("cable"), wanted);
    assert_eq!((hits.total, hits.corrected), (1, None));
}

#[test]
fn a_quoted_phrase_in_a_long_query_comes_first_and_asks_for_nothing() {
    let search = Search::holding(vec![
        problem(
            "P-1",
            "The import hangs",
            "Importing a large folder of reports never ends.",
        ),
        problem(
            "P-2",
            "The mail client says it cannot connect",
            "The peer says no such user when a folder is imported.",
        ),
        problem("P-3", "The printer is jammed", ""),
    ])
    .unwrap();
    assert_eq!(
        found(
            &search,
            "the import of a large folder says \"never finished\""
        ),
        ["P-1", "P-2"]
    );
    assert_eq!(
        found(&search, "the import of a large folder says \"such user\"")[0],
        "P-2"
    );
    assert!(found(&search, "large folder \"never finished\"").is_empty());
}

#[test]
fn partial_matches_follow_by_how_well_they_match() {
    let search = Search::holding(vec![
        problem(
            "P-1",
            "The page stays empty",
            "The page of the day is renewed at night.",
        ),
        problem(
            "P-2",
            "Nothing on example.org",
            "example.org loads and stays white.",
        ),
        problem(
            "P-3",
            "Blank day",
            "The page of the day, blank, at wiki.example.org.",
        ),
    ])
    .unwrap();
    // The one that has every word; then the one with the rare parts of the address before one with a word that many have.
    assert_eq!(
        found(&search, "wiki.example.org blank page"),
        ["P-3", "P-2", "P-1"]
    );
}

#[test]
fn rare_letters_that_a_title_shares_say_more_than_frequent_ones() {
    let text = "The gate stays shut.";
    let mut entries = vec![
        problem("P-1", "Gateway shutters", text),
        problem("P-2", "Reauthorisation", text),
    ];
    for number in 3..20 {
        entries.push(problem(&format!("P-{number}"), "Gateway shutters", "Rain."));
    }
    let search = Search::holding(entries).unwrap();
    assert_eq!(found(&search, "gate shut authorising"), ["P-2", "P-1"]);
}
