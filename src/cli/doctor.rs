//! `cahier doctor`: database, files and index agree, or each difference in a line.

use std::time::Duration;

use clap::Args;
use serde_json::{Value, json};

use crate::app::{App, DataLock, Diagnosis, Finding};
use crate::error::say;
use crate::i18n;

use super::complaint::{Complaint, Outcome, language};
use super::reach::{Needs, open};
use super::{Common, out};

/// How often it looks again while a running server is about to settle a difference.
const LOOKS: usize = 5;
const BETWEEN: Duration = Duration::from_millis(700);

#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    /// Fail for every difference, not only for what is broken
    #[arg(long)]
    strict: bool,
}

pub(super) async fn run(common: &Common, args: DoctorArgs) -> Outcome {
    let app = open(common, Needs::Existing).await?;
    let found = look(&app).await?;
    app.db.close().await;
    if common.json {
        out::json(&shown(&found))?;
    } else {
        tell(&found)?;
    }
    if found.is_broken() || (args.strict && !found.findings.is_empty()) {
        return Err(Complaint::Said);
    }
    Ok(())
}

/// Beside a running server what has just changed is in step a moment later.
async fn look(app: &App) -> Outcome<Diagnosis> {
    let mut found = app.diagnose().await?;
    for _ in 1..LOOKS {
        if !found.may_pass() || !DataLock::is_held(&app.config.data) {
            break;
        }
        tokio::time::sleep(BETWEEN).await;
        found = app.diagnose().await?;
    }
    Ok(found)
}

fn tell(found: &Diagnosis) -> Outcome {
    for finding in &found.findings {
        let (severity, area) = (finding.severity.as_str(), finding.area.as_str());
        out::line(&format!("{severity:<7}  {area:<8}  {}", words(finding)))?;
    }
    for (path, backup) in &found.copies {
        let (path, at) = (path.display().to_string(), backup.taken_at.to_string());
        out::talk(&say!("doctor-copy", path = path, at = at));
    }
    let counts = &found.counts;
    let message = if found.findings.is_empty() {
        say!(
            "doctor-agrees",
            problems = counts.problems,
            standards = counts.standards,
            files = counts.files,
            changes = counts.changes
        )
    } else {
        say!("doctor-differs", count = found.findings.len())
    };
    if found.findings.is_empty() {
        return out::line(&i18n::tell(language(), &message));
    }
    out::talk(&message);
    Ok(())
}

/// What was found, and why.
fn words(finding: &Finding) -> String {
    let what = i18n::tell(language(), &finding.message);
    let Some(why) = &finding.why else {
        return what;
    };
    let why = i18n::tell(language(), why);
    let clause = |text: &str| text.trim_end_matches('.').to_owned();
    let why = say!("doctor-why", what = clause(&what), why = clause(&why));
    i18n::tell(language(), &why)
}

fn shown(found: &Diagnosis) -> Value {
    let counts = &found.counts;
    let findings: Vec<Value> = found
        .findings
        .iter()
        .map(|finding| json!({"severity": finding.severity.as_str(), "area": finding.area.as_str(), "message": words(finding)}))
        .collect();
    let copies: Vec<Value> = found
        .copies
        .iter()
        .map(|(path, backup)| json!({"file": path.display().to_string(), "taken_at": backup.taken_at.to_string(), "changes": backup.seq}))
        .collect();
    json!({
        "agrees": findings.is_empty(),
        "copies": copies,
        "broken": found.is_broken(),
        "findings": findings,
        "problems": counts.problems,
        "standards": counts.standards,
        "revisions": counts.revisions,
        "files": counts.files,
        "changes": counts.changes,
        "documents": counts.documents,
    })
}
