//! What a running instance consists of: opened once, shared by all doors, its followers started in one place.

pub mod answered_store;
mod dates;
mod doctor;
mod doctor_store;
mod image_sizes;
mod in_vain;
mod limits;
mod lock;
mod memo;
mod restore;
mod rooms;
mod run;

use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::{Clock, Day};
use crate::config::Config;
use crate::db::{Db, Engine};
use crate::error::{Error, Result, say};
use crate::folder::Folder;
use crate::id::{MemberId, TeamId};
use crate::live::Live;
use crate::markdown::Renderer;
use crate::members::{self, Entrance, Team, Visitor};
use crate::problems::Wall;
use crate::proposals::Asking;
use crate::search::Search;

pub use doctor::{Area, Counts, Diagnosis, Finding, Severity};
pub use in_vain::InVain;
pub use limits::Limits;
pub use lock::{DataLock, HeldBy};
pub use memo::Memo;
pub use rooms::{Look, Moment, Rooms, Seen, Sight};
pub use run::Tasks;

/// What was last in step with the standards' folder, in the data folder.
const FOLDER_BASE: &str = "folder.json";

/// An instance.
#[derive(Debug)]
pub struct App {
    /// The settings.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// What tells open pages that something changed.
    pub live: Live,
    /// The index of problems and standards.
    pub search: Search,
    /// The standards on disk.
    pub folder: Arc<Folder>,
    /// What runs beside the requests.
    pub tasks: Tasks,
    /// What texts look like, remembered.
    pub renderer: Renderer,
    /// The walls as they hang on a day: each open page of a wall asks for the same after every change.
    pub walls: Memo<(TeamId, Day), Arc<Wall>>,
    /// The teams.
    pub teams: Memo<(), Arc<Vec<Team>>>,
    /// How many proposals, and how many texts in force, ask a member for agreement.
    pub asking: Memo<MemberId, Asking>,
    /// How many standards that a member keeps are to be looked at again by a day, and how many are unclear to somebody.
    pub keeping: Memo<(MemberId, Day), (i64, i64)>,
    /// Who comes by which session, by its digest. One that the terminal ends beside the server is let in for a second
    /// more at most.
    pub sessions: Memo<String, Entrance>,
    /// Who comes by which token, in the same way; a token opens no door of a session, and the other way round.
    pub tokens: Memo<String, Entrance>,
    /// Searches that found nothing, on their way to the gaps.
    pub in_vain: InVain,
    /// The rooms that are looked at.
    pub rooms: Rooms,
    /// How often a token may read.
    pub limits: Limits,
    /// Whom everybody is who comes without a session: in the demo alone, its member.
    pub everybody: Option<MemberId>,
}

impl App {
    /// Opens an instance: the data folder, made when absent, and the database.
    ///
    /// # Errors
    /// The folder cannot be made, or the database cannot be opened.
    pub async fn open(config: Config, clock: Clock) -> Result<Self> {
        make_private_folder(&config.data)?;
        let db = Db::open(&config.engine, clock).await?;
        let live = Live::new(db.look_at_head().await?);
        let address = (!config.is_local()).then(|| config.base_url.clone());
        let base = config.data.join(FOLDER_BASE);
        let folder = Folder::new(db.clone(), &config.standards, base, address);
        Ok(Self {
            search: Search::open(&config.data),
            folder: Arc::new(folder),
            tasks: Tasks::default(),
            walls: Memo::default(),
            teams: Memo::default(),
            asking: Memo::default(),
            keeping: Memo::default(),
            sessions: Memo::default(),
            tokens: Memo::default(),
            in_vain: InVain::default(),
            rooms: Rooms::default(),
            limits: Limits::new(config.rate_limit),
            renderer: Renderer::new(),
            live,
            db,
            config,
            everybody: None,
        })
    }

    /// The clock of the instance.
    pub fn clock(&self) -> &Clock {
        self.db.clock()
    }

    /// All teams, the oldest first, read in this way when they are not known.
    pub async fn all_teams(
        &self,
        read: impl Future<Output = Result<Vec<Team>>>,
    ) -> Result<Arc<Vec<Team>>> {
        let written = self.db.written_to(&["teams"]);
        let written = written.unwrap_or_else(|| self.db.known_head());
        let read = async { Ok(Arc::new(read.await?)) };
        self.teams.get(written, (), read).await
    }

    /// Who comes by this session.
    pub async fn by_session(&self, digest: &str) -> Result<Option<Arc<Visitor>>> {
        let read = async { members::by_session(&mut self.db.read().await?, digest).await };
        self.visitor(&self.sessions, digest, read).await
    }

    /// Who comes by this token.
    pub async fn by_token(&self, digest: &str) -> Result<Option<Arc<Visitor>>> {
        let read = async { members::by_token(&mut self.db.read().await?, digest).await };
        self.visitor(&self.tokens, digest, read).await
    }

    /// Whether what a visitor came in by still stands, for streams that outlive a request: thousands ask at once when
    /// something about a member changed.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn still_stands(&self, visitor: &Visitor) -> Result<bool> {
        Ok(match (&visitor.session, &visitor.token) {
            (Some(session), _) => self.by_session(session).await?.is_some(),
            (_, Some(token)) => self.by_token(token).await?.is_some(),
            _ => members::is_still_there(&mut self.db.read().await?, visitor).await?,
        })
    }

    async fn visitor(
        &self,
        known: &Memo<String, Entrance>,
        digest: &str,
        read: impl Future<Output = Result<Option<Entrance>>>,
    ) -> Result<Option<Arc<Visitor>>> {
        let entrance = match self.db.written_to(members::VISITOR_TABLES) {
            Some(written) => known.find(written, digest.to_owned(), read).await?,
            None => read.await?,
        };
        Ok(entrance.and_then(|entrance| entrance.visitor_at(self.clock().now())))
    }

    /// Where the database file is, when it is one.
    pub fn database_file(&self) -> Option<PathBuf> {
        match &self.config.engine {
            Engine::Sqlite(path) => Some(path.clone()),
            Engine::Postgres(_) => None,
        }
    }

    /// The visitor that somebody without a session is: in the demo its member, elsewhere nobody.
    pub async fn everybodys_visitor(self: &Arc<Self>) -> Result<Option<Visitor>> {
        match &self.everybody {
            Some(member) => members::in_person(&mut self.db.read().await?, member).await,
            None => Ok(None),
        }
    }
}

/// Makes the data folder, readable by its owner alone.
fn make_private_folder(path: &std::path::Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| {
        Error::Unavailable(say!(
            "app-no-data-folder",
            path = path.display().to_string(),
            why = error.to_string()
        ))
    })
}
