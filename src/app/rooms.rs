//! Rooms that are looked at: what everybody sees of a running stand-up is read once after each act, and what it looks like
//! is made once for all who see the same. It keeps the newest state alone, and may be thrown away at any time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use crate::clock::Timestamp;
use crate::error::Result;
use crate::i18n::Language;
use crate::id::StandupId;
use crate::standups::{self, Beat, Room, STANDUP_TABLES, Session};

use super::{App, Memo};

/// Stand-ups that are kept at once; more than run at the same time in most organisations.
const ROOMS: usize = 128;
/// One that ended longer ago, in seconds, is read by few and not kept.
const LATELY: i64 = 600;
/// Ways in which one room is seen at once: languages, zones, whether one is in the room.
const SIGHTS: usize = 64;
/// In every zone a day begins on a full quarter of an hour.
const QUARTER: i64 = 15 * 60 * 1_000_000;

/// Everything by which two who look at one room see it differently. Whoever leads, and whoever has something there that
/// only they see, has no such sight: their page is made for them alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sight {
    /// The language.
    pub language: Language,
    /// The zone, by its name.
    pub zone: String,
    /// Takes part in the loop, so that there are forms.
    pub may: bool,
    /// Is in the room.
    pub here: bool,
    /// Has the floor.
    pub speaks: bool,
    /// Has passed, and may ask for the floor again.
    pub passed: bool,
    /// Has said that they have nothing to add.
    pub ready: bool,
    /// What the clock makes different.
    pub moment: Moment,
}

/// What changes about a room when nobody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// Minutes that are left of the team's time.
    left: Option<i64>,
    /// The present step's time is up.
    up: bool,
    /// Whoever leads is heard of.
    led: bool,
    /// The quarter of an hour: nobody's day changes within one.
    quarter: i64,
}

impl Moment {
    fn of(session: &Session, beat: &Beat, now: Timestamp) -> Self {
        let minutes = |seconds: i64| (seconds + 59).div_euclid(60);
        Self {
            left: session.seconds_left(now).map(minutes),
            up: session.until.is_some_and(|until| until <= now),
            led: beat.head.leader_here(now),
            quarter: now.micros().div_euclid(QUARTER),
        }
    }

    /// Whether whoever leads is heard of.
    pub fn is_led(&self) -> bool {
        self.led
    }
}

/// A room, with what the clock makes of it just now.
#[derive(Debug, Clone)]
pub struct Seen {
    /// What everybody sees.
    pub room: Arc<Room>,
    /// What the clock makes of it.
    pub moment: Moment,
    state: Arc<State>,
}

/// What rooms look like.
#[derive(Debug, Default)]
pub struct Rooms {
    beats: Memo<StandupId, Beat>,
    kept: Mutex<HashMap<StandupId, Arc<State>>>,
}

/// Up to where everything is known that a room shows: the feed's newest entry about the stand-up, and how often anything
/// beside stand-ups was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place(i64, i64, i64);

impl Place {
    fn reaches(self, other: Self) -> bool {
        self.0 >= other.0 && self.1 >= other.1 && self.2 >= other.2
    }
}

/// A room as of one place, and what it looks like to each who sees it differently.
#[derive(Debug)]
struct State {
    place: Place,
    room: OnceCell<Arc<Room>>,
    looks: Mutex<HashMap<Sight, Arc<OnceCell<Arc<Look>>>>>,
}

/// What a room looks like, ready to be sent.
#[derive(Debug)]
pub struct Look {
    /// As it is.
    pub plain: Arc<[u8]>,
    /// The same, compressed.
    pub packed: Arc<[u8]>,
}

impl Seen {
    /// What the room looks like in this way: `make` makes it for the first one who asks, and those who come meanwhile wait
    /// for it.
    pub async fn look(
        &self,
        sight: Sight,
        make: impl Future<Output = Result<Look>>,
    ) -> Result<Arc<Look>> {
        let cell = {
            let mut looks = lock(&self.state.looks);
            if looks.len() >= SIGHTS {
                looks.clear();
            }
            Arc::clone(looks.entry(sight).or_default())
        };
        let made = cell.get_or_try_init(|| async { Ok(Arc::new(make.await?)) });
        made.await.cloned()
    }
}

impl App {
    /// A stand-up at a glance.
    ///
    /// # Errors
    /// `NotFound` when there is no such stand-up.
    pub async fn beat(&self, id: StandupId) -> Result<Beat> {
        let read = async { standups::beat(&mut self.db.read().await?, id).await };
        match self.db.written_to(STANDUP_TABLES) {
            Some(written) => self.rooms.beats.get(written, id, read).await,
            None => read.await,
        }
    }

    /// A stand-up as everybody sees it now.
    ///
    /// # Errors
    /// `NotFound` when there is no such stand-up.
    pub async fn room(&self, id: StandupId) -> Result<Seen> {
        // What else is shown is looked at first: what was read is never older than what it is kept under.
        let written = self.db.written_beside(&[STANDUP_TABLES, NOT_SHOWN]);
        let heard = self.live.beside_standups();
        let beat = self.beat(id).await?;
        let state = self.rooms.at(id, Place(beat.told, written, heard));
        let read = async || -> Result<Arc<Room>> {
            let mut tx = self.db.snapshot().await?;
            Ok(Arc::new(standups::room(&mut tx, id).await?))
        };
        let room = Arc::clone(state.room.get_or_try_init(read).await?);
        let now = self.clock().now();
        let ended = room.session.head.ended_at;
        if ended.is_some_and(|ended| now.seconds_since(ended) > LATELY) {
            lock(&self.rooms.kept).remove(&id);
        }
        let moment = Moment::of(&room.session, &beat, now);
        Ok(Seen {
            room,
            moment,
            state,
        })
    }
}

/// Tables that a room shows nothing of. Of a new one it is thought to show something.
const NOT_SHOWN: &[&str] = &[
    "counters",
    "change_head",
    "changes",
    "change_subjects",
    "answered",
    "sessions",
    "tokens",
    "search_gaps",
];

impl Rooms {
    /// The room as of this place, or of a later one that is known already.
    fn at(&self, id: StandupId, place: Place) -> Arc<State> {
        let mut kept = lock(&self.kept);
        if let Some(known) = kept.get(&id)
            && known.place.reaches(place)
        {
            return Arc::clone(known);
        }
        if kept.len() >= ROOMS {
            kept.clear();
        }
        let state = Arc::new(State {
            place,
            room: OnceCell::new(),
            looks: Mutex::default(),
        });
        kept.insert(id, Arc::clone(&state));
        state
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
