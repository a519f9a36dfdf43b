//! `cahier check --diff`: which standards are about the files that changed, for whoever looks over the change. The book is the
//! folder that was named or is here, else the server's.

use serde_json::{Value, json};

use crate::error::say;
use crate::folder::{self, Patterns};

use super::annotation::{Format, annotation};
use super::complaint::Outcome;
use super::reach::Reach;
use super::{Common, bare, git, out, sign_in};

/// A standard that is about files that changed.
struct Concerned {
    /// `S-4`; empty where its file has no number.
    id: String,
    title: String,
    /// Where it is read: its file, or its page.
    place: String,
    files: Vec<String>,
}

/// Prints them; what changed is what the working tree has now and the commit did not when this branch left it.
pub(super) async fn run(common: &Common, base: &str, format: Format) -> Outcome {
    let changed = git::changed_since(base).await?;
    let mut concerned = Vec::new();
    let standards = in_force(common).await?;
    let all = standards.len();
    for (mut standard, patterns) in standards {
        let patterns = Patterns::new(&patterns);
        let meant = changed.iter().filter(|path| patterns.mean(path));
        standard.files = meant.cloned().collect();
        if !standard.files.is_empty() {
            concerned.push(standard);
        }
    }
    match format {
        _ if common.json => in_json(&concerned)?,
        Format::Json => in_json(&concerned)?,
        Format::Text => in_lines(&concerned)?,
        Format::Github => as_notices(&concerned)?,
    }
    out::talk(&say!(
        "check-diff-summary",
        count = concerned.len(),
        all = all,
        files = changed.len(),
        base = base
    ));
    Ok(())
}

/// The standards in force, each with its patterns.
async fn in_force(common: &Common) -> Outcome<Vec<(Concerned, Vec<String>)>> {
    if !bare::is_folder_here(common) && sign_in::server()?.is_some() {
        return asked(common).await;
    }
    let one = |standard: folder::InForce| {
        let concerned = Concerned {
            id: standard.id.map_or_else(String::new, |id| id.to_string()),
            title: standard.title,
            place: standard.path.display().to_string(),
            files: Vec::new(),
        };
        (concerned, standard.applies_to)
    };
    let standards = folder::in_force(&bare::folder_here(common)?)?;
    Ok(standards.into_iter().map(one).collect())
}

/// The same, of the server that was signed in to.
async fn asked(common: &Common) -> Outcome<Vec<(Concerned, Vec<String>)>> {
    let reach = Reach::find(common).await?;
    let standards = reach.every("/standards", "&status=active").await?;
    let one = |standard: &Value| {
        let text = |field| out::text(standard, field).to_owned();
        let concerned = Concerned {
            id: text("id"),
            title: text("title"),
            place: text("url"),
            files: Vec::new(),
        };
        let patterns = standard["applies_to"].as_array().into_iter().flatten();
        let patterns = patterns.filter_map(Value::as_str).map(str::to_owned);
        (concerned, patterns.collect())
    };
    Ok(standards.iter().map(one).collect())
}

impl Concerned {
    fn name(&self) -> String {
        format!("{} {}", self.id, self.title)
            .trim_start()
            .to_owned()
    }
}

fn in_lines(concerned: &[Concerned]) -> Outcome {
    for standard in concerned {
        out::line(&format!("{} · {}", standard.name(), standard.place))?;
        for file in &standard.files {
            out::line(&format!("  {file}"))?;
        }
    }
    Ok(())
}

fn in_json(concerned: &[Concerned]) -> Outcome {
    let one = |standard: &Concerned| {
        json!({
            "id": (!standard.id.is_empty()).then_some(&standard.id),
            "title": standard.title,
            "place": standard.place,
            "files": standard.files,
        })
    };
    let all: Vec<Value> = concerned.iter().map(one).collect();
    out::json(&json!(all))
}

/// One a standard, at the first file that it is about: of many GitHub shows the first ten alone.
fn as_notices(concerned: &[Concerned]) -> Outcome {
    for standard in concerned {
        let first = standard.files.first().map_or("", String::as_str);
        let said = format!("{}: {}", standard.place, standard.files.join(", "));
        let place = [("file", first), ("title", &standard.name())];
        out::line(&annotation("notice", &place, &said))?;
    }
    Ok(())
}
