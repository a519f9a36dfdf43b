//! Images that somebody deletes from the standards' folder, or that change there: named, and written again only when somebody asks for it.

use std::fs;

use serde_json::json;

use crate::attachments::{PNG, adds, name_in};
use crate::support::Site;
use crate::support::terminal::cahier;

#[tokio::test]
async fn an_image_that_is_deleted_is_named_and_put_back_by_hand() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let markdown = adds(&ada, "lock.png", PNG).await;
    let text = format!("# Lock first\n\n{markdown}\n");
    let body = json!({ "markdown": text });
    ada.post_json("/api/v1/proposals", body).await.is(201);
    let folder = &site.app.folder;
    folder.sync().await.unwrap();
    let image = site
        .standards()
        .join("attachments")
        .join(name_in(&markdown));
    assert_eq!(fs::read(&image).unwrap(), PNG);
    ada.get("/readyz").await.says("\"folder\":\"in step\"");

    fs::remove_dir_all(image.parent().unwrap()).unwrap();
    folder.sync().await.unwrap();
    // Never by itself: it may be meant.
    folder.sync().await.unwrap();
    assert!(!image.exists());
    ada.get("/readyz").await.says("\"folder\":\"differs\"");
    ada.get("/standards")
        .await
        .says(name_in(&markdown))
        .says("which S-1 shows, is no longer in the folder")
        .says("action=\"/standards/files\"");
    ada.with_header("accept-language", "fr")
        .get("/standards/S-1")
        .await
        .says("Remettre l’image");
    ada.get("/standards/S-1").await.says("Put the image back");
    ada.post("/standards/S-1/file", &[]).await.is(303);
    assert_eq!(fs::read(&image).unwrap(), PNG);
    ada.get("/standards/S-1")
        .await
        .says_nothing_of("Put the image back");

    fs::remove_file(&image).unwrap();
    folder.sync().await.unwrap();
    ada.post("/standards/files", &[]).await.is(303);
    assert_eq!(fs::read(&image).unwrap(), PNG);
    ada.get("/readyz").await.says("\"folder\":\"in step\"");

    fs::write(&image, b"another").unwrap();
    folder.sync().await.unwrap();
    ada.get("/standards")
        .await
        .says("has other bytes in the folder than in the book");
    ada.post("/standards/files", &[]).await.is(303);
    assert_eq!(fs::read(&image).unwrap(), b"another");

    // A folder that was emptied is not written into.
    fs::remove_dir_all(image.parent().unwrap()).unwrap();
    fs::remove_file(site.standards().join("0001-lock-first.md")).unwrap();
    folder.sync().await.unwrap();
    assert!(!image.exists());
    ada.post("/standards/files", &[]).await.is(303);
    assert_eq!(fs::read(&image).unwrap(), PNG);
}

#[test]
fn the_doctor_names_images_that_are_lost() {
    let folder = tempfile::tempdir().unwrap();
    cahier(folder.path(), &["team", "add", "web", "Web"]).done();
    let source = folder.path().join("source");
    fs::create_dir_all(source.join("img")).unwrap();
    fs::write(source.join("0001-look.md"), "# Look\n\n![it](img/a.png)\n").unwrap();
    fs::write(source.join("img/a.png"), PNG).unwrap();
    cahier(folder.path(), &["import", "source", "--as", "standards"]).done();
    let image = folder.path().join("cahier-data/standards/img/a.png");
    assert_eq!(fs::read(&image).unwrap(), PNG);
    let doctor = || cahier(folder.path(), &["doctor", "--strict"]);
    assert_eq!(doctor().code, Some(0));
    fs::write(&image, b"another").unwrap();
    let run = doctor();
    assert_eq!(run.code, Some(1));
    assert!(
        run.out.contains("S-1 shows has other bytes") && run.out.contains("img/a.png"),
        "{}",
        run.out
    );
    fs::remove_file(&image).unwrap();
    let run = doctor();
    assert_eq!(run.code, Some(1));
    assert!(
        run.out
            .contains("An image that S-1 shows is missing: img/a.png"),
        "{}",
        run.out
    );
}
