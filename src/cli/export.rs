//! `cahier export`: the book as its files, as pages that open from a disk, or everything as JSON.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::error::say;
use crate::id::AttachmentName;
use crate::markdown::{self, Links};
use crate::web::saved::{self, Leaf};

use super::complaint::{Complaint, Outcome, language};
use super::reach::{Reach, is_watched};
use super::{Common, out};

#[derive(Debug, Args)]
pub(super) struct Export {
    /// A folder that is not there yet, or empty
    folder: PathBuf,
    /// The book's files as they are, pages with a search that open from a disk, or standards, problems and stand-ups as JSON
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Markdown,
    Html,
    Json,
}

pub(super) async fn run(common: &Common, export: Export) -> Outcome {
    let folder = export.folder;
    if !is_free(&folder) {
        let path = folder.display().to_string();
        return Err(Complaint::refused(&say!("export-in-the-way", path = path)));
    }
    let reach = Reach::find(common).await?;
    let written = match export.format {
        Format::Markdown => files(&reach, &folder).await?,
        Format::Html => html(&reach, &folder).await?,
        Format::Json => everything(&reach, &folder).await?,
    };
    if common.json {
        return out::json(&json!({ "folder": folder.display().to_string(), "files": written }));
    }
    out::talk(&say!(
        "export-done",
        count = written,
        path = folder.display().to_string()
    ));
    Ok(())
}

/// Whether nothing stands there that could be written over.
fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

async fn files(reach: &Reach, folder: &Path) -> Outcome<usize> {
    let standards = reach.every("/standards", "").await?;
    let bar = bar(standards.len());
    let mut images = BTreeMap::new();
    for standard in &standards {
        let shown = shown(reach, standard).await?;
        let text = out::text(&shown, "markdown");
        write(folder, out::text(standard, "path"), text.as_bytes())?;
        let named = |name: AttachmentName| (format!("{}/{name}", AttachmentName::FOLDER), name);
        images.extend(markdown::images(text).into_iter().map(named));
        images.extend(pairs::<AttachmentName>(&shown, "images"));
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(standards.len() + write_images(reach, folder, images).await?)
}

async fn html(reach: &Reach, folder: &Path) -> Outcome<usize> {
    let standards = reach.every("/standards", "").await?;
    let bar = bar(standards.len());
    let mut leaves = Vec::with_capacity(standards.len());
    for standard in &standards {
        let word = |field| out::text(standard, field).to_owned();
        let shown = shown(reach, standard).await?;
        let mut links = Links::default();
        for (written, address) in pairs::<String>(&shown, "links") {
            links.lead(&written, address);
        }
        leaves.push(Leaf {
            markdown: out::text(&shown, "markdown").to_owned(),
            links,
            id: word("id"),
            title: word("title"),
            status: word("status"),
            agreed: standard["agreed"] != false,
            challenged: standard["challenged"] == true,
            successor: Some(word("successor")).filter(|id| !id.is_empty()),
            replaces: names(&shown, "replaces"),
            lang: word("lang"),
            url: word("url"),
            tags: names(standard, "tags"),
        });
        bar.inc(1);
    }
    bar.finish_and_clear();
    let files = saved::book(language(), reach.base_url(), &leaves)?;
    for file in &files {
        write(folder, &file.name, file.content.as_bytes())?;
    }
    let images = leaves.iter().flat_map(Leaf::images);
    let images = images.map(|name| (format!("{}/{name}", AttachmentName::FOLDER), name));
    let images = images.collect();
    Ok(files.len() + write_images(reach, folder, images).await?)
}

/// Writes images where the texts expect them; how many there were.
async fn write_images(
    reach: &Reach,
    folder: &Path,
    images: BTreeMap<String, AttachmentName>,
) -> Outcome<usize> {
    let mut written = 0;
    for (path, name) in images {
        if let Some(bytes) = reach.image(&name).await? {
            write(folder, &path, &bytes)?;
            written += 1;
        }
    }
    Ok(written)
}

/// Everything that a reader sees, as the API shows it.
async fn everything(reach: &Reach, folder: &Path) -> Outcome<usize> {
    let lists = ["standards", "problems", "standups"];
    for list in lists {
        let listed = reach.every(&format!("/{list}"), "").await?;
        let bar = bar(listed.len());
        let mut shown = Vec::with_capacity(listed.len());
        for one in &listed {
            shown.push(
                reach
                    .get(&format!("/{list}/{}", out::text(one, "id")))
                    .await?,
            );
            bar.inc(1);
        }
        bar.finish_and_clear();
        let text = serde_json::to_string_pretty(&shown).map_err(crate::error::Error::from)?;
        write(
            folder,
            &format!("{list}.json"),
            format!("{text}\n").as_bytes(),
        )?;
    }
    Ok(lists.len())
}

/// A standard of a list with its text, and where its links and images lead.
async fn shown(reach: &Reach, listed: &Value) -> Outcome<Value> {
    let id = out::text(listed, "id");
    reach.get(&format!("/standards/{id}")).await
}

/// The texts of a field that is a list of them.
fn names(shown: &Value, field: &str) -> Vec<String> {
    let names = shown.get(field).and_then(Value::as_array);
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// The pairs of a field, without those that cannot be read.
fn pairs<T: FromStr>(shown: &Value, field: &str) -> Vec<(String, T)> {
    let pairs = shown.get(field).and_then(Value::as_object);
    let read = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.parse().ok()?));
    pairs.into_iter().flatten().filter_map(read).collect()
}

/// Writes a file below the folder. A path that a server names leads nowhere else.
fn write(folder: &Path, below: &str, bytes: &[u8]) -> Outcome {
    let inside = Path::new(below)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let target = folder.join(below);
    let written = match (inside, target.parent()) {
        (true, Some(parent)) => fs::create_dir_all(parent).and_then(|()| fs::write(&target, bytes)),
        _ => Err(std::io::ErrorKind::InvalidFilename.into()),
    };
    written.map_err(|error| {
        Complaint::refused(&say!(
            "export-not-written",
            path = target.display().to_string(),
            why = error.to_string()
        ))
    })
}

fn bar(of: usize) -> indicatif::ProgressBar {
    if is_watched() {
        indicatif::ProgressBar::new(of as u64)
    } else {
        indicatif::ProgressBar::hidden()
    }
}
