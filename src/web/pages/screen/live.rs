//! The stream of a screen: it says that there is something new to look at, and never what. It says so every minute too,
//! since the clock to the stand-up goes on when nothing else does.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use crate::app::App;
use crate::error::Result;
use crate::live::News;
use crate::members;
use crate::web::failure::Answer;
use crate::web::visit::Visit;

/// How often whether the screen may still look is asked at least.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// The beginnings of the kinds of what a screen shows: its cards, who leads, when the stand-up is.
const SHOWN: [&str; 6] = [
    "problem.",
    "countermeasure.",
    "investigation.",
    "standup.",
    "member.",
    "team.",
];
const MINUTE: i64 = 60_000_000;

type To = mpsc::Sender<Result<Event, Infallible>>;

/// A line to listen on.
pub(super) async fn live(visit: Visit) -> Answer<impl IntoResponse> {
    let (to, from) = mpsc::channel(8);
    let entries = visit.app.live.subscribe();
    let app = Arc::clone(&visit.app);
    app.tasks.spawn(run(visit, entries, to));
    let keep_alive = KeepAlive::new().interval(HEARTBEAT).text("alive");
    Ok(Sse::new(ReceiverStream::new(from)).keep_alive(keep_alive))
}

async fn run(visit: Visit, mut entries: tokio::sync::broadcast::Receiver<Arc<News>>, to: To) {
    let app = Arc::clone(&visit.app);
    // Whatever happened between the page and this line, or while it was cut, is looked at once.
    let begin = Event::default()
        .retry(Duration::from_millis(1500))
        .event("reload")
        .data("{}");
    let mut next = Some(begin);
    let mut minute = minute_of(&app);
    loop {
        if let Some(event) = next.take()
            && to.send(Ok(event)).await.is_err()
        {
            return;
        }
        let said = tokio::select! {
            entry = entries.recv() => entry,
            () = to.closed() => return,
            () = tokio::time::sleep(until_the_minute(&app)) => {
                if !may_still_look(&visit).await {
                    return;
                }
                let now = minute_of(&app);
                if now != minute {
                    minute = now;
                    next = Some(look());
                }
                continue;
            }
        };
        match said {
            Ok(news) => {
                let entry = &news.entry;
                let about_who = ["member.", "team."]
                    .iter()
                    .any(|kind| entry.kind.starts_with(kind));
                if about_who && !may_still_look(&visit).await {
                    return;
                }
                if SHOWN.iter().any(|kind| entry.kind.starts_with(kind)) {
                    next = Some(look());
                }
            }
            Err(RecvError::Lagged(_)) => next = Some(look()),
            Err(RecvError::Closed) => return,
        }
    }
}

fn look() -> Event {
    Event::default().event("change").data("{}")
}

fn minute_of(app: &App) -> i64 {
    app.clock().now().micros().div_euclid(MINUTE)
}

/// To the next full minute, or a heartbeat when that is sooner.
fn until_the_minute(app: &App) -> Duration {
    let left = MINUTE - app.clock().now().micros().rem_euclid(MINUTE);
    let left = Duration::from_micros(left.unsigned_abs());
    // A little later, so that the minute has begun on whatever clock is asked.
    HEARTBEAT.min(left + Duration::from_millis(20))
}

/// Whether the session still stands, or the link of the screen. A database that does not answer is no reason to go.
async fn may_still_look(visit: &Visit) -> bool {
    let looked = async {
        match (visit.guest(), visit.screen()) {
            (Some(visitor), _) => visit.app.still_stands(visitor).await,
            (None, Some(screen)) => members::screen_stands(&mut visit.read().await?, screen).await,
            (None, None) => Ok(false),
        }
    };
    looked.await.unwrap_or(true)
}
