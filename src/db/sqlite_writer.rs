//! The embedded engine's one writer. Writes that wait for each other are committed together: waiting for the disk is most
//! of what a small write costs, and the disk takes many at the price of one. Each stays whole by itself, in a savepoint
//! of its own, and nobody is told that a write is done before the commit that carries it.

use std::collections::HashMap;
use std::ops::DerefMut;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnection;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::error::{Error, Message, Result};

use super::ahead::{self, Answer, Ask};
use super::background::in_background;
use super::failure::failure;
use super::feed;
use super::sqlite::{PATIENCE, busy};
use super::tx::{Outcome, Rows};

/// So many writes are committed together at most, so that the first of them is not kept waiting.
const TOGETHER: usize = 32;

/// Whoever holds it writes.
#[derive(Debug, Clone)]
pub(super) struct Pen {
    sheet: Arc<Mutex<Sheet>>,
    /// How many wait for it.
    waiting: Arc<AtomicUsize>,
}

/// The connection, and what is written on it and not yet committed.
#[derive(Debug)]
struct Sheet {
    connection: SqliteConnection,
    /// Whether a transaction is open, with the savepoints of earlier writes in it released.
    open: bool,
    /// Those who wait to hear that their write is committed.
    riders: Vec<oneshot::Sender<Committed>>,
    /// When the open transaction was begun, and what the last commit took.
    open_since: Instant,
    commit_took: Duration,
    /// The feed's newest entry when this process wrote last.
    head: i64,
    /// The last number given of each counter in the open transaction, in which nobody else can give any.
    given: HashMap<&'static str, i64>,
}

/// How a commit ended for those who rode along.
type Committed = std::result::Result<(), Option<Message>>;

impl Pen {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        let sheet = Sheet {
            connection,
            open: false,
            riders: Vec::new(),
            open_since: Instant::now(),
            commit_took: Duration::ZERO,
            head: 0,
            given: HashMap::new(),
        };
        Self {
            sheet: Arc::new(Mutex::new(sheet)),
            waiting: Arc::default(),
        }
    }

    /// The connection outside any transaction, for what brings its own.
    pub(super) async fn connection(&self) -> impl DerefMut<Target = SqliteConnection> {
        let mut sheet = Arc::clone(&self.sheet).lock_owned().await;
        if sheet.open {
            sheet.finish().await;
        }
        OwnedMutexGuard::map(sheet, |sheet| &mut sheet.connection)
    }

    /// Waits for the pen and begins a write.
    pub(super) async fn take(&self) -> Result<Writer> {
        let waiting = Waiting::begin(self);
        let sheet = tokio::time::timeout(PATIENCE, Arc::clone(&self.sheet).lock_owned())
            .await
            .map_err(|_| busy())?;
        waiting.over();
        let mut writer = Writer {
            pen: self.clone(),
            sheet: Some(sheet),
            begun: false,
        };
        writer.begin().await?;
        Ok(writer)
    }

    fn is_wanted(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }
}

/// Somebody who waits for the pen. Whoever wrote before may have left the commit to them: should they give up, it is done
/// for them.
struct Waiting {
    pen: Option<Pen>,
}

impl Waiting {
    fn begin(pen: &Pen) -> Self {
        pen.waiting.fetch_add(1, Ordering::SeqCst);
        Self {
            pen: Some(pen.clone()),
        }
    }

    fn over(mut self) {
        if let Some(pen) = self.pen.take() {
            pen.waiting.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let Some(pen) = self.pen.take() else {
            return;
        };
        pen.waiting.fetch_sub(1, Ordering::SeqCst);
        in_background(async move {
            let mut sheet = pen.sheet.lock().await;
            if sheet.open && !pen.is_wanted() {
                sheet.finish().await;
            }
        });
    }
}

impl Sheet {
    /// Whether one more write is left to be committed with those that wait behind it. Once as many are done as wait, the
    /// commit comes: while these are answered the others write. A slow disk is given as much to do as gathers in the time it takes.
    fn gathers(&self, waiting: usize) -> bool {
        let done = self.riders.len() + 1;
        waiting > 0
            && done < TOGETHER
            && (done < waiting || self.open_since.elapsed() < self.commit_took)
    }

    async fn run(&mut self, sql: &'static str) -> std::result::Result<(), sqlx::Error> {
        let done = sqlx::raw_sql(sql).execute(&mut self.connection).await;
        done.map(drop)
    }

    /// Commits what is written, and says so to all who wait to hear it.
    async fn finish(&mut self) {
        let done = self.run("commit").await;
        self.over(done.map_err(failure)).await.ok();
    }

    /// Looks at where the feed stands after a write, and whether all before it is known.
    fn see(&mut self, ending: &Ending, answers: Vec<Answer>) -> Done {
        let raised = ending.feed.and_then(|(at, entries)| {
            let rows = Rows::Sqlite(answers.into_iter().nth(at)?.rows);
            Some((feed::head(&rows).ok()?, i64::try_from(entries).ok()?))
        });
        let Some((head, entries)) = raised else {
            return Done {
                head: None,
                others_wrote: false,
            };
        };
        let before = std::mem::replace(&mut self.head, head);
        Done {
            head: Some(head),
            others_wrote: head - entries != before,
        }
    }

    /// The transaction is over, one way or the other.
    async fn over(&mut self, done: Result<()>) -> Result<()> {
        self.open = false;
        self.given.clear();
        if done.is_err() {
            // Nothing may be left open, or everybody else would be kept out; most failures have ended it already.
            self.run("rollback").await.ok();
        }
        let told: Committed = match &done {
            Ok(()) => Ok(()),
            Err(Error::Unavailable(message)) => Err(Some(message.clone())),
            Err(_) => Err(None),
        };
        for rider in self.riders.drain(..) {
            // Whoever is gone needs no answer.
            rider.send(told.clone()).ok();
        }
        done
    }
}

/// The pen in hand; dropped without commit, the write is taken back.
#[derive(Debug)]
pub(super) struct Writer {
    pen: Pen,
    sheet: Option<OwnedMutexGuard<Sheet>>,
    /// Whether the savepoint of this write is made, which happens with its first statement.
    begun: bool,
}

/// A write's own savepoint, and what takes it back.
const BEGIN: &str = "savepoint one";
const KEEP: &str = "release one";
const TAKE_BACK: &str = "rollback to one; release one";

impl Writer {
    fn sheet(&mut self) -> &mut Sheet {
        self.sheet
            .as_mut()
            .expect("a writer has the pen until it commits")
    }

    /// Opens the transaction that this write is part of.
    async fn begin(&mut self) -> Result<()> {
        let sheet = self.sheet();
        if sheet.open {
            return Ok(());
        }
        match sheet.run("begin immediate").await {
            Ok(()) => {
                sheet.open = true;
                sheet.open_since = Instant::now();
                Ok(())
            }
            Err(error) => {
                let failed = sheet.over(Err(failure(error))).await;
                self.sheet = None;
                failed
            }
        }
    }

    /// The next number of a counter, when this transaction has given one before; whoever takes it counts it in the database too.
    pub(super) fn next_given(&mut self, counter: &'static str) -> Option<i64> {
        let given = self.sheet().given.get_mut(counter)?;
        *given += 1;
        Some(*given)
    }

    /// Notes the last number that was given of a counter; none when that is to be looked up again.
    pub(super) fn note_given(&mut self, counter: &'static str, number: Option<i64>) {
        let given = &mut self.sheet().given;
        match number {
            Some(number) => given.insert(counter, number),
            None => given.remove(counter),
        };
    }

    /// Runs statements in one visit to the engine; what each gave.
    pub(super) async fn visit(&mut self, asks: &[Ask]) -> Outcome<Vec<Answer>> {
        let before = beginning(self.begun);
        self.begun = true;
        ahead::visit_between(&mut self.sheet().connection, before, asks, &[]).await
    }

    /// Runs the last statements and commits the write, alone or with those that wait behind it; then `note` hears of it.
    /// The number of the feed's newest entry, when the write made any. It goes on when whoever asked goes away meanwhile:
    /// the pen is never handed on in mid-sentence, and nothing is committed that is not noted.
    pub(super) async fn commit(
        mut self,
        ending: Ending,
        note: impl FnOnce(Done) + Send + 'static,
    ) -> Result<Option<i64>> {
        let waiting = self.pen.waiting.load(Ordering::SeqCst);
        let goes_along = self.sheet().gathers(waiting);
        let (pen, begun) = (self.pen.clone(), self.begun);
        let sheet = self.sheet.take();
        let ended = in_background(async move {
            let Some(sheet) = sheet else {
                return Ok(None);
            };
            let (done, told) = end(&pen, sheet, begun, &ending, goes_along).await?;
            if let Some(told) = told {
                match told.await {
                    Ok(Ok(())) => {}
                    Ok(Err(Some(message))) => return Err(Error::Unavailable(message)),
                    Ok(Err(None)) | Err(_) => {
                        return Err(Error::internal("the commit that carried it failed"));
                    }
                }
            }
            note(done);
            Ok(done.head)
        });
        match ended {
            Some(ended) => ended.await.map_err(Error::internal)?,
            None => Err(Error::internal("there is no runtime to commit on")),
        }
    }
}

/// The last statements of a write.
pub(super) struct Ending {
    pub(super) asks: Vec<Ask>,
    /// Which of them gives the feed's new head, and how many entries the write makes in it.
    pub(super) feed: Option<(usize, usize)>,
}

/// What became of a write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Done {
    /// The number of the feed's newest entry.
    pub(super) head: Option<i64>,
    /// Whether the feed has entries before it that another process made since this one wrote last.
    pub(super) others_wrote: bool,
}

fn beginning(begun: bool) -> &'static [&'static str] {
    if begun { &[] } else { &[BEGIN] }
}

/// What became of a write, and where it will be told that it is committed when that is left to the next.
type Ended = (Done, Option<oneshot::Receiver<Committed>>);

/// Ends a write: commits, or leaves that to the next one.
async fn end(
    pen: &Pen,
    mut sheet: OwnedMutexGuard<Sheet>,
    begun: bool,
    ending: &Ending,
    goes_along: bool,
) -> Result<Ended> {
    let after: &[&str] = if goes_along {
        &[KEEP]
    } else {
        &[KEEP, "commit"]
    };
    let before = beginning(begun);
    let started = Instant::now();
    match ahead::visit_between(&mut sheet.connection, before, &ending.asks, after).await {
        Ok(answers) => {
            if !goes_along {
                sheet.commit_took = started.elapsed();
            }
            let done = sheet.see(ending, answers);
            if goes_along {
                let (rider, told) = oneshot::channel();
                sheet.riders.push(rider);
                return Ok((done, Some(told)));
            }
            sheet.over(Ok(())).await?;
            Ok((done, None))
        }
        Err(error) => Err(take_back(pen, sheet, failure(error)).await),
    }
}

/// Takes a write back that failed, and leaves those that it was to be committed with as they were. Gives back why.
async fn take_back(pen: &Pen, mut sheet: OwnedMutexGuard<Sheet>, why: Error) -> Error {
    sheet.given.clear();
    match sheet.run(TAKE_BACK).await {
        Ok(()) => {
            rest(pen, sheet).await;
            why
        }
        // The engine has given up the whole of it, as it does on a full disk.
        Err(_) => match sheet.over(Err(why)).await {
            Err(why) => why,
            Ok(()) => Error::internal("a failure was lost"),
        },
    }
}

/// A write is over that leaves nothing of its own behind: what others wrote is committed when nobody follows who would.
async fn rest(pen: &Pen, mut sheet: OwnedMutexGuard<Sheet>) {
    sheet.given.clear();
    if sheet.riders.is_empty() {
        sheet.run("rollback").await.ok();
        sheet.open = false;
    } else if !pen.is_wanted() {
        sheet.finish().await;
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let Some(sheet) = self.sheet.take() else {
            return;
        };
        let (pen, begun) = (self.pen.clone(), self.begun);
        in_background(async move {
            if begun {
                let given_up =
                    Error::internal("a write was given up, and the engine could not take it back");
                take_back(&pen, sheet, given_up).await;
            } else {
                rest(&pen, sheet).await;
            }
        });
    }
}
