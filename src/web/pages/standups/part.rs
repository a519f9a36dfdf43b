//! What an open page of the room fetches when something happened: the room without what surrounds it. Those who only look on
//! all get the same bytes, made once for all of them; whoever has something of their own there gets theirs.

use std::io::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::app::{Look, Seen};
use crate::error::{Error, Result};
use crate::id::StandupId;
use crate::standups::Step;
use crate::web::page::Shell;
use crate::web::visit::Visit;

use super::looks::Looks;
use super::minutes::{MinutesPage, Refused};
use super::room::RoomPage;
use super::room_answer::Answer;

/// What it is now, by the clock that counts, in thousandths of a second: the same page is sent at different times.
const NOW: HeaderName = HeaderName::from_static("cahier-now");

/// The room for an open page of it; once it has ended, the minutes.
pub(super) async fn part(visit: &Visit, id: StandupId, asked: &HeaderMap) -> Result<Response> {
    let seen = visit.app.room(id).await?;
    let looks = Looks::of(visit, &seen).await?;
    let shell = visit.shell("standups");
    let now = shell.now().micros() / 1_000;
    if looks.own.is_some() && !has_ended(&seen) {
        let mine = render(&seen, shell, &looks)?;
        return Ok((headers(now), mine).into_response());
    }
    let others = looks.as_others();
    let make = async { Ok(packed(render(&seen, shell.of_nobody(), &others)?)) };
    let look = seen.look(others.sight.clone(), make).await?;
    let bytes = |bytes: &Arc<[u8]>| Body::from(Bytes::from_owner(Arc::clone(bytes)));
    if takes_gzip(asked) {
        let gzip = (header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        return Ok((headers(now), [gzip], bytes(&look.packed)).into_response());
    }
    Ok((headers(now), bytes(&look.plain)).into_response())
}

fn has_ended(seen: &Seen) -> bool {
    seen.room.session.standup.place().step == Step::Ended
}

fn render(seen: &Seen, shell: Shell, looks: &Looks) -> Result<String> {
    let room = &seen.room;
    let html = match has_ended(seen) {
        // Its class tells the open page that another one stands here now.
        true => MinutesPage::of(shell.of_nobody(), &room.minutes, Refused::default(), false)
            .as_main()
            .render()
            .map(|minutes| format!("<main class=\"page\">{minutes}</main>")),
        false => {
            let mut page = RoomPage::of(shell, room, looks, Answer::default());
            page.is_part = true;
            page.as_main().render()
        }
    };
    html.map_err(Error::internal)
}

fn packed(html: String) -> Look {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    // A vector takes all that is written to it.
    packed.write_all(html.as_bytes()).ok();
    Look {
        packed: packed.finish().unwrap_or_default().into(),
        plain: html.into_bytes().into(),
    }
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let taken = asked.get(header::ACCEPT_ENCODING);
    let taken = taken.and_then(|taken| taken.to_str().ok()).unwrap_or("");
    taken.split(',').any(|coding| {
        let mut words = coding.split(';').map(str::trim);
        let refused = |weight: &str| weight.trim_start_matches("q=").parse() == Ok(0.0);
        words.next() == Some("gzip") && !words.any(refused)
    })
}

fn headers(now: i64) -> [(HeaderName, HeaderValue); 4] {
    [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
        (
            header::VARY,
            HeaderValue::from_static("Cahier-Part, Cookie, Accept-Encoding"),
        ),
        (NOW, HeaderValue::from(now)),
    ]
}
