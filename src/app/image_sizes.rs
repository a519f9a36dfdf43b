//! Follower: tells whoever renders texts how large their images are, on every node. It keeps nothing but its place.

use std::sync::Arc;

use serde_json::Value;

use crate::attachments;
use crate::changes::{Entry, Follower};
use crate::db::Db;
use crate::error::Result;
use crate::id::AttachmentName;

use super::App;

/// Follows the images that are added.
pub(super) struct ImageSizes {
    app: Arc<App>,
    /// Where it is in the feed; none before it has read what there is.
    cursor: Option<i64>,
}

impl ImageSizes {
    pub(super) fn new(app: Arc<App>) -> Self {
        Self { app, cursor: None }
    }
}

impl Follower for ImageSizes {
    fn name(&self) -> &'static str {
        "image sizes"
    }

    async fn cursor(&mut self) -> Result<i64> {
        if let Some(cursor) = self.cursor {
            return Ok(cursor);
        }
        // What comes between the two is told twice, which does no harm.
        let head = self.app.db.look_at_head().await?;
        let sizes = attachments::sizes(&mut self.app.db.read().await?).await?;
        self.app.renderer.learn_sizes(sizes);
        self.cursor = Some(head);
        Ok(head)
    }

    async fn apply(&mut self, _db: &Db, entries: &[Entry]) -> Result<()> {
        self.app
            .renderer
            .learn_sizes(entries.iter().filter_map(size));
        self.cursor = entries.last().map(|entry| entry.seq).or(self.cursor);
        Ok(())
    }
}

/// The image that an entry is about, and how large it is.
fn size(entry: &Entry) -> Option<(AttachmentName, (u32, u32))> {
    if entry.kind != "attachment.added" {
        return None;
    }
    let length = |name| {
        let length = entry.data.get(name).and_then(Value::as_u64)?;
        u32::try_from(length).ok()
    };
    let name = entry.subject.parse().ok()?;
    Some((name, (length("width")?, length("height")?)))
}
