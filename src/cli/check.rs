//! `cahier check`: looks over a folder of standards, for a person, a hook or a build.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::clock::{Clock, Day, Zone};
use crate::error::say;
use crate::folder::{self, Checked, Finding, Weight};
use crate::i18n;

use super::annotation::{Format, annotation};
use super::bare;
use super::complaint::{Complaint, Outcome, language};
use super::{Common, check_diff, out};

/// What `cahier check` takes.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files and folders; the whole book where none is named
    paths: Vec<PathBuf>,
    /// Warnings count as faults
    #[arg(long)]
    strict: bool,
    /// Name the standards whose `applies_to` means what changed since this commit, instead
    #[arg(long, value_name = "BASE", conflicts_with_all = ["paths", "strict"])]
    diff: Option<String>,
    /// How findings are printed
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) async fn run(common: &Common, check: Check) -> Outcome {
    if let Some(base) = &check.diff {
        return check_diff::run(common, base, check.format).await;
    }
    look_over(common, &check)
}

fn look_over(common: &Common, check: &Check) -> Outcome {
    // Paths may be given from anywhere in the book.
    let book = match check.paths.is_empty() {
        true => bare::folder_here(common)?,
        false => bare::folder_around(common)?,
    };
    let today = Day::of(Clock::system().now(), &Zone::of_this_machine());
    let checked = folder::check(&book, &check.paths, today)?;
    match check.format {
        _ if common.json => in_json(&checked)?,
        Format::Json => in_json(&checked)?,
        Format::Text => in_lines(&checked)?,
        Format::Github => as_annotations(&checked)?,
    }
    let count = |weight| {
        checked
            .findings
            .iter()
            .filter(|finding| finding.weight == weight)
            .count()
    };
    let (faults, warnings) = (count(Weight::Fault), count(Weight::Warning));
    out::talk(&say!(
        "check-summary",
        files = checked.files,
        faults = faults,
        warnings = warnings
    ));
    if let (Some(first), true) = (checked.without_number.first(), check.format == Format::Text) {
        let number = format!("{:04}", checked.next_number.max(1));
        let count = checked.without_number.len();
        out::talk(&say!(
            "check-without-number",
            count = count,
            path = first.display().to_string(),
            number = number
        ));
    }
    if faults > 0 || (check.strict && warnings > 0) {
        Err(Complaint::Said)
    } else {
        Ok(())
    }
}

fn in_lines(checked: &Checked) -> Outcome {
    for finding in &checked.findings {
        let weight = match finding.weight {
            Weight::Fault => String::new(),
            Weight::Warning => format!("{}: ", i18n::say(language(), "check-warning")),
        };
        let Finding {
            path, line, column, ..
        } = finding;
        out::line(&format!(
            "{}:{line}:{column}: {weight}{}",
            path.display(),
            words(finding)
        ))?;
    }
    Ok(())
}

fn in_json(checked: &Checked) -> Outcome {
    let findings: Vec<_> = checked
        .findings
        .iter()
        .map(|finding| {
            json!({
                "path": finding.path.display().to_string(),
                "line": finding.line,
                "column": finding.column,
                "level": level(finding.weight),
                "code": finding.message.key,
                "message": words(finding),
            })
        })
        .collect();
    out::json(&json!(findings))
}

fn as_annotations(checked: &Checked) -> Outcome {
    for finding in &checked.findings {
        let file = finding.path.display().to_string();
        let (line, column) = (finding.line.to_string(), finding.column.to_string());
        let place = [("file", &*file), ("line", &line), ("col", &column)];
        let annotation = annotation(level(finding.weight), &place, &words(finding));
        out::line(&annotation)?;
    }
    Ok(())
}

fn level(weight: Weight) -> &'static str {
    match weight {
        Weight::Fault => "error",
        Weight::Warning => "warning",
    }
}

fn words(finding: &Finding) -> String {
    i18n::tell(language(), &finding.message)
}
