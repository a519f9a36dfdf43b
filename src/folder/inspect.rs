//! How book and folder stand to each other, looked at without touching either: for whoever asks beside a running server.

use super::adopt::{read_one, refused, unreadable, waits_for};
use super::base::Base;
use super::left_alone::{unread, why_blocked};
use super::lost::Shown;
use super::plan::{Adopt, Plan};
use super::report::{Report, State, Unreadable};
use super::scan::{Scan, Sight, scan};
use super::sync::{Folder, blocking, waiting};
use super::write::hindrance;
use crate::error::{Error, Result, say};
use crate::standards::{self, File};

impl Folder {
    /// Compares the folder with the book.
    ///
    /// # Errors
    /// The database's, and those of the notes about what was last in step.
    pub async fn inspect(&self) -> Result<Report> {
        let (file, root) = (self.base_file.clone(), self.root.clone());
        let base = blocking(move || Base::load(&file, &root)).await??;
        let mut report = Report {
            folder: self.root.clone(),
            ..Report::default()
        };
        let root = self.root.clone();
        let sight = blocking(move || scan(&root, &Scan::default())).await?;
        let seen = match sight {
            Sight::Open(seen)
                if base.files.is_empty()
                    || !seen.is_emptied_of(&base.files, &*self.last_scan().await) =>
            {
                seen
            }
            sight => {
                report.state = match sight {
                    // The folder of an empty book is made with its first text.
                    Sight::Gone if base.files.is_empty() => State::Here,
                    Sight::Gone => State::Gone,
                    Sight::Closed(why) => State::Closed(why),
                    Sight::Open(_) => State::Emptied,
                };
                self.waits_whole(&base, &mut report).await?;
                return Ok(report);
            }
        };
        let plan = self.compare(&base, &seen).await?;
        report.state = State::Here;
        report.files = seen.files.len();
        for file in &plan.blocked {
            report.waiting.push(waiting(file, why_blocked(&seen, file)));
        }
        let writes: Vec<File> = plan.writes.iter().map(|(file, _)| file.clone()).collect();
        let root = self.root.clone();
        let hindered = blocking(move || {
            let told = |file: File| {
                let why = hindrance(&root, &file.path).unwrap_or(say!("folder-not-written-yet"));
                waiting(&file, why)
            };
            writes.into_iter().map(told).collect::<Vec<_>>()
        });
        report.waiting.extend(hindered.await?);
        let book = standards::files(&mut self.db.read().await?).await?;
        let mut shown = Shown::default();
        self.learn_shown(&mut shown, &seen, &book).await?;
        report.lost = self.lost_images(&mut shown).await?;
        self.outside(&plan, &mut report).await?;
        report.unreadable.extend(unread(&seen, &plan));
        report.missing = plan.missing;
        report.duplicates = plan.duplicates;
        report.ignored = seen.ignored.into_iter().collect();
        Ok(report)
    }

    /// Tells the files that wait to be taken in from those that cannot be.
    async fn outside(&self, plan: &Plan, report: &mut Report) -> Result<()> {
        let renamed = plan.moves.iter().map(|(_, _, to)| to);
        report.outside.extend(renamed.cloned());
        report
            .outside
            .extend(plan.renames.iter().map(|(from, _)| from.clone()));
        for adopt in &plan.adopts {
            let (root, path) = (self.root.clone(), adopt.path.clone());
            match blocking(move || read_one(&root, &path)).await? {
                Some((_, Err(flaws))) => {
                    let flaws = flaws.into_iter().map(|flaw| unreadable(adopt, flaw));
                    report.unreadable.extend(flaws);
                    report.waiting.extend(waits_for(adopt));
                }
                Some((_, Ok(bytes))) => match self.refusal(adopt, &bytes).await? {
                    Some(refusal) => {
                        report.unreadable.push(refusal);
                        report.waiting.extend(waits_for(adopt));
                    }
                    None => report.outside.push(adopt.path.clone()),
                },
                None => report.outside.push(adopt.path.clone()),
            }
        }
        Ok(())
    }

    /// Why the book would not take this text, though it can be read.
    async fn refusal(&self, adopt: &Adopt, bytes: &[u8]) -> Result<Option<Unreadable>> {
        let text = std::str::from_utf8(bytes).map_err(Error::internal)?;
        let id = adopt.id.or_else(|| standards::number_in(&adopt.path));
        let mut tx = self.db.read().await?;
        match standards::examine_in_book(&mut tx, id, text).await {
            Ok(_) => Ok(None),
            Err(error) => refused(adopt, error).map(Some),
        }
    }
}
