//! `cahier standard asked` and `cahier gaps`: how people ask for a standard, and what they searched for in vain.

use clap::Args;
use serde_json::{Value, json};

use crate::error::say;
use crate::id::StandardId;

use super::complaint::Outcome;
use super::reach::Reach;
use super::{Common, out};

/// What `cahier standard asked` takes.
#[derive(Debug, Args)]
pub(super) struct AskedArgs {
    /// Which, like S-4
    id: StandardId,
    /// The words of a search that it answers: the next search in these words finds it
    words: Vec<String>,
}

/// Lists how people ask for a standard, after teaching it the words that are given.
pub(super) async fn asked(common: &Common, args: AskedArgs) -> Outcome {
    let reach = Reach::find(common).await?;
    let id = args.id;
    if !args.words.is_empty() {
        let search = json!({ "q": args.words.join(" ") });
        reach
            .post(&format!("/standards/{id}/finds"), search)
            .await?;
    }
    let wordings = reach.get(&format!("/standards/{id}/wordings")).await?;
    if common.json {
        return out::json(&wordings);
    }
    let items = wordings.get("items").and_then(Value::as_array);
    let rows: Vec<Vec<String>> = items
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .map(|wording| {
            ["text", "source", "problem", "at"]
                .map(|field| out::text(wording, field).to_owned())
                .to_vec()
        })
        .collect();
    if rows.is_empty() {
        out::talk(&say!("cli-not-asked"));
    }
    out::table(&rows)
}

/// Lists what was searched for in vain, the most sought first.
pub(super) async fn gaps(common: &Common) -> Outcome {
    let reach = Reach::find(common).await?;
    let gaps = reach.every("/gaps", "").await?;
    if common.json {
        return out::json(&json!({ "items": gaps, "next": null }));
    }
    let rows: Vec<Vec<String>> = gaps
        .iter()
        .map(|gap| {
            let times = gap.get("times").and_then(Value::as_i64);
            vec![
                times.unwrap_or_default().to_string(),
                out::text(gap, "text").to_owned(),
                out::text(gap, "last_at").to_owned(),
            ]
        })
        .collect();
    if rows.is_empty() {
        out::talk(&say!("gap-none"));
    }
    out::table(&rows)
}
