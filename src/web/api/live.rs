//! The change feed as a stream of server-sent events: what happened, never what was written.

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use tokio::sync::broadcast::error::RecvError;
use tokio_stream::wrappers::ReceiverStream;
use utoipa_axum::routes;

use crate::app::App;
use crate::changes::{self, Entry};
use crate::error::Result;
use crate::members::{self, Deed};
use crate::web::failure::Answer;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

/// Entries that are sent again after a cut; whoever missed more loads the page anew.
const RESUMED: i64 = 500;
/// How often a comment keeps the connection open through proxies, and whether its visitor may still read is looked at.
const HEARTBEAT: Duration = Duration::from_secs(15);

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Deed::Read, routes!(live))
}

/// What happens, as it happens. `Last-Event-ID` resumes after a cut; a gap too old is told by `event: reload`.
#[utoipa::path(
    get, path = "/live", tag = "changes",
    params(("Last-Event-ID" = Option<i64>, Header, description = "the last number that was seen")),
    responses((status = 200, content_type = "text/event-stream", body = String))
)]
async fn live(visit: Visit, headers: HeaderMap) -> Answer<impl IntoResponse> {
    stream(visit, headers, None).await
}

/// The stream of what happens, of all or of one thing.
pub(super) async fn stream(
    visit: Visit,
    headers: HeaderMap,
    about: Option<String>,
) -> Answer<Sse<impl Stream<Item = Result<Event, std::convert::Infallible>>>> {
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let (to, from) = tokio::sync::mpsc::channel(64);
    // Subscribed before the feed is read, so that nothing falls between what is sent again and what comes.
    let entries = visit.app.live.subscribe();
    let last = match last {
        Some(last) => last,
        None => visit.app.db.look_at_head().await?,
    };
    let sender = Sender {
        app: Arc::clone(&visit.app),
        visit,
        to,
        about,
        sent: last,
    };
    let app = Arc::clone(&sender.app);
    app.tasks.spawn(sender.run(entries));
    let keep_alive = KeepAlive::new().interval(HEARTBEAT).text("alive");
    Ok(Sse::new(ReceiverStream::new(from)).keep_alive(keep_alive))
}

struct Sender {
    app: Arc<App>,
    visit: Visit,
    to: tokio::sync::mpsc::Sender<Result<Event, std::convert::Infallible>>,
    /// The one thing that is listened to; all when absent.
    about: Option<String>,
    /// The number of the last entry that was sent.
    sent: i64,
}

impl Sender {
    async fn run(mut self, mut entries: tokio::sync::broadcast::Receiver<Arc<Entry>>) {
        if !self.catch_up().await.unwrap_or(false) {
            return;
        }
        loop {
            let entry = tokio::select! {
                entry = entries.recv() => entry,
                () = self.to.closed() => return,
                () = tokio::time::sleep(HEARTBEAT) => {
                    if !self.may_still_read().await {
                        return;
                    }
                    continue;
                }
            };
            match entry {
                Ok(entry) => {
                    let about_members = entry.kind.starts_with("member.");
                    if about_members && !self.may_still_read().await {
                        return;
                    }
                    if !self.send(&entry).await {
                        return;
                    }
                }
                Err(RecvError::Lagged(_)) => {
                    self.reload().await;
                    return;
                }
                Err(RecvError::Closed) => return,
            }
        }
    }

    /// Sends again what was missed; false when the stream ends here.
    async fn catch_up(&mut self) -> Result<bool> {
        let head = self.app.db.look_at_head().await?;
        let retry = Event::default()
            .retry(Duration::from_millis(1500))
            .comment("begin");
        if self.to.send(Ok(retry)).await.is_err() {
            return Ok(false);
        }
        if head - self.sent > RESUMED || self.sent > head {
            self.reload().await;
            return Ok(false);
        }
        let missed = changes::since(&mut self.app.db.read().await?, self.sent, RESUMED).await?;
        for entry in missed {
            if !self.send(&entry).await {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn send(&mut self, entry: &Entry) -> bool {
        if entry.seq <= self.sent {
            return true;
        }
        self.sent = entry.seq;
        if !self.concerns(entry) {
            return true;
        }
        let data =
            serde_json::json!({"kind": entry.kind, "subject": entry.subject, "also": entry.also});
        let event = Event::default()
            .id(entry.seq.to_string())
            .event("change")
            .data(data.to_string());
        self.to.send(Ok(event)).await.is_ok()
    }

    fn concerns(&self, entry: &Entry) -> bool {
        let about = self.about.as_ref();
        about.is_none_or(|about| entry.subject == *about || entry.also.contains(about))
    }

    async fn reload(&self) {
        let event = Event::default().event("reload").data("{}");
        // A reader that is gone needs no reload.
        self.to.send(Ok(event)).await.ok();
    }

    /// Whether the visitor's session or token still stands.
    async fn may_still_read(&self) -> bool {
        let Some(visitor) = self.visit.guest() else {
            return false;
        };
        let looked = async {
            let mut tx = self.app.db.read().await?;
            members::still_stands(&mut tx, visitor).await
        };
        looked.await.unwrap_or(true)
    }
}
