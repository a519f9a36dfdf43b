//! The example team: its history leads to the states it promises, and every page of it opens, in both languages.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use cahier::i18n::Language;

use crate::support::{Person, Site};

/// More pages than the example has; a crawl that meets more goes in circles.
const MANY: usize = 900;

#[tokio::test]
async fn the_story_leads_where_it_promises() {
    for language in Language::ALL {
        let (lea, app, _folder) = Site::example(language).await;
        let list = lea.get("/api/v1/problems?limit=100").await.is(200).json();
        let mut states: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        for problem in list["items"].as_array().unwrap() {
            let number = problem["id"]
                .as_str()
                .unwrap()
                .trim_start_matches("P-")
                .parse()
                .unwrap();
            states
                .entry(problem["state"].as_str().unwrap().to_owned())
                .or_default()
                .insert(number);
        }
        let of = |state: &str| states[state].iter().copied().collect::<Vec<_>>();
        assert_eq!(of("posted"), [3, 19, 20, 24, 25]);
        assert_eq!(of("analysing"), [10, 15, 16]);
        assert_eq!(of("acting"), [11, 17, 18, 23]);
        assert_eq!(of("checking"), [7, 13]);
        assert_eq!(of("closed"), [1, 2, 5, 6, 9]);
        assert_eq!(of("set_aside"), [4, 8, 12, 14]);
        assert_eq!(of("tray"), [21, 22]);
        let came_back = lea.get("/api/v1/problems/P-3").await.is(200).json();
        assert_eq!(came_back["recurrences"], 2);
        let challenged = lea.get("/api/v1/standards/S-6").await.is(200).json();
        assert_eq!(challenged["challenged"], true);
        let superseded = lea.get("/api/v1/standards/S-2").await.is(200).json();
        assert_eq!(superseded["status"], "superseded");
        let due = lea.get("/standards").await.is(200);
        due.says(match language {
            Language::En => "To look at again",
            Language::Fr => "À revoir",
        });
        let standups = lea.get("/api/v1/standups").await.is(200).json();
        assert_eq!(standups["items"].as_array().unwrap().len(), 3);
        let gaps = lea.get("/api/v1/gaps").await.is(200).json();
        assert_eq!(gaps["items"].as_array().unwrap().len(), 2);
        let asked = lea
            .get("/api/v1/standards/S-4/wordings")
            .await
            .is(200)
            .json();
        assert_eq!(asked["items"][0]["source"], "search");
        app.tasks.stop().await;
    }
}

#[tokio::test]
async fn every_page_of_it_opens_in_english() {
    crawl(Language::En).await;
}

#[tokio::test]
async fn every_page_of_it_opens_in_french() {
    crawl(Language::Fr).await;
}

/// Follows every link from the wall on.
async fn crawl(language: Language) {
    let (lea, app, _folder) = Site::example(language).await;
    let mut known: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
    let mut to_see: VecDeque<String> = known.iter().cloned().collect();
    while let Some(address) = to_see.pop_front() {
        let found = links(&lea, &address).await;
        to_see.extend(
            found
                .iter()
                .filter(|link| known.insert((*link).clone()))
                .cloned(),
        );
        assert!(
            known.len() < MANY,
            "the pages lead on and on: {:?}",
            known.iter().rev().take(20)
        );
    }
    for page in [
        "/standups/U-3",
        "/standards/S-12",
        "/problems/P-25",
        "/newcomers",
        "/standups",
    ] {
        assert!(known.contains(page), "nothing leads to {page}");
    }
    app.tasks.stop().await;
}

async fn links(visitor: &Person, address: &str) -> Vec<String> {
    let reply = visitor.get(address).await;
    assert!(
        [200, 303].contains(&reply.status.as_u16()),
        "{address} answers {}: {}",
        reply.status,
        reply.text
    );
    let found = reply
        .text
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let own = found.filter(|link| {
        link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/assets/")
    });
    // One page of a search and of a comparison stands for the others.
    let own = own.filter(|link| !link.starts_with("/search?") && !link.contains("from="));
    own.map(|link| {
        link.split('#')
            .next()
            .unwrap_or_default()
            .replace("&amp;", "&")
    })
    .collect()
}
