//! `cahier import PATH [--as standards|problems]`: what a team already has, brought in.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::app::{App, DataLock, HeldBy};
use crate::db::{Actor, Channel};
use crate::error::{Error, Message, say};
use crate::folder::{Imported, Run};
use crate::i18n;
use crate::members::{self, Email, Team};
use crate::problems;
use crate::search::Indexer;

use super::complaint::{Complaint, Outcome, language};
use super::reach::{Needs, is_watched, open};
use super::{Common, import_standards, out};

/// Problems that enter in one transaction.
const BATCH: usize = 200;

/// What `cahier import` takes. `--as standards` and `--as problems` say what the path holds; where neither is said a folder holds standards and a
/// file problems.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// A folder of markdown, decision records, the unpacked export or the clone of a wiki; or a file of problems (CSV or JSON lines), - from standard input
    path: PathBuf,
    /// The team of problems that name none
    #[arg(long, value_name = "KEY")]
    team: Option<String>,
    /// Write nothing, say what would happen
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Standards,
    Problems,
}

pub(super) async fn run(common: &Common, import: Import) -> Outcome {
    let by_path = if import.path.is_dir() || is_page(&import.path) {
        Kind::Standards
    } else {
        Kind::Problems
    };
    // The word after `--as` is also how every command names the member who acts; an address is never one of these two.
    let (kind, acting) = match common.acting_as.as_deref() {
        Some("standards") => (Kind::Standards, None),
        Some("problems") => (Kind::Problems, None),
        Some(address) if address.contains('@') => (by_path, Some(address)),
        Some(_) => return Err(Complaint::misused(&say!("import-as-what"))),
        None => (by_path, None),
    };
    if kind == Kind::Standards && is_input(&import.path) {
        return Err(Complaint::misused(&say!("import-standards-from-input")));
    }
    let app = open(common, Needs::Existing).await?;
    // Held from the beginning, so that no server starts in between; where one runs, its own followers do the rest.
    let held = DataLock::try_hold(&app.config.data)?;
    let actor = actor(&app, acting).await?;
    let run = if import.dry_run { Run::Dry } else { Run::Real };
    let imported = match kind {
        Kind::Standards => import_standards::run(common, &app, actor, &import.path, run).await?,
        Kind::Problems => {
            problems(common, &app, actor, &import).await?;
            Imported::default()
        }
    };
    if let HeldBy::Us(lock) = held {
        if run == Run::Real {
            app.folder.sync().await?;
            let with_images = imported.standards_with_images();
            app.folder.show_images(&with_images).await?;
            Indexer::new(app.search.clone()).catch_up(&app.db).await?;
        }
        drop(lock);
    }
    Ok(())
}

async fn problems(common: &Common, app: &App, actor: Actor, import: &Import) -> Outcome {
    let text = bytes_of(&import.path).map_err(|error| {
        let path = import.path.display().to_string();
        Complaint::refused(&say!(
            "import-unreadable",
            path = path,
            why = error.to_string()
        ))
    })?;
    let text = String::from_utf8(text).map_err(|_| {
        Complaint::refused(&say!(
            "import-not-utf8",
            path = import.path.display().to_string()
        ))
    })?;
    let rows = problems::import::read(&text)?;
    let teams = members::teams(&mut app.db.read().await?).await?;
    let default = default_team(&teams, import.team.as_deref())?;
    let bar = bar();
    bar.set_length(rows.len() as u64);
    let (mut taken, mut known) = (0, 0);
    let mut skipped: Vec<(usize, Message)> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut tx = app.db.write(actor.clone()).await?;
        for row in rows.by_ref().take(BATCH) {
            bar.inc(1);
            let draft = match row.draft {
                Ok(draft) => draft,
                Err(faults) => {
                    skipped.extend(faults.into_iter().map(|fault| (row.line, fault.message)));
                    continue;
                }
            };
            let named = match &row.team {
                Some(key) => teams.iter().find(|team| team.key.as_str() == key),
                None => default,
            };
            let Some(team) = named else {
                let known = keys(&teams);
                skipped.push((row.line, say!("import-which-team", teams = known)));
                continue;
            };
            match problems::take_in(&mut tx, team, draft).await {
                Ok(Some(_)) => taken += 1,
                Ok(None) => known += 1,
                Err(Error::Invalid(faults)) => {
                    skipped.extend(faults.into_iter().map(|fault| (row.line, fault.message)))
                }
                Err(error) => return Err(error.into()),
            }
        }
        if !import.dry_run {
            tx.commit().await?;
        }
    }
    bar.finish_and_clear();
    if common.json {
        let skipped: Vec<_> = skipped
            .iter()
            .map(|(line, why)| json!({"line": line, "why": words(why)}))
            .collect();
        out::json(
            &json!({"dry_run": import.dry_run, "taken": taken, "known": known, "skipped": skipped}),
        )?;
    } else {
        for (line, why) in &skipped {
            told_skip(&import.path, Some(*line), why);
        }
        let skips = skipped.len();
        out::line(&words(&match import.dry_run {
            true => say!(
                "import-problems-would",
                taken = taken,
                known = known,
                skipped = skips
            ),
            false => say!(
                "import-problems-done",
                taken = taken,
                known = known,
                skipped = skips
            ),
        }))?;
    }
    nothing_taken(usize::try_from(taken + known).unwrap_or(0), skipped.len())
}

/// Whether a file is a page, or pages that are packed, by its name.
fn is_page(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ["md", "markdown", "zip"]
        .iter()
        .any(|page| ending.is_some_and(|ending| ending.eq_ignore_ascii_case(page)))
}

/// Whether standard input is meant.
fn is_input(path: &Path) -> bool {
    path == Path::new("-")
}

fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    if !is_input(path) {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Exit code 1 when there was something and nothing of it could be taken.
pub(super) fn nothing_taken(good: usize, skipped: usize) -> Outcome {
    if good == 0 && skipped > 0 {
        Err(Complaint::refused(&say!("import-nothing")))
    } else {
        Ok(())
    }
}

/// The team of rows that name none: the one that was named, else the only one.
fn default_team<'t>(teams: &'t [Team], named: Option<&str>) -> Outcome<Option<&'t Team>> {
    match named {
        Some(key) => match teams.iter().find(|team| team.key.as_str() == key) {
            Some(team) => Ok(Some(team)),
            None => Err(Complaint::misused(&say!(
                "import-which-team",
                teams = keys(teams)
            ))),
        },
        None => match teams {
            [] => Err(Complaint::refused(&say!("import-no-team"))),
            [only] => Ok(Some(only)),
            _ => Ok(None),
        },
    }
}

fn keys(teams: &[Team]) -> String {
    let keys: Vec<&str> = teams.iter().map(|team| team.key.as_str()).collect();
    keys.join(", ")
}

/// The member of this address, else nobody in particular.
async fn actor(app: &App, address: Option<&str>) -> Outcome<Actor> {
    let Some(address) = address else {
        return Ok(Actor::nobody(Channel::Import));
    };
    let email = Email::parse(address)?;
    let member = members::by_email(&mut app.db.read().await?, &email).await?;
    let member = member.ok_or_else(|| Error::NotFound(say!("member-unknown")))?;
    Ok(Actor::member(member.id, Channel::Import))
}

pub(super) fn bar() -> indicatif::ProgressBar {
    if is_watched() {
        indicatif::ProgressBar::new(0)
    } else {
        indicatif::ProgressBar::hidden()
    }
}

pub(super) fn told_skip(path: &Path, line: Option<usize>, why: &Message) {
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    eprintln!("{}{line}: {}", path.display(), words(why));
}

fn words(message: &Message) -> String {
    i18n::tell(language(), message)
}
