//! Brings book and folder into step, one pass at a time. The only place that writes into the folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex, Notify, watch};
use tokio::time::Instant;

use super::adopt::known;
use super::base::Base;
use super::commits::GitKept;
use super::left_alone::unread;
use super::lost::Shown;
use super::plan::{Plan, doubtful, plan};
use super::report::{Commits, Report, State, Waiting};
use super::scan::{Scan, Sight, reason, scan};
use super::write;
use crate::db::Db;
use crate::error::{Error, Message, Result, say};
use crate::id::{AttachmentName, StandardId};
use crate::members::TakesPart;
use crate::standards::{self, File};

/// How often one pass looks again because the book changed under it.
const ROUNDS: usize = 4;
/// How often every file is read whatever its times say: not every file system keeps them well.
const THOROUGHLY: Duration = Duration::from_secs(60 * 60);

/// The standards' folder of this node.
#[derive(Debug)]
pub struct Folder {
    pub(super) db: Db,
    pub(super) root: PathBuf,
    pub(super) base_file: PathBuf,
    /// Asks the follower for another pass.
    pub(super) wake: Notify,
    kept: Mutex<Kept>,
    report: watch::Sender<Arc<Report>>,
    /// The address people use, where it leads here from elsewhere.
    pub(super) address: Option<String>,
    pub(super) git: Mutex<GitKept>,
    pub(super) commits: watch::Sender<Arc<Commits>>,
    /// Why the follower cannot watch it.
    unwatched: Lock<Option<Message>>,
}

/// What one pass leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Kept {
    base: Option<Base>,
    scan: Arc<Scan>,
    /// The feed's head at which the last pass found all in step, and nothing waited.
    at_rest: Option<i64>,
    /// When every file was read last.
    read_all: Option<Instant>,
    /// The highest number that the counter was lifted to.
    pub(super) highest: i64,
    /// Images that texts from outside show and that have not come yet.
    pub(super) wanted: BTreeSet<AttachmentName>,
    /// Which images the texts in the folder show.
    shown: Shown,
    /// Whether the book was asked, once since the start, which images its texts show and it has not.
    pub(super) recalled: bool,
}

impl Folder {
    /// The folder at `root`, with its notes in `base_file` beside the database, of an instance that people reach at `address`, where
    /// they do from elsewhere. Nothing is touched yet.
    pub fn new(db: Db, root: &Path, base_file: PathBuf, address: Option<String>) -> Self {
        // Other programs are run from other places.
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let (root, base_file) = (absolute(root), absolute(&base_file));
        let report = Report {
            folder: root.clone(),
            ..Report::default()
        };
        Self {
            db,
            root,
            base_file,
            wake: Notify::new(),
            kept: Mutex::default(),
            report: watch::Sender::new(Arc::new(report)),
            address,
            git: Mutex::default(),
            commits: watch::Sender::new(Arc::default()),
            unwatched: Lock::default(),
        }
    }

    /// How things stood at the last pass.
    pub fn report(&self) -> Arc<Report> {
        Arc::clone(&self.report.borrow())
    }

    /// Told whenever a pass found something else than the one before.
    pub fn reports(&self) -> watch::Receiver<Arc<Report>> {
        self.report.subscribe()
    }

    /// Says why the folder cannot be watched, or that it can be.
    pub(super) fn tell_unwatched(&self, why: Option<Message>) {
        *self
            .unwatched
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = why.clone();
        self.report.send_if_modified(|last| {
            let news = last.unwatched != why;
            if news {
                Arc::make_mut(last).unwatched = why;
            }
            news
        });
    }

    /// One pass: adopts what came from outside, writes what the book has newer, and says how things stand.
    ///
    /// # Errors
    /// The database's. What the file system refuses is in the report, and tried again at the next pass.
    pub async fn sync(&self) -> Result<Arc<Report>> {
        let mut kept = self.kept.lock().await;
        let mut base = match kept.base.take() {
            Some(base) => base,
            None => self.load().await?,
        };
        let before = base.clone();
        let passed = self.pass(&mut kept, &mut base).await;
        if base != before {
            let file = self.base_file.clone();
            let noted = base.clone();
            let saved = blocking(move || noted.save(&file)).await?;
            if let Err(error) = saved {
                // The next pass compares again with what was noted last; nothing is lost by it.
                kept.base = Some(before);
                return Err(error.into());
            }
        }
        kept.base = Some(base);
        let mut report = passed?;
        let unwatched = self
            .unwatched
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        report.unwatched.clone_from(&unwatched);
        drop(unwatched);
        let report = Arc::new(report);
        self.report.send_if_modified(|last| {
            let news = **last != *report;
            *last = Arc::clone(&report);
            news
        });
        Ok(report)
    }

    /// Writes a missing file again, from the book.
    pub async fn put_back(&self, _who: &TakesPart, id: StandardId) -> Result<()> {
        let path = standards::get(&mut self.db.read().await?, id).await?.path;
        let report = self.report();
        let is_lost = report.lost.iter().any(|lost| lost.id == id);
        if report.is_missing(id) || !is_lost {
            self.forget(|base| {
                base.files.remove(&path);
            })
            .await?;
        }
        self.put_images_back(BTreeSet::from([id])).await
    }

    /// Writes the whole book again, into a folder that was emptied or is gone; else what of it is missing.
    pub async fn put_all_back(&self, _who: &TakesPart) -> Result<()> {
        let report = self.report();
        let lost: BTreeSet<StandardId> = report.lost.iter().map(|lost| lost.id).collect();
        if lost.is_empty() || !report.missing.is_empty() || report.state != State::Here {
            self.forget(|base| base.files.clear()).await?;
        }
        self.put_images_back(lost).await
    }

    /// Writes the images of these standards again that are not there.
    async fn put_images_back(&self, ids: BTreeSet<StandardId>) -> Result<()> {
        self.show_images(&ids).await?;
        self.sync().await?;
        Ok(())
    }

    async fn forget(&self, change: impl FnOnce(&mut Base)) -> Result<()> {
        let mut kept = self.kept.lock().await;
        let mut base = match kept.base.take() {
            Some(base) => base,
            None => self.load().await?,
        };
        change(&mut base);
        kept.base = Some(base);
        kept.at_rest = None;
        drop(kept);
        self.sync().await?;
        self.wake.notify_one();
        Ok(())
    }

    /// What was noted at the last pass of an earlier run, whose unfinished files go.
    async fn load(&self) -> Result<Base> {
        let (file, root) = (self.base_file.clone(), self.root.clone());
        Ok(blocking(move || {
            write::tidy(&root);
            write::tidy_beside(&file);
            Base::load(&file, &root)
        })
        .await??)
    }

    async fn pass(&self, kept: &mut Kept, base: &mut Base) -> Result<Report> {
        let mut report = Report {
            folder: self.root.clone(),
            ..Report::default()
        };
        let at_rest = kept.at_rest.take();
        let head = self.db.look_at_head().await?;
        for round in 1..=ROUNDS {
            let (state, scan) = self.look(kept, base).await?;
            report.state = state;
            let is_same = round == 1 && scan.as_ref() == Some(&*kept.scan);
            if is_same && at_rest == Some(head) {
                kept.at_rest = at_rest;
                let mut report = Report::clone(&self.report());
                report.lost = self.lost_images(&mut kept.shown).await?;
                return Ok(report);
            }
            let Some(scan) = scan else {
                self.waits_whole(base, &mut report).await?;
                return Ok(report);
            };
            self.recall_wanted(kept).await?;
            self.take_in_late(kept).await?;
            let plan = self.compare(base, &scan).await?;
            settle(base, &plan);
            report.unreadable.clear();
            report.waiting.clear();
            if plan.comes_first() {
                let entered = self.take_in(kept, base, &scan, &plan, &mut report).await?;
                if entered && round < ROUNDS {
                    kept.scan = Arc::new(scan);
                    continue;
                }
            }
            let again = self.write_out(base, &scan, &plan, &mut report).await?;
            report.unreadable.extend(unread(&scan, &plan));
            let is_quiet = plan.writes.is_empty() && !plan.comes_first();
            report.missing = plan.missing;
            report.duplicates = plan.duplicates;
            report.files = scan.files.len();
            report.ignored = scan
                .ignored
                .iter()
                .map(|(path, why)| (path.clone(), why.clone()))
                .collect();
            kept.scan = Arc::new(scan);
            if !again {
                let book = standards::files(&mut self.db.read().await?).await?;
                let scan = Arc::clone(&kept.scan);
                self.learn_shown(&mut kept.shown, &scan, &book).await?;
                report.lost = self.lost_images(&mut kept.shown).await?;
            }
            if is_quiet && report.waiting.is_empty() && kept.wanted.is_empty() {
                kept.at_rest = Some(head);
            }
            if !again {
                break;
            }
        }
        Ok(report)
    }

    /// What the last look of this process saw.
    pub(super) async fn last_scan(&self) -> Arc<Scan> {
        Arc::clone(&self.kept.lock().await.scan)
    }

    /// What stands there, and its files unless nothing may be touched.
    async fn look(&self, kept: &mut Kept, base: &Base) -> Result<(State, Option<Scan>)> {
        let (root, before) = (self.root.clone(), kept.before(Instant::now()));
        let first = base.files.is_empty();
        let sight = blocking(move || match scan(&root, &before) {
            // Only a book that was never written here makes its folder.
            Sight::Gone if first => match write::make(&root) {
                Ok(()) => Sight::Open(Scan::default()),
                Err(error) => Sight::Closed(reason(&error)),
            },
            sight => sight,
        })
        .await?;
        Ok(match sight {
            Sight::Gone => (State::Gone, None),
            Sight::Closed(why) => (State::Closed(why), None),
            Sight::Open(scan) if !first && scan.is_emptied_of(&base.files, &kept.scan) => {
                (State::Emptied, None)
            }
            Sight::Open(scan) => (State::Here, Some(scan)),
        })
    }

    pub(super) async fn compare(&self, base: &Base, scan: &Scan) -> Result<Plan> {
        let mut tx = self.db.read().await?;
        let book = standards::files(&mut tx).await?;
        let known = known(&mut tx, &doubtful(scan, &book)).await?;
        Ok(plan(&base.files, scan, &book, &known))
    }

    /// With the folder away, all that the book has newer waits.
    pub(super) async fn waits_whole(&self, base: &Base, report: &mut Report) -> Result<()> {
        let why = match &report.state {
            State::Closed(why) => why.clone(),
            State::Emptied => say!("folder-emptied"),
            _ => say!("folder-gone"),
        };
        for file in standards::files(&mut self.db.read().await?).await? {
            if base.files.get(&file.path) != Some(&file.hash) {
                report.waiting.push(waiting(&file, why.clone()));
            }
        }
        Ok(())
    }
}

impl Kept {
    /// What the files were found to be, by which those that have not changed are told: nothing when all are to be read.
    fn before(&mut self, now: Instant) -> Arc<Scan> {
        let is_fresh = |read: &Instant| now.duration_since(*read) < THOROUGHLY;
        if self.read_all.as_ref().is_some_and(is_fresh) {
            return Arc::clone(&self.scan);
        }
        self.read_all = Some(now);
        Arc::default()
    }
}

/// A text that waits.
pub(super) fn waiting(file: &File, why: Message) -> Waiting {
    Waiting {
        id: file.id,
        path: file.path.clone(),
        why,
    }
}

/// Runs what blocks where it may.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)
}

/// Notes what is in step, and forgets what nobody knows any more.
fn settle(base: &mut Base, plan: &Plan) {
    for path in &plan.forgotten {
        base.files.remove(path);
    }
    base.files.extend(plan.settled.iter().cloned());
}
