//! `cahier standard history`: the revisions of a standard, what differs between two of them, and which of them brought each line.

use clap::Args;
use serde_json::{Value, json};

use crate::id::StandardId;

use super::complaint::Outcome;
use super::reach::Reach;
use super::{Common, out};

/// What `cahier standard history` takes.
#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    /// Which, like S-4
    id: StandardId,
    /// Print what differs from this revision on
    #[arg(long, value_name = "N")]
    from: Option<i64>,
    /// Print what differs up to this revision
    #[arg(long, value_name = "N")]
    to: Option<i64>,
    /// Print each line with the revision that brought it; of the revision --to, when said
    #[arg(long, conflicts_with = "from")]
    lines: bool,
}

pub(super) async fn history(common: &Common, args: HistoryArgs) -> Outcome {
    match (args.lines, args.from, args.to) {
        (true, ..) => lines(common, args.id, args.to).await,
        (false, None, None) => revisions(common, args.id).await,
        (false, from, to) => differences(common, args.id, from, to).await,
    }
}

async fn revisions(common: &Common, id: StandardId) -> Outcome {
    let reach = Reach::find(common).await?;
    let path = format!("/standards/{id}/revisions");
    let revisions = reach.every(&path, "").await?;
    if common.json {
        return out::json(&json!({ "items": revisions, "next": null }));
    }
    let row = |revision: &Value| {
        vec![
            number(revision, "revision").to_string(),
            out::text(revision, "at").to_owned(),
            out::text(revision, "source").to_owned(),
            format!(
                "{}/{}",
                number(revision, "approvals"),
                number(revision, "needed")
            ),
            out::text(revision, "hash").chars().take(12).collect(),
            commit(revision),
        ]
    };
    out::table(&revisions.iter().map(row).collect::<Vec<_>>())
}

async fn differences(
    common: &Common,
    id: StandardId,
    from: Option<i64>,
    to: Option<i64>,
) -> Outcome {
    let reach = Reach::find(common).await?;
    let said = [("from", from), ("to", to)];
    let query: Vec<String> = said
        .into_iter()
        .filter_map(|(name, number)| Some(format!("{name}={}", number?)))
        .collect();
    let path = format!("/standards/{id}/differences?{}", query.join("&"));
    let found = reach.get(&path).await?;
    if common.json {
        return out::json(&found);
    }
    for (at, hunk) in list(&found, "hunks").iter().enumerate() {
        if at > 0 {
            out::line("...")?;
        }
        for line in list(hunk, "lines") {
            let sign = match out::text(line, "side") {
                "old" => '-',
                "new" => '+',
                _ => ' ',
            };
            let words = list(line, "words").iter();
            let text: String = words.map(|word| out::text(word, "text")).collect();
            out::line(&format!("{sign}{text}"))?;
        }
    }
    Ok(())
}

async fn lines(common: &Common, id: StandardId, revision: Option<i64>) -> Outcome {
    let reach = Reach::find(common).await?;
    let query = revision.map_or(String::new(), |number| format!("?revision={number}"));
    let found = reach.get(&format!("/standards/{id}/lines{query}")).await?;
    if common.json {
        return out::json(&found);
    }
    for passage in list(&found, "passages") {
        let since = number(passage, "revision");
        let day: String = out::text(passage, "at").chars().take(10).collect();
        for (at, line) in (number(passage, "first")..).zip(list(passage, "lines")) {
            let text = line.as_str().unwrap_or_default();
            out::line(format!("{since:>4}  {day}  {at:>4}  {text}").trim_end())?;
        }
    }
    Ok(())
}

/// The short name of the commit in which a revision stands.
fn commit(revision: &Value) -> String {
    let name = revision.get("commit").and_then(|commit| commit.get("sha"));
    let name = name.and_then(Value::as_str).unwrap_or_default();
    name.chars().take(8).collect()
}

fn number(value: &Value, field: &str) -> i64 {
    value.get(field).and_then(Value::as_i64).unwrap_or_default()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value
        .get(field)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}
