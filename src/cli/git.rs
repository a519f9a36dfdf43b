//! What the local git says: commits with their messages, and where the repository lives. It runs `git` itself, never a
//! shell, and only reads.

use std::process::Stdio;

use tokio::process::Command;

use crate::error::say;

use super::complaint::{Complaint, Outcome};

/// The hash, the author's date, the subject and the whole message, each ended by NUL, which no message holds.
const FORMAT: &str = "--format=tformat:%H%x00%aI%x00%s%x00%B";

/// A commit of the repository at hand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LocalCommit {
    pub(super) sha: String,
    pub(super) at: String,
    pub(super) title: String,
    pub(super) message: String,
}

/// The commits of a range such as `main~20..`, the oldest first.
///
/// # Errors
/// Refused in one line when git is not there, this is no repository, or it knows no such range.
pub(super) async fn commits(range: &str) -> Outcome<Vec<LocalCommit>> {
    if range.trim().is_empty() || range.starts_with('-') {
        return Err(Complaint::misused(&say!(
            "fix-git-bad-range",
            range = range
        )));
    }
    if !git(&["rev-parse", "--git-dir"]).await?.done {
        return Err(Complaint::refused(&say!("fix-git-no-repository")));
    }
    log(&["--reverse", range]).await
}

/// The commit of that name in the repository at hand; none where there is no such commit, repository or git.
pub(super) async fn commit(name: &str) -> Option<LocalCommit> {
    if name.is_empty() || name.starts_with('-') {
        return None;
    }
    let wanted = format!("{name}^{{commit}}");
    let found = git(&["rev-parse", "--verify", "--quiet", &wanted])
        .await
        .ok()?;
    let sha = found.out.trim();
    if !found.done || sha.is_empty() {
        return None;
    }
    log(&["--max-count=1", sha]).await.ok()?.pop()
}

/// What is another in the working tree than where this branch left that commit, new files with it: paths from the root of the
/// repository. A renamed file counts under both names.
///
/// # Errors
/// Refused in one line when git is not there, this is no repository, or it knows no such commit.
pub(super) async fn changed_since(base: &str) -> Outcome<Vec<String>> {
    let found = git(&["rev-parse", "--show-toplevel"]).await?;
    if !found.done {
        return Err(Complaint::refused(&say!("fix-git-no-repository")));
    }
    let top = found.out.trim_end_matches('\n');
    let wanted = format!("{base}^{{commit}}");
    let named = git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &wanted,
    ])
    .await?;
    if !named.done {
        return Err(Complaint::refused(&say!(
            "check-diff-no-commit",
            base = base
        )));
    }
    let base = named.out.trim();
    // Histories without a common commit, such as a shallow clone's, are compared as they stand.
    let left = git(&["merge-base", base, "HEAD"]).await?;
    let left = if left.done { left.out.trim() } else { base };
    let diff = [
        "-C",
        top,
        "diff",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "-z",
        left,
        "--",
    ];
    let new = [
        "-C",
        top,
        "ls-files",
        "--others",
        "--exclude-standard",
        "-z",
    ];
    let mut paths = Vec::new();
    for arguments in [&diff[..], &new] {
        let run = git(arguments).await?;
        if !run.done {
            let why = run.err.lines().next().unwrap_or_default().to_owned();
            return Err(Complaint::refused(&say!("fix-git-failed", why = why)));
        }
        let named = run.out.split('\0').filter(|path| !path.is_empty());
        paths.extend(named.map(str::to_owned));
    }
    paths.sort_unstable();
    paths.dedup();
    Ok(paths)
}

/// The address of `origin`, as it is configured; none is fine.
pub(super) async fn origin() -> Option<String> {
    let found = git(&["remote", "get-url", "origin"]).await.ok()?;
    let address = found.out.trim();
    (found.done && !address.is_empty()).then(|| address.to_owned())
}

async fn log(which: &[&str]) -> Outcome<Vec<LocalCommit>> {
    let mut arguments = vec![
        "-c",
        "log.showSignature=false",
        "log",
        "-z",
        "--no-color",
        "--no-notes",
        "--encoding=UTF-8",
        FORMAT,
    ];
    arguments.extend(which);
    arguments.push("--");
    let found = git(&arguments).await?;
    if !found.done {
        let why = found.err.lines().next().unwrap_or_default();
        let why = why.trim_start_matches("fatal: ").to_owned();
        return Err(Complaint::refused(&say!("fix-git-failed", why = why)));
    }
    Ok(read(&found.out))
}

/// Four parts a commit.
fn read(out: &str) -> Vec<LocalCommit> {
    let parts: Vec<&str> = out.split('\0').collect();
    let commit = |four: &[&str]| LocalCommit {
        sha: four[0].to_owned(),
        at: four[1].to_owned(),
        title: four[2].to_owned(),
        message: four[3].to_owned(),
    };
    parts.chunks_exact(4).map(commit).collect()
}

/// What a run of git left.
struct Run {
    done: bool,
    out: String,
    err: String,
}

async fn git(arguments: &[&str]) -> Outcome<Run> {
    let run = Command::new("git")
        .args(arguments)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .output()
        .await;
    match run {
        Ok(run) => Ok(Run {
            done: run.status.success(),
            out: String::from_utf8_lossy(&run.stdout).into_owned(),
            err: String::from_utf8_lossy(&run.stderr).into_owned(),
        }),
        Err(error) => Err(Complaint::refused(&say!(
            "fix-git-absent",
            why = error.to_string()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_parts_make_a_commit_whatever_stands_in_a_message() {
        let found = read(
            "abc\x002026-03-02T09:00:00+01:00\0One\0One\n\nA: b\n\0def\x002026-03-03T09:00:00+01:00\0Two\0Two\n\0",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].message, "One\n\nA: b\n");
        assert_eq!(
            (found[1].sha.as_str(), found[1].title.as_str()),
            ("def", "Two")
        );
        assert!(read("").is_empty());
    }
}
