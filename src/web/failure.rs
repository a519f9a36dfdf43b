//! An error of the domain as an answer: a page for people, a problem detail (RFC 9457) for programs.

use std::sync::Arc;

use axum::Extension;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::error::{Conflict, Error, Fault};
use crate::i18n::{self, Language};

use super::form::Fields;
use super::page::{FailurePage, Page};
use super::visit::Visit;

/// An error on its way out. The guard, which knows the language and whether a page or JSON is wanted, words it.
#[derive(Debug, Clone)]
pub struct Failure(Arc<Error>);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(Arc::new(error))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What a handler gives back.
pub type Answer<T> = std::result::Result<T, Failure>;

/// The status of an error.
fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::SignedOut(_) => StatusCode::UNAUTHORIZED,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Outdated(_) => StatusCode::PRECONDITION_FAILED,
        Error::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(message) if message.key == "error-disk-full" => {
            StatusCode::INSUFFICIENT_STORAGE
        }
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The stable name of an error, the end of a problem detail's `type`.
fn name(error: &Error) -> &'static str {
    match error {
        Error::NotFound(_) => "not-found",
        Error::SignedOut(_) => "signed-out",
        Error::Forbidden(_) => "forbidden",
        Error::Invalid(_) => "invalid",
        Error::Conflict(_) => "conflict",
        Error::Outdated(_) => "outdated",
        Error::TooOften { .. } => "too-often",
        Error::Unavailable(_) => "unavailable",
        Error::Internal(_) => "internal",
    }
}

/// What the visitor is told, in one sentence.
fn sentence(error: &Error, language: Language, reference: &str) -> String {
    match error {
        Error::NotFound(message)
        | Error::SignedOut(message)
        | Error::Forbidden(message)
        | Error::Outdated(message)
        | Error::Unavailable(message) => i18n::tell(language, message),
        Error::Conflict(conflict) => i18n::tell(language, &conflict.message),
        Error::Invalid(faults) => faults
            .iter()
            .map(|fault| told(fault, language))
            .collect::<Vec<_>>()
            .join(" "),
        Error::TooOften { wait_seconds } => i18n::with(
            language,
            "failure-too-often",
            &[("seconds", (*wait_seconds).into())],
        ),
        Error::Internal(_) => i18n::with(
            language,
            "failure-internal",
            &[("reference", reference.into())],
        ),
    }
}

/// A fault in words; within a text, with its line.
fn told(fault: &Fault, language: Language) -> String {
    let text = i18n::tell(language, &fault.message);
    let line = fault.message.args.iter().find(|(name, _)| *name == "line");
    match line {
        Some((_, line)) if fault.field == "markdown" => {
            let args = [("line", line.clone()), ("text", text.into())];
            i18n::with(language, "edit-fault-line", &args)
        }
        _ => text,
    }
}

/// Whether what was typed goes back with this answer: no page of its own shows it again.
pub(super) fn gives_back(response: &Response) -> bool {
    let failure = response.extensions().get::<Failure>();
    failure.is_some_and(|Failure(error)| {
        matches!(
            **error,
            Error::SignedOut(_)
                | Error::TooOften { .. }
                | Error::Unavailable(_)
                | Error::Internal(_)
        ) || matches!(&**error, Error::Conflict(conflict) if conflict.yours.is_empty())
    })
}

/// Words a failed answer for whoever asked; what was typed goes back with it.
pub(super) fn word(response: Response, visit: &Visit, typed: &Fields) -> Response {
    let Some(Failure(error)) = response.extensions().get::<Failure>().cloned() else {
        return match response.status() {
            StatusCode::NOT_FOUND => plain(response, visit, &NO_PAGE),
            StatusCode::METHOD_NOT_ALLOWED => plain(response, visit, &NO_METHOD),
            _ => response,
        };
    };
    let reference = reference();
    if let Error::Internal(cause) = &*error {
        tracing::error!(failure.reference = %reference, error = %cause, path = %path(visit), "a request failed");
    }
    let typed = Typed::of(visit, typed);
    let is_signed_out = matches!(&*error, Error::SignedOut(_));
    let wants_sign_in = is_signed_out && !visit.wants_json && typed.is_none();
    if wants_sign_in {
        // Where to go on to is said by `sign_in::lead`, which sees the method.
        return (StatusCode::SEE_OTHER, Extension(SignInFirst)).into_response();
    }
    let mut worded = if visit.wants_json {
        problem_detail(&error, visit, &reference)
    } else {
        let text = match is_signed_out {
            true => i18n::say(visit.language, "failure-sign-in-and-send").to_owned(),
            false => sentence(&error, visit.language, &reference),
        };
        let page = FailurePage::new(visit, status(&error).as_u16(), text)
            .with_conflict(conflict_of(&error))
            .with_typed(typed);
        (status(&error), Page(page)).into_response()
    };
    if let Error::TooOften { wait_seconds } = &*error {
        worded.headers_mut().insert(
            header::RETRY_AFTER,
            HeaderValue::from(wait_seconds.unsigned_abs()),
        );
    } else if let Error::Unavailable(_) = &*error {
        worded
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(5));
    } else if let Error::SignedOut(_) = &*error {
        worded.headers_mut().insert(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static("Bearer realm=\"cahier\""),
        );
    }
    worded
}

/// Marks an answer that becomes the page to sign in.
#[derive(Debug, Clone, Copy)]
pub(super) struct SignInFirst;

/// A form that could not be taken for now: shown again, and sent again with a button.
#[derive(Debug)]
pub(super) struct Typed {
    /// Where it goes.
    pub(super) to: String,
    /// Everything in it.
    pub(super) fields: Vec<(String, String)>,
}

impl Typed {
    /// None where nothing was typed, and for whatever has a secret in it.
    fn of(visit: &Visit, fields: &Fields) -> Option<Self> {
        const SECRETS: [&str; 4] = ["password", "current", "code", "secret"];
        let fields: Vec<(String, String)> = fields
            .pairs()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let has_secret = fields
            .iter()
            .any(|(name, _)| SECRETS.contains(&name.as_str()));
        (!fields.is_empty() && !has_secret).then(|| Self {
            to: visit.address.clone(),
            fields,
        })
    }

    /// What people wrote in it: whatever is more than one word.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.fields
            .iter()
            .map(|(_, value)| value.trim())
            .filter(|text| text.contains(char::is_whitespace))
    }
}

fn conflict_of(error: &Error) -> Option<Conflict> {
    match error {
        Error::Conflict(conflict) if !conflict.yours.is_empty() => Some((**conflict).clone()),
        _ => None,
    }
}

fn problem_detail(error: &Error, visit: &Visit, reference: &str) -> Response {
    let language = visit.language;
    let status = status(error);
    let mut body = json!({
        "type": format!("/problems-of-the-api#{}", name(error)),
        "title": i18n::say(language, title_key(error)),
        "status": status.as_u16(),
        "detail": sentence(error, language, reference),
        "instance": path(visit),
    });
    match error {
        Error::Invalid(faults) => {
            body["errors"] = faults
                .iter()
                .map(|fault| json!({"pointer": pointer(fault), "detail": told(fault, language)}))
                .collect();
        }
        Error::Conflict(conflict) if !conflict.version.is_empty() => {
            body["yours"] = conflict.yours.clone().into();
            body["theirs"] = conflict.theirs.clone().into();
            body["version"] = conflict.version.clone().into();
        }
        Error::Internal(_) => body["reference"] = reference.into(),
        _ => {}
    }
    json_response(status, &body)
}

fn title_key(error: &Error) -> &'static str {
    match error {
        Error::NotFound(_) => "failure-title-not-found",
        Error::SignedOut(_) => "failure-title-signed-out",
        Error::Forbidden(_) => "failure-title-forbidden",
        Error::Invalid(_) => "failure-title-invalid",
        Error::Conflict(_) => "failure-title-conflict",
        Error::Outdated(_) => "failure-title-outdated",
        Error::TooOften { .. } => "failure-title-too-often",
        Error::Unavailable(_) => "failure-title-unavailable",
        Error::Internal(_) => "failure-title-internal",
    }
}

/// What the router itself answers: its stable name, its title, and what it says.
struct Plain {
    name: &'static str,
    title: &'static str,
    says: &'static str,
}

const NO_PAGE: Plain = Plain {
    name: "not-found",
    title: "failure-title-not-found",
    says: "failure-no-page",
};
const NO_METHOD: Plain = Plain {
    name: "method-not-allowed",
    title: "failure-title-no-method",
    says: "failure-no-method",
};

/// An answer of the router itself, which knows no such address or method.
fn plain(response: Response, visit: &Visit, what: &Plain) -> Response {
    let status = response.status();
    let text = i18n::say(visit.language, what.says);
    let mut worded = if visit.wants_json {
        let body = json!({
            "type": format!("/problems-of-the-api#{}", what.name),
            "title": i18n::say(visit.language, what.title),
            "status": status.as_u16(),
            "detail": text,
            "instance": path(visit),
        });
        json_response(status, &body)
    } else {
        let page = FailurePage::new(visit, status.as_u16(), text.to_owned());
        (status, Page(page)).into_response()
    };
    if let Some(allow) = response.headers().get(header::ALLOW) {
        worded.headers_mut().insert(header::ALLOW, allow.clone());
    }
    worded
}

fn json_response(status: StatusCode, body: &serde_json::Value) -> Response {
    let kind = HeaderValue::from_static("application/problem+json");
    (status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

fn pointer(fault: &Fault) -> String {
    if fault.field.is_empty() {
        String::new()
    } else {
        format!("/{}", fault.field.replace('~', "~0"))
    }
}

fn path(visit: &Visit) -> &str {
    visit.address.split('?').next().unwrap_or("")
}

/// Eight letters by which a visitor and the log speak of the same fault.
fn reference() -> String {
    use rand::distr::{Alphanumeric, SampleString};
    Alphanumeric
        .sample_string(&mut rand::rng(), 8)
        .to_lowercase()
}
