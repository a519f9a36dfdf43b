//! An instance with one team, `web`, and a clock that stands still until the test moves it.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use cahier::app::App;
use cahier::clock::{Clock, Timestamp};
use cahier::config::{Config, Given};
use cahier::db::{Actor, Channel, Tx};
use cahier::i18n::Language;
use cahier::members::{self, Administrator, Email, Joining, Name, Role, Scope, Team, TeamKey};

use super::Person;

/// When every test begins: a Monday, 09:00 in Paris.
const BEGIN: &str = "2026-03-02T08:00:00Z";

/// An instance of a test's own.
pub(crate) struct Site {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Clock,
    pub(crate) team: Team,
    pub(crate) router: Router,
    folder: Arc<tempfile::TempDir>,
    database_url: String,
}

/// Another server on an instance's database.
pub(crate) struct Node {
    pub(crate) router: Router,
    folder: tempfile::TempDir,
}

impl Node {
    /// Its own folder of the book.
    pub(crate) fn standards(&self) -> PathBuf {
        self.folder.path().join("data").join("standards")
    }
}

impl Site {
    /// A new instance with the team `web` and nobody in it.
    pub(crate) async fn new() -> Self {
        Self::reached_at(None).await
    }

    /// The same, which people reach at this address; none: only on its own machine.
    pub(crate) async fn reached_at(base_url: Option<&str>) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let database_url = database(folder.path()).await;
        let clock = Clock::by_hand(BEGIN.parse::<Timestamp>().unwrap());
        let app = open_at(folder.path(), &database_url, clock.clone(), base_url).await;
        let mut tx = app
            .db
            .write(Actor::nobody(Channel::Terminal))
            .await
            .unwrap();
        let key = TeamKey::parse("web").unwrap();
        let administrator = Administrator::of_the_data_folder();
        let team = members::add_team(&mut tx, &administrator, &key, "Web", Language::En)
            .await
            .unwrap();
        let change = members::TeamChange {
            zone: Some("Europe/Paris".to_owned()),
            ..members::TeamChange::default()
        };
        let team = members::change_team(&mut tx, &administrator, &team.id, change)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self::around(app, clock, team, folder, database_url)
    }

    /// An instance that nobody has set up yet.
    pub(crate) async fn bare() -> (Arc<App>, Router, Arc<tempfile::TempDir>) {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let database_url = database(folder.path()).await;
        let clock = Clock::by_hand(BEGIN.parse::<Timestamp>().unwrap());
        let app = open(folder.path(), &database_url, clock).await;
        let router = cahier::web::router(Arc::clone(&app));
        (app, router, folder)
    }

    /// The example team's instance, where every visitor is its member.
    pub(crate) async fn example(language: Language) -> (Person, Arc<App>, Arc<tempfile::TempDir>) {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let database_url = database(folder.path()).await;
        let clock = Clock::by_hand(BEGIN.parse::<Timestamp>().unwrap());
        let mut app = Arc::into_inner(open(folder.path(), &database_url, clock).await).unwrap();
        let played = cahier::demo::play(&app.db, language).await.unwrap();
        app.everybody = Some(played.visitor);
        let app = Arc::new(app);
        app.start_followers();
        let visitor = Person::at(cahier::web::router(Arc::clone(&app)));
        (visitor, app, folder)
    }

    /// The same instance after a restart: everything in memory is gone.
    pub(crate) async fn restarted(self) -> Self {
        self.app.tasks.stop().await;
        self.app.db.close().await;
        let app = open(self.folder.path(), &self.database_url, self.clock.clone()).await;
        Self::around(app, self.clock, self.team, self.folder, self.database_url)
    }

    /// Another node on the same database, with a data folder of its own: none with the embedded engine, which is one
    /// server's alone. It ends with the test.
    pub(crate) async fn another_node(&self) -> Option<Node> {
        if !self.database_url.starts_with("postgres") {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let app = open(folder.path(), &self.database_url, self.clock.clone()).await;
        app.start_followers();
        Some(Node {
            router: cahier::web::router(Arc::clone(&app)),
            folder,
        })
    }

    /// A member of the team who is signed in.
    pub(crate) async fn member(&self, name: &str) -> Person {
        self.joined(name, Role::Member).await
    }

    /// Several members of the team, in the order they joined.
    pub(crate) async fn members<const N: usize>(&self, names: [&str; N]) -> [Person; N] {
        let mut joined = Vec::with_capacity(N);
        for name in names {
            joined.push(self.member(name).await);
        }
        joined.try_into().ok().expect("as many as there are names")
    }

    /// A reader who is signed in.
    pub(crate) async fn reader(&self, name: &str) -> Person {
        self.joined(name, Role::Reader).await
    }

    /// An administrator who is signed in.
    pub(crate) async fn administrator(&self, name: &str) -> Person {
        self.joined(name, Role::Administrator).await
    }

    /// A member who can sign in with a password.
    pub(crate) async fn with_password(&self, name: &str, password: &str) -> Person {
        let person = self.member(name).await;
        let hashed = members::Passwords::hash(password.to_owned(), vec![])
            .await
            .unwrap();
        let mut tx = self.write().await;
        let visitor = members::in_person(&mut tx, &person.id)
            .await
            .unwrap()
            .unwrap();
        members::change_password(&mut tx, &visitor, &hashed)
            .await
            .unwrap();
        let session = members::open_session(&mut tx, &person.id).await.unwrap();
        tx.commit().await.unwrap();
        Person::signed_in(self.router.clone(), person.id, name, &session.secret)
    }

    /// Somebody by a token of their own.
    pub(crate) async fn by_token(&self, person: &Person, scope: Scope) -> Person {
        let mut tx = self.write().await;
        let name = Name::parse("a test").unwrap();
        let secret = members::create_token(&mut tx, &person.id, &name, scope)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        person.with_token(secret)
    }

    /// Somebody who is not signed in.
    pub(crate) fn stranger(&self) -> Person {
        Person::at(self.router.clone())
    }

    /// The address of this instance on the network, for programs of their own; it ends with the test.
    #[allow(
        clippy::disallowed_methods,
        reason = "a test's own server, not the program's"
    )]
    pub(crate) async fn served(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(axum::serve(listener, self.router.clone()).into_future());
        format!("http://{address}")
    }

    /// A write beside all doors, for what a test has to prepare.
    pub(crate) async fn write(&self) -> Tx {
        self.app
            .db
            .write(Actor::nobody(Channel::Terminal))
            .await
            .unwrap()
    }

    /// Moves the clock on by days.
    pub(crate) fn days_pass(&self, days: i64) {
        self.clock.advance(days * 86_400);
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The address of the database.
    pub(crate) fn database_url(&self) -> &str {
        &self.database_url
    }

    /// The book's folder.
    pub(crate) fn standards(&self) -> PathBuf {
        self.app.config.standards.clone()
    }

    fn around(
        app: Arc<App>,
        clock: Clock,
        team: Team,
        folder: Arc<tempfile::TempDir>,
        database_url: String,
    ) -> Self {
        app.start_followers();
        let router = cahier::web::router(Arc::clone(&app));
        Self {
            app,
            clock,
            team,
            router,
            folder,
            database_url,
        }
    }

    async fn joined(&self, name: &str, role: Role) -> Person {
        let mut tx = self.write().await;
        let email = format!("{}@example.org", name.to_lowercase());
        let joining = Joining {
            name: Name::parse(name).unwrap(),
            email: Email::parse(&email).unwrap(),
            role: Some(role),
            teams: vec![self.team.id.clone()],
            password: None,
            language: None,
        };
        let member = members::join(&mut tx, joining).await.unwrap();
        let session = members::open_session(&mut tx, &member.id).await.unwrap();
        tx.commit().await.unwrap();
        Person::signed_in(self.router.clone(), member.id, name, &session.secret)
    }
}

async fn open(folder: &std::path::Path, database_url: &str, clock: Clock) -> Arc<App> {
    open_at(folder, database_url, clock, None).await
}

async fn open_at(
    folder: &std::path::Path,
    database_url: &str,
    clock: Clock,
    base_url: Option<&str>,
) -> Arc<App> {
    let given = Given {
        data: Some(folder.join("data")),
        standards: Some(folder.join("data").join("standards")),
        database_url: Some(database_url.to_owned()),
        base_url: base_url.map(str::to_owned),
        ..Given::default()
    };
    let config = Config::from_parts(&given, std::collections::BTreeMap::new()).unwrap();
    Arc::new(App::open(config, clock).await.unwrap())
}

/// The address of a new, empty database.
async fn database(folder: &std::path::Path) -> String {
    #[allow(clippy::disallowed_methods, reason = "a test has no settings")]
    let server = std::env::var("CAHIER_TEST_DATABASE").unwrap_or_default();
    if server.is_empty() {
        return format!("sqlite:{}", folder.join("data").join("cahier.db").display());
    }
    use sqlx::Connection;
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    let mut connection = sqlx::PgConnection::connect(&server).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}")))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let (rest, _) = server.rsplit_once('/').unwrap();
    let options = server.split_once('?').map_or("", |(_, options)| options);
    if options.is_empty() {
        format!("{rest}/{name}")
    } else {
        format!("{rest}/{name}?{options}")
    }
}
