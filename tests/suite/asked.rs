//! The book learns how people ask: from the problems that a standard solves, from what was said when they happened again, from
//! searches after which somebody said that this was it, and from whoever adds a wording by hand.

use cahier::members::Scope;
use serde_json::{Value, json};

use crate::search::{answer, caught_up, posts, publishes};
use crate::support::{Person, Site, encode};

pub(crate) const STANDARD: &str =
    "# Renew certificates by the proxy\n\nThe proxy asks for them in time.\n";

pub(crate) async fn links(person: &Person, problem: &str, standard: &str) {
    let path = format!("/api/v1/problems/{problem}/standards/{standard}");
    person.put_json(&path, json!({})).await.is(200);
}

/// The standards that a search finds, the best first.
pub(crate) async fn standards(person: &Person, typed: &str) -> Vec<String> {
    let found = answer(person, &format!("{typed} kind:standard")).await;
    ids(&found)
}

pub(crate) fn ids(found: &Value) -> Vec<String> {
    let hits = found["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["id"].as_str().unwrap().to_owned())
        .collect()
}

pub(crate) async fn wordings(person: &Person, standard: &str) -> Vec<(String, String)> {
    let path = format!("/api/v1/standards/{standard}/wordings");
    let list = person.get(&path).await.is(200).json();
    let text = |item: &Value, field: &str| item[field].as_str().unwrap().to_owned();
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|item| (text(item, "text"), text(item, "source")))
        .collect()
}

pub(crate) fn texts(wordings: &[(String, String)]) -> Vec<&str> {
    wordings.iter().map(|(text, _)| text.as_str()).collect()
}

#[tokio::test]
async fn a_standard_is_found_by_what_its_problems_are_called() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let standard = publishes(&ada, STANDARD).await;
    let problem = posts(&ada, "Browser warns about an insecure padlock", "").await;
    caught_up(&site).await;
    assert!(standards(&ada, "insecure padlock").await.is_empty());

    links(&ada, &problem, &standard).await;
    caught_up(&site).await;
    assert_eq!(
        standards(&ada, "insecure padlock").await,
        std::slice::from_ref(&standard)
    );
    // Also unfinished, misspelt and as a whole phrase.
    for typed in ["insecure padl", "insecure paldock", "\"insecure padlock\""] {
        assert_eq!(
            standards(&ada, typed).await,
            std::slice::from_ref(&standard),
            "{typed}"
        );
    }

    // A title that is put otherwise is asked otherwise.
    let path = format!("/api/v1/problems/{problem}");
    ada.patch_json(&path, json!({"title": "Visitors meet a red shield"}))
        .await
        .is(200);
    caught_up(&site).await;
    assert!(standards(&ada, "insecure padlock").await.is_empty());
    assert_eq!(
        standards(&ada, "red shield").await,
        std::slice::from_ref(&standard)
    );

    ada.delete(&format!("/api/v1/problems/{problem}/standards/{standard}"))
        .await
        .is(204);
    caught_up(&site).await;
    assert!(standards(&ada, "red shield").await.is_empty());
    assert!(wordings(&ada, &standard).await.is_empty());
}

#[tokio::test]
async fn what_is_said_when_it_happens_again_is_learnt_and_taken_back() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let standard = publishes(&ada, STANDARD).await;
    let problem = posts(&ada, "Padlock is open", "").await;
    links(&ada, &problem, &standard).await;
    // *It is this one*, from the wall's field: what was typed there is the note.
    let typed = [("title", "HTTPS handshake expired overnight"), ("note", "")];
    ada.post(&format!("/problems/{problem}/again"), &typed)
        .await
        .is(303);
    let twin = posts(&ada, "Phones refuse the login screen", "").await;
    let same = json!({"reason": "duplicate", "of": problem});
    ada.post_json(&format!("/api/v1/problems/{twin}/set-aside"), same)
        .await;
    caught_up(&site).await;

    for typed in ["handshake expired", "phones refuse login"] {
        assert_eq!(
            standards(&ada, typed).await,
            std::slice::from_ref(&standard),
            "{typed}"
        );
    }
    let learnt = wordings(&ada, &standard).await;
    for (text, source) in [
        ("HTTPS handshake expired overnight", "occurrence"),
        ("Phones refuse the login screen", "same"),
        ("Padlock is open", "problem"),
    ] {
        assert!(
            learnt.contains(&(text.to_owned(), source.to_owned())),
            "{learnt:?}"
        );
    }

    let shown = ada.get(&format!("/api/v1/problems/{problem}")).await.json();
    let occurrences = shown["occurrences_list"]
        .as_array()
        .or(shown["occurrences"].as_array());
    let first = occurrences.and_then(|list| {
        list.iter().find(|one| {
            one["note"]
                .as_str()
                .is_some_and(|note| note.contains("handshake"))
        })
    });
    let id = first.unwrap_or_else(|| panic!("{shown}"))["id"]
        .as_str()
        .unwrap()
        .to_owned();
    ada.delete(&format!("/api/v1/occurrences/{id}"))
        .await
        .is(204);
    caught_up(&site).await;
    assert!(standards(&ada, "handshake expired").await.is_empty());
}

#[tokio::test]
async fn this_was_it_teaches_the_words_of_a_search_and_names_nobody() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let rosa = site.reader("Rosa").await;
    let standard = publishes(&ada, STANDARD).await;
    caught_up(&site).await;

    // The hit leads to the page with the search, which asks; a reader may answer.
    rosa.get("/search?q=proxy+certs")
        .await
        .is(200)
        .says(&format!("/standards/{standard}?q=proxy+certs"));
    rosa.get("/search?q=proxy+certs&part=palette")
        .await
        .says(&format!("/standards/{standard}?q=proxy+certs"));
    let page = rosa
        .get(&format!("/standards/{standard}?q=proxy+certs"))
        .await
        .is(200);
    page.says("You searched for “proxy certs”. Was this it?")
        .says(&format!("action=\"/standards/{standard}/finds\""))
        .says_nothing_of("/wordings/removal");
    let pressed = rosa
        .post(
            &format!("/standards/{standard}/finds"),
            &[("q", "proxy certs")],
        )
        .await;
    assert_eq!(
        pressed.location(),
        format!("/standards/{standard}?said=learnt")
    );
    caught_up(&site).await;

    assert_eq!(texts(&wordings(&ada, &standard).await), ["proxy certs"]);
    assert_eq!(
        standards(&ada, "certs").await,
        std::slice::from_ref(&standard)
    );
    rosa.get(&format!("/standards/{standard}?q=Proxy+certs!"))
        .await
        .says_nothing_of("Was this it?");
    let feed = ada.get("/api/v1/changes?limit=200").await.is(200).json();
    let entries = feed["items"].as_array().unwrap();
    let asked = entries
        .iter()
        .find(|entry| entry["kind"] == "standard.asked")
        .unwrap();
    assert_eq!(asked["actor"], Value::Null, "{asked}");
    assert!(!asked["data"].to_string().contains("certs"), "{asked}");

    let scope = site.by_token(&ada, Scope::Propose).await;
    let made = scope
        .post_json(
            &format!("/api/v1/standards/{standard}/finds"),
            json!({"q": "tls renewal"}),
        )
        .await;
    assert_eq!(made.is(201).json()["source"], "search");
}

#[tokio::test]
async fn whoever_searched_in_vain_is_asked_where_they_find_it() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let standard = publishes(&ada, STANDARD).await;
    caught_up(&site).await;

    let missed = ada.get("/search?q=padlok+woes").await.is(200);
    assert!(
        missed
            .header("set-cookie")
            .starts_with("cahier-sought=padlok+woes;"),
        "{}",
        missed.header("set-cookie")
    );
    let kept = missed
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let after = ada.with_header("cookie", &format!("{}; {kept}", ada.cookie()));
    after
        .get(&format!("/standards/{standard}"))
        .await
        .says("You searched for “padlok woes” and found nothing. Was this it?");
    let both = after.get(&format!("/standards/{standard}?q=proxy")).await;
    both.says("found nothing, then for “proxy”")
        .says("value=\"padlok woes\"")
        .says("value=\"proxy\"");
    let french = after.with_header("accept-language", "fr");
    french
        .get(&format!("/standards/{standard}"))
        .await
        .says("Rien trouvé pour");

    let fields = [("q", "proxy"), ("q", "padlok woes")];
    let pressed = after
        .post(&format!("/standards/{standard}/finds"), &fields)
        .await
        .is(303);
    assert!(pressed.header("set-cookie").contains("Max-Age=0"));
    caught_up(&site).await;
    assert_eq!(
        standards(&ada, "padlok woes").await,
        std::slice::from_ref(&standard)
    );
    assert_eq!(wordings(&ada, &standard).await.len(), 2);
}

#[tokio::test]
async fn members_add_and_remove_wordings_and_what_is_removed_stays_away() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let rosa = site.reader("Rosa").await;
    let standard = publishes(&ada, STANDARD).await;
    let page = format!("/standards/{standard}");
    let problem = posts(&ada, "Padlock is open", "").await;
    links(&ada, &problem, &standard).await;
    ada.get(&page)
        .await
        .says("Padlock is open")
        .says("a problem that it solves");

    ada.post(
        &format!("{page}/wordings"),
        &[("text", "  who renews   TLS? ")],
    )
    .await
    .is(303);
    ada.post(&format!("{page}/wordings"), &[("text", "?!")])
        .await
        .is(422)
        .says("Say in a few words");
    ada.post(
        &format!("{page}/wordings"),
        &[("text", &"long ".repeat(60))],
    )
    .await
    .is(422);
    rosa.post(&format!("{page}/wordings"), &[("text", "mine")])
        .await
        .is(403);
    caught_up(&site).await;
    let shown = rosa.get(&page).await;
    let shown = shown
        .says("who renews TLS?")
        .says("added by Ada")
        .says("Asked as");
    shown
        .says_nothing_of("/wordings")
        .says_nothing_of(">Remove<");
    assert_eq!(
        standards(&ada, "who renews tls").await,
        std::slice::from_ref(&standard)
    );

    for text in ["Padlock is open", "who renews tls"] {
        ada.post(&format!("{page}/wordings/removal"), &[("text", text)])
            .await
            .is(303);
    }
    // Neither comes back by what would teach it.
    ada.post(&format!("{page}/finds"), &[("q", "Who renews TLS")])
        .await
        .is(303);
    let again = posts(&ada, "The padlock is open", "").await;
    ada.patch_json(
        &format!("/api/v1/problems/{again}"),
        json!({"title": "Padlock is open!"}),
    )
    .await
    .is(200);
    links(&ada, &again, &standard).await;
    caught_up(&site).await;
    assert!(wordings(&ada, &standard).await.is_empty());
    assert!(standards(&ada, "padlock").await.is_empty());

    // By hand it does.
    let path = format!("/api/v1/standards/{standard}/wordings");
    let made = ada
        .post_json(&path, json!({"text": "Padlock is open"}))
        .await
        .is(201)
        .json();
    assert_eq!(made["source"], "hand");
    let mut removal = format!("{path}?text=");
    encode("padlock is OPEN", &mut removal);
    ada.delete(&removal).await.is(204);
    assert!(wordings(&ada, &standard).await.is_empty());
}
