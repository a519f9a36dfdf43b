//! What may stand where a text should: links, pipes, devices, folders, files that are too long or empty; and folders behind a link.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use cahier::folder::State;

use crate::folder::{differences, file, look, names, publish, put, shown, site};

const FILE: &str = "0001-a.md";

/// Runs a program of the system on a path; whether it could.
fn made(program: &str, path: &Path, rest: &[&str]) -> bool {
    let ran = Command::new(program).arg(path).args(rest).output();
    let done = ran.is_ok_and(|ran| ran.status.success());
    if !done {
        println!("left out: what {program} makes (it cannot be run here)");
    }
    done
}

#[tokio::test]
async fn what_takes_the_place_of_a_text_is_named_and_the_text_stays_in_force() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    publish(&ada, "# B\n", None).await;
    assert!(look(&site).await.in_step());
    let path = file(&site, FILE);
    let places: [(&str, &dyn Fn() -> bool); 6] = [
        ("a folder named like a file", &|| {
            fs::create_dir(&path).is_ok()
        }),
        ("no plain file", &|| made("mkfifo", &path, &[])),
        ("no plain file", &|| made("mknod", &path, &["c", "1", "5"])),
        ("links are not followed", &|| {
            symlink("/nowhere", &path).is_ok()
        }),
        ("links are not followed", &|| symlink(FILE, &path).is_ok()),
        ("longer than 1024 kB", &|| {
            File::create(&path).unwrap().set_len(100_000_000).is_ok()
        }),
    ];
    for (why, make) in places {
        fs::remove_file(&path).unwrap();
        if !make() {
            put(&site, FILE, "# A\n");
            continue;
        }
        let report = look(&site).await;
        let told = (
            report.unreadable.len(),
            report.missing.len(),
            report.waiting.len(),
        );
        assert_eq!((told, report.in_step()), ((1, 0, 0), false), "{why}");
        let standard = shown(&ada, "S-1").await;
        assert_eq!(
            (&standard["markdown"], &standard["file"]["state"]),
            (&"# A\n".into(), &"unreadable".into())
        );
        ada.get("/standards/S-1").await.is(200).says(FILE).says(why);
        assert_eq!(differences(&site).await, ["doctor-file-hidden"], "{why}");
        // What is published meanwhile waits, and says what for.
        let text = format!("# A\n\n{why}\n");
        publish(&ada, &text, Some("S-1")).await;
        let report = look(&site).await;
        assert_eq!((report.unreadable.len(), report.waiting.len()), (0, 1));
        ada.get("/standards/S-1")
            .await
            .says("not written to its file yet")
            .says(why);
        if fs::remove_dir(&path).is_err() {
            fs::remove_file(&path).unwrap();
        }
        // Nothing stands there any more: it is missing, as if somebody had deleted it, until somebody puts it back.
        assert_eq!(look(&site).await.missing.len(), 1);
        ada.post("/standards/S-1/file", &[]).await.is(303);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        publish(&ada, "# A\n", Some("S-1")).await;
        assert!(look(&site).await.in_step());
    }
}

#[tokio::test]
async fn a_folder_of_texts_that_a_link_replaces_hides_them_and_is_not_followed() {
    let (site, ada) = site().await;
    put(&site, "git/0001-a.md", "# A\n");
    put(&site, "0002-b.md", "# B\n");
    assert!(look(&site).await.in_step());
    let away = site.data().join("away");
    fs::rename(file(&site, "git"), &away).unwrap();
    symlink(&away, file(&site, "git")).unwrap();
    let report = look(&site).await;
    assert_eq!((report.unreadable.len(), report.missing.len()), (1, 0));
    publish(&ada, "# A\n\nMore\n", Some("S-1")).await;
    assert_eq!(look(&site).await.waiting.len(), 1);
    assert_eq!(fs::read_to_string(away.join("0001-a.md")).unwrap(), "# A\n");
    fs::remove_file(file(&site, "git")).unwrap();
    fs::rename(&away, file(&site, "git")).unwrap();
    assert!(look(&site).await.in_step());
    assert_eq!(
        fs::read_to_string(file(&site, "git/0001-a.md")).unwrap(),
        "# A\n\nMore\n"
    );
}

#[tokio::test]
async fn a_folder_whose_only_text_is_hidden_was_not_emptied() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    look(&site).await;
    fs::remove_file(file(&site, FILE)).unwrap();
    symlink("/nowhere", file(&site, FILE)).unwrap();
    let report = look(&site).await;
    assert_eq!(
        (report.state.clone(), report.unreadable.len()),
        (State::Here, 1)
    );
    assert_eq!(differences(&site).await, ["doctor-file-hidden"]);
}

#[tokio::test]
async fn files_that_are_too_long_are_named_and_taken_in_once_they_are_shorter() {
    let (site, ada) = site().await;
    for (name, size) in [
        ("0001-ten.md", 10_000_000),
        ("0002-hundred.md", 100_000_000),
    ] {
        File::create(file(&site, name))
            .unwrap()
            .set_len(size)
            .unwrap();
    }
    put(&site, "0003-short.md", "# Short\n");
    let report = look(&site).await;
    let told: Vec<_> = report
        .unreadable
        .iter()
        .map(|flaw| (flaw.path.as_str(), flaw.message.key))
        .collect();
    assert_eq!(
        told,
        [
            ("0001-ten.md", "folder-too-long"),
            ("0002-hundred.md", "folder-too-long")
        ]
    );
    ada.get("/standards")
        .await
        .is(200)
        .says("0002-hundred.md")
        .says("longer than 1024 kB: split it");
    assert_eq!(differences(&site).await, ["doctor-file-unread"; 2]);
    for name in ["0001-ten.md", "0002-hundred.md"] {
        put(&site, name, format!("# Shorter {name}\n"));
    }
    assert!(look(&site).await.in_step());
    assert_eq!(shown(&ada, "S-2").await["title"], "Shorter 0002-hundred.md");
}

#[tokio::test]
async fn an_emptied_file_takes_no_text_out_of_force() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    look(&site).await;
    for nothing in ["", "\u{feff}", " \r\n\n"] {
        put(&site, FILE, nothing);
        put(&site, "0007-new.md", nothing);
        let report = look(&site).await;
        let keys: Vec<_> = report
            .unreadable
            .iter()
            .map(|flaw| flaw.message.key)
            .collect();
        assert_eq!(keys, ["folder-file-empty"; 2]);
        assert_eq!(shown(&ada, "S-1").await["markdown"], "# A\n");
        ada.get("/standards/S-1")
            .await
            .says("nothing is written in it")
            .says("stays in force");
        ada.get("/api/v1/standards/S-7").await.is(404);
    }
    put(&site, FILE, "# A\n\nAgain\n");
    put(&site, "0007-new.md", "# New\n");
    assert!(look(&site).await.in_step());
    assert_eq!(shown(&ada, "S-1").await["revision"], 2);
}

#[tokio::test]
async fn the_folder_may_itself_be_reached_by_a_link() {
    let (site, ada) = site().await;
    let (real, other) = (site.data().join("real"), site.data().join("other"));
    fs::rename(site.standards(), &real).unwrap();
    symlink(&real, site.standards()).unwrap();
    publish(&ada, "# A\n", None).await;
    put(&site, "0007-b.md", "# B\n");
    assert!(look(&site).await.in_step());
    assert_eq!(fs::read_to_string(real.join(FILE)).unwrap(), "# A\n");
    assert_eq!(shown(&ada, "S-7").await["title"], "B");
    // A link that leads nowhere is a folder that is away; one that leads to an empty place, one that was emptied.
    fs::remove_file(site.standards()).unwrap();
    symlink(&other, site.standards()).unwrap();
    assert_eq!(look(&site).await.state, State::Gone);
    assert!(!other.exists());
    fs::create_dir(&other).unwrap();
    assert_eq!(look(&site).await.state, State::Emptied);
    fs::remove_file(site.standards()).unwrap();
    symlink(&real, site.standards()).unwrap();
    assert!(look(&site).await.in_step());
    assert_eq!(names(&site), [FILE, "0007-b.md"]);
    // A file in its place is said as well.
    fs::remove_file(site.standards()).unwrap();
    fs::write(site.standards(), "not a folder").unwrap();
    assert!(matches!(look(&site).await.state, State::Closed(_)));
}
