//! Remembers what texts look like, so that a page that many read is rendered once. It may be thrown away at any time.

use std::fmt;
use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::destinations::Links;
use super::render::{Rendered, View, render};
use super::sizes::Sizes;
use crate::id::AttachmentName;

/// How many texts are expected to be kept.
const TEXTS: usize = 2_000;
/// How much HTML is kept, in bytes.
const ROOM: u64 = 12 << 20;

/// Renders texts and keeps the results, by the bytes of the text and the way it is shown.
pub struct Renderer {
    kept: Cache<[u8; 32], Arc<Rendered>, ByBytes>,
    sizes: Sizes,
}

impl Renderer {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            kept: Cache::with_weighter(TEXTS, ROOM, ByBytes),
            sizes: Sizes::default(),
        }
    }

    /// Learns how wide and high images are, in pixels: texts that show them say so from now on.
    pub fn learn_sizes(&self, sizes: impl IntoIterator<Item = (AttachmentName, (u32, u32))>) {
        if self.sizes.learn(sizes) {
            self.kept.clear();
        }
    }

    /// The text as HTML; see [`render`]. Its images have their sizes.
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
        let mut rendered = render(text, view);
        rendered.html = self.sizes.write(rendered.html);
        let rendered = Arc::new(rendered);
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
