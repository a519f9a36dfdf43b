//! The embedded engine's one writer. Writes that wait for each other are committed together: waiting for the disk is most
//! of what a small write costs, and the disk takes many at the price of one. Each stays whole by itself, in a savepoint
//! of its own, and nobody is told that a write is done before the commit that carries it.

use std::ops::DerefMut;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::sqlite::SqliteConnection;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::error::{Error, Result};

use super::ahead::{Answer, Ask};
use super::background::in_background;
use super::sqlite::{PATIENCE, busy};
use super::sqlite_sheet::{Done, Sheet, Slip};

/// Whoever holds it writes.
#[derive(Debug, Clone)]
pub(super) struct Pen {
    sheet: Arc<Mutex<Sheet>>,
    /// How many wait for it.
    waiting: Arc<AtomicUsize>,
}

impl Pen {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        Self {
            sheet: Arc::new(Mutex::new(Sheet::new(connection))),
            waiting: Arc::default(),
        }
    }

    /// The connection outside any transaction, for what brings its own.
    pub(super) async fn connection(&self) -> impl DerefMut<Target = SqliteConnection> {
        let mut sheet = Arc::clone(&self.sheet).lock_owned().await;
        if !sheet.is_blank() {
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
        let mut hold = Hold {
            pen: self.clone(),
            sheet: Some(sheet),
            begun: false,
            numbered: false,
        };
        hold.sheet().begin().await?;
        Ok(Writer { hold: Some(hold) })
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
            if !sheet.is_blank() && !pen.is_wanted() {
                sheet.finish().await;
            }
        });
    }
}

/// The pen in hand; dropped without commit, the write is taken back.
#[derive(Debug)]
pub(super) struct Writer {
    hold: Option<Hold>,
}

impl Writer {
    fn hold(&mut self) -> Result<&mut Hold> {
        self.hold
            .as_mut()
            .ok_or_else(|| Error::internal("the pen was lost on the way"))
    }

    /// The next number of a counter, when the last one is known; whoever takes it has to write it down.
    pub(super) fn next_given(&mut self, counter: &str) -> Option<i64> {
        let hold = self.hold.as_mut()?;
        let number = hold.sheet().next_given(counter);
        hold.numbered |= number.is_some();
        number
    }

    /// The numbers are to be looked up again: one is raised by other means.
    pub(super) fn forget_given(&mut self) {
        if let Some(hold) = &mut self.hold {
            hold.sheet().forget_given();
        }
    }

    /// Runs statements in one visit to the engine; what each gave.
    pub(super) async fn visit(&mut self, asks: &[Ask]) -> Result<Vec<Answer>> {
        if self.hold()?.sheet().has_slips() {
            // They are others' writes: they are run to their end even when whoever writes this one goes away.
            let mut hold = self.hold.take();
            let run = in_background(async move {
                let done = match &mut hold {
                    Some(hold) => hold.sheet().run_slips(None).await,
                    None => Ok(()),
                };
                (hold, done)
            });
            if let Some(run) = run {
                let (hold, done) = run.await.map_err(Error::internal)?;
                self.hold = hold;
                done?;
            }
        }
        let hold = self.hold()?;
        let begun = std::mem::replace(&mut hold.begun, true);
        hold.sheet().visit(begun, asks).await
    }

    /// Runs the last statements and commits the write, alone or with those that wait behind it; then `note` hears of it.
    /// The number of the feed's newest entry, when the write made any. It goes on when whoever asked goes away meanwhile:
    /// the pen is never handed on in mid-sentence, and nothing is committed that is not noted.
    pub(super) async fn commit(
        mut self,
        ending: Ending,
        note: impl FnOnce(Done) + Send + Sync + 'static,
    ) -> Result<Option<i64>> {
        let hold = self.hold()?;
        let (told, hears) = oneshot::channel();
        let slip = Slip {
            begun: hold.begun,
            asks: ending.asks,
            feed: ending.feed,
            note: Box::new(note),
            told,
        };
        let waiting = hold.pen.waiting.load(Ordering::SeqCst);
        if let Some(mut sheet) = hold.sheet.take() {
            sheet.take(slip);
            if !sheet.gathers(waiting) {
                in_background(async move { sheet.finish().await });
            }
        }
        match hears.await {
            Ok(done) => done,
            Err(_) => Err(Error::internal("the commit that carried it was given up")),
        }
    }
}

/// The last statements of a write.
pub(super) struct Ending {
    pub(super) asks: Vec<Ask>,
    /// Which of them gives the feed's new head, and how many entries the write makes in it.
    pub(super) feed: Option<(usize, usize)>,
}

/// The sheet while a write has it.
#[derive(Debug)]
struct Hold {
    pen: Pen,
    /// Gone once the write is whole and the pen may be handed on.
    sheet: Option<OwnedMutexGuard<Sheet>>,
    /// Whether the savepoint of this write is made, which happens with its first statement.
    begun: bool,
    /// Whether it was given a number.
    numbered: bool,
}

impl Hold {
    fn sheet(&mut self) -> &mut Sheet {
        self.sheet
            .as_mut()
            .expect("a write has the sheet until it commits")
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let Some(mut sheet) = self.sheet.take() else {
            return;
        };
        if self.numbered {
            sheet.forget_given();
        }
        let (pen, begun) = (self.pen.clone(), self.begun);
        in_background(async move {
            if begun {
                sheet.take_back().await;
            }
            // What others wrote is committed when nobody follows who would.
            if !sheet.close_if_empty().await && !pen.is_wanted() {
                sheet.finish().await;
            }
        });
    }
}
