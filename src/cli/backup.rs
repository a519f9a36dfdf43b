//! `cahier backup` and `cahier restore`: everything that the database held at one moment, in one file.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use crate::app::DataLock;
use crate::db::Backup;
use crate::error::say;

use super::complaint::Outcome;
use super::reach::{Needs, is_watched, open};
use super::{Common, out};

#[derive(Debug, Args)]
pub(super) struct FileArgs {
    /// The backup's file
    file: PathBuf,
}

pub(super) async fn back_up(common: &Common, FileArgs { file }: FileArgs) -> Outcome {
    let app = open(common, Needs::Here).await?;
    let bar = bar();
    let taken = app.db.back_up(&file, |done, of| show(&bar, done, of)).await;
    bar.finish_and_clear();
    let backup = taken?;
    app.db.close().await;
    if common.json {
        return out::json(&shown(&backup, &file));
    }
    out::talk(&say!(
        "backup-done",
        path = file.display().to_string(),
        rows = backup.rows,
        changes = backup.seq
    ));
    Ok(())
}

pub(super) async fn restore(common: &Common, FileArgs { file }: FileArgs) -> Outcome {
    // Before a data folder is made for it.
    Backup::read(&file).await?;
    let app = open(common, Needs::Made).await?;
    let lock = DataLock::hold(&app.config.data)?;
    let bar = bar();
    let put_back = app
        .restore(&lock, &file, |done, of| show(&bar, done, of))
        .await;
    bar.finish_and_clear();
    app.db.close().await;
    let backup = put_back?;
    drop(lock);
    if common.json {
        return out::json(&shown(&backup, &file));
    }
    out::talk(&say!(
        "restore-done",
        at = backup.taken_at.to_string(),
        rows = backup.rows,
        changes = backup.seq
    ));
    Ok(())
}

fn shown(backup: &Backup, file: &std::path::Path) -> Value {
    json!({
        "file": file.display().to_string(),
        "taken_at": backup.taken_at.to_string(),
        "changes": backup.seq,
        "rows": backup.rows,
        "program": backup.program,
    })
}

fn bar() -> indicatif::ProgressBar {
    if is_watched() {
        indicatif::ProgressBar::new(0)
    } else {
        indicatif::ProgressBar::hidden()
    }
}

fn show(bar: &indicatif::ProgressBar, done: usize, of: usize) {
    bar.set_length(of as u64);
    bar.set_position(done as u64);
}
