//! `/attachments`: images in texts, added while one writes and shown wherever the text is.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::attachments;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::i18n::{self, Language};
use crate::id::AttachmentName;
use crate::members::Deed;
use crate::web::failure::Answer;
use crate::web::form::{Json, Path};
use crate::web::routes::Routes;
use crate::web::upload::{File, Sent};
use crate::web::visit::Visit;

/// The longest words that stand for an image, in characters.
const LONGEST_WORDS: usize = 80;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post(Deed::Propose, "/attachments", add)
        .get(Deed::Read, "/attachments/{name}", show)
}

/// `POST /attachments`: answers with what stands for the image in a text.
async fn add(visit: Visit, sent: Sent) -> Answer<(StatusCode, Json<Value>)> {
    let above = sent.fields.get("above");
    let above = if above.replace("../", "").is_empty() {
        above
    } else {
        ""
    };
    let mut tx = visit.write().await?;
    let added = add_to(&mut tx, visit.language, above, sent.file).await?;
    tx.commit().await?;
    let answer = json!({ "markdown": added.markdown, "url": added.name.address() });
    Ok((StatusCode::CREATED, Json(answer)))
}

/// An image that was added, and what stands for it in a text.
pub(in crate::web) struct Added {
    pub(in crate::web) name: AttachmentName,
    pub(in crate::web) markdown: String,
}

/// Adds the image of a form for a text whose file lies so many folders down (`above`: `../` for each).
///
/// # Errors
/// `Invalid` where there is none, or it is none that is taken.
pub(in crate::web) async fn add_to(
    tx: &mut Tx,
    language: Language,
    above: &str,
    file: Option<File>,
) -> Result<Added> {
    let file = file.ok_or_else(|| Error::invalid("image", say!("attachment-none")))?;
    if file.is_too_large {
        return Err(Error::invalid("image", say!("attachment-too-large")));
    }
    let words = words(&file.name, language);
    let name = attachments::add(tx, file.bytes).await?;
    let folder = AttachmentName::FOLDER;
    Ok(Added {
        markdown: format!("![{words}]({above}{folder}/{name})"),
        name,
    })
}

/// What a file's name says of the image; a name that a program gave says nothing.
fn words(name: &str, language: Language) -> String {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let words: String = stem.chars().take(LONGEST_WORDS).map(plain).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.to_lowercase().as_str() {
        "" | "image" => i18n::say(language, "attachment-words").to_owned(),
        _ => words,
    }
}

/// `GET /attachments/NAME`
async fn show(visit: Visit, Path(name): Path<String>) -> Answer<Response> {
    answer(&visit, &name).await
}

/// An image as an answer.
pub(in crate::web) async fn answer(visit: &Visit, name: &str) -> Answer<Response> {
    let name: AttachmentName = name
        .parse()
        .map_err(|_| Error::NotFound(say!("attachment-unknown")))?;
    let found = attachments::get(&mut visit.read().await?, &name).await?;
    let disposition = format!("inline; filename=\"{name}\"");
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(found.kind.media_type()),
        ),
        // Whatever a browser makes of the bytes, opened alone they may do nothing.
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; sandbox"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).map_err(Error::internal)?,
        ),
        // For the reader's own browser: others ask for themselves.
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, max-age=31536000, immutable"),
        ),
    ];
    Ok((headers, Body::from(found.bytes)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_an_image_shows_and_breaks_no_markdown() {
        let said = |name| words(name, Language::En);
        assert_eq!(said("lock-order_2.png"), "lock order 2");
        assert_eq!(
            said("C:\\a\\![x](y)](javascript:z).png"),
            "x y javascript z"
        );
        assert_eq!(said("image.png"), said(""));
    }
}
