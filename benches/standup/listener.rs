//! Spectators: each hears the stand-up's events on one connection, and fetches what changed on another, as an open page does.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::sync::watch;

use crate::instance::{Instance, Room};
use crate::line::{Line, request};

/// Listeners that come at once.
const TOGETHER: usize = 50;

/// What all listeners of one stand-up heard and fetched.
pub(crate) struct Hearing {
    /// The arrivals of each listener in order: the first after the count began is the first act's.
    pub(crate) arrivals: Mutex<Vec<Vec<Instant>>>,
    /// How long each fetch took, and how many bytes it was.
    pub(crate) fetches: Mutex<Vec<(Duration, usize)>>,
    /// Listeners that were cut, and fetches that failed.
    pub(crate) failed: AtomicUsize,
    over: watch::Sender<bool>,
}

impl Default for Hearing {
    fn default() -> Self {
        Self {
            arrivals: Mutex::default(),
            fetches: Mutex::default(),
            failed: AtomicUsize::new(0),
            over: watch::Sender::new(false),
        }
    }
}

impl Hearing {
    /// Forgets what was heard so far.
    pub(crate) fn count_from_here(&self) {
        lock(&self.arrivals).iter_mut().for_each(Vec::clear);
        lock(&self.fetches).clear();
    }

    /// Sends all listeners home.
    pub(crate) fn end(&self) {
        self.over.send_replace(true);
    }
}

/// One listener.
pub(crate) struct Listener {
    number: usize,
    address: SocketAddr,
    line: Line,
    /// What an event says of this stand-up.
    about: Vec<u8>,
    fetch: Option<Vec<u8>>,
    hearing: Arc<Hearing>,
}

impl Listener {
    /// Lets so many come.
    #[allow(
        clippy::disallowed_methods,
        reason = "the bench's own tasks, which end with it"
    )]
    pub(crate) async fn open(
        instance: &Instance,
        room: &Room,
        listeners: usize,
        fetches: bool,
        hearing: &Arc<Hearing>,
    ) -> anyhow::Result<()> {
        *lock(&hearing.arrivals) = vec![Vec::new(); listeners];
        let numbers: Vec<usize> = (0..listeners).collect();
        for some in numbers.chunks(TOGETHER) {
            let coming = some.iter().map(|number| {
                let who = &instance.onlookers[number % instance.onlookers.len()];
                Self::come(instance.address, room, *number, who, fetches, hearing)
            });
            for listener in futures_util::future::try_join_all(coming).await? {
                tokio::spawn(listener.stay());
            }
        }
        Ok(())
    }

    async fn come(
        address: SocketAddr,
        room: &Room,
        number: usize,
        who: &str,
        fetches: bool,
        hearing: &Arc<Hearing>,
    ) -> anyhow::Result<Self> {
        let mut line = Line::open(address).await?;
        // As the tabs of a browser do, which share one stream.
        line.begin(&request("GET", "/api/v1/live", who, "")).await?;
        let parts = "Cahier-Part: room-side room-lead room-head room-mine room-talk room-main room-foot\r\n\
            Accept: text/html\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n";
        let page = format!("/standups/{}", room.id);
        let fetch = fetches.then(|| request("GET", &page, &format!("{who}{parts}"), ""));
        Ok(Self {
            number,
            address,
            line,
            about: format!("\"subject\":\"{}\"", room.id).into_bytes(),
            fetch,
            hearing: Arc::clone(hearing),
        })
    }

    async fn stay(self) {
        let mut over = self.hearing.over.subscribe();
        let hearing = Arc::clone(&self.hearing);
        let stay = async {
            if let Err(error) = self.listen().await {
                eprintln!("a listener was cut: {error}");
                hearing.failed.fetch_add(1, Ordering::Relaxed);
            }
        };
        tokio::select! {
            () = stay => {}
            _ = over.wait_for(|over| *over) => {}
        }
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "the bench's own tasks, which end with it"
    )]
    async fn listen(mut self) -> anyhow::Result<()> {
        let (news, heard) = watch::channel(());
        if let Some(fetch) = self.fetch.take() {
            let line = Line::open(self.address).await?;
            tokio::spawn(keep_up(line, fetch, heard, Arc::clone(&self.hearing)));
        }
        loop {
            let lines = self.line.lines().await?;
            let events = lines
                .split(|byte| *byte == b'\n')
                .filter(|line| line.starts_with(b"data: ") && has(line, &self.about));
            let now = Instant::now();
            let count = events.count();
            if count > 0 {
                let mut arrivals = lock(&self.hearing.arrivals);
                arrivals[self.number].extend(std::iter::repeat_n(now, count));
                news.send_replace(());
            }
        }
    }
}

/// Fetches a moment after something was heard, once for all that was heard till then.
async fn keep_up(
    mut line: Line,
    fetch: Vec<u8>,
    mut heard: watch::Receiver<()>,
    hearing: Arc<Hearing>,
) {
    while heard.changed().await.is_ok() {
        let moment = 150.0 + 200.0 * rand::random::<f64>();
        tokio::time::sleep(Duration::from_secs_f64(moment / 1_000.0)).await;
        heard.mark_unchanged();
        let asked = Instant::now();
        let fetched = async {
            let (status, body) = line.ask(&fetch).await?;
            ensure!(status == 200, "answered {status}");
            anyhow::Ok(body.len())
        };
        match fetched.await {
            Ok(bytes) => lock(&hearing.fetches).push((asked.elapsed(), bytes)),
            Err(error) => {
                eprintln!("a fetch failed: {error}");
                hearing.failed.fetch_add(1, Ordering::Relaxed);
                return;
            }
        }
    }
}

fn has(line: &[u8], words: &[u8]) -> bool {
    line.windows(words.len()).any(|here| here == words)
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
