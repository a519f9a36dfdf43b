//! An image that a program adds, and what is refused from it.

use cahier::members::Scope;
use serde_json::json;

use crate::attachments::{PNG, name_in};
use crate::support::Site;

#[tokio::test]
async fn a_program_adds_an_image_and_proposes_a_text_with_it() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let agent = site.by_token(&ada, Scope::Propose).await;
    let path = "/api/v1/attachments?name=lock-order.png";
    let added = agent.post_bytes(path, "image/png", PNG).await.is(201);
    let image = added.json();
    let markdown = image["markdown"].as_str().unwrap();
    assert_eq!(
        markdown,
        format!("![lock order](attachments/{})", name_in(markdown))
    );
    assert_eq!(image["name"], name_in(markdown));
    assert!(
        image["url"]
            .as_str()
            .unwrap()
            .ends_with(&format!("/attachments/{}", name_in(markdown)))
    );
    let shown = agent.get(added.header("location")).await.is(200);
    assert_eq!(shown.bytes, PNG);
    // The same bytes again are the same image, whatever they are called.
    let again = agent.post_bytes("/api/v1/attachments", "text/plain", PNG);
    assert_eq!(again.await.is(201).json()["name"], image["name"]);
    let text = format!("# Lock first\n\n{markdown}\n");
    let proposal = json!({ "markdown": text });
    agent.post_json("/api/v1/proposals", proposal).await.is(201);

    for (bytes, why) in [
        (&b"<svg onload=alert(1)>"[..], "no PNG, JPEG, GIF or WebP"),
        (b"", "Choose an image first"),
        (&[0x89; 2_500_001], "larger than 2.5 MB"),
        (&[0x89; 9_000_000], "larger than 2.5 MB"),
    ] {
        let refused = agent.post_bytes(path, "image/png", bytes).await;
        refused.is(422).says(why);
    }
    let reads = site.by_token(&ada, Scope::Read).await;
    reads.post_bytes(path, "image/png", PNG).await.is(403);
}
