//! `cahier standard renumber FILE`: gives a file of the standards' folder a number of its own, by its name alone. The bytes stay.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::config::Config;
use crate::error::{Error, say};
use crate::id::StandardId;
use crate::standards;

use super::complaint::{Complaint, Outcome};
use super::standards::within_reach;
use super::{Common, out};

/// A file that the book knows.
struct Known {
    id: StandardId,
    path: String,
}

pub(super) async fn renumber(common: &Common, file: &Path) -> Outcome {
    let name = file
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    if !file.is_file() || !name.ends_with(".md") {
        let path = file.display().to_string();
        return Err(Complaint::refused(&say!(
            "cli-renumber-no-file",
            path = path
        )));
    }
    let known = match within_reach(common).await? {
        Some(reach) => reach
            .every("/standards", "")
            .await?
            .iter()
            .filter_map(known)
            .collect(),
        None => Vec::new(),
    };
    let config = Config::read(&common.given())?;
    let parent = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let given = file;
    let (file, parent) = (absolute(file)?, absolute(parent)?);
    let root = std::fs::canonicalize(&config.standards)
        .ok()
        .filter(|root| file.starts_with(root));
    let id = match by_path(&known, root.as_deref(), &file) {
        Some(id) if standards::number_in(name).is_none() => id,
        _ => next(&known, root.as_deref().unwrap_or(&parent))?,
    };
    let target = parent.join(renamed(name, id));
    if target.exists() {
        let path = given.with_file_name(renamed(name, id));
        let path = path.display().to_string();
        return Err(Complaint::refused(&say!("cli-renumber-taken", path = path)));
    }
    std::fs::rename(&file, &target).map_err(Error::from)?;
    let shown = given
        .with_file_name(renamed(name, id))
        .display()
        .to_string();
    match common.json {
        true => out::json(&serde_json::json!({ "id": id.to_string(), "path": shown })),
        false => out::line(&shown),
    }
}

fn known(standard: &Value) -> Option<Known> {
    let id = out::text(standard, "id").parse().ok()?;
    Some(Known {
        id,
        path: out::text(standard, "path").to_owned(),
    })
}

/// The number that the book gave to this file.
fn by_path(known: &[Known], root: Option<&Path>, file: &Path) -> Option<StandardId> {
    let below = file.strip_prefix(root?).ok()?;
    let path: Vec<&str> = below.iter().filter_map(|part| part.to_str()).collect();
    let path = path.join("/");
    known
        .iter()
        .find(|standard| standard.path == path)
        .map(|standard| standard.id)
}

/// One more than the highest number in the book or the folder.
fn next(known: &[Known], folder: &Path) -> Outcome<StandardId> {
    let in_book = known
        .iter()
        .map(|standard| standard.id.number())
        .max()
        .unwrap_or(0);
    Ok(StandardId::new(in_book.max(highest(folder, 0)?) + 1))
}

fn highest(folder: &Path, depth: usize) -> Outcome<i64> {
    let mut highest_yet = 0;
    for entry in std::fs::read_dir(folder).map_err(Error::from)? {
        let entry = entry.map_err(Error::from)?;
        let name = entry.file_name();
        let name = name.to_str().unwrap_or_default();
        let kind = entry.file_type().map_err(Error::from)?;
        if kind.is_dir() && depth < 16 && !name.starts_with('.') {
            highest_yet = highest_yet.max(highest(&entry.path(), depth + 1)?);
        } else if kind.is_file() && name.ends_with(".md") {
            highest_yet = highest_yet.max(standards::number_in(name).map_or(0, StandardId::number));
        }
    }
    Ok(highest_yet)
}

/// The name with this number in place of the one it has.
fn renamed(name: &str, id: StandardId) -> String {
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let rest = match standards::number_in(name) {
        Some(_) => stem.split_once('-').map_or("", |(_, rest)| rest),
        None => stem,
    };
    match rest.is_empty() {
        true => format!("{:04}.md", id.number()),
        false => format!("{:04}-{rest}.md", id.number()),
    }
}

fn absolute(path: &Path) -> Outcome<PathBuf> {
    Ok(std::fs::canonicalize(path).map_err(Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::renamed;
    use crate::id::StandardId;

    #[test]
    fn a_number_is_put_in_place_of_the_old_one() {
        assert_eq!(renamed("0007-x-y.md", StandardId::new(12)), "0012-x-y.md");
        assert_eq!(renamed("notes.md", StandardId::new(3)), "0003-notes.md");
        assert_eq!(
            renamed("2024-03-01-x.md", StandardId::new(3)),
            "0003-2024-03-01-x.md"
        );
        assert_eq!(renamed("0007.md", StandardId::new(8)), "0008.md");
    }
}
