//! Words typed badly: is what the right title finds still found?

use std::path::Path;

use cahier::search::{Query, Wanted};

use crate::data::{Document, field, is_for_tuning, rows};
use crate::instance::{Instance, Kind};
use crate::slips::{Slip, typed};

/// Found means among so many.
const FIRST: usize = 5;

/// Prints for each way of typing badly how many of the titles that are found when typed right are still found.
pub(crate) async fn run(data: &Path) -> anyhow::Result<()> {
    let mut instance = Instance::new().await?;
    let mut titles: Vec<(String, String)> = Vec::new();
    for folder in ["til", "tldr-fr"] {
        if !data.join(folder).is_dir() {
            println!(
                "left out: no {folder}/ in {} (set CAHIER_BENCH_DATA)",
                data.display()
            );
            return Ok(());
        }
        instance.take_folder(&data.join(folder), |_| None).await?;
    }
    let mut problems: Vec<Document> = Vec::new();
    for (number, row) in rows(&data.join("problems.jsonl"))?.iter().enumerate() {
        let id = format!("problem {number}");
        problems.push(Document {
            id,
            title: field(row, "title"),
            text: field(row, "description"),
        });
    }
    instance.take(&problems, Kind::Problems).await?;
    instance.index().await?;
    let mut tx = instance.app.db.read().await?;
    for id in instance.document_of.keys() {
        let title = match (id.parse(), id.parse()) {
            (Ok(standard), _) => cahier::standards::find(&mut tx, standard)
                .await?
                .map(|standard| standard.title),
            (_, Ok(problem)) => cahier::problems::find(&mut tx, problem)
                .await?
                .map(|problem| problem.title),
            _ => None,
        };
        let Some(title) = title else { continue };
        titles.push((id.clone(), title));
    }
    drop(tx);
    titles.sort();

    let (mut as_typed, mut to_the_letter) = (Vec::new(), 0);
    for (id, title) in &titles {
        let found = is_found(&instance, Query::parse(title), id).await;
        to_the_letter +=
            usize::from(is_found(&instance, Query::parse(title).to_the_letter(), id).await);
        if found {
            as_typed.push((id, title));
        }
    }
    println!(
        "{} titles typed right: {} found, {to_the_letter} when no other spelling is looked for",
        titles.len(),
        as_typed.len()
    );
    for (slip, name) in [
        (Slip::Error, "one error"),
        (Slip::Cut, "last word cut short"),
        (Slip::Both, "both"),
    ] {
        // All, those to tune on, those to report.
        let mut counts = [(0, 0); 3];
        for (id, title) in &as_typed {
            let Some(typed) = typed(title, slip) else {
                continue;
            };
            let found = usize::from(is_found(&instance, Query::parse(&typed), id).await);
            for at in [0, 2 - usize::from(is_for_tuning(title))] {
                counts[at].0 += found;
                counts[at].1 += 1;
            }
        }
        let share = |at: usize| 100.0 * counts[at].0 as f64 / (counts[at].1 as f64).max(1.0);
        println!(
            "{name:<22} {:>5} of {:>5} found: {:.1} %; tuned on {:.1} %, reported {:.1} %",
            counts[0].0,
            counts[0].1,
            share(0),
            share(1),
            share(2)
        );
    }
    Ok(())
}

async fn is_found(instance: &Instance, query: Query, id: &str) -> bool {
    let wanted = Wanted {
        limit: FIRST,
        facets: false,
        marked_titles: true,
    };
    instance
        .app
        .search
        .find(query, wanted)
        .await
        .hits
        .iter()
        .any(|hit| hit.id == id)
}
