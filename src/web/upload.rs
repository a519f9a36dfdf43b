//! A form that may carry a file: the fields, and the one file that somebody chose.

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};

use crate::error::{Error, say};

use super::failure::Failure;
use super::form::Fields;

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
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let has_parts = kind
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.starts_with("multipart/form-data"));
        if !has_parts {
            let fields = Fields::from_request(request, state).await?;
            return Ok(Self { fields, file: None });
        }
        let mut parts = Multipart::from_request(request, state)
            .await
            .map_err(|error| unreadable(&error.body_text()))?;
        let (mut pairs, mut file) = (Vec::new(), None);
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            let name = part.name().unwrap_or_default().to_owned();
            let called = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(broken)?;
            match called {
                // A field for a file that was left empty sends an empty one.
                Some(_) if bytes.is_empty() => {}
                Some(called) => {
                    file = Some(File {
                        name: called,
                        bytes: bytes.to_vec(),
                    });
                }
                None => {
                    let text = String::from_utf8(bytes.to_vec());
                    pairs.push((name, text.map_err(|error| unreadable(&error.to_string()))?));
                }
            }
        }
        Ok(Self {
            fields: Fields::of(pairs),
            file,
        })
    }
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
