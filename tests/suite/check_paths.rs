//! `cahier check` on files that the book would refuse, and on paths however they are written.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::terminal::{Run, alone};

fn put(at: &Path, path: &str, text: impl AsRef<[u8]>) {
    let file = at.join("standards").join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// `cahier check` in a folder.
fn check(at: &Path, paths: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cahier"));
    command.arg("check").args(paths);
    Run::of(alone(&mut command, at).output().unwrap())
}

#[test]
fn what_the_book_refuses_is_a_fault_here_too() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    put(at, "0001-long.md", "word ".repeat(220_000));
    put(at, "0002-empty.md", " \n");
    put(at, "0003-half.md", "# A\n\n<<<<<<< HEAD\nOne.\n");
    let run = check(at, &[]);
    assert_eq!(run.code, Some(1), "{}", run.out);
    for place in [
        "standards/0001-long.md:1:1: longer than 1024 kB",
        "standards/0002-empty.md:1:1: nothing is written in it",
        "standards/0003-half.md:3:1: ",
    ] {
        assert!(run.out.contains(place), "{place}: {}", run.out);
    }
    assert_eq!(check(at, &["standards/0001-long.md"]).code, Some(1));
}

#[test]
fn a_path_says_the_same_however_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().canonicalize().unwrap();
    fs::create_dir(at.join(".git")).unwrap();
    put(&at, "0001-a.md", "# A\n\nText.\n");
    put(&at, "0002-b.md", "# B\n\nText.\n");
    put(
        &at,
        "git/0002-c.md",
        "# C\n\nSee S-1 and [a](../0001-a.md).\n",
    );
    let whole = at.join("standards/git/0002-c.md");
    let inside = at.join("standards/git");
    for (from, path, called) in [
        (&at, "standards/git/0002-c.md", "standards/git/0002-c.md"),
        (
            &at,
            "./standards/git/0002-c.md",
            "./standards/git/0002-c.md",
        ),
        (&at, "standards/git", "standards/git/0002-c.md"),
        (&at, whole.to_str().unwrap(), whole.to_str().unwrap()),
        (&inside, "0002-c.md", "0002-c.md"),
        (&inside, ".", "./0002-c.md"),
    ] {
        let run = check(from, &[path]);
        assert_eq!(run.code, Some(1), "{path}: {}{}", run.out, run.err);
        let faults: Vec<&str> = run
            .out
            .lines()
            .filter(|line| !line.contains("warning"))
            .collect();
        assert_eq!(faults.len(), 1, "{path}: {}", run.out);
        let start = format!("{called}:1:1: S-2 is the number of ");
        assert!(faults[0].starts_with(&start), "{path}: {}", run.out);
        assert!(run.err.contains("1 file"), "{path}: {}", run.err);
    }
    assert!(
        check(&at, &["standards/none.md"])
            .err
            .contains("There is no")
    );
}
