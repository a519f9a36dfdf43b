//! The code that applies a standard, as its page shows it.

use crate::db::Tx;
use crate::error::Result;
use crate::fixes::{self, Fix};
use crate::id::StandardId;
use crate::web::page::Shell;
use crate::web::words::When;

/// A link to code.
pub(super) struct Applied {
    /// Its address; empty for a commit of which only the hash is known.
    pub(super) url: String,
    /// The first digits of the hash, else the end of the address.
    pub(super) name: String,
    pub(super) title: String,
    /// The problems that it solves.
    pub(super) solves: String,
    pub(super) at: When,
}

/// Every link to code that applies a standard, newest first.
pub(super) async fn applied(tx: &mut Tx, shell: &Shell, id: StandardId) -> Result<Vec<Applied>> {
    let fixes = fixes::of_standard(tx, id).await?;
    Ok(fixes.iter().map(|fix| line(shell, fix)).collect())
}

fn line(shell: &Shell, fix: &Fix) -> Applied {
    let url = fix.url.clone().unwrap_or_default();
    let end = url
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let solved: Vec<String> = fix
        .problems
        .iter()
        .filter(|(_, solves)| *solves)
        .map(|(problem, _)| problem.to_string())
        .collect();
    Applied {
        name: fix
            .short_sha()
            .map_or_else(|| end.to_owned(), str::to_owned),
        title: fix.title.clone(),
        solves: match solved.is_empty() {
            true => String::new(),
            false => shell.with(
                "standard-fix-solves",
                &[("problems", solved.join(", ").into())],
            ),
        },
        at: shell.ago(fix.at),
        url,
    }
}
