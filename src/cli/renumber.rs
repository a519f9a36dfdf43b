//! `cahier standard renumber FILE`: gives a file of the standards' folder a number of its own, and mends the links that lead to it. Every
//! other byte stays.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::config::Config;
use crate::error::{Error, say};
use crate::folder::{self, Numbers, Renumbered};
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
    let below = root.as_deref().unwrap_or(&parent);
    let path = path_below(below, &file)?;
    let numbers = folder::numbers(below, &path).await?;
    let by_path = known.iter().find(|one| one.path == path);
    let by_path = by_path.filter(|_| root.is_some());
    if let (Some(known), Some(twin)) = (by_path, numbers.twins.first())
        && standards::number_in(name) == Some(known.id)
    {
        return Err(Complaint::refused(&say!(
            "cli-renumber-the-other",
            id = known.id,
            path = given.display().to_string(),
            other = twin.as_str()
        )));
    }
    if let Some(known) = by_path
        && standards::number_in(name) == Some(known.id)
        && !numbers.is_taken_on_a_branch
    {
        return Err(Complaint::refused(&say!(
            "cli-renumber-once",
            id = known.id
        )));
    }
    let id = match by_path {
        Some(known) if standards::number_in(name).is_none() => known.id,
        _ => next(&known, &numbers),
    };
    let new = renamed(name, id);
    let shown = given.with_file_name(&new).display().to_string();
    if parent.join(&new).exists() {
        return Err(Complaint::refused(&say!(
            "cli-renumber-taken",
            path = shown
        )));
    }
    let target = match path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{new}"),
        None => new,
    };
    let done = folder::renumber(below, &path, &target, id).await?;
    tell(common, id, &shown, standards::number_in(name), &done)
}

/// The name that the file has now; what was mended, and what nobody can tell, goes beside it.
fn tell(
    common: &Common,
    id: StandardId,
    shown: &str,
    from: Option<StandardId>,
    done: &Renumbered,
) -> Outcome {
    if common.json {
        let mended = done.mended.iter();
        let doubtful = done.doubtful.iter();
        return out::json(&json!({
            "id": id.to_string(),
            "path": shown,
            "mended": mended.map(|(path, count)| json!({ "path": path, "links": count })).collect::<Vec<_>>(),
            "doubtful": doubtful.map(|(path, line)| json!({ "path": path, "line": line })).collect::<Vec<_>>(),
        }));
    }
    for (path, count) in &done.mended {
        let (path, count) = (path.as_str(), *count);
        out::talk(&say!("cli-renumber-mended", path = path, count = count));
    }
    for (path, line) in &done.doubtful {
        let place = format!("{path}:{line}");
        out::talk(&match from {
            Some(from) => say!("cli-renumber-doubtful", place = place, id = from, new = id),
            None => say!("cli-renumber-doubtful-link", place = place),
        });
    }
    out::line(shown)
}

fn known(standard: &Value) -> Option<Known> {
    let id = out::text(standard, "id").parse().ok()?;
    Some(Known {
        id,
        path: out::text(standard, "path").to_owned(),
    })
}

/// A file as it is called below the folder.
fn path_below(folder: &Path, file: &Path) -> Outcome<String> {
    let below = file.strip_prefix(folder).unwrap_or(file);
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    let path = parts.map(|parts| parts.join("/"));
    path.ok_or_else(|| Complaint::refused(&say!("folder-name-not-utf8")))
}

/// One more than the highest number in the book, in the folder, and on any branch of the repository that the folder lies in.
fn next(known: &[Known], numbers: &Numbers) -> StandardId {
    let in_book = known.iter().map(|standard| standard.id.number()).max();
    StandardId::new(in_book.unwrap_or(0).max(numbers.highest) + 1)
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
