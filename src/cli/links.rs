//! `cahier link`: a problem to its standard, and commits, pull requests and tickets to both.

use std::process::Command;

use clap::Args;
use serde_json::{Value, json};

use crate::error::{Message, say};
use crate::id::{ProblemId, StandardId};

use super::complaint::{Complaint, Outcome};
use super::reach::{Reach, is_watched};
use super::{Common, out};

/// What `cahier link` takes.
#[derive(Debug, Args)]
pub(super) struct LinkArgs {
    /// P-12, S-4, or both: the problem that is solved, the standard that solves it or that is applied
    names: Vec<String>,
    /// A commit of this folder's repository, or its hash
    #[arg(long, value_name = "SHA", conflicts_with_all = ["url", "from_git"])]
    commit: Option<String>,
    /// The address of a pull request, a ticket or a commit
    #[arg(long, value_name = "URL", conflicts_with = "from_git")]
    url: Option<String>,
    /// Read the trailers of these commits: Problem, Fixes-Problem, Standard, Again. Safe to repeat
    #[arg(long, value_name = "RANGE", conflicts_with = "names")]
    from_git: Option<String>,
}

/// A commit, as git tells it.
struct Commit {
    sha: String,
    subject: String,
    trailers: Vec<(String, String)>,
}

/// What was linked, for the line at the end.
#[derive(Default)]
struct Tally {
    linked: i64,
    known: i64,
    refused: i64,
}

pub(super) async fn link(common: &Common, args: LinkArgs) -> Outcome {
    let named = Named::read(&args.names)?;
    if let Some(range) = &args.from_git {
        return from_git(common, range).await;
    }
    let (fix, commit) = match (&args.commit, &args.url) {
        (Some(commit), _) => {
            // Outside a repository the hash stands for itself.
            let known = commits(&["-1", commit])
                .ok()
                .and_then(|mut commits| commits.pop());
            let sha = known
                .as_ref()
                .map_or(commit.as_str(), |known| known.sha.as_str());
            let title = known.as_ref().map_or("", |known| known.subject.as_str());
            (
                json!({ "sha": sha, "title": title, "repository": repository() }),
                true,
            )
        }
        (None, Some(url)) => (json!({ "url": url }), false),
        (None, None) => return solves(common, &named).await,
    };
    if named.problem.is_none() && named.standard.is_none() {
        return Err(Complaint::misused(&say!("link-what")));
    }
    let reach = Reach::find(common).await?;
    let source = if commit { "git" } else { "hand" };
    let made = reach
        .post("/fixes", body(&fix, &named, true, source))
        .await?;
    match common.json {
        true => out::json(&made),
        false => out::line(out::text(&made, "title")),
    }
}

/// `cahier link P-12 S-4`.
async fn solves(common: &Common, named: &Named) -> Outcome {
    let (Some(problem), Some(standard)) = (named.problem, named.standard) else {
        return Err(Complaint::misused(&say!("link-problem-and-standard")));
    };
    let reach = Reach::find(common).await?;
    let made = reach
        .put(
            &format!("/problems/{problem}/standards/{standard}"),
            json!({}),
        )
        .await?;
    if common.json {
        return out::json(&made);
    }
    out::talk(&say!("link-made", problem = problem, standard = standard));
    Ok(())
}

/// Reads the trailers of commits. What cannot be taken is told by commit, and the rest goes on.
async fn from_git(common: &Common, range: &str) -> Outcome {
    let commits = commits(&["--reverse", range])?;
    let reach = Reach::find(common).await?;
    let repository = repository();
    let bar = match is_watched() {
        true => indicatif::ProgressBar::new(u64::try_from(commits.len()).unwrap_or(0)),
        false => indicatif::ProgressBar::hidden(),
    };
    let mut tally = Tally::default();
    for commit in &commits {
        bar.inc(1);
        let fix = json!({ "sha": commit.sha, "title": commit.subject, "repository": repository });
        for (path, body) in requests(commit, &fix) {
            match reach.post(&path, body).await {
                Ok(made) if is_new(&made) => tally.linked += 1,
                Ok(_) => tally.known += 1,
                Err(Complaint::Refused(lines)) => {
                    tally.refused += 1;
                    let commit = commit.sha.get(..10).unwrap_or(&commit.sha);
                    bar.suspend(|| {
                        for why in &lines {
                            out::talk(&say!("link-refused", commit = commit, why = why.as_str()));
                        }
                    });
                }
                Err(other) => return Err(other),
            }
        }
    }
    bar.finish_and_clear();
    finish(common, range, &tally)
}

fn finish(common: &Common, range: &str, tally: &Tally) -> Outcome {
    if common.json {
        out::json(
            &json!({ "linked": tally.linked, "known": tally.known, "refused": tally.refused }),
        )?;
    } else if tally.linked + tally.known + tally.refused == 0 {
        out::talk(&say!("link-no-trailers", range = range));
    } else {
        out::talk(&say!(
            "link-linked",
            linked = tally.linked,
            known = tally.known
        ));
    }
    match (tally.refused, tally.linked + tally.known) {
        (1.., 0) => Err(Complaint::Said),
        _ => Ok(()),
    }
}

/// What a commit's trailers ask for: links, and occurrences that a member will confirm.
fn requests(commit: &Commit, fix: &Value) -> Vec<(String, Value)> {
    let mut requests = Vec::new();
    for (key, value) in &commit.trailers {
        let names = value.split([',', ' ']).filter(|name| !name.is_empty());
        for name in names {
            let key = key.to_ascii_lowercase();
            let (named, solves) = match key.as_str() {
                "problem" => (Named::problem(name), false),
                "fixes-problem" => (Named::problem(name), true),
                "standard" => (Named::standard(name), false),
                "again" => {
                    let body = json!({ "note": commit.subject, "commit": commit.sha });
                    requests.push((format!("/problems/{name}/occurrences"), body));
                    continue;
                }
                _ => continue,
            };
            if let Some(named) = named {
                requests.push(("/fixes".to_owned(), body(fix, &named, solves, "git")));
            }
        }
    }
    requests
}

/// Whether an answer tells of something that was not there before.
fn is_new(made: &Value) -> bool {
    made.get("new").and_then(Value::as_bool).unwrap_or(true)
}

fn body(fix: &Value, named: &Named, solves: bool, source: &str) -> Value {
    let mut body = fix.clone();
    if let Some(problem) = named.problem {
        body["problem"] = json!(problem);
        body["solves"] = json!(solves);
    }
    if let Some(standard) = named.standard {
        body["standard"] = json!(standard);
    }
    body["source"] = json!(source);
    body
}

/// The problem and the standard that were named.
#[derive(Debug, Default)]
struct Named {
    problem: Option<ProblemId>,
    standard: Option<StandardId>,
}

impl Named {
    fn read(names: &[String]) -> Outcome<Self> {
        let mut named = Self::default();
        for name in names {
            match (name.parse(), name.parse()) {
                (Ok(problem), _) if named.problem.is_none() => named.problem = Some(problem),
                (_, Ok(standard)) if named.standard.is_none() => named.standard = Some(standard),
                _ => return Err(Complaint::misused(&say!("link-what"))),
            }
        }
        Ok(named)
    }

    fn problem(name: &str) -> Option<Self> {
        Some(Self {
            problem: Some(name.parse().ok()?),
            standard: None,
        })
    }

    fn standard(name: &str) -> Option<Self> {
        Some(Self {
            problem: None,
            standard: Some(name.parse().ok()?),
        })
    }
}

/// Asks git for commits with their trailers.
fn commits(which: &[&str]) -> Outcome<Vec<Commit>> {
    const SHAPE: &str = "--format=%H%x1f%s%x1f%(trailers:only,unfold,separator=%x1e)";
    let mut arguments = vec!["log", "-z", "--no-show-signature", SHAPE];
    arguments.extend(which);
    let told = git(&arguments)?;
    let records = told.split('\0').filter(|record| !record.trim().is_empty());
    Ok(records.filter_map(commit).collect())
}

fn commit(record: &str) -> Option<Commit> {
    let mut parts = record.trim_start_matches('\n').splitn(3, '\u{1f}');
    let (sha, subject) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let trailers = parts
        .next()
        .unwrap_or_default()
        .split('\u{1e}')
        .filter_map(|line| {
            let (key, value) = line.split_once(':')?;
            Some((key.trim().to_owned(), value.trim().to_owned()))
        });
    Some(Commit {
        sha,
        subject,
        trailers: trailers.collect(),
    })
}

/// The address of the repository, as pages may lead to it: without a name or a password in it.
fn repository() -> Option<String> {
    let address = git(&["config", "--get", "remote.origin.url"]).ok()?;
    web_address(address.trim())
}

fn web_address(address: &str) -> Option<String> {
    let plain = address.trim_end_matches('/').trim_end_matches(".git");
    if let Some((scheme, rest)) = plain.split_once("://") {
        let rest = rest.split_once('@').map_or(rest, |(_, rest)| rest);
        let scheme = if scheme == "http" { "http" } else { "https" };
        return Some(format!("{scheme}://{rest}"));
    }
    // The short form of ssh: git@host:path.
    let (host, path) = plain.split_once(':')?;
    let host = host.rsplit('@').next()?;
    Some(format!("https://{host}/{path}"))
}

fn git(arguments: &[&str]) -> Outcome<String> {
    let refused = |why: String| -> Complaint {
        let message: Message = say!("link-no-git", why = why);
        Complaint::refused(&message)
    };
    let answer = Command::new("git")
        .args(arguments)
        .output()
        .map_err(|error| refused(error.to_string()))?;
    if !answer.status.success() {
        let why = String::from_utf8_lossy(&answer.stderr);
        return Err(refused(why.lines().next().unwrap_or_default().to_owned()));
    }
    Ok(String::from_utf8_lossy(&answer.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_read_with_its_trailers() {
        let record = "3f9c2d1e07\u{1f}One index\u{1f}Fixes-Problem: P-12\u{1e}Standard: S-4, S-7\u{1e}Again: P-3";
        let commit = commit(record).expect("a commit");
        let fix = json!({ "sha": commit.sha });
        let asked: Vec<String> = requests(&commit, &fix)
            .into_iter()
            .map(|(path, body)| format!("{path} {body}"))
            .collect();
        assert_eq!(asked.len(), 4);
        assert!(
            asked[0].contains("\"problem\":\"P-12\"") && asked[0].contains("\"solves\":true"),
            "{asked:?}"
        );
        assert!(asked[2].contains("\"standard\":\"S-7\""), "{asked:?}");
        assert!(
            asked[3].starts_with("/problems/P-3/occurrences"),
            "{asked:?}"
        );
    }

    #[test]
    fn a_remote_becomes_an_address_without_secrets() {
        let known = [
            (
                "git@git.example.org:halles/shop.git",
                "https://git.example.org/halles/shop",
            ),
            (
                "https://ada:secret@git.example.org/halles/shop.git",
                "https://git.example.org/halles/shop",
            ),
            (
                "ssh://git@git.example.org/halles/shop",
                "https://git.example.org/halles/shop",
            ),
        ];
        for (remote, address) in known {
            assert_eq!(web_address(remote).as_deref(), Some(address));
        }
        assert_eq!(web_address("/srv/shop"), None);
    }
}
