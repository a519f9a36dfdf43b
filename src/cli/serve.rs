//! `cahier serve`: the server, its followers, and the lines it says at its start.

use std::sync::Arc;

use tokio::net::TcpListener;

use crate::app::{App, DataLock};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{self, Actor, Channel};
use crate::error::say;
use crate::{members, web};

use super::Common;
use super::complaint::{Complaint, Outcome};
use super::out::talk;

/// Serves until SIGINT or SIGTERM.
pub(super) async fn serve(common: &Common) -> Outcome {
    start_log();
    let config = Config::read(&common.given())?;
    let app = App::open(config, Clock::system()).await?;
    let lock = DataLock::hold(&app.config.data)?;
    db::tidy(&app.config.data);
    let app = Arc::new(app);
    let code = set_up_code(&app).await?;
    run(app, code).await?;
    drop(lock);
    Ok(())
}

/// Listens, says so, and runs until told to stop.
pub(super) async fn run(app: Arc<App>, set_up_code: Option<String>) -> Outcome {
    let listen = app.config.listen;
    let listener = TcpListener::bind(listen).await.map_err(|error| {
        let message = say!(
            "cli-cannot-listen",
            address = listen.to_string(),
            why = error.to_string()
        );
        Complaint::refused(&message)
    })?;
    app.start_followers();
    talk(&say!("cli-listening", url = app.config.base_url.as_str()));
    if let Some(code) = set_up_code {
        let url = format!("{}/setup", app.config.base_url);
        talk(&say!("cli-set-up-code", url = url, code = code));
    }
    let stopping = Arc::clone(&app);
    web::serve(Arc::clone(&app), listener, async move {
        told_to_stop().await;
        // Streams go on for ever; they end now, so that the server can.
        stopping.tasks.stop().await;
    })
    .await;
    app.db.close().await;
    Ok(())
}

async fn set_up_code(app: &App) -> Outcome<Option<String>> {
    if members::is_set_up(&mut app.db.read().await?).await? {
        return Ok(None);
    }
    let mut tx = app.db.write(Actor::nobody(Channel::Terminal)).await?;
    let code = members::new_set_up_code(&mut tx).await?;
    tx.commit().await?;
    Ok(Some(code))
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without signals the server runs until it is killed, which is safe too.
    interrupted.await.ok();
}

/// Log lines go to standard error: `RUST_LOG` says how much, JSON when no person watches.
pub(super) fn start_log() {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = crate::config::variable("RUST_LOG").unwrap_or_else(|| "info".to_owned());
    // That a watched folder goes is expected; its watcher would log each sign that it cannot take back.
    let filter = match filter.contains("notify") {
        true => filter,
        false => format!("{filter},notify=error"),
    };
    let filter = EnvFilter::new(filter);
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start within one process (tests) keeps the first log.
    if super::reach::is_watched() {
        log.compact().try_init().ok();
    } else {
        log.json().try_init().ok();
    }
}
