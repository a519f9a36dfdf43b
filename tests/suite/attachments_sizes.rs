//! How large images are, told to the pages that show them.

use serde_json::json;

use crate::attachments::{PNG, adds, name_in};
use crate::support::Site;

#[tokio::test]
async fn a_page_has_room_for_an_image_before_it_comes() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let markdown = adds(&ada, "lock order.png", PNG).await;
    ada.proposes(json!({ "markdown": format!("# Locks\n\n{markdown}\n") }))
        .await;
    let asks = async {
        let room = format!("{}\" width=\"1\" height=\"1\"", name_in(&markdown));
        while !ada.get("/standards/S-1").await.text.contains(&room) {}
    };
    let told = tokio::time::timeout(std::time::Duration::from_secs(60), asks).await;
    assert!(told.is_ok(), "nobody told how large it is");
}
