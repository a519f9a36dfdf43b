//! What was meant: words typed badly, and standards that another one took the place of.

use serde_json::json;

use crate::search::{answer, caught_up, posts, publishes};
use crate::support::Site;

#[tokio::test]
async fn a_typing_error_is_forgiven_and_said_with_the_way_back() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let id = posts(&ada, "Deployments hang at the migration", "").await;
    posts(&ada, "Les sauvegardes échouent", "").await;
    caught_up(&site).await;

    let forgiven = answer(&ada, "deploymnets migration").await;
    assert_eq!(forgiven["hits"][0]["id"], id);
    assert_eq!(forgiven["corrected"], "deployments migration");
    let right = answer(&ada, "deployments migration").await;
    assert_eq!(right.get("corrected"), None);
    let exact = ada
        .get("/api/v1/search?q=deploymnets&exact=true")
        .await
        .is(200)
        .json();
    assert_eq!(exact["hits"], json!([]));
    ada.get("/api/v1/search?q=x&exact=perhaps").await.is(422);

    ada.get("/search?q=deploymnets")
        .await
        .is(200)
        .says("Showing results for “deployments”.")
        .says("href=\"/search?q=deploymnets&#38;exact=1\"")
        .says("Search instead for “deploymnets”");
    ada.get("/search?q=deployments&exact=1")
        .await
        .is(200)
        .says("href=\"/search?q=deployments+kind%3Aproblem&#38;exact=1\"");
    ada.with_header("accept-language", "fr")
        .get("/search?q=sauvegadre")
        .await
        .is(200)
        .says("Chercher plutôt");
    ada.get("/search?q=deploymnets&part=palette")
        .await
        .is(200)
        .says("Showing results for");
}

#[tokio::test]
async fn a_superseded_standard_shows_its_successor() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = posts(&ada, "Clocks drift between servers", "").await;
    let old = publishes(
        &ada,
        &format!("---\nsolves: [{problem}]\n---\n\n# Set clocks by hand\n\nEvery Monday.\n"),
    )
    .await;
    let new = publishes(
        &ada,
        &format!("---\nsupersedes: [{old}]\n---\n\n# Let chrony set the servers\n\nEverywhere.\n"),
    )
    .await;
    caught_up(&site).await;

    let found = answer(&ada, "clocks hand").await;
    assert_eq!(found["hits"][0]["id"], old);
    assert_eq!(found["hits"][0]["successor"], new);
    ada.get("/search?q=clocks+hand")
        .await
        .is(200)
        .says(&format!("now <a href=\"/standards/{new}\">{new}</a>"));
    let alike = ada
        .get("/api/v1/similar?title=Clocks+drift+between+servers")
        .await
        .is(200)
        .json();
    assert_eq!(alike["hits"][0]["id"], new, "{alike}");
    assert!(!alike.to_string().contains(&format!("\"id\":\"{old}\"")));
}
