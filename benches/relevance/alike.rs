//! What looks alike: when it says something, is it right, and how often does it say it?

use std::collections::HashMap;

use crate::data::{Judged, is_for_tuning};
use crate::instance::{Instance, Kind};
use crate::sure::Table;

/// So many are offered.
const OFFERED: usize = 5;
/// Prints precision (of what was said, how often one of the five is right) and recall (of what has an answer, how often it was said)
/// by threshold. Where every query has an answer, half of the documents are withheld, so that as many must be met with silence.
pub(crate) async fn run(name: &str, judged: &Judged, kind: Kind) -> anyhow::Result<()> {
    let texts: HashMap<&str, &str> = judged
        .documents
        .iter()
        .map(|document| (document.id.as_str(), document.text.as_str()))
        .collect();
    let are_documents = judged
        .queries
        .iter()
        .all(|query| texts.contains_key(query.id.as_str()));
    let mut documents = judged.documents.clone();
    // A document among others: the whole of it is asked for, its likes are to be found. Those without any are asked for too.
    let mut queries: Vec<(&str, &str, &str)> = Vec::new();
    if are_documents {
        queries.extend(documents_as_queries(judged));
    } else {
        documents.retain(|document| is_for_tuning(&format!("{} withheld", document.id)));
        queries.extend(
            judged
                .queries
                .iter()
                .map(|query| (query.id.as_str(), query.text.as_str(), "")),
        );
    }
    let mut instance = Instance::new().await?;
    instance.take(&documents, kind).await?;
    instance.index().await?;
    let there: Vec<&str> = documents
        .iter()
        .map(|document| document.id.as_str())
        .collect();

    let mut table = Table::default();
    for (id, title, description) in queries {
        let answers = judged.answers.get(id);
        let is_answer =
            |document: &str| answers.is_some_and(|answers| answers.contains_key(document));
        let answerable = there
            .iter()
            .any(|document| *document != id && is_answer(document));
        let hits = instance
            .app
            .search
            .likeness_here(title, description, 0.0, OFFERED + 1);
        let hits: Vec<(f32, bool)> = hits
            .iter()
            .map(|hit| (hit.score, instance.document(&hit.id)))
            .filter(|(_, document)| *document != id)
            .map(|(share, document)| (share, is_answer(document)))
            .take(OFFERED)
            .collect();
        table.add(id, answerable, &hits);
    }
    println!("{name:<24} {table}");
    Ok(())
}

fn documents_as_queries(judged: &Judged) -> impl Iterator<Item = (&str, &str, &str)> {
    judged.documents.iter().map(|document| {
        (
            document.id.as_str(),
            document.title.as_str(),
            document.text.as_str(),
        )
    })
}
