//! What looks alike: when it says something, is it right, and how often does it say it?

use std::collections::HashMap;

use crate::data::{Judged, is_for_tuning};
use crate::instance::{Instance, Kind};

/// So many are offered.
const OFFERED: usize = 5;
/// Thresholds, in hundredths of the best possible score.
const THRESHOLDS: [u32; 11] = [20, 25, 30, 35, 40, 45, 50, 55, 60, 70, 80];

/// What was said at one threshold.
#[derive(Debug, Default, Clone, Copy)]
struct Said {
    answerable: u32,
    spoken: u32,
    right: u32,
}

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

    let mut said = [[Said::default(); THRESHOLDS.len()]; 2];
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
        let hits: Vec<(f32, &str)> = hits
            .iter()
            .map(|hit| (hit.score, instance.document(&hit.id)))
            .filter(|(_, document)| *document != id)
            .take(OFFERED)
            .collect();
        for (said, threshold) in said[usize::from(is_for_tuning(id))]
            .iter_mut()
            .zip(THRESHOLDS)
        {
            let mut offered = hits
                .iter()
                .filter(|(share, _)| *share * 100.0 >= threshold as f32)
                .peekable();
            said.answerable += u32::from(answerable);
            said.spoken += u32::from(offered.peek().is_some());
            said.right += u32::from(offered.any(|(_, document)| is_answer(document)));
        }
    }
    println!(
        "{name:<24} {:>9} {:>19} {:>21}",
        "threshold", "tuned on: P      R", "reported on: P      R"
    );
    for (at, threshold) in THRESHOLDS.iter().enumerate() {
        let shares = |said: Said| {
            let share = |of: u32| f64::from(said.right) / f64::from(of.max(1));
            (share(said.spoken), share(said.answerable))
        };
        let ((tuned_precision, tuned_recall), (precision, recall)) =
            (shares(said[1][at]), shares(said[0][at]));
        println!(
            "{:<24} {:>9.2} {tuned_precision:>12.3} {tuned_recall:>6.3} {precision:>14.3} {recall:>6.3}",
            "",
            f64::from(*threshold) / 100.0
        );
    }
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
