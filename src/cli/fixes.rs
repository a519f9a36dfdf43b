//! `cahier link`: code to problems and standards, and problems to the standards that solve them.

use clap::Args;
use serde_json::{Value, json};

use crate::error::say;
use crate::fixes::{SHORT_SHA, Trailers};
use crate::id::{ProblemId, StandardId};

use super::complaint::{Complaint, Outcome};
use super::git::{self, LocalCommit};
use super::reach::Reach;
use super::{Common, out};

/// Commits sent at once.
const BATCH: usize = 200;

#[derive(Debug, Args)]
#[command(
    after_help = "The trailers of commits (the last lines of a message):\n  Problem: P-12        touches it\n  Fixes-Problem: P-12  solves it\n  Standard: S-4        applies it\n  Again: P-12          it happened again; waits until a member confirms it"
)]
pub(super) struct LinkArgs {
    /// P-12, S-4 or both: alone, the problem is solved by the standard; with code, it solves the problem and applies the standard
    #[arg(value_name = "P-12|S-4", num_args = 0..=2)]
    ids: Vec<String>,
    /// Link a commit: its hash, or its name in the repository at hand
    #[arg(long, value_name = "SHA", conflicts_with_all = ["url", "from_git"])]
    commit: Option<String>,
    /// Link a pull request, a ticket or anything else with an address
    #[arg(long, value_name = "URL", conflicts_with = "from_git")]
    url: Option<String>,
    /// What to call it; the subject of a commit at hand unless said
    #[arg(long, conflicts_with = "from_git")]
    title: Option<String>,
    /// Read the trailers of local commits, main~20.. for example; safe to repeat
    #[arg(long, value_name = "RANGE", conflicts_with = "ids")]
    from_git: Option<String>,
}

pub(super) async fn link(common: &Common, args: LinkArgs) -> Outcome {
    if let Some(range) = &args.from_git {
        return from_git(common, range).await;
    }
    let (problem, standard) = named(&args.ids)?;
    if args.commit.is_none() && args.url.is_none() {
        return match (problem, standard) {
            (Some(problem), Some(standard)) => solved_by(common, problem, standard).await,
            _ => Err(Complaint::misused(&say!("fix-link-what"))),
        };
    }
    if problem.is_none() && standard.is_none() {
        return Err(Complaint::misused(&say!("fix-linked-to-nothing")));
    }
    let mut body = json!({"url": args.url, "sha": args.commit, "title": args.title});
    if let Some(name) = &args.commit
        && let Some(local) = git::commit(name).await
    {
        body["title"] = args.title.unwrap_or(local.title).into();
        body["sha"] = local.sha.into();
        body["repository"] = git::origin().await.into();
    }
    body["problem"] = problem.map(|id| id.to_string()).into();
    body["standard"] = standard.map(|id| id.to_string()).into();
    let fix = Reach::find(common).await?.post("/fixes", body).await?;
    if common.json {
        return out::json(&fix);
    }
    let name = match out::text(&fix, "sha") {
        "" => out::text(&fix, "url"),
        sha => short(sha),
    };
    out::line(&format!("{name}  {}", linked(&fix)))
}

async fn solved_by(common: &Common, problem: ProblemId, standard: StandardId) -> Outcome {
    let path = format!("/problems/{problem}/standards/{standard}");
    Reach::find(common).await?.put(&path, json!({})).await?;
    if common.json {
        return out::json(&json!({"problem": problem, "standard": standard}));
    }
    out::line(&format!("{problem}  {standard}"))
}

/// Takes in the commits of a range that name something, and says what was new.
async fn from_git(common: &Common, range: &str) -> Outcome {
    let read = git::commits(range).await?;
    let count = read.len();
    let naming: Vec<(LocalCommit, Trailers)> = read
        .into_iter()
        .map(|commit| {
            let trailers = Trailers::parse(&commit.message);
            (commit, trailers)
        })
        .filter(|(_, trailers)| !trailers.is_empty())
        .collect();
    let mut taken = Vec::new();
    if !naming.is_empty() {
        let reach = Reach::find(common).await?;
        let repository = git::origin().await;
        for some in naming.chunks(BATCH) {
            let commits: Vec<Value> = some.iter().map(sent).collect();
            let body = json!({"repository": repository, "commits": commits});
            let mut answer = reach.post("/commits", body).await?;
            taken.extend(
                answer["items"]
                    .as_array_mut()
                    .map(std::mem::take)
                    .unwrap_or_default(),
            );
        }
    }
    if common.json {
        return out::json(&json!({"read": count, "items": taken}));
    }
    let (mut links, mut occurrences) = (0, 0);
    for ((commit, trailers), taken) in naming.iter().zip(&taken) {
        let again = strings(&taken["again"]);
        let unknown = strings(&taken["unknown"]);
        let is_linked = taken["linked"] == true;
        links += usize::from(is_linked);
        occurrences += again.len();
        if is_linked || !again.is_empty() {
            let named = if is_linked {
                named_by(trailers, &unknown)
            } else {
                again.join(" ")
            };
            out::line(&format!(
                "{}  {named}  {}",
                short(&commit.sha),
                commit.title
            ))?;
        }
        for id in unknown {
            out::talk(&say!("fix-git-unknown", sha = short(&commit.sha), id = id));
        }
    }
    out::talk(&say!(
        "fix-git-told",
        read = count,
        naming = naming.len(),
        links = links,
        occurrences = occurrences
    ));
    Ok(())
}

/// A commit as the API takes it.
fn sent((commit, trailers): &(LocalCommit, Trailers)) -> Value {
    json!({
        "sha": commit.sha,
        "title": commit.title,
        "at": commit.at,
        "problems": trailers.touches,
        "solves": trailers.solves,
        "standards": trailers.applies,
        "again": trailers.again,
    })
}

/// At most one problem and one standard, in either order.
fn named(ids: &[String]) -> Outcome<(Option<ProblemId>, Option<StandardId>)> {
    let (mut problem, mut standard) = (None, None);
    for id in ids {
        match (id.parse(), id.parse()) {
            (Ok(id), _) if problem.is_none() => problem = Some(id),
            (_, Ok(id)) if standard.is_none() => standard = Some(id),
            _ => {
                return Err(Complaint::misused(&say!(
                    "fix-link-bad-id",
                    id = id.as_str()
                )));
            }
        }
    }
    Ok((problem, standard))
}

/// What a commit is linked to.
fn named_by(trailers: &Trailers, unknown: &[String]) -> String {
    let problems = trailers.touches.iter().chain(&trailers.solves);
    let standards = trailers.applies.iter().map(ToString::to_string);
    let all = problems.map(ToString::to_string).chain(standards);
    let known: Vec<String> = all.filter(|id| !unknown.contains(id)).collect();
    known.join(" ")
}

fn linked(fix: &Value) -> String {
    let all = [strings(&fix["problems"]), strings(&fix["standards"])];
    all.concat().join(" ")
}

fn strings(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn short(sha: &str) -> &str {
    sha.get(..SHORT_SHA).unwrap_or(sha)
}
