//! Where a link leads: into this program, out into the web, or nowhere that a page can reach.

use super::anchor;
use super::inline::page_of;
use super::record::standard;
use crate::id::AttachmentName;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A page or an anchor here.
    Inside(String),
    /// The web, or a mail address.
    Outside(String),
    /// A file beside the text, or a scheme that is not followed.
    Nowhere,
}

/// Where this destination leads from a text whose anchors have this scope.
pub(super) fn target(destination: &str, scope: &str) -> Target {
    let destination = destination.trim();
    if destination.chars().any(char::is_control) || destination.is_empty() {
        return Target::Nowhere;
    }
    if let Some(fragment) = destination.strip_prefix('#') {
        return Target::Inside(format!("#{}", anchor::of_fragment(fragment, scope)));
    }
    if destination.starts_with("//") {
        return Target::Outside(destination.to_owned());
    }
    if let Some(rest) = destination.strip_prefix('/') {
        let local = !rest.starts_with('\\');
        return if local {
            Target::Inside(destination.to_owned())
        } else {
            Target::Nowhere
        };
    }
    let head = destination
        .split(['/', '?', '#', '\\'])
        .next()
        .unwrap_or_default();
    if let Some((scheme, _)) = head.split_once(':') {
        let followed = ["http", "https", "mailto"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known));
        return if followed {
            Target::Outside(destination.to_owned())
        } else {
            Target::Nowhere
        };
    }
    beside(destination)
}

/// An image that texts share, a standard's file, wherever it lies, or a bare id.
fn beside(destination: &str) -> Target {
    if let Some(image) = AttachmentName::in_text(destination) {
        return Target::Inside(image.address());
    }
    let (path, fragment) = match destination.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (destination, None),
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let numbered = name.len() > 4 && name.bytes().take(4).all(|byte| byte.is_ascii_digit());
    let page = if numbered && name.ends_with(".md") {
        standard(name).map(|id| format!("/standards/{id}"))
    } else {
        page_of(path)
    };
    let Some(page) = page else {
        return Target::Nowhere;
    };
    Target::Inside(match fragment {
        Some(fragment) if !fragment.is_empty() => {
            format!("{page}#{}", anchor::of_fragment(fragment, ""))
        }
        _ => page,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_standards_lead_to_their_pages() {
        assert_eq!(
            target("../git/0012-sign.md#How we check", ""),
            Target::Inside("/standards/S-12#h-how-we-check".into())
        );
        let image = "3f2a0000000000000000000000000000.png";
        let address = format!("/attachments/{image}");
        for written in [
            format!("attachments/{image}"),
            format!("./attachments/{image}"),
            format!("../../attachments/{image}"),
            address.clone(),
        ] {
            assert_eq!(target(&written, ""), Target::Inside(address.clone()));
        }
        assert_eq!(target("attachments/plan.svg", ""), Target::Nowhere);
        assert_eq!(target("P-3", ""), Target::Inside("/problems/P-3".into()));
        assert_eq!(target("#Bad", "c"), Target::Inside("#h-c-bad".into()));
        assert_eq!(target("notes.md", ""), Target::Nowhere);
    }

    #[test]
    fn only_known_schemes_are_followed() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "/\\evil.example",
            "\\\\evil.example",
            "",
        ] {
            assert_eq!(target(bad, ""), Target::Nowhere, "{bad}");
        }
        assert_eq!(
            target("//e.example/x", ""),
            Target::Outside("//e.example/x".into())
        );
        assert_eq!(
            target("HTTPS://e.example", ""),
            Target::Outside("HTTPS://e.example".into())
        );
        assert_eq!(
            target("/problems/P-1?a:b", ""),
            Target::Inside("/problems/P-1?a:b".into())
        );
    }
}
