//! A form that may carry a file: the fields, and the one file that somebody chose.

use std::sync::{Arc, OnceLock};

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};

use crate::attachments::LARGEST;
use crate::error::{Error, say};

use super::failure::Failure;
use super::form::Fields;

/// The largest form that is read to its end, in bytes: with a photo from a camera. What is too large of it is not kept.
const LONGEST: usize = 64 * 1024 * 1024;
/// What all fields without the file may hold, in bytes: as much as a form without files.
const MOST_TEXT: usize = 4 * 1024 * 1024;

/// What a form sent, with or without a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Sent {
    /// Its fields.
    pub(super) fields: Fields,
    /// The file, where one was chosen and the form sends files.
    pub(super) file: Option<File>,
}

/// A file as a browser sends it. What it is, only its bytes say.
#[derive(Debug, Clone, Default)]
pub(super) struct File {
    /// How it is called there.
    pub(super) name: String,
    /// Its bytes; none where it is too large.
    pub(super) bytes: Vec<u8>,
    /// Whether it is larger than any image that is taken.
    pub(super) is_too_large: bool,
}

impl File {
    /// A file that was sent by itself.
    pub(super) fn of(name: String, bytes: Vec<u8>) -> Self {
        Self {
            name,
            is_too_large: bytes.len() > LARGEST,
            bytes,
        }
    }
}

/// Where the fields of a form with a file are laid, for an answer that gives back what was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Laid(Arc<OnceLock<Fields>>);

impl Laid {
    /// The fields, where such a form was read.
    pub(super) fn fields(&self) -> Fields {
        self.0.get().cloned().unwrap_or_default()
    }
}

/// Whether it is a form that may carry a file.
pub(super) fn has_parts(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Failure;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Failure> {
        if !has_parts(request.headers()) {
            let fields = Fields::from_request(request, state).await?;
            return Ok(Self { fields, file: None });
        }
        let laid = request.extensions().get::<Laid>().cloned();
        DefaultBodyLimit::max(LONGEST).apply(&mut request);
        let parts = Multipart::from_request(request, state)
            .await
            .map_err(|error| unreadable(&error.body_text()))?;
        let sent = read(parts).await?;
        if let Some(Laid(place)) = laid {
            // A request is read once, so nothing is there yet.
            place.set(sent.fields.clone()).ok();
        }
        Ok(sent)
    }
}

async fn read(mut parts: Multipart) -> Result<Sent, Failure> {
    let (mut pairs, mut file, mut room) = (Vec::new(), None, MOST_TEXT);
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(called) = part.file_name().map(str::to_owned) else {
            let bytes = up_to(&mut part, room).await.map_err(broken)?;
            let bytes = bytes.ok_or_else(|| Error::invalid("", say!("failure-too-large")))?;
            room -= bytes.len();
            let text = String::from_utf8(bytes);
            pairs.push((name, text.map_err(|error| unreadable(&error.to_string()))?));
            continue;
        };
        // The fields before too large a file are whole: its page shows them again.
        let (bytes, is_the_end) = match up_to(&mut part, LARGEST).await {
            Ok(bytes) => (bytes, false),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => (None, true),
            Err(error) => return Err(broken(error)),
        };
        // A field for a file that was left empty sends an empty one.
        if bytes.as_ref().is_none_or(|bytes| !bytes.is_empty()) {
            file = Some(File {
                name: called,
                is_too_large: bytes.is_none(),
                bytes: bytes.unwrap_or_default(),
            });
        }
        if is_the_end {
            break;
        }
    }
    let fields = Fields::of(pairs);
    Ok(Sent { fields, file })
}

/// A part's bytes; none where they are more than `most`. It is read to its end, since other parts come after it.
async fn up_to(part: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut kept = Some(Vec::new());
    while let Some(chunk) = part.chunk().await? {
        kept = kept.filter(|bytes| bytes.len() + chunk.len() <= most);
        if let Some(bytes) = &mut kept {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(kept)
}

fn broken(error: MultipartError) -> Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Error::invalid("image", say!("attachment-too-large")).into();
    }
    unreadable(&error.body_text())
}

fn unreadable(why: &str) -> Failure {
    Error::invalid("", say!("failure-unreadable", why = why)).into()
}
