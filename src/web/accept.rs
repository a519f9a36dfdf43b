//! What a reader asks to be given at one address: the page or the JSON, or the file.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// Whether the file is asked for: `text/markdown` is named, and nothing that is a page or JSON is liked better. What a browser sends
/// does not name it.
pub(in crate::web) fn wants_markdown(headers: &HeaderMap) -> bool {
    let (mut markdown, mut other) = (0.0, 0.0_f32);
    for value in headers.get_all(header::ACCEPT) {
        for range in value.to_str().unwrap_or_default().split(',') {
            let mut parts = range.split(';').map(str::trim);
            let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
            let liked = parts.find_map(|part| part.strip_prefix("q="));
            let liked = liked.map_or(1.0, |liked| liked.parse().unwrap_or(0.0));
            match kind.as_str() {
                "text/markdown" => markdown = liked,
                "text/html" | "application/xhtml+xml" | "application/json" => {
                    other = other.max(liked);
                }
                _ => {}
            }
        }
    }
    markdown > 0.0 && markdown >= other
}

/// Says that the answer at this address depends on what is asked for.
pub(in crate::web) fn varied(mut response: Response) -> Response {
    let vary = HeaderValue::from_static("Accept");
    response.headers_mut().append(header::VARY, vary);
    response
}
