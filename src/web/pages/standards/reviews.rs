//! The gentle list on the book's first page: what is to be looked at again, now and soon.

use crate::clock::Day;
use crate::db::Tx;
use crate::error::Result;
use crate::id::StandardId;
use crate::proposals;
use crate::standards;
use crate::web::page::Shell;

/// So many days ahead, a day to look at a standard again is named.
const SOON_DAYS: i64 = 14;
/// So many are named; the rest is behind a link.
const NAMED: i64 = 8;

/// A standard to be looked at again.
pub(super) struct ToReview {
    pub(super) id: StandardId,
    pub(super) url: String,
    pub(super) title: String,
    pub(super) is_due: bool,
    pub(super) by: String,
    /// What is done about it already; empty when nothing is.
    pub(super) seen_to: &'static str,
}

pub(super) async fn read(tx: &mut Tx, shell: &Shell, today: Day) -> Result<Vec<ToReview>> {
    let found = standards::to_review(tx, today.plus_days(SOON_DAYS), NAMED).await?;
    let ids: Vec<StandardId> = found.iter().map(|standard| standard.id).collect();
    let seen_to = match ids.is_empty() {
        true => Default::default(),
        false => proposals::being_changed(tx, &ids).await?,
    };
    let show = |standard: standards::Standard| {
        let by = standard.review_by.unwrap_or(today);
        ToReview {
            url: format!("/standards/{}", standard.id),
            is_due: by <= today,
            by: shell.with("book-review-by", &[("day", by.into())]),
            seen_to: match seen_to.contains(&standard.id) {
                true => shell.say("book-review-seen-to"),
                false => "",
            },
            id: standard.id,
            title: standard.title,
        }
    };
    Ok(found.into_iter().map(show).collect())
}
