//! Images in texts: what is taken and what is not, how they are served, and that any editor shows them beside the file.

use std::fs;

use cahier::id::AttachmentName;
use cahier::markdown::{View, parts, render};
use cahier::members::Scope;
use proptest::prelude::*;
use serde_json::json;

use crate::support::{Person, Site};

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa3\x35\x81\x84\0\0\0\0IEND\xaeB`\x82";

/// Adds an image while writing; what stands for it in the text.
pub(crate) async fn adds(who: &Person, name: &str, bytes: &[u8]) -> String {
    let added = who.post_file("/attachments", &[], name, bytes).await;
    let added = added.is(201).json();
    added["markdown"].as_str().unwrap().to_owned()
}

/// The end of an image's address.
pub(crate) fn name_in(markdown: &str) -> &str {
    let (_, rest) = markdown.split_once("attachments/").unwrap();
    rest.split(')').next().unwrap()
}

#[tokio::test]
async fn an_image_is_stored_once_and_served_so_that_it_can_do_nothing() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    let markdown = adds(&ada, "lock order.png", PNG).await;
    assert!(
        markdown.starts_with("![lock order](attachments/"),
        "{markdown}"
    );
    assert_eq!(
        name_in(&markdown),
        name_in(&adds(&bo, "other.jpg", PNG).await)
    );
    let path = format!("/attachments/{}", name_in(&markdown));
    let image = bo.get(&path).await.is(200);
    assert_eq!(image.bytes, PNG);
    assert_eq!(image.header("content-type"), "image/png");
    assert_eq!(image.header("x-content-type-options"), "nosniff");
    assert_eq!(
        image.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(
        image.header("cache-control"),
        "private, max-age=31536000, immutable"
    );
    // Who added it is in the feed, once.
    let feed = ada.get("/api/v1/changes?after=0").await.json();
    let added: Vec<_> = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["kind"] == "attachment.added")
        .collect();
    assert_eq!(added.len(), 1, "{feed}");
    assert_eq!(added[0]["actor"], ada.id.to_string());
    assert_eq!(added[0]["subject"], name_in(&markdown));
    let stranger = site.stranger().get(&path).await;
    assert!(stranger.location().starts_with("/sign-in"));
    let missing = format!("/attachments/{}.png", "0".repeat(32));
    ada.get(&missing).await.is(404);
    ada.get("/attachments/..%2f..%2fcahier.db").await.is(404);
}

#[tokio::test]
async fn what_is_no_image_is_refused_whatever_it_is_called() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for (name, bytes) in [
        (
            "a.png",
            &b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"[..],
        ),
        ("a.svg", b"<?xml version=\"1.0\"?><svg/>"),
        ("a.gif", b"<!doctype html><script>alert(1)</script>"),
        ("a.png", b"%PDF-1.7"),
    ] {
        let refused = ada.post_file("/attachments", &[], name, bytes).await;
        refused.is(422).says("no PNG, JPEG, GIF or WebP");
    }
    let empty = ada.post_file("/attachments", &[], "a.png", b"").await;
    empty.is(422).says("Choose an image first");
    let mut large = PNG.to_vec();
    large.resize(2_500_001, 0);
    let refused = ada.post_file("/attachments", &[], "a.png", &large).await;
    refused.is(422).says("larger than 2.5 MB");
    large.resize(5_000_000, 0);
    let refused = ada.post_file("/attachments", &[], "a.png", &large).await;
    assert_eq!(refused.status.as_u16() / 100, 4, "{}", refused.status);
    let rea = site.reader("Rea").await;
    rea.post_file("/attachments", &[], "a.png", PNG)
        .await
        .is(403);
    let reads = site.by_token(&ada, Scope::Read).await;
    reads
        .post_file("/attachments", &[], "a.png", PNG)
        .await
        .is(403);
    ada.with_header("sec-fetch-site", "cross-site")
        .post_file("/attachments", &[], "a.png", PNG)
        .await
        .is(403);
}

#[tokio::test]
async fn a_member_adds_only_so_much_in_a_day() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let mut bytes = PNG.to_vec();
    bytes.resize(2_500_000, 0);
    for number in 0..20_u8 {
        bytes[100] = number;
        ada.post_file("/attachments", &[], "a.png", &bytes)
            .await
            .is(201);
    }
    bytes[100] = 99;
    let refused = ada.post_file("/attachments", &[], "a.png", &bytes).await;
    assert!(!refused.is(429).header("retry-after").is_empty());
    site.days_pass(1);
    ada.post_file("/attachments", &[], "a.png", &bytes)
        .await
        .is(201);
}

#[tokio::test]
async fn without_scripts_an_image_is_added_by_the_form_of_the_page() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let page = ada.get("/standards/new").await.is(200);
    page.says("type=\"file\"")
        .says("formenctype=\"multipart/form-data\"");
    let fields = [
        ("markdown", "# Lock first\r\n\r\nSo.\r\n"),
        ("act", "attach"),
    ];
    let page = ada
        .post_file("/standards/new", &fields, "lock.png", PNG)
        .await
        .is(200);
    let page = page
        .says("# Lock first\n\nSo.\n\n![lock](attachments/")
        .says("<img loading=\"lazy\" src=\"/attachments/");
    drop(page);
    let page = ada
        .post_file("/standards/new", &fields, "lock.png", b"<svg/>")
        .await
        .is(422);
    page.says("no PNG, JPEG").says("# Lock first");
    // A chosen file that was not added is no reason to lose it without a word.
    let send = [
        ("markdown", "# Lock first\n"),
        ("act", ""),
        ("image", "lock.png"),
    ];
    ada.post("/standards/new", &send)
        .await
        .is(422)
        .says("not in the text yet")
        .says("# Lock first");
}

#[tokio::test]
async fn without_scripts_a_photo_of_any_size_loses_nothing_typed() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let fields = [
        ("markdown", "# Lock first\r\n\r\nSo.\r\n"),
        ("act", "attach"),
    ];
    let mut photo = PNG.to_vec();
    for size in [2_500_001, 5_000_000, 20_000_000] {
        photo.resize(size, 0);
        ada.post_file("/standards/new", &fields, "a.png", &photo)
            .await
            .is(422)
            .says("larger than 2.5 MB")
            .says("# Lock first\n\nSo.\n")
            .says("name=\"draft\"");
    }
    // A text may be no longer than without a file.
    let long = "a".repeat(4 * 1024 * 1024 + 1);
    ada.post_file("/standards/new", &[("markdown", &long)], "a.png", PNG)
        .await
        .is(422)
        .says("4 MB at most");
    // The session is over, with an image that is taken and with one that is not.
    let late = ada.with_header("cookie", "cahier-session=long-gone");
    for file in [PNG, &photo] {
        late.post_file("/standards/new", &fields, "a.png", file)
            .await
            .is(401)
            .says("Sign in again")
            .says("# Lock first")
            .says("action=\"/standards/new\"");
    }
}

#[tokio::test]
async fn an_image_too_many_for_a_day_loses_nothing_typed() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let mut bytes = PNG.to_vec();
    bytes.resize(2_500_000, 0);
    for number in 0..20_u8 {
        bytes[100] = number;
        adds(&ada, "a.png", &bytes).await;
    }
    bytes[100] = 99;
    let fields = [("markdown", "# Lock first\r\n"), ("act", "attach")];
    ada.post_file("/standards/new", &fields, "a.png", &bytes)
        .await
        .is(429)
        .says("# Lock first");
}

#[tokio::test]
async fn an_image_lies_beside_its_text_and_comes_back_with_it() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let image = adds(&ada, "lock.png", PNG).await;
    let text = format!("# Lock first\n\n{image}\n");
    let made = ada.proposes(json!({ "markdown": text })).await;
    assert_eq!(made["standard"], "S-1", "{made}");
    ada.get("/standards/S-1")
        .await
        .is(200)
        .says("<img loading=\"lazy\" src=\"/attachments/");
    site.app.folder.sync().await.unwrap();
    let beside = site.standards().join("attachments").join(name_in(&image));
    assert_eq!(fs::read(&beside).unwrap(), PNG);
    // Another team clones the folder: the image comes with the text, and nothing that only pretends to be one.
    let other = Site::new().await;
    let bo = other.member("Bo").await;
    let folder = other.standards().join("attachments");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(&beside, folder.join(name_in(&image))).unwrap();
    let liar = format!("{}.png", "1".repeat(32));
    fs::write(folder.join(&liar), PNG).unwrap();
    let below = format!(
        "# Lock first\n\n![lock](../attachments/{})\n\n![liar](../attachments/{liar})\n",
        name_in(&image)
    );
    fs::create_dir_all(other.standards().join("db")).unwrap();
    fs::write(other.standards().join("db/0004-lock-first.md"), below).unwrap();
    other.app.folder.sync().await.unwrap();
    let address = format!("/attachments/{}", name_in(&image));
    bo.get("/standards/S-4").await.is(200).says(&address);
    assert_eq!(bo.get(&address).await.is(200).bytes, PNG);
    bo.get(&format!("/attachments/{liar}")).await.is(404);
    // A checkout writes one file after the other: the image may come last.
    let late = adds(&ada, "late.png", &[PNG, b" "].concat()).await;
    let text = format!("# Late\n\n{late}\n");
    fs::write(other.standards().join("0005-late.md"), text).unwrap();
    other.app.folder.sync().await.unwrap();
    let address = format!("/attachments/{}", name_in(&late));
    bo.get(&address).await.is(404);
    fs::write(folder.join(name_in(&late)), [PNG, b" "].concat()).unwrap();
    other.app.folder.sync().await.unwrap();
    bo.get(&address).await.is(200);
    // Where the file lies deeper, the address leads up to it.
    let page = bo.get("/standards/S-4/edit").await.is(200);
    page.says("data-above=\"../\"");
}

#[tokio::test]
async fn an_image_that_many_texts_show_enters_once() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    let known = name_in(&adds(&ada, "known.png", PNG).await).to_owned();
    let bytes = [PNG, b" "].concat();
    let elsewhere = Site::new().await;
    let eve = elsewhere.member("Eve").await;
    let new = name_in(&adds(&eve, "new.png", &bytes).await).to_owned();
    let folder = site.standards().join("attachments");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(&new), &bytes).unwrap();
    fs::write(folder.join(&known), PNG).unwrap();
    // More texts than enter at once.
    for number in 1..=210 {
        let text = format!(
            "# Text {number}\n\n![known](attachments/{known})\n\n![new](attachments/{new})\n"
        );
        fs::write(site.standards().join(format!("{number:04}-text.md")), text).unwrap();
    }
    let report = site.app.folder.sync().await.unwrap();
    assert!(report.in_step(), "{report:?}");
    for standard in ["S-1", "S-210"] {
        let path = format!("/standards/{standard}");
        let page = bo.get(&path).await.is(200);
        page.says(&format!("/attachments/{known}"))
            .says(&format!("/attachments/{new}"));
    }
    let image = bo.get(&format!("/attachments/{new}")).await.is(200);
    assert_eq!(image.bytes, bytes);
    let feed = ada.get("/api/v1/changes?after=0").await.json();
    let items = feed["items"].as_array().unwrap().iter();
    let added = items.filter(|entry| entry["kind"] == "attachment.added");
    let added: Vec<_> = added.map(|entry| entry["subject"].clone()).collect();
    assert_eq!(added, [json!(known), json!(new)], "{feed}");
}

#[tokio::test]
async fn an_image_that_comes_late_is_taken_in_after_a_restart_and_once_it_is_whole() {
    let site = Site::new().await;
    let bo = site.member("Bo").await;
    let elsewhere = Site::new().await;
    let ada = elsewhere.member("Ada").await;
    let image = adds(&ada, "late.png", PNG).await;
    let address = format!("/attachments/{}", name_in(&image));
    let folder = site.standards().join("attachments");
    let beside = folder.join(name_in(&image));
    fs::create_dir_all(&folder).unwrap();
    // Half of it is there when the text is taken in.
    fs::write(&beside, &PNG[..40]).unwrap();
    let text = format!("# Late\n\n{image}\n");
    fs::write(site.standards().join("0005-late.md"), text).unwrap();
    site.app.folder.sync().await.unwrap();
    bo.get("/standards/S-5").await.is(200).says(&address);
    bo.get(&address).await.is(404);
    fs::write(&beside, PNG).unwrap();
    site.app.folder.sync().await.unwrap();
    assert_eq!(bo.get(&address).await.is(200).bytes, PNG);
    // Another text comes, the server is started again, and only then its image comes.
    let bytes = [PNG, b" "].concat();
    let image = adds(&ada, "later.png", &bytes).await;
    let address = format!("/attachments/{}", name_in(&image));
    let text = format!("# Later\n\n{image}\n");
    fs::write(site.standards().join("0006-later.md"), text).unwrap();
    site.app.folder.sync().await.unwrap();
    let site = site.restarted().await;
    let cy = site.member("Cy").await;
    cy.get("/standards/S-6").await.is(200).says(&address);
    cy.get(&address).await.is(404);
    fs::write(folder.join(name_in(&image)), &bytes).unwrap();
    site.app.folder.sync().await.unwrap();
    assert_eq!(cy.get(&address).await.is(200).bytes, bytes);
}

/// Addresses as people and attackers write them: near those of images, with what leads elsewhere.
fn address() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        "[0-9a-f]{32}\\.(png|jpg|gif|webp|svg|html)",
        "[0-9a-fA-F]{30,34}\\.png",
    ];
    let before = prop_oneof![
        Just(String::new()),
        "(\\.\\./|\\./|/|//|https://e\\.example/|data:|javascript:|%2e%2e/){0,3}",
    ];
    let after = prop_oneof![Just(String::new()), "[#?/%.x]{1,4}"];
    (before, "(attachments/|attachments//|api/v1/|)", name, after)
        .prop_map(|(before, folder, name, after)| format!("{before}{folder}{name}{after}"))
}

proptest! {
    #[test]
    fn no_text_has_a_browser_ask_for_anything_but_images(address in address()) {
        let text = format!("![a](<{address}>) <img src=\"{address}\"> [![b]({address})](/x)");
        let html = render(&text, View::default()).html;
        for part in html.split("<img").skip(1) {
            let (_, rest) = part.split_once("src=\"").unwrap();
            let source = rest.split('"').next().unwrap();
            let name = source.strip_prefix("/attachments/").unwrap_or_default();
            prop_assert!(name.parse::<AttachmentName>().is_ok(), "{source} from {text}");
        }
    }

    #[test]
    fn hints_are_found_in_any_text(text in "(# |## |### |[A-Za-z ]|1\\. |- |\n|```|\\*|é|good|bad){0,80}") {
        let found = parts(&text);
        prop_assert!(found.steps <= text.len());
    }
}
