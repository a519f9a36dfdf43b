//! Files that got another name, and whose they are.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use super::plan::Plan;
use super::scan::Scan;
use crate::id::StandardId;
use crate::standards::{File, number_in};

/// Files that stand under another name than their standard's: by the same number, or by the same text where the name has none that is a
/// standard's.
pub(super) fn renamed<'a>(
    base: &BTreeMap<String, String>,
    scan: &Scan,
    book: &[File],
    others: impl Iterator<Item = &'a String>,
    plan: &mut Plan,
) -> BTreeSet<StandardId> {
    let absent = |file: &&File| {
        !scan.files.contains_key(&file.path) && scan.left_alone(&file.path).is_none()
    };
    let by_number: HashMap<StandardId, &File> = book
        .iter()
        .filter(absent)
        .map(|file| (file.id, file))
        .collect();
    let mut by_text: HashMap<&str, VecDeque<&File>> = HashMap::new();
    for file in book.iter().filter(absent) {
        if let Some(hash) = base.get(&file.path) {
            by_text.entry(hash).or_default().push_back(file);
        }
    }
    let numbers: HashSet<StandardId> = book.iter().map(|file| file.id).collect();
    // Of several with one number, the one that holds the text that was in step.
    let holds_it = |path: &String| {
        let file = number_in(path).and_then(|id| by_number.get(&id));
        file.is_some_and(|file| base.get(&file.path) == Some(&scan.files[path].hash))
    };
    let (first, last): (Vec<_>, Vec<_>) = others.partition(|path| holds_it(path));
    let mut moved = BTreeSet::new();
    for path in first.into_iter().chain(last) {
        let file = match number_in(path) {
            Some(id) if numbers.contains(&id) => by_number.get(&id).copied(),
            // Its text tells whose it is, also where somebody gave the file a number that is nobody's.
            _ => by_text
                .get_mut(scan.files[path].hash.as_str())
                .and_then(VecDeque::pop_front),
        };
        let Some(file) = file.filter(|file| moved.insert(file.id)) else {
            continue;
        };
        // A name that this node knew was the standard's until another node gave it a new one.
        if base.contains_key(path) && !base.contains_key(&file.path) {
            plan.renames.push((path.clone(), file.path.clone()));
        } else {
            plan.moves.push((file.id, file.path.clone(), path.clone()));
        }
    }
    moved
}
