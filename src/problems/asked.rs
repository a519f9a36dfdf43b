//! How people ask for a standard, put together: what the problems that it solves are called, what was said when they happened again,
//! what is kept beside them, and what its predecessors were asked as.

use std::collections::{BTreeMap, BTreeSet};

use super::store_asked as store;
use crate::db::{Ask, Tx};
use crate::error::Result;
use crate::id::{ProblemId, StandardId};
use crate::standards::{self, Wording};

/// How people ask for these standards: of each the wordings that count, the newest first. A standard takes over the wordings of those
/// whose place it took; what was removed from either is not among them.
pub async fn asked_as(
    tx: &mut Tx,
    ids: &[StandardId],
) -> Result<BTreeMap<StandardId, Vec<Wording>>> {
    let mut found = BTreeMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let families = store::families(tx, ids).await?;
    let all: Vec<StandardId> = families.values().flatten().copied().collect();
    let all: Vec<StandardId> = all
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut own: BTreeMap<StandardId, Vec<Wording>> = BTreeMap::new();
    let mut removed: BTreeMap<StandardId, BTreeSet<String>> = BTreeMap::new();
    for (standard, wording) in store::said_by_problems(tx, &all).await? {
        own.entry(standard).or_default().push(wording);
    }
    for kept in standards::kept_wordings(tx, &all).await? {
        match kept.wording {
            Some(wording) => own.entry(kept.standard).or_default().push(wording),
            None => {
                removed.entry(kept.standard).or_default().insert(kept.words);
            }
        }
    }
    let none = BTreeSet::new();
    for (id, family) in families {
        let mut wordings: Vec<Wording> = Vec::new();
        for member in &family {
            let away = removed.get(member).unwrap_or(&none);
            let said = own.get(member).into_iter().flatten();
            let said = said.filter(|wording| !away.contains(&standards::words_of(&wording.text)));
            wordings.extend(said.cloned());
        }
        let away = removed.get(&id).unwrap_or(&none);
        found.insert(id, standards::that_count(wordings, away));
    }
    Ok(found)
}

/// What [`asked_as`] asks about one standard that took no other's place, to be asked ahead.
pub fn asked_asks(id: StandardId) -> Vec<Ask> {
    let [families, said] = store::asks(id);
    vec![families, said, standards::kept_wordings_ask(id)]
}

/// These standards, those that these problems are linked to, and whatever took the place of any of them: all that may be asked
/// otherwise after a change of these.
pub async fn asked_otherwise(
    tx: &mut Tx,
    problems: &[ProblemId],
    standards: &[StandardId],
) -> Result<Vec<StandardId>> {
    store::touched(tx, problems, standards).await
}
