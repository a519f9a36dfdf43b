//! The embedded engine's one writer. Writes that wait for each other are committed together: waiting for the disk is most
//! of what a small write costs, and the disk takes many at the price of one. Each stays whole by itself, in a savepoint
//! of its own, and nobody is told that a write is done before the commit that carries it.

use std::ops::DerefMut;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::sqlite::SqliteConnection;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};
use tokio::task::JoinHandle;

use crate::error::{Error, Message, Result};

use super::failure::failure;
use super::sqlite::{PATIENCE, busy};

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
}

/// How a commit ended for those who rode along.
type Committed = std::result::Result<(), Option<Message>>;

impl Pen {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        let sheet = Sheet {
            connection,
            open: false,
            riders: Vec::new(),
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
    async fn run(&mut self, sql: &'static str) -> std::result::Result<(), sqlx::Error> {
        let done = sqlx::raw_sql(sql).execute(&mut self.connection).await;
        done.map(drop)
    }

    /// Commits what is written, and says so to all who wait to hear it.
    async fn finish(&mut self) {
        let done = self.run("commit").await;
        self.over(done.map_err(failure)).await.ok();
    }

    /// The transaction is over, one way or the other.
    async fn over(&mut self, done: Result<()>) -> Result<()> {
        self.open = false;
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

/// The pen in hand, with a write begun; dropped without commit, the write is taken back.
#[derive(Debug)]
pub(super) struct Writer {
    pen: Pen,
    sheet: Option<OwnedMutexGuard<Sheet>>,
}

impl Writer {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.sheet().connection
    }

    fn sheet(&mut self) -> &mut Sheet {
        self.sheet
            .as_mut()
            .expect("a writer has the pen until it commits")
    }

    async fn begin(&mut self) -> Result<()> {
        let sheet = self.sheet();
        let begun = match sheet.open {
            true => sheet.run("savepoint one").await,
            false => sheet.run("begin immediate; savepoint one").await,
        };
        match begun {
            Ok(()) => {
                sheet.open = true;
                Ok(())
            }
            Err(error) => {
                let failed = sheet.over(Err(failure(error))).await;
                self.sheet = None;
                failed
            }
        }
    }

    /// Commits the write, alone or with those that wait behind it. It goes on when whoever asked goes away meanwhile: the
    /// pen is never handed on in mid-sentence.
    pub(super) async fn commit(mut self) -> Result<()> {
        let goes_along = self.pen.is_wanted() && self.sheet().riders.len() < TOGETHER;
        let sheet = self.sheet.take();
        let ended = in_background(async move {
            match sheet {
                Some(sheet) => end(sheet, goes_along).await,
                None => Ok(None),
            }
        });
        let told = match ended {
            Some(ended) => ended.await.map_err(Error::internal)??,
            None => return Err(Error::internal("there is no runtime to commit on")),
        };
        match told {
            None => Ok(()),
            Some(told) => match told.await {
                Ok(Ok(())) => Ok(()),
                Ok(Err(Some(message))) => Err(Error::Unavailable(message)),
                Ok(Err(None)) | Err(_) => Err(Error::internal("the commit that carried it failed")),
            },
        }
    }
}

/// Ends a write: commits, or leaves that to the next one and gives back where it will be told.
async fn end(
    mut sheet: OwnedMutexGuard<Sheet>,
    goes_along: bool,
) -> Result<Option<oneshot::Receiver<Committed>>> {
    if !goes_along {
        let done = sheet.run("release one; commit").await;
        return sheet.over(done.map_err(failure)).await.map(|()| None);
    }
    if let Err(error) = sheet.run("release one").await {
        return sheet.over(Err(failure(error))).await.map(|()| None);
    }
    let (rider, told) = oneshot::channel();
    sheet.riders.push(rider);
    Ok(Some(told))
}

impl Drop for Writer {
    fn drop(&mut self) {
        let Some(mut sheet) = self.sheet.take() else {
            return;
        };
        let pen = self.pen.clone();
        in_background(async move {
            if let Err(error) = sheet.run("rollback to one; release one").await {
                // The engine has given up the whole of it, as it does on a full disk.
                sheet.over(Err(failure(error))).await.ok();
            } else if sheet.riders.is_empty() {
                sheet.run("rollback").await.ok();
                sheet.open = false;
            } else if !pen.is_wanted() {
                sheet.finish().await;
            }
        });
    }
}

/// Runs on by itself: after a drop, which cannot wait, and wherever an open transaction would keep every other writer out.
#[allow(
    clippy::disallowed_methods,
    reason = "it ends as soon as the engine has answered, and belongs to no server that could stop it"
)]
fn in_background<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Option<JoinHandle<T>> {
    let runtime = tokio::runtime::Handle::try_current().ok()?;
    Some(runtime.spawn(work))
}
