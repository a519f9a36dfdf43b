//! How large images are, written into the page that shows them, so that it has room for them before they come.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use crate::id::AttachmentName;

/// Width and height in pixels of the images that are known, by name.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    known: RwLock<HashMap<AttachmentName, (u32, u32)>>,
}

impl Sizes {
    /// Learns some; whether any of them is news.
    pub(super) fn learn(
        &self,
        sizes: impl IntoIterator<Item = (AttachmentName, (u32, u32))>,
    ) -> bool {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let before = known.len();
        known.extend(sizes);
        known.len() > before
    }

    /// The page with the sizes of its images. It is one that this program wrote: what looks like an element is one.
    pub(super) fn write(&self, html: String) -> String {
        const IMAGE: &str = "<img ";
        if !html.contains(IMAGE) {
            return html;
        }
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let mut sized = String::with_capacity(html.len() + 64);
        let mut rest = html.as_str();
        while let Some(at) = rest.find(IMAGE) {
            let (before, image) = rest.split_at(at + IMAGE.len());
            sized.push_str(before);
            rest = image;
            let Some(end) = source(image) else {
                continue;
            };
            let (upto, after) = image.split_at(end);
            let name = upto.rsplit('"').nth(1).and_then(AttachmentName::in_text);
            if let Some((width, height)) = name.and_then(|name| known.get(&name)) {
                sized.push_str(upto);
                sized.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
                rest = after;
            }
        }
        sized.push_str(rest);
        sized
    }
}

/// Where the `src` of an element ends, of which the attributes begin here.
fn source(attributes: &str) -> Option<usize> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start();
        let (name, after) = rest.split_once("=\"")?;
        let (_, next) = after.split_once('"')?;
        if name.contains('>') {
            return None;
        }
        if name == "src" {
            return Some(attributes.len() - next.len());
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_has_its_size_and_nothing_else_has() {
        let name = "3f2a0000000000000000000000000000.png";
        let sizes = Sizes::default();
        let known: AttachmentName = name.parse().expect("a name");
        assert!(sizes.learn([(known.clone(), (640, 480))]));
        assert!(!sizes.learn([(known, (640, 480))]));
        let written = |html: String| sizes.write(html);
        assert_eq!(
            written(format!(
                "<p><img loading=\"lazy\" src=\"/attachments/{name}\" alt=\"a\"></p>"
            )),
            format!(
                "<p><img loading=\"lazy\" src=\"/attachments/{name}\" width=\"640\" height=\"480\" alt=\"a\"></p>"
            )
        );
        for same in [
            format!("<img alt=\"a\"> src=\"/attachments/{name}\""),
            format!("<img src=\"/attachments/{}\">", name.replace('3', "4")),
            format!("<code>src=\"/attachments/{name}\"</code><img "),
            "<img alt=\"src=\">".to_owned(),
        ] {
            assert_eq!(written(same.clone()), same);
        }
    }
}
