//! Remembers what texts look like, so that a page that many read is rendered once. It may be thrown away at any time.

use std::fmt;
use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::destinations::Links;
use super::render::{Rendered, View, render};

/// How many texts are expected to be kept.
const TEXTS: usize = 2_000;
/// How much HTML is kept, in bytes.
const ROOM: u64 = 12 << 20;

/// Renders texts and keeps the results, by the bytes of the text and the way it is shown.
pub struct Renderer {
    kept: Cache<[u8; 32], Arc<Rendered>, ByBytes>,
}

impl Renderer {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            kept: Cache::with_weighter(TEXTS, ROOM, ByBytes),
        }
    }

    /// The text as HTML; see [`render`].
    pub fn render(&self, text: &str, view: View<'_>) -> Arc<Rendered> {
        let mut hash = Sha256::new();
        hash.update([view.language as u8, view.headings as u8]);
        hash.update(view.scope);
        hash.update([0]);
        for (written, address) in view.links.into_iter().flat_map(Links::iter) {
            for part in [written, address] {
                hash.update(part);
                hash.update([0]);
            }
        }
        hash.update([0]);
        hash.update(text);
        let key: [u8; 32] = hash.finalize().into();
        if let Some(kept) = self.kept.get(&key) {
            return kept;
        }
        let rendered = Arc::new(render(text, view));
        self.kept.insert(key, Arc::clone(&rendered));
        rendered
    }
}

impl Default for Renderer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Renderer({} texts)", self.kept.len())
    }
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<[u8; 32], Arc<Rendered>> for ByBytes {
    fn weight(&self, _: &[u8; 32], rendered: &Arc<Rendered>) -> u64 {
        let contents: usize = rendered
            .contents
            .iter()
            .map(|heading| heading.text.len() + 64)
            .sum();
        (rendered.html.len() + contents + 128) as u64
    }
}
