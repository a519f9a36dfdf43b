//! How files are called and saved: other names, other folders, what editors leave beside, clocks that go wrong, numbers that stand twice.

use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, SystemTime};

use crate::folder::{differences, file, look, names, publish, put, shown, site};
use crate::support::terminal::cahier;

#[tokio::test]
async fn a_name_may_change_in_every_way_and_back() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    put(&site, "notes.md", "# Notes\n");
    put(&site, "e\u{301}te\u{301}.md", "# Summer\n");
    assert!(look(&site).await.in_step());
    fs::create_dir_all(file(&site, "git/deep")).unwrap();
    let moves = [
        ("0001-a.md", "0001-A.md", "S-1"),
        ("0001-A.md", "git/deep/0001-A.md", "S-1"),
        ("git/deep/0001-A.md", "0001-a.md", "S-1"),
        ("notes.md", "Notes.md", "S-3"),
        ("Notes.md", "git/Notes.md", "S-3"),
        // Decomposed letters and composed ones are two names of one file for a person, and two names for the disk.
        ("e\u{301}te\u{301}.md", "\u{e9}t\u{e9}.md", "S-2"),
        ("\u{e9}t\u{e9}.md", "e\u{301}te\u{301}.md", "S-2"),
    ];
    for (from, to, id) in moves {
        fs::rename(file(&site, from), file(&site, to)).unwrap();
        assert!(look(&site).await.in_step(), "{from} → {to}");
        let standard = shown(&ada, id).await;
        assert_eq!(
            (&standard["path"], &standard["revision"]),
            (&to.into(), &1.into())
        );
    }
    let count = ada.get("/api/v1/standards").await.is(200).json();
    assert_eq!(count["items"].as_array().map(Vec::len), Some(3));
    publish(&ada, "# Notes\n\nMore\n", Some("S-3")).await;
    assert!(look(&site).await.in_step());
    assert_eq!(
        fs::read_to_string(file(&site, "git/Notes.md")).unwrap(),
        "# Notes\n\nMore\n"
    );
}

#[tokio::test]
async fn what_editors_leave_beside_a_text_is_no_text() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n", None).await;
    look(&site).await;
    let leavings = [
        "0001-a.md~",
        ".0001-a.md.swp",
        "4913",
        "#0001-a.md#",
        "0001-a.md.orig",
        "0001-a.md.tmp",
        "0001-a.md.bak",
        ".goutputstream-X1",
        "___jb_tmp___",
    ];
    for name in leavings {
        put(&site, name, "# Half a te");
    }
    symlink("ada@host.4:1", file(&site, ".#0001-a.md")).unwrap();
    let report = look(&site).await;
    assert!(report.in_step() && report.ignored.is_empty(), "{report:?}");
    // A temporary file in its place; the old one away and a new one in its place; the old one a second name of the backup.
    let path = file(&site, "0001-a.md");
    put(&site, "0001-a.md.tmp", "# A\n\nOne\n");
    fs::rename(file(&site, "0001-a.md.tmp"), &path).unwrap();
    assert!(look(&site).await.in_step());
    fs::rename(&path, file(&site, "0001-a.md~")).unwrap();
    put(&site, "0001-a.md", "# A\n\nTwo\n");
    assert!(look(&site).await.in_step());
    fs::remove_file(file(&site, "0001-a.md.bak")).unwrap();
    fs::hard_link(&path, file(&site, "0001-a.md.bak")).unwrap();
    put(&site, "0001-a.md", "# A\n\nThree\n");
    assert!(look(&site).await.in_step());
    let standard = shown(&ada, "S-1").await;
    assert_eq!(
        (&standard["revision"], &standard["markdown"]),
        (&4.into(), &"# A\n\nThree\n".into())
    );
    // What the book writes replaces the file and no other name of it.
    publish(&ada, "# A\n\nFour\n", Some("S-1")).await;
    look(&site).await;
    assert_eq!(fs::read_to_string(&path).unwrap(), "# A\n\nFour\n");
    assert_eq!(
        fs::read_to_string(file(&site, "0001-a.md.bak")).unwrap(),
        "# A\n\nThree\n"
    );
}

#[tokio::test]
async fn times_that_are_wrong_hide_no_text() {
    let (site, ada) = site().await;
    publish(&ada, "# A\n\n0000\n", None).await;
    look(&site).await;
    let path = file(&site, "0001-a.md");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let century = Duration::from_secs(3_000_000_000);
    let times = [
        before,
        SystemTime::UNIX_EPOCH,
        before + century,
        before,
        SystemTime::UNIX_EPOCH - century / 2,
        before,
    ];
    for (at, time) in times.into_iter().enumerate() {
        let text = format!("# A\n\n000{}\n", at + 1);
        put(&site, "0001-a.md", &text);
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(time)
            .unwrap();
        look(&site).await;
        assert_eq!(shown(&ada, "S-1").await["markdown"], text.as_str());
    }
    // The program's own clock may go back as well.
    site.days_pass(-3_000);
    put(&site, "0001-a.md", "# A\n\nLong ago\n");
    assert!(look(&site).await.in_step());
    assert_eq!(shown(&ada, "S-1").await["markdown"], "# A\n\nLong ago\n");
}

#[tokio::test]
async fn both_files_of_one_number_can_be_read_and_one_command_parts_them() {
    let (site, ada) = site().await;
    publish(&ada, "# Sign commits\n\nWith a key.\n", None).await;
    look(&site).await;
    put(
        &site,
        "0001-it's mine.md",
        "---\ntags: [git]\n---\n# Mine\n\nWith **my** key.\n",
    );
    assert_eq!(look(&site).await.duplicates.len(), 1);
    for page in ["/standards", "/standards/S-1"] {
        let page = ada.get(page).await.is(200);
        page.says("it&#39;s mine.md")
            .says("cahier standard renumber")
            .says("/standards/S-1/file");
    }
    let page = ada.get("/standards/S-1/file").await.is(200);
    let page = page
        .says("Sign commits")
        .says("With <strong>my</strong> key.");
    page.says("cahier standard renumber &#39;0001-it&#39;\\&#39;&#39;s mine.md&#39;");
    assert_eq!(differences(&site).await, ["doctor-file-duplicate"]);

    let twin = file(&site, "0001-it's mine.md");
    let data = site.data();
    let url = site.database_url();
    let words = [
        "--data",
        data.to_str().unwrap(),
        "--database-url",
        url,
        "standard",
        "renumber",
        twin.to_str().unwrap(),
    ];
    cahier(site.data().parent().unwrap(), &words).done();
    assert_eq!(names(&site), ["0001-sign-commits.md", "0002-it's mine.md"]);
    assert!(look(&site).await.in_step());
    assert_eq!(shown(&ada, "S-1").await["title"], "Sign commits");
    assert_eq!(shown(&ada, "S-2").await["title"], "Mine");
    assert_eq!(
        ada.get("/standards/S-1/file").await.is(303).location(),
        "/standards/S-1"
    );
}

#[tokio::test]
async fn a_number_that_two_new_files_have_is_the_firsts_and_the_other_can_be_read() {
    let (site, ada) = site().await;
    put(&site, "0006-d.md", "# D\n");
    put(&site, "0006-e.md", "# E\n\n<script>alert(1)</script>\n");
    put(&site, "sub/0006-f.md", b"# F\n\n\xff\n");
    assert_eq!(look(&site).await.duplicates.len(), 2);
    let page = ada.get("/standards/S-6/file").await.is(200);
    page.says("0006-e.md")
        .says("sub/0006-f.md")
        .says("not UTF-8")
        .says_nothing_of("<script>alert");
    // A name is followed by the text, not by the alphabet.
    fs::rename(file(&site, "0006-d.md"), file(&site, "0006-z.md")).unwrap();
    look(&site).await;
    let standard = shown(&ada, "S-6").await;
    assert_eq!(
        (&standard["path"], &standard["title"]),
        (&"0006-z.md".into(), &"D".into())
    );
    // Where the first is gone, the next of its number is what it became; what it said is in the history.
    fs::remove_file(file(&site, "0006-z.md")).unwrap();
    look(&site).await;
    let standard = shown(&ada, "S-6").await;
    assert_eq!(
        (&standard["title"], &standard["revision"]),
        (&"E".into(), &2.into())
    );
    ada.get("/standards/S-6/history").await.is(200).says("D");
}

#[tokio::test]
async fn a_day_before_a_name_is_no_number() {
    let (site, ada) = site().await;
    put(&site, "20261123-notes.md", "# Notes of a day\n");
    look(&site).await;
    let first = ada.get("/api/v1/standards/S-1").await.is(200).json();
    assert_eq!(first["title"], "Notes of a day");
    let next = publish(&ada, "# The next one\n", None).await;
    assert_eq!(next, "S-2", "the count goes on from one");
}
