//! What is understood of what somebody types, and what the index finds by it.

use cahier::clock::Timestamp;
use cahier::search::{Asks, Entry, Kind, Marked, Place, Query, Search, Wanted, When};
use proptest::prelude::*;

fn standard(id: &str, title: &str, body: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        kind: Kind::Standard,
        title: title.to_owned(),
        body: body.to_owned(),
        headings: String::new(),
        code: String::new(),
        tags: Vec::new(),
        team: None,
        status: vec!["active".to_owned()],
        language: None,
        updated: Timestamp::from_micros(1_700_000_000_000_000),
        standards: Vec::new(),
        successor: None,
        asked: Vec::new(),
        asked_long_ago: Vec::new(),
    }
}

fn problem(id: &str, title: &str, standards: &[&str]) -> Entry {
    Entry {
        kind: Kind::Problem,
        status: vec!["posted".to_owned()],
        standards: standards.iter().map(|id| (*id).to_owned()).collect(),
        ..standard(id, title, "")
    }
}

fn book() -> Search {
    let mut time = standard(
        "S-1",
        "Store times in UTC",
        "Every timestamp is kept in UTC; `std::time::SystemTime` and dateFormat stay out of the tables. See E0308 and src/clock/mod.rs.",
    );
    time.tags = vec!["Database".to_owned(), "time".to_owned()];
    time.team = Some("web".to_owned());
    let mut old = standard(
        "S-2",
        "Store times in local time",
        "Keep the zone beside it.",
    );
    old.status = vec!["superseded".to_owned()];
    old.updated = Timestamp::from_micros(1_500_000_000_000_000);
    Search::holding(vec![
        time,
        old,
        standard(
            "S-3",
            "Déployer sans coupure",
            "Les déploiements se font serveur par serveur, jamais le vendredi.",
        ),
        standard(
            "S-4",
            "Retry a flaky test once",
            "A test that is flaky is quarantined the same day.",
        ),
        problem("P-1", "Invoices are stamped one hour early", &["S-1"]),
        problem("P-2", "The deployment stops at the migration", &[]),
    ])
    .unwrap()
}

fn found(search: &Search, typed: &str) -> Vec<String> {
    let wanted = Wanted {
        limit: 50,
        facets: false,
        marked_titles: true,
    };
    search
        .find_here(&Query::parse(typed), wanted)
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect()
}

fn shown(marked: &Marked) -> String {
    marked
        .segments()
        .map(|segment| {
            if segment.marked {
                format!("[{}]", segment.text)
            } else {
                segment.text.to_owned()
            }
        })
        .collect()
}

#[test]
fn filters_phrases_and_exclusions_are_understood() {
    let query = Query::parse(
        r#"time "in utc" -local tag:Database team:web kind:standards state:acting in:title updated:>2026-01-01 note:x"#,
    );
    assert_eq!(query.words, ["time", "note:x"]);
    assert_eq!(query.phrases, ["in utc"]);
    assert_eq!(query.without, ["local"]);
    assert!(query.in_title);
    let asks: Vec<&Asks> = query.filters.iter().map(|filter| &filter.asks).collect();
    assert_eq!(
        asks,
        [
            &Asks::Tag("database".to_owned()),
            &Asks::Team("web".to_owned()),
            &Asks::Kind(Kind::Standard),
            &Asks::Status("acting".to_owned()),
            &Asks::Updated(When::After, "2026-01-01".parse().unwrap()),
        ]
    );
}

#[test]
fn what_is_no_filter_is_text() {
    for typed in [
        "kind:chair",
        "state:lost",
        "updated:>soon",
        "colour:red",
        "tag:",
        "http://x.y",
        "--no-verify",
    ] {
        let query = Query::parse(typed);
        assert!(
            query.filters.is_empty() && query.without.is_empty(),
            "{typed}: {query:?}"
        );
    }
    assert_eq!(
        Query::parse("tag:\"big data\" x").filters[0].asks,
        Asks::Tag("big data".to_owned())
    );
    assert_eq!(Query::parse("\"an open phrase").phrases, ["an open phrase"]);
    assert!(Query::parse(" - \"\" -\"\" && ( ").is_empty());
}

#[test]
fn an_id_alone_is_a_place() {
    assert_eq!(
        Query::parse(" p-12 ").place(),
        Some(Place::Problem("P-12".parse().unwrap()))
    );
    assert_eq!(
        Query::parse("S-4").place(),
        Some(Place::Standard("S-4".parse().unwrap()))
    );
    assert_eq!(Query::parse("S-4 utc").place(), None);
}

#[test]
fn words_are_found_in_every_form_and_before_they_are_finished() {
    let search = book();
    assert_eq!(found(&search, "timestamps stored")[0], "S-1");
    assert_eq!(found(&search, "deploiement")[0], "S-3");
    assert_eq!(found(&search, "déployé vendredis")[0], "S-3");
    assert_eq!(found(&search, "flak")[0], "S-4");
    assert_eq!(found(&search, "quaran")[0], "S-4");
    assert!(found(&search, "zzz").is_empty());
}

#[test]
fn identifiers_are_found_whole_and_by_part() {
    let search = book();
    for typed in [
        "E0308",
        "dateformat",
        "format",
        "SystemTime",
        "std::time",
        "clock/mod.rs",
        "src/clock",
        "system_time",
    ] {
        assert_eq!(
            found(&search, typed).first().map(String::as_str),
            Some("S-1"),
            "{typed}"
        );
    }
}

#[test]
fn all_words_come_first_and_some_follow() {
    let search = book();
    let hits = search.find_here(
        &Query::parse("store local"),
        Wanted {
            limit: 10,
            facets: false,
            marked_titles: true,
        },
    );
    assert_eq!(
        hits.hits[0].id, "S-2",
        "it has both words, though it is superseded"
    );
    assert_eq!((hits.total, hits.complete), (2, 1));
    // Of two that match as well, the one in force comes first.
    assert_eq!(found(&search, "store times")[..2], ["S-1", "S-2"]);
}

#[test]
fn filters_narrow_what_is_found() {
    let search = book();
    assert_eq!(found(&search, "times tag:database"), ["S-1"]);
    assert_eq!(found(&search, "times -zone"), ["S-1"]);
    assert_eq!(found(&search, "times -status:superseded"), ["S-1"]);
    assert_eq!(found(&search, "\"local time\""), ["S-2"]);
    assert_eq!(found(&search, "\"time local\""), Vec::<String>::new());
    assert_eq!(found(&search, "deployment kind:problem"), ["P-2"]);
    assert_eq!(found(&search, "zone in:title"), Vec::<String>::new());
    assert_eq!(found(&search, "times updated:<2020-01-01"), ["S-2"]);
    assert_eq!(found(&search, "team:web"), ["S-1"]);
    assert_eq!(found(&search, "P-2")[0], "P-2");
}

#[test]
fn the_sentence_that_matters_is_marked() {
    let search = book();
    let hits = search.find_here(
        &Query::parse("jamais déployer"),
        Wanted {
            limit: 1,
            facets: true,
            marked_titles: true,
        },
    );
    assert_eq!(shown(&hits.hits[0].title), "[Déployer] sans coupure");
    assert_eq!(
        shown(&hits.hits[0].snippet),
        "Les [déploiements] se font serveur par serveur, [jamais] le vendredi."
    );
    assert!(
        hits.facets.kind.contains(&("standard".to_owned(), 1)),
        "{:?}",
        hits.facets
    );
}

#[test]
fn what_looks_alike_names_the_standard_that_solves_it() {
    let search = book();
    let alike: Vec<String> = search
        .similar_here("Invoices stamped early", "")
        .into_iter()
        .map(|hit| hit.id)
        .collect();
    assert_eq!(alike, ["S-1", "P-1"]);
    assert!(
        search
            .similar_here("The coffee machine is out of order again", "")
            .is_empty()
    );
}

#[test]
fn only_small_words_still_find_something() {
    let search = Search::holding(vec![standard("S-1", "To be or not to be", "")]).unwrap();
    assert_eq!(found(&search, "to be"), ["S-1"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nothing_typed_is_an_error(typed in "\\PC{0,200}") {
        let query = Query::parse(&typed);
        book_of_one().find_here(&query, Wanted { limit: 5, facets: true, marked_titles: true });
    }

    #[test]
    fn a_query_reads_the_same_when_it_is_typed_again(
        typed in proptest::collection::vec(
            prop_oneof![
                "[a-zé:\"«»“” -]{0,12}",
                Just("tag:\"big data\"".to_owned()),
                Just("-kind:problem".to_owned()),
                Just("updated:>=2026-02-03".to_owned()),
                Just("in:title".to_owned()),
                Just("state:set-aside".to_owned()),
                Just("\"two words\"".to_owned()),
            ],
            0..8,
        )
    ) {
        let query = Query::parse(&typed.join(" "));
        prop_assert_eq!(Query::parse(&query.to_string()), query);
    }
}

/// One index for all cases.
fn book_of_one() -> &'static Search {
    static BOOK: std::sync::OnceLock<Search> = std::sync::OnceLock::new();
    BOOK.get_or_init(book)
}
