//! How people ask, over time: what a successor takes over, what counts less, and what is told before a problem is posted.

use serde_json::json;

use crate::asked::{STANDARD, ids, links, standards, texts, wordings};
use crate::search::{caught_up, posts, publishes};
use crate::support::Site;

#[tokio::test]
async fn a_successor_takes_over_how_people_ask() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let old = publishes(&ada, STANDARD).await;
    let problem = posts(&ada, "Padlock is open", "").await;
    links(&ada, &problem, &old).await;
    ada.post(&format!("/standards/{old}/finds"), &[("q", "tls woes")])
        .await
        .is(303);
    let new = publishes(
        &ada,
        &format!("---\nsupersedes: [{old}]\n---\n\n# Let the mesh encrypt\n\nNothing to renew.\n"),
    )
    .await;
    caught_up(&site).await;

    assert_eq!(standards(&ada, "padlock").await, [new.clone(), old.clone()]);
    assert_eq!(texts(&wordings(&ada, &new).await).len(), 2);
    // What the old one learns, the new one knows; what is removed from the new one stays with the old.
    ada.post_json(
        &format!("/api/v1/problems/{problem}/occurrences"),
        json!({"note": "Handshake expired"}),
    )
    .await
    .is(201);
    ada.post(
        &format!("/standards/{new}/wordings/removal"),
        &[("text", "tls woes")],
    )
    .await
    .is(303);
    caught_up(&site).await;
    assert_eq!(
        standards(&ada, "handshake expired").await,
        [new.clone(), old.clone()]
    );
    assert_eq!(standards(&ada, "tls woes").await, [old]);
}

#[tokio::test]
async fn what_nobody_has_said_for_long_counts_less() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let early = publishes(&ada, "# Keep one list of hosts\n\nOne list.\n").await;
    let late = publishes(&ada, "# Keep one list of ports\n\nOne list.\n").await;
    ada.post(
        &format!("/standards/{early}/wordings"),
        &[("text", "padlock woes")],
    )
    .await
    .is(303);
    site.days_pass(3 * 365);
    let ada = site.member("Bo").await;
    ada.post(
        &format!("/standards/{late}/wordings"),
        &[("text", "padlock woes")],
    )
    .await
    .is(303);
    // Both are read anew.
    ada.post(
        &format!("/standards/{early}/wordings"),
        &[("text", "hosts")],
    )
    .await
    .is(303);
    caught_up(&site).await;
    assert_eq!(standards(&ada, "padlock woes").await, [late, early]);
}

#[tokio::test]
async fn what_looks_like_a_known_way_of_asking_is_told_before_it_is_posted() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let standard = publishes(&ada, STANDARD).await;
    for title in [
        "The printer jams again",
        "Invoices are one hour early",
        "Search is slow on mondays",
    ] {
        posts(&ada, title, "").await;
    }
    let ask = "/api/v1/similar?title=Insecure+padlock+in+the+browser";
    caught_up(&site).await;
    assert!(ids(&ada.get(ask).await.json()).is_empty());
    ada.post(
        &format!("/standards/{standard}/wordings"),
        &[("text", "insecure padlock in browser")],
    )
    .await
    .is(303);
    caught_up(&site).await;
    assert_eq!(ids(&ada.get(ask).await.json()), [standard]);
}
