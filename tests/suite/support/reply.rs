//! An answer, as a user sees it.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Response, StatusCode};
use serde_json::Value;

/// An answer, as a user sees it.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    pub(super) async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Self {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }

    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| {
            panic!("no JSON ({error}), status {}: {}", self.status, self.text)
        })
    }

    /// A header's text; empty when absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }

    /// Where it leads.
    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    /// Asserts the status, showing the body when it is another.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Asserts that the page says something.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(
            self.text.contains(words),
            "the page does not say {words:?}:\n{}",
            self.text
        );
        self
    }

    /// What a field of the page's forms holds, the first of its name.
    #[track_caller]
    pub(crate) fn value(&self, name: &str) -> &str {
        let begin = format!("name=\"{name}\" value=\"");
        let after = self.text.split(&begin).nth(1);
        let value = after.and_then(|after| after.split('"').next());
        value.unwrap_or_else(|| panic!("the page has no field {name:?}:\n{}", self.text))
    }

    /// Asserts that the page does not say something.
    #[track_caller]
    pub(crate) fn says_nothing_of(self, words: &str) -> Self {
        assert!(
            !self.text.contains(words),
            "the page says {words:?}:\n{}",
            self.text
        );
        self
    }
}
