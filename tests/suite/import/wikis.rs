//! Exports and clones as the wikis leave them.

use std::fs;

use super::{Bench, PICTURE, link};

#[test]
fn the_clone_of_a_github_wiki_keeps_its_links() {
    let bench = Bench::new();
    bench.put(
        "Home.md",
        "Start with [[Set Up]] or [[the set-up|Set-Up]], [here](Set-Up) or \
        [there](https://github.com/team/notes/wiki/set-up#first-step). [[Not a page]] and `[[Set Up]]`.\n\n\
        ![lock](images/lock.png) and [[images/lock.png|the lock]]. [Others](https://github.com/team/other/wiki/Set-Up)\n",
    );
    bench.put(
        "Set-Up.md",
        "# Set up\n\n## First step\n\nBack [home](Home).\n",
    );
    bench.put("_Sidebar.md", "[[Home]]\n");
    bench.put("images/lock.png", PICTURE);
    bench.put(
        ".git/config",
        "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:team/notes.wiki.git\n",
    );
    let told = bench.import();
    told.became("_Sidebar.md", "left_out");
    assert_eq!(told.image("images/lock.png")["what"], "new");
    assert_eq!(bench.count(), 2);
    let home = bench.page(&told.id("Home.md"));
    let set_up = told.id("Set-Up.md");
    for words in ["Set Up", "the set-up", "here"] {
        let link = link(&told, "Set-Up.md", words);
        assert!(home.contains(&link), "{link}: {home}");
    }
    let there = format!("<a href=\"{set_up}.html#h-first-step\">there</a>");
    assert!(home.contains(&there), "{home}");
    assert!(
        home.contains("[[Not a page]] and <code>[[Set Up]]</code>"),
        "{home}"
    );
    assert!(home.contains("<a href=\"https://github.com/team/other/wiki/Set-Up\""));
    assert_eq!(
        home.matches("<img loading=\"lazy\" src=\"attachments/")
            .count(),
        2,
        "{home}"
    );
    let back = bench.page(&set_up);
    assert!(back.contains(&link(&told, "Home.md", "home")), "{back}");
}

#[test]
fn the_clone_of_a_gitlab_wiki_keeps_its_links() {
    let bench = Bench::new();
    bench.put(
        "home.md",
        "[Set up](guides/set-up) ![p](uploads/0a1b/p.png)\n",
    );
    bench.put(
        "guides/set-up.md",
        "---\ntitle: Set up\n---\n[Home](/home), [next](deploy), [up](../home) ![p](uploads/0a1b/p.png)\n",
    );
    bench.put("guides/deploy.md", "# Deploy\n\nSee [[guides/set-up]].\n");
    bench.put("_sidebar.md", "x\n");
    bench.put("uploads/0a1b/p.png", PICTURE);
    let told = bench.import();
    told.became("_sidebar.md", "left_out");
    let page = bench.page(&told.id("guides/set-up.md"));
    assert!(page.contains("<h1>Set up</h1>"), "{page}");
    assert!(page.contains(&link(&told, "home.md", "Home")), "{page}");
    assert!(page.contains(&link(&told, "home.md", "up")), "{page}");
    assert!(
        page.contains(&link(&told, "guides/deploy.md", "next")),
        "{page}"
    );
    // GitLab counts the paths of uploads from the root, wherever the page lies.
    assert!(page.contains("<img loading=\"lazy\""), "{page}");
    let home = bench.page(&told.id("home.md"));
    assert!(
        home.contains(&link(&told, "guides/set-up.md", "Set up")),
        "{home}"
    );
    let deploy = bench.page(&told.id("guides/deploy.md"));
    assert!(
        deploy.contains(&link(&told, "guides/set-up.md", "guides/set-up")),
        "{deploy}"
    );
}

#[test]
fn the_export_of_outline_keeps_its_links_and_images() {
    let bench = Bench::new();
    bench.put(
        "Handbook/On call.md",
        "# On call\n\nFirst [escalate](./On%20call/Escalation.md). ![a phone](uploads/u1/i1/phone.png \" =40x40\")\n",
    );
    bench.put(
        "Handbook/On call/Escalation.md",
        "# Escalation\n\n[Back](./../On%20call.md)\n",
    );
    bench.put("Handbook/uploads/u1/i1/phone.png", PICTURE);
    let told = bench.import();
    let page = bench.page(&told.id("Handbook/On call.md"));
    let escalate = link(&told, "Handbook/On call/Escalation.md", "escalate");
    assert!(page.contains(&escalate), "{page}");
    assert!(page.contains("src=\"attachments/"), "{page}");
    let back = bench.page(&told.id("Handbook/On call/Escalation.md"));
    assert!(
        back.contains(&link(&told, "Handbook/On call.md", "Back")),
        "{back}"
    );
    // The book's own folder shows them in any editor.
    let book = bench.path().join("cahier-data/standards");
    let image = fs::read(book.join("Handbook/uploads/u1/i1/phone.png")).unwrap();
    assert!(image == PICTURE);
}

#[test]
fn the_export_of_bookstack_keeps_its_links() {
    let bench = Bench::new();
    bench.put(
        "set-up.md",
        "# Set up\n\nThen [deploy](https://wiki.example.org/books/handbook/page/deploy#bkmrk-first), \
        [elsewhere](https://wiki.example.org/books/handbook/page/not-here).\n\n\
        [![p](https://wiki.example.org/uploads/images/gallery/p.png)](https://wiki.example.org/uploads/images/gallery/p.png)\n",
    );
    bench.put("deploy.md", "# Deploy\n\n## First\n\nx\n");
    let told = bench.import();
    let page = bench.page(&told.id("set-up.md"));
    let deploy = format!(
        "<a href=\"{}.html#h-first\">deploy</a>",
        told.id("deploy.md")
    );
    assert!(page.contains(&deploy), "{page}");
    assert!(
        page.contains("<a href=\"https://wiki.example.org/books/handbook/page/not-here\""),
        "{page}"
    );
    assert!(
        !page.contains("<img"),
        "nothing is asked from elsewhere: {page}"
    );
}

#[test]
fn one_page_is_brought_in_by_itself_and_what_is_packed_is_not() {
    let bench = Bench::new();
    bench.put("page.md", "# One page\n\n![p](p.png)\n");
    bench.put("other.md", "# Another\n");
    bench.put("p.png", PICTURE);
    bench.put("all.zip", b"PK\x03\x04 and so on");
    bench.run(&["import", "source/page.md"]).done();
    assert_eq!(bench.count(), 1);
    bench.import();
    assert_eq!(bench.count(), 2);
    let packed = bench.run(&["import", "source/all.zip"]);
    assert_eq!(packed.code, Some(1));
    assert!(packed.err.contains("unpack it"), "{}", packed.err);
    let told = bench.import_with(&["--dry-run"]);
    told.became("all.zip", "left_out");
}
