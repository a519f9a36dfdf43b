//! What is known of an error: how well it is found, and whether what is said for sure is right.

use cahier::search::Trace;

use crate::data::{Judged, is_for_tuning};
use crate::figures::Figures;
use crate::instance::{Instance, Kind};
use crate::sure::Table;

/// As many as one request of the search gives.
const HITS: usize = 200;
/// So many are said.
const SAID: usize = 3;

/// Prints the figures of the ranking; then, with half of the documents withheld, so that every other error must be met with silence,
/// precision (of what was said, how often one of the three is right) and recall (of what has an answer, how often it was said).
pub(crate) async fn run(name: &str, judged: &Judged, kind: Kind) -> anyhow::Result<()> {
    let mut instance = Instance::new().await?;
    instance.take(&judged.documents, kind).await?;
    instance.index().await?;
    let (mut all, mut tuned, mut reported) =
        (Figures::default(), Figures::default(), Figures::default());
    for query in &judged.queries {
        let trace = Trace::read(query.text.as_bytes());
        let hits = instance.app.search.known_here(&trace, 0.0, HITS);
        let ranking: Vec<&str> = hits.iter().map(|hit| instance.document(&hit.id)).collect();
        let answers = &judged.answers[&query.id];
        let half = if is_for_tuning(&query.id) {
            &mut tuned
        } else {
            &mut reported
        };
        for figures in [&mut all, half] {
            figures.add(ranking.iter().copied(), answers);
        }
    }
    println!(
        "{name:<24} {all}\n{:<24} {tuned}\n{:<24} {reported}",
        "  tuned on", "  reported"
    );
    let mut documents = judged.documents.clone();
    documents.retain(|document| is_for_tuning(&format!("{} withheld", document.id)));
    let mut instance = Instance::new().await?;
    instance.take(&documents, kind).await?;
    instance.index().await?;
    let mut table = Table::default();
    for query in &judged.queries {
        let answers = &judged.answers[&query.id];
        let answerable = documents
            .iter()
            .any(|document| answers.contains_key(&document.id));
        let trace = Trace::read(query.text.as_bytes());
        let hits = instance.app.search.known_here(&trace, 0.0, SAID);
        let hits: Vec<(f32, bool)> = hits
            .iter()
            .map(|hit| (hit.score, answers.contains_key(instance.document(&hit.id))))
            .collect();
        table.add(&query.id, answerable, &hits);
    }
    println!("{:<24} {table}", "");
    Ok(())
}
