//! `cahier search` in a bare folder of markdown: found from below, kept between two runs, paged, opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, UNIX_EPOCH};

use cahier::clock::Clock;
use cahier::search::{Query, Search, Wanted};

use crate::support::terminal::{Run, alone, cahier, watched};

/// A repository with a book in it and a folder of sources that has the same name.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for below in [".git", "standards/time", "src/standards", "src/web"] {
        fs::create_dir_all(folder.path().join(below)).unwrap();
    }
    fs::write(folder.path().join("src/standards/mod.rs"), "//! utc").unwrap();
    fs::write(
        folder.path().join("standards/time/0004-utc.md"),
        "---\nstatus: active\n---\n\n# Store times in UTC\n\nNever local.\n\nTimestamps are *kept* in UTC.\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("standards/0005-names.md"),
        "# Name branches\n\nShort, always.\n",
    )
    .unwrap();
    folder
}

/// The one file in the cache.
fn kept(at: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(at.join(".cache/cahier/search"));
    let entries = entries.into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn the_book_is_found_from_below_and_a_hit_says_where_it_stands() {
    let folder = repository();
    let at = folder.path();
    let below = at.join("src/web");
    let found = cahier(&below, &["search", "timestamp", "utc"]).done();
    assert_eq!(
        found.out,
        "../../standards/time/0004-utc.md:9  Store times in UTC\n    … Timestamps are kept in UTC.\n"
    );
    let found = cahier(&below, &["search", "store", "--json"]).done().json();
    assert_eq!(found["hits"][0]["line"], 5, "{found}");
    assert_eq!(found["hits"][0]["id"], "../../standards/time/0004-utc.md");
    // Beyond the repository nothing is looked for, and what a package manager brought is somebody else's.
    let other = tempfile::tempdir().unwrap();
    fs::create_dir_all(other.path().join("node_modules/utc")).unwrap();
    fs::write(other.path().join("node_modules/utc/README.md"), "# UTC\n").unwrap();
    fs::write(other.path().join("notes.md"), "# Local time\n").unwrap();
    let found = cahier(other.path(), &["search", "utc"]).done();
    assert_eq!(found.out, "");
    assert!(found.err.contains("Nothing found"), "{}", found.err);
}

#[test]
fn what_changes_between_two_runs_is_seen_and_what_does_not_is_left_alone() {
    let folder = repository();
    let at = folder.path();
    let search = |word: &str| cahier(at, &["search", word]).done().out;
    // A file of this moment may change again within the same tick of the clock, and is looked at once more.
    let past = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let book = at.join("standards");
    for file in ["time/0004-utc.md", "0005-names.md"] {
        let file = fs::File::options()
            .write(true)
            .open(book.join(file))
            .unwrap();
        file.set_modified(past).unwrap();
    }
    assert!(search("timestamp").contains("0004-utc.md"));
    search("timestamp");
    let [index] = kept(at).try_into().unwrap();
    let written = || fs::metadata(&index).unwrap().modified().unwrap();
    // It is looked at in every run until its last change is past.
    let touched = Instant::now();
    while touched.elapsed() < Duration::from_millis(200) {
        search("timestamp");
    }
    search("timestamp");
    let before = written();
    assert!(search("timestamp").contains("0004-utc.md"));
    assert_eq!(written(), before, "it wrote what it had read");

    fs::write(book.join("0006-mast.md"), "# The mast antenna\n").unwrap();
    assert!(search("antenna").contains("0006-mast.md"));
    // The same length, and a moment later.
    fs::write(book.join("0006-mast.md"), "# The mast aerials\n").unwrap();
    assert_eq!(search("antenna"), "");
    assert!(search("aerials").contains("0006-mast.md"));
    fs::rename(book.join("0006-mast.md"), book.join("time/0007-mast.md")).unwrap();
    let found = search("aerials");
    assert!(
        found.starts_with("./standards/time/0007-mast.md:1") && !found.contains("0006"),
        "{found}"
    );
    fs::remove_file(book.join("time/0007-mast.md")).unwrap();
    assert_eq!(search("aerials"), "");
    fs::remove_dir_all(book.join("time")).unwrap();
    assert_eq!(search("timestamp"), "");
    assert!(search("branches").contains("0005-names.md"));
}

#[test]
fn a_kept_index_that_is_damaged_or_cannot_be_kept_changes_no_answer() {
    let folder = repository();
    let at = folder.path();
    let right = cahier(at, &["search", "timestamp"]).done().out;
    let [index] = kept(at).try_into().unwrap();
    let sound = fs::read(&index).unwrap();
    let length = sound.len();
    let mut damaged: Vec<Vec<u8>> = [0, 7, 15, 40, length / 3, length - 1]
        .map(|place| {
            let mut bytes = sound.clone();
            bytes[place] ^= 0x20;
            bytes
        })
        .into();
    damaged.extend([0, 3, length / 2, length - 1].map(|length| sound[..length].to_vec()));
    for bytes in damaged {
        fs::write(&index, &bytes).unwrap();
        let run = cahier(at, &["search", "timestamp"]).done();
        assert_eq!((run.out.as_str(), run.err.as_str()), (right.as_str(), ""));
        assert_eq!(cahier(at, &["search", "timestamp"]).done().out, right);
        assert_ne!(fs::read(&index).unwrap(), bytes, "the damage was left");
    }
    // A file where the folder should be.
    fs::remove_dir_all(at.join(".cache")).unwrap();
    fs::write(at.join(".cache"), "").unwrap();
    for _ in 0..2 {
        let run = cahier(at, &["search", "timestamp"]).done();
        assert_eq!((run.out.as_str(), run.err.as_str()), (right.as_str(), ""));
    }
}

#[test]
fn runs_at_once_each_find_what_is_there() {
    let folder = repository();
    let at = folder.path();
    std::thread::scope(|scope| {
        for number in 0..4 {
            scope.spawn(move || {
                for turn in 0..4 {
                    let word = format!("zebra{number}{turn}");
                    let name = format!("standards/{word}.md");
                    fs::write(at.join(&name), format!("# A {word}\n")).unwrap();
                    let found = cahier(at, &["search", &word, "--exact"]).done();
                    assert_eq!(found.out, format!("./{name}:1  A {word}\n"));
                }
            });
        }
    });
    assert_eq!(kept(at).len(), 1, "{:?}", kept(at));
}

#[test]
fn what_nobody_needs_in_the_cache_is_taken_away() {
    let folder = repository();
    let at = folder.path();
    cahier(at, &["search", "timestamp"]).done();
    let [index] = kept(at).try_into().unwrap();
    let name = index.file_name().unwrap().to_str().unwrap();
    let root = name.split('-').next().unwrap();
    let cache = index.parent().unwrap();
    let past = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let leave = |name: &str, old: bool| {
        let file = fs::File::create(cache.join(name)).unwrap();
        if old {
            file.set_modified(past).unwrap();
        }
        cache.join(name)
    };
    let gone = [
        leave(&format!("{root}-1.1"), false),
        leave("0123456789abcdef-1.1", true),
        leave("0123456789abcdef-1.1-9-9.tmp", true),
    ];
    let left = [
        leave("fedcba9876543210-1.1", false),
        leave("fedcba9876543210-1.1-9-9.tmp", false),
    ];
    fs::write(at.join("standards/0006-new.md"), "# New\n").unwrap();
    cahier(at, &["search", "new"]).done();
    assert!(gone.iter().all(|path| !path.exists()), "{:?}", kept(at));
    assert!(left.iter().all(|path| path.exists()), "{:?}", kept(at));
}

/// The numbers of a seed, the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }

    fn text(&mut self) -> String {
        let words = [
            "deploy",
            "lock",
            "déploiement",
            "camelCase",
            "utc",
            "branch",
            "test",
            "std::sync",
            "E0308",
            "slow",
        ];
        let many = 1 + self.below(40);
        let text: Vec<&str> = (0..many).map(|_| words[self.below(10) as usize]).collect();
        // More words that begin alike than are looked up for an unfinished one.
        let alike = |_| format!("zone{}", self.below(100));
        let alike: Vec<String> = (0..8).map(alike).collect();
        let (title, text, alike) = (text[0], text.join(" "), alike.join(" "));
        format!("# {title} {}\n\n{text} {alike}\n", self.below(50))
    }
}

#[test]
fn an_index_brought_in_step_answers_as_one_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let cache = tempfile::tempdir().unwrap();
    let mut numbers = Numbers(7);
    let clock = Clock::system();
    let wanted = Wanted {
        limit: 200,
        facets: true,
        marked_titles: true,
    };
    // Things that match as well stand in no order.
    let answer = |cache: Option<&Path>, query: &str| {
        let ask = |search: &Search| search.find_here(&Query::parse(query), wanted);
        let hits = Search::in_folder(folder.path(), cache, clock.now(), ask).unwrap();
        let mut shown: Vec<(String, String, String, f32)> = (hits.hits.into_iter())
            .map(|hit| (hit.id, hit.title.html(), hit.snippet.html(), hit.score))
            .collect();
        shown.sort_by(|a, b| b.3.total_cmp(&a.3).then(a.0.cmp(&b.0)));
        (shown, hits.total, hits.complete, hits.facets)
    };
    for number in 0..60 {
        let file = folder.path().join(format!("{number}.md"));
        fs::write(&file, numbers.text()).unwrap();
    }
    for round in 0..24 {
        for _ in 0..=numbers.below(4) {
            let file = folder.path().join(format!("{}.md", numbers.below(60)));
            match numbers.below(4) {
                0 => drop(fs::remove_file(&file)),
                _ => fs::write(&file, numbers.text()).unwrap(),
            }
        }
        for query in [
            "deploy",
            "lock test",
            "\"std::sync\" slow",
            "deploi utc branch slow",
            "zone",
            "brnach slwo",
        ] {
            let in_step = answer(Some(cache.path()), query);
            let anew = answer(None, query);
            assert_eq!(in_step, anew, "round {round}: {query}");
        }
    }
}

#[test]
fn a_hit_is_opened_in_the_editor_at_its_line_whatever_it_is_called() {
    let folder = repository();
    let at = folder.path();
    let name = "a b; touch ran $(touch ran) '\"utc.md";
    fs::write(
        at.join("standards").join(name),
        "# Utc utc\n\nutc zone utc\n",
    )
    .unwrap();
    let editor = at.join("vim");
    fs::write(
        &editor,
        format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" > {}/opened\n",
            at.display()
        ),
    )
    .unwrap();
    fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let open = |words: &[&str], editor: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
        fs::remove_file(at.join("opened")).ok();
        let run = alone(command.args(words), at)
            .env("EDITOR", editor)
            .output();
        (
            Run::of(run.unwrap()),
            fs::read_to_string(at.join("opened")).unwrap_or_default(),
        )
    };
    let editor = editor.display().to_string();
    let book = at.join("standards").canonicalize().unwrap();
    let odd = format!("+3\n{}\n", book.join(name).display());
    let other = format!("-n\n+9\n{}\n", book.join("time/0004-utc.md").display());
    let (run, opened) = open(&["search", "utc", "--open"], &editor);
    assert_eq!(opened, odd, "{}", run.err);
    assert_eq!(run.done().out.lines().count(), 2);
    assert_eq!(open(&["search", "--open", "utc"], &editor).1, odd);
    let (_, opened) = open(
        &["search", "utc", "timestamp", "--open", "1"],
        &format!("{editor} -n"),
    );
    assert_eq!(opened, other);
    assert!(!at.join("ran").exists(), "a shell has read the name");
    for (words, code) in [
        (&["search", "utc", "--open", "9"][..], 1),
        (&["search", "zeppelin", "--open"], 1),
        (&["search", "--open"], 2),
        (&["search"], 2),
    ] {
        let (run, opened) = open(words, &editor);
        assert_eq!((run.code, opened.as_str()), (Some(code), ""), "{words:?}");
    }
    let (run, _) = open(&["search", "utc", "--open"], "/nowhere/editor");
    assert_eq!(
        (run.code, run.err.lines().count()),
        (Some(1), 1),
        "{}",
        run.err
    );
}

#[test]
fn at_a_terminal_hits_are_coloured_and_what_does_not_fit_is_paged() {
    let folder = repository();
    let at = folder.path();
    fs::write(
        at.join("standards/evil.md"),
        "# Utc \u{1b}[2J\u{7}cleared\n\nNo.\n",
    )
    .unwrap();
    let program = env!("CARGO_BIN_EXE_cahier");
    let pager = at.join("pager");
    fs::write(
        &pager,
        format!("#!/bin/sh\nsed 's/^/paged /' > {}/read\n", at.display()),
    )
    .unwrap();
    fs::set_permissions(&pager, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let pager = pager.display().to_string();
    let Some(run) = watched(
        at,
        &format!("{program} search timestamp"),
        &[("PAGER", &pager)],
        "",
    ) else {
        return;
    };
    assert!(
        run.out.contains("\u{1b}[1mTimestamps\u{1b}[0m"),
        "{:?}",
        run.out
    );
    assert!(!at.join("read").exists(), "two lines fit");
    let variables = [("PAGER", pager.as_str()), ("NO_COLOR", "1")];
    let run = watched(
        at,
        &format!("{program} search utc branches"),
        &variables,
        "",
    )
    .unwrap();
    let read =
        fs::read_to_string(at.join("read")).unwrap_or_else(|_| panic!("not paged: {}", run.out));
    assert!(read.lines().count() > 4, "{read}");
    assert!(
        !read.contains('\u{1b}') && !read.contains('\u{7}'),
        "{read:?}"
    );
    let variables = [("PAGER", "/nowhere/pager")];
    let run = watched(
        at,
        &format!("{program} search utc branches"),
        &variables,
        "",
    )
    .unwrap();
    assert!(run.out.contains("Name branches"), "{}", run.out);
}
