//! The change feed as a stream of server-sent events: what happened, never what was written.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use utoipa_axum::routes;

use crate::app::App;
use crate::changes;
use crate::error::Result;
use crate::live::News;
use crate::members::{Deed, Visitor};
use crate::web::failure::Answer;
use crate::web::routes::Routes;
use crate::web::visit::Visit;

/// Entries that are sent again after a cut; whoever missed more loads the page anew.
const RESUMED: i64 = 500;
/// How often a comment keeps the connection open through proxies, and whether its visitor may still read is looked at.
const HEARTBEAT: Duration = Duration::from_secs(15);

const BEGIN: &[u8] = b": begin\nretry: 1500\n\n";
const ALIVE: &[u8] = b": alive\n\n";
const RELOAD: &[u8] = b"event: reload\ndata: {}\n\n";

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
) -> Answer<Response> {
    let app = visit.app;
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    // Subscribed before the feed is read, so that nothing falls between what is sent again and what comes.
    let news = app.live.subscribe();
    let head = app.db.look_at_head().await?;
    let mut listener = Listener {
        stop: app.tasks.stop_signal(),
        visitor: visit.visitor,
        app,
        about: about.map(Into::into),
        news,
        sent: last.unwrap_or(head),
        ready: VecDeque::from([Bytes::from_static(BEGIN)]),
        alive_at: Instant::now() + HEARTBEAT,
        over: false,
    };
    listener.catch_up(head).await?;
    let told = unfold(listener, |mut listener| async {
        let said = listener.next().await?;
        Some((Ok::<Bytes, Infallible>(said), listener))
    });
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/event-stream"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    Ok((headers, Body::from_stream(told)).into_response())
}

/// One open stream. There may be thousands: it holds its place and little else, and is nobody's task but its connection's.
struct Listener {
    app: Arc<App>,
    visitor: Option<Arc<Visitor>>,
    /// The one thing that is listened to; all when absent.
    about: Option<Box<str>>,
    news: Receiver<Arc<News>>,
    /// The number of the last entry that was looked at.
    sent: i64,
    /// What is said before anything else.
    ready: VecDeque<Bytes>,
    alive_at: Instant,
    /// Ends once all is said that is ready.
    over: bool,
    stop: CancellationToken,
}

impl Listener {
    /// Makes ready what was missed.
    async fn catch_up(&mut self, head: i64) -> Result<()> {
        if head - self.sent > RESUMED || self.sent > head {
            self.reload();
        } else if self.sent < head {
            let mut tx = self.app.db.read().await?;
            for entry in changes::since(&mut tx, self.sent, RESUMED).await? {
                let said = self.tell(&News::of(entry));
                self.ready.extend(said);
            }
        }
        Ok(())
    }

    /// What is said next; nothing once the stream ends. What happened meanwhile is said together: where much happens,
    /// each listener is written to less often.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            match self.ready.len() {
                0 if self.over => return None,
                0 => {}
                1 => return self.ready.pop_front(),
                _ => return Some(self.ready.drain(..).collect::<Vec<_>>().concat().into()),
            }
            let heard = tokio::select! {
                heard = self.news.recv() => heard,
                () = self.stop.cancelled() => return None,
                () = tokio::time::sleep_until(self.alive_at) => {
                    if !self.may_still_read().await {
                        return None;
                    }
                    self.alive_at = Instant::now() + HEARTBEAT;
                    return Some(Bytes::from_static(ALIVE));
                }
            };
            let mut heard = match heard {
                Ok(news) => Some(news),
                Err(RecvError::Lagged(_)) => {
                    self.reload();
                    None
                }
                Err(RecvError::Closed) => return None,
            };
            while let Some(news) = heard {
                let about_members = news.entry.kind.starts_with("member.");
                if about_members && !self.may_still_read().await {
                    return None;
                }
                let said = self.tell(&news);
                self.ready.extend(said);
                // Whoever is too far behind is told so when it is their turn to wait again.
                heard = self.news.try_recv().ok();
            }
        }
    }

    /// What is said of an entry; nothing when it was told or is about something else.
    fn tell(&mut self, news: &News) -> Option<Bytes> {
        let entry = &news.entry;
        if entry.seq <= self.sent {
            return None;
        }
        self.sent = entry.seq;
        let about = self.about.as_deref();
        let concerns = about.is_none_or(|about| {
            entry.subject == *about || entry.also.iter().any(|also| also == about)
        });
        concerns.then(|| Bytes::from_owner(Arc::clone(&news.event)))
    }

    fn reload(&mut self) {
        self.ready.push_back(Bytes::from_static(RELOAD));
        self.over = true;
    }

    /// Whether what the visitor came in by still stands. A database that does not answer is no reason to go. It has a box
    /// of its own while it is asked: what reading needs is large, and would be kept as long as the stream is open.
    async fn may_still_read(&self) -> bool {
        match &self.visitor {
            Some(visitor) => Box::pin(self.app.still_stands(visitor))
                .await
                .unwrap_or(true),
            None => false,
        }
    }
}
