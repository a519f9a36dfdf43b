//! What is written on the embedded engine's one writing connection and not yet committed: writes that are whole and wait to be run,
//! and writes that were run and wait for the commit that carries them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnection;
use tokio::sync::oneshot;

use crate::error::{Error, Result};

use super::ahead::{self, Answer, Ask, Step};
use super::failure::failure;
use super::feed;
use super::tx::{Outcome, Rows};

/// So many writes are committed together at most, so that the first of them is not kept waiting.
const TOGETHER: usize = 32;

/// A write's own savepoint, and what takes it back.
const BEGIN: &str = "savepoint one";
const KEEP: &str = "release one";
const TAKE_BACK: &str = "rollback to one; release one";
const COMMIT: &str = "commit";

/// Begins a transaction and looks up what was given of every number, which nobody else can raise until it is over.
const OPEN: &str = "begin immediate";
const GIVEN: &str = "select name, value from counters";

/// The connection, and what is written on it and not yet committed.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) connection: SqliteConnection,
    /// Whether a transaction is open, with the savepoints of earlier writes in it released.
    open: bool,
    /// Writes whose last statements are still to be run, in their order.
    slips: Vec<Slip>,
    /// Writes that were run in the open transaction.
    riders: Vec<(Slip, Done)>,
    /// When the open transaction was begun, and what the last commit took.
    open_since: Instant,
    commit_took: Duration,
    /// The feed's newest entry when this process wrote last.
    head: i64,
    /// The last number given of each counter, while a transaction is open and it is known.
    given: Option<HashMap<String, i64>>,
}

/// A write that leaves the rest of its way to the sheet.
pub(super) struct Slip {
    /// Whether its savepoint is made, by statements that were run before.
    pub(super) begun: bool,
    /// Its last statements.
    pub(super) asks: Vec<Ask>,
    /// Which of them gives the feed's new head, and how many entries the write makes in it.
    pub(super) feed: Option<(usize, usize)>,
    /// Hears of the commit, before anybody is told.
    pub(super) note: Box<dyn FnOnce(Done) + Send + Sync>,
    /// Where whoever wrote it waits for the number of the feed's newest entry, when the write made any.
    pub(super) told: oneshot::Sender<Result<Option<i64>>>,
}

impl std::fmt::Debug for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a write with {} statements left", self.asks.len())
    }
}

/// A failure as it is told to another one of those that it concerns.
fn passed_on(error: &Error) -> Error {
    match error {
        Error::Unavailable(message) => Error::Unavailable(message.clone()),
        other => Error::internal(other.to_string()),
    }
}

/// What became of a write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Done {
    /// The number of the feed's newest entry.
    pub(super) head: Option<i64>,
    /// Whether the feed has entries before it that another process made since this one wrote last.
    pub(super) others_wrote: bool,
}

impl Slip {
    fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        let begin = (!self.begun).then_some(Step::Own(BEGIN));
        let asks = self.asks.iter().map(Step::Ask);
        begin.into_iter().chain(asks).chain([Step::Own(KEEP)])
    }

    /// Whether its statements are the same, whatever their arguments.
    fn is_like(&self, other: &Self) -> bool {
        let same = |(one, other): (&Ask, &Ask)| one.sql == other.sql;
        self.asks.len() == other.asks.len() && self.asks.iter().zip(&other.asks).all(same)
    }

    fn tell(self, what: Result<Option<i64>>) {
        // Whoever is gone needs no answer.
        self.told.send(what).ok();
    }
}

impl Sheet {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        Self {
            connection,
            open: false,
            slips: Vec::new(),
            riders: Vec::new(),
            open_since: Instant::now(),
            commit_took: Duration::ZERO,
            head: 0,
            given: None,
        }
    }

    /// Begins a transaction, unless one is open that this write becomes part of.
    pub(super) async fn begin(&mut self) -> Result<()> {
        if self.open {
            return Ok(());
        }
        // Should whoever writes go away in the middle of this, then it may be open, and is ended like any other.
        self.open = true;
        self.open_since = Instant::now();
        let steps = [Step::Own(OPEN), Step::Own(GIVEN)];
        let (answers, ended) = ahead::walk(&mut self.connection, steps.into_iter()).await;
        if let Err(error) = ended {
            return self.over(Err(failure(error))).await;
        }
        let given: Vec<(String, i64)> = match answers.into_iter().nth(1) {
            Some(answer) => Rows::Sqlite(answer.rows).read()?,
            None => Vec::new(),
        };
        self.given = Some(given.into_iter().collect());
        Ok(())
    }

    /// Whether nothing is open that somebody has to end.
    pub(super) fn is_blank(&self) -> bool {
        !self.open
    }

    /// The next number of a counter, when the last one is known; whoever takes it has to write it down.
    pub(super) fn next_given(&mut self, counter: &str) -> Option<i64> {
        let given = self.given.as_mut()?;
        let last = match given.get_mut(counter) {
            Some(last) => last,
            None => given.entry(counter.to_owned()).or_default(),
        };
        *last += 1;
        Some(*last)
    }

    /// The numbers are to be looked up again: one was raised by other means, or given to a write that is taken back.
    pub(super) fn forget_given(&mut self) {
        self.given = None;
    }

    /// Takes a write that is whole.
    pub(super) fn take(&mut self, slip: Slip) {
        self.slips.push(slip);
    }

    /// Whether the writes so far are left to be committed with those that wait behind them. Once as many are done as wait, the
    /// commit comes: while these are answered the others write. A slow disk is given as much to do as gathers in the time it takes.
    pub(super) fn gathers(&self, waiting: usize) -> bool {
        let done = self.riders.len() + self.slips.len();
        waiting > 0
            && done < TOGETHER
            && (done < waiting || self.open_since.elapsed() < self.commit_took)
    }

    /// Whether writes wait to be run.
    pub(super) fn has_slips(&self) -> bool {
        !self.slips.is_empty()
    }

    /// Runs statements of a write that is not whole yet, in one visit to the engine; no other may wait to be run before it.
    pub(super) async fn visit(&mut self, begun: bool, asks: &[Ask]) -> Result<Vec<Answer>> {
        let begin = (!begun).then_some(Step::Own(BEGIN));
        let steps = begin.into_iter().chain(asks.iter().map(Step::Ask));
        let (mut answers, ended) = ahead::walk(&mut self.connection, steps).await;
        ended.map_err(failure)?;
        answers.drain(..answers.len() - asks.len());
        Ok(answers)
    }

    /// Commits all that is written, and says so to all who wait to hear it.
    pub(super) async fn finish(&mut self) {
        let started = Instant::now();
        if self.run_slips(Some(COMMIT)).await.is_ok() {
            self.commit_took = started.elapsed();
            self.over(Ok(())).await.ok();
        }
    }

    /// Takes back a write that was begun, and leaves those before it as they were.
    pub(super) async fn take_back(&mut self) {
        self.forget_given();
        if let Err(error) = self.run(TAKE_BACK).await {
            // The engine has given up the whole of it, as it does on a full disk.
            self.over(Err(failure(error))).await.ok();
        }
    }

    /// Ends a transaction in which nothing is written. False when there is something.
    pub(super) async fn close_if_empty(&mut self) -> bool {
        let empty = self.riders.is_empty() && self.slips.is_empty();
        if empty && self.open {
            self.open = false;
            self.given = None;
            self.run("rollback").await.ok();
        }
        empty
    }

    /// Runs the writes that wait to be run, and what comes after them, in one visit to the engine. Nobody may go away in the middle of
    /// it.
    ///
    /// # Errors
    /// Everything that was written in the open transaction is lost, and all who wait have been told.
    pub(super) async fn run_slips(&mut self, last: Option<&'static str>) -> Result<()> {
        let alike = self.slips.iter().all(|slip| !slip.begun);
        if self.slips.len() > 1 && alike && self.run_together(last).await? {
            return Ok(());
        }
        self.run_each(last).await
    }

    /// Runs them in one savepoint: one for each would have the engine keep every page as it was before each. False when one of them
    /// failed, and all are still to be run.
    async fn run_together(&mut self, last: Option<&'static str>) -> Result<bool> {
        let asks = self.slips.iter().flat_map(|slip| &slip.asks);
        let count = asks.clone().count() + 2;
        let steps = [Step::Own(BEGIN)].into_iter().chain(asks.map(Step::Ask));
        let steps = steps.chain([Step::Own(KEEP)]).chain(last.map(Step::Own));
        // Many of one kind come again as many; the mixtures are without number.
        let (first, others) = self.slips.split_at(1);
        let often = others.iter().all(|slip| slip.is_like(&first[0]));
        let (answers, ended) = ahead::walk_once_or_often(&mut self.connection, steps, often).await;
        if let Err(error) = ended {
            if answers.len() < count && self.run(TAKE_BACK).await.is_ok() {
                return Ok(false);
            }
            self.over(Err(failure(error))).await?;
        }
        let mut answers = answers.into_iter().skip(1);
        for slip in std::mem::take(&mut self.slips) {
            let given = answers.by_ref().take(slip.asks.len()).collect();
            let done = self.see(&slip, given);
            self.riders.push((slip, done));
        }
        Ok(true)
    }

    /// Runs each in a savepoint of its own. One that fails is taken back and told so, and the others are run all the same.
    async fn run_each(&mut self, last: Option<&'static str>) -> Result<()> {
        while last.is_some() || !self.slips.is_empty() {
            let steps = self.slips.iter().flat_map(Slip::steps);
            let steps = steps.chain(last.map(Step::Own));
            let often = self.slips.len() < 2;
            let (answers, ended) =
                ahead::walk_once_or_often(&mut self.connection, steps, often).await;
            let failed = self.share_out(answers);
            let Err(error) = ended else {
                return Ok(());
            };
            let why = failure(error);
            let Some(slip) = failed else {
                return self.over(Err(why)).await;
            };
            let gone = self.run(TAKE_BACK).await.is_err();
            slip.tell(Err(passed_on(&why)));
            if gone {
                // The engine has given up the whole of it, as it does on a full disk.
                return self.over(Err(why)).await;
            }
        }
        Ok(())
    }

    /// Gives the answers to the writes that they belong to, which then wait for the commit. The first that was not run to its end,
    /// if there is one; those after it are still to be run.
    fn share_out(&mut self, answers: Vec<Answer>) -> Option<Slip> {
        let mut answers = answers.into_iter();
        let mut slips = std::mem::take(&mut self.slips).into_iter();
        while let Some(slip) = slips.next() {
            let of_it = slip.steps().count();
            let mut given: Vec<Answer> = answers.by_ref().take(of_it).collect();
            if given.len() < of_it {
                self.slips = slips.collect();
                return Some(slip);
            }
            given.drain(..usize::from(!slip.begun));
            let done = self.see(&slip, given);
            self.riders.push((slip, done));
        }
        None
    }

    /// Looks at where the feed stands after a write, by the answers to its last statements, and whether all before it is known.
    fn see(&mut self, slip: &Slip, answers: Vec<Answer>) -> Done {
        let raised = slip.feed.and_then(|(at, entries)| {
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
        self.given = None;
        if done.is_err() {
            // What the feed reached in it is no more.
            self.head = -1;
            // Nothing may be left open, or everybody else would be kept out; most failures have ended it already.
            self.run("rollback").await.ok();
        }
        for (mut slip, seen) in self.riders.drain(..) {
            match &done {
                Ok(()) => {
                    std::mem::replace(&mut slip.note, Box::new(drop))(seen);
                    slip.tell(Ok(seen.head));
                }
                Err(error) => slip.tell(Err(passed_on(error))),
            }
        }
        if let Err(error) = &done {
            for slip in self.slips.drain(..) {
                slip.tell(Err(passed_on(error)));
            }
        }
        done
    }

    async fn run(&mut self, sql: &'static str) -> Outcome<()> {
        let done = sqlx::raw_sql(sql).execute(&mut self.connection).await;
        done.map(drop)
    }
}
