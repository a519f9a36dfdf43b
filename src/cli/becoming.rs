//! `cahier standard restore`, `retire` and `supersede`: what is to become of a standard, proposed from the terminal as from its page.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use crate::error::Result;
use crate::id::StandardId;
use crate::standards;

use super::Common;
use super::complaint::Outcome;
use super::out;
use super::reach::Reach;
use super::standards::{read, tell};

/// What `cahier standard restore` takes.
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// Which, like S-4
    id: StandardId,
    /// The earlier revision whose text is proposed
    #[arg(long, value_name = "N")]
    revision: i64,
}

/// What `cahier standard retire` takes.
#[derive(Debug, Args)]
pub(super) struct RetireArgs {
    /// Which, like S-4
    id: StandardId,
    /// Why it does not hold any more
    #[arg(long, value_name = "REASON")]
    because: String,
}

/// What `cahier standard supersede` takes.
#[derive(Debug, Args)]
pub(super) struct SupersedeArgs {
    /// The standard whose place the new one takes, like S-4
    id: StandardId,
    /// The text of the new one; - reads standard input
    file: PathBuf,
}

pub(super) async fn restore(common: &Common, args: RestoreArgs) -> Outcome {
    let reach = Reach::find(common).await?;
    let path = format!("/standards/{}/revisions/{}", args.id, args.revision);
    let text = reach.text(&path, "text/markdown").await?;
    let body = json!({ "markdown": text, "standard": args.id.to_string() });
    tell(common, &reach.post("/proposals", body).await?)
}

pub(super) async fn retire(common: &Common, args: RetireArgs) -> Outcome {
    let because = args.because;
    changed(common, args.id, |text| {
        standards::retired_because(text, &because)
    })
    .await
}

pub(super) async fn supersede(common: &Common, args: SupersedeArgs) -> Outcome {
    let text = standards::superseding(&read(&args.file)?, args.id)?;
    let reach = Reach::find(common).await?;
    // That there is one is said before anything is proposed.
    reach.get(&format!("/standards/{}", args.id)).await?;
    let body = json!({ "markdown": text });
    tell(common, &reach.post("/proposals", body).await?)
}

/// Proposes the text in force with a line of its head changed.
async fn changed(
    common: &Common,
    id: StandardId,
    change: impl FnOnce(&str) -> Result<String>,
) -> Outcome {
    let reach = Reach::find(common).await?;
    let standard = reach.get(&format!("/standards/{id}")).await?;
    let text = change(out::text(&standard, "markdown"))?;
    let revision = standard.get("revision").and_then(Value::as_i64);
    let body = json!({ "markdown": text, "standard": id.to_string(), "base": revision });
    tell(common, &reach.post("/proposals", body).await?)
}
