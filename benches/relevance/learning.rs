//! How search learns from how people ask: each document is a standard, its first queries are problems that somebody logs and links to
//! it, and the others are asked after none, one, two, three and all five of them are known.

use std::collections::{BTreeMap, HashMap};

use cahier::db::{Actor, Channel};
use cahier::id::StandardId;
use cahier::problems::{self, Draft, Title};
use cahier::search::{Asks, Kind as Found, Query, Wanted};

use crate::HITS;
use crate::data::{Asked, Judged, is_for_tuning};
use crate::figures::Figures;
use crate::instance::{Instance, Kind};

/// So many of a document's queries are logged, one step after the other; the rest is asked.
const KNOWN: usize = 5;
/// After so many it is measured.
const STEPS: [usize; 5] = [0, 1, 2, 3, 5];

/// Prints the figures by how many wordings of each document are known.
pub(crate) async fn run(name: &str, judged: &Judged) -> anyhow::Result<()> {
    let mut groups: BTreeMap<&str, Vec<&Asked>> = BTreeMap::new();
    for query in &judged.queries {
        for document in judged.answers[&query.id].keys() {
            groups.entry(document).or_default().push(query);
        }
    }
    let mut instance = Instance::new().await?;
    instance.take(&judged.documents, Kind::Standards).await?;
    instance.index().await?;
    let numbers: HashMap<String, StandardId> = instance
        .document_of
        .iter()
        .filter_map(|(id, document)| Some((document.clone(), id.parse().ok()?)))
        .collect();
    let tested: Vec<&Asked> = groups
        .values()
        .flat_map(|queries| queries.iter().skip(KNOWN))
        .copied()
        .collect();
    println!(
        "{name}: {} standards, {} queries asked",
        numbers.len(),
        tested.len()
    );
    println!("{:<24} {}", "wordings known", Figures::HEAD);
    for known in 0..=KNOWN {
        if known > 0 {
            log(&mut instance, &groups, &numbers, known - 1).await?;
        }
        if STEPS.contains(&known) {
            measure(&instance, judged, &tested, known).await;
        }
    }
    Ok(())
}

/// Somebody meets each problem once more, in other words, and links it to the standard that solves it.
async fn log(
    instance: &mut Instance,
    groups: &BTreeMap<&str, Vec<&Asked>>,
    numbers: &HashMap<String, StandardId>,
    which: usize,
) -> anyhow::Result<()> {
    let mut tx = instance
        .app
        .db
        .write(Actor::nobody(Channel::Terminal))
        .await?;
    for (document, queries) in groups {
        let (Some(query), Some(standard)) = (queries.get(which), numbers.get(*document)) else {
            continue;
        };
        let (title, rest) = Title::cut(&query.text)?;
        let mut draft = Draft::titled(title);
        draft.description = rest;
        let problem = problems::post(&mut tx, &instance.team, draft).await?.id();
        problems::link_standard(&mut tx, problem, *standard).await?;
        instance
            .document_of
            .insert(problem.to_string(), (*document).to_owned());
    }
    tx.commit().await?;
    instance.follow().await
}

async fn measure(instance: &Instance, judged: &Judged, tested: &[&Asked], known: usize) {
    for (who, book_alone) in [("in the book", true), ("in everything", false)] {
        let mut parts = [Figures::default(); 3];
        for query in tested {
            let mut asked = Query::parse(&query.text);
            if book_alone {
                asked = asked.with(Asks::Kind(Found::Standard));
            }
            let wanted = Wanted {
                limit: HITS,
                facets: false,
                marked_titles: true,
            };
            let hits = instance.app.search.find(asked, wanted).await.hits;
            // A problem shows its standard at once: it leads to the same document, which counts where it is met first.
            let mut ranking: Vec<&str> = Vec::with_capacity(hits.len());
            for hit in &hits {
                let document = instance.document(&hit.id);
                if !ranking.contains(&document) {
                    ranking.push(document);
                }
            }
            let half = if is_for_tuning(&query.id) { 1 } else { 2 };
            for part in [0, half] {
                parts[part].add(ranking.iter().copied(), &judged.answers[&query.id]);
            }
        }
        let [all, tuned, reported] = parts;
        println!("{:<24} {all}", format!("{known}, {who}"));
        if book_alone {
            println!(
                "{:<24} {tuned}\n{:<24} {reported}",
                "  tuned on", "  reported"
            );
        }
    }
}
