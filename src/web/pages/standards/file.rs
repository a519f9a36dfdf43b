//! `/standards/S-4.md` and `/standards/S-4.html`: a standard as a file, exactly as it is or as a page of its own.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::standard::standard_id;
use crate::attachments;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::problems;
use crate::standards;
use crate::web::saved::{self, Leaf};
use crate::web::visit::Visit;

/// The file that an address asks for by its ending; none where it asks for the page.
pub(super) async fn of(
    visit: &Visit,
    tx: &mut Tx,
    name: &str,
    revision: Option<i64>,
) -> Result<Option<Response>> {
    if let Some(id) = name.strip_suffix(".md") {
        let id = standard_id(id)?;
        let revision = match revision {
            Some(revision) => revision,
            None => standards::get(tx, id).await?.revision,
        };
        let text = standards::text_of(tx, id, revision).await?;
        let kind = [(header::CONTENT_TYPE, "text/markdown; charset=utf-8")];
        return Ok(Some((kind, text).into_response()));
    }
    let Some(id) = name.strip_suffix(".html") else {
        return Ok(None);
    };
    let standard = standards::get(tx, standard_id(id)?).await?;
    let markdown = standards::text(tx, standard.id).await?;
    let id = standard.id;
    let replaced = standards::replaced_by(tx, id).await?;
    let leaf = Leaf {
        agreed: standard.agreed(),
        challenged: problems::challenged(tx, &[id]).await?.contains(&id),
        successor: standard.successor.map(|next| next.to_string()),
        replaces: replaced.iter().map(|(id, _)| id.to_string()).collect(),
        links: standards::led(tx, standard.id, &markdown).await?.links,
        markdown,
        id: standard.id.to_string(),
        status: standard.status.to_string(),
        url: format!("{}/standards/{}", visit.app.config.base_url, standard.id),
        title: standard.title,
        tags: standard.tags,
        lang: standard.lang,
    };
    let (mut images, mut bytes) = (Vec::new(), 0);
    for name in leaf.images() {
        let Some(image) = attachments::find(tx, &name).await? else {
            continue;
        };
        bytes += image.bytes.len();
        if bytes > saved::MOST_IMAGES {
            break;
        }
        images.push(image);
    }
    let page = saved::alone(visit.language, &visit.app.config.base_url, &leaf, &images)?;
    let name = format!("attachment; filename=\"{}.html\"", leaf.id);
    let name = HeaderValue::from_str(&name).map_err(Error::internal)?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok(Some((headers, page).into_response()))
}
