//! Styles, scripts and signs: embedded, put together once, addressed by their content so that a browser keeps them for ever.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::error::{Error, say};
use crate::members::Deed;

use super::failure::Failure;
use super::form::Path;
use super::routes::Routes;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets"]
struct Assets;

struct Asset {
    /// Its address, with the digest of its content.
    address: String,
    kind: &'static str,
    content: Bytes,
}

struct All {
    stylesheet: Asset,
    script: Asset,
    icon: Asset,
    manifest: Asset,
}

static ALL: LazyLock<All> = LazyLock::new(|| {
    let icon = asset("cahier", "svg", "image/svg+xml", read("icon.svg"));
    let manifest = read("manifest.json").replace("ICON", &icon.address);
    All {
        stylesheet: asset("cahier", "css", "text/css; charset=utf-8", styles()),
        script: asset("cahier", "js", "text/javascript; charset=utf-8", scripts()),
        manifest: asset(
            "cahier",
            "webmanifest",
            "application/manifest+json",
            manifest,
        ),
        icon,
    }
});

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(Deed::Open, "/assets/{name}", serve)
}

/// The address of the stylesheet.
pub(super) fn stylesheet() -> &'static str {
    &ALL.stylesheet.address
}

/// The address of the script.
pub(super) fn script() -> &'static str {
    &ALL.script.address
}

/// The address of the icon.
pub(super) fn icon() -> &'static str {
    &ALL.icon.address
}

/// The address of the manifest, by which the wall is put on a phone's home screen.
pub(super) fn manifest() -> &'static str {
    &ALL.manifest.address
}

async fn serve(Path(name): Path<String>) -> Response {
    let all = [&ALL.stylesheet, &ALL.script, &ALL.icon, &ALL.manifest];
    let wanted = all
        .into_iter()
        .find(|asset| asset.address.strip_prefix("/assets/") == Some(name.as_str()));
    let Some(asset) = wanted else {
        return Failure::from(Error::NotFound(say!("failure-no-page"))).into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    (StatusCode::OK, headers, asset.content.clone()).into_response()
}

/// The search of a saved book.
pub(super) fn saved_search() -> String {
    read("saved/search.js")
}

/// All styles in one sheet: the first file names the layers, the rest follow by name.
pub(super) fn styles() -> String {
    in_order("css/", ".css")
        .iter()
        .map(|path| read(path))
        .collect::<Vec<_>>()
        .join("\n")
}

/// All scripts in one module, each in a block of its own, so that their names do not meet.
fn scripts() -> String {
    in_order("js/", ".js")
        .iter()
        .map(|path| format!("{{\n{}\n}}", read(path)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn in_order(folder: &str, ending: &str) -> Vec<String> {
    let mut paths: Vec<String> = Assets::iter()
        .filter(|path| path.starts_with(folder) && path.ends_with(ending))
        .map(|path| path.into_owned())
        .collect();
    // `tokens` and `reset` name what the others use.
    paths.sort_by_key(|path| {
        (
            !path.contains("layers"),
            !path.contains("tokens"),
            path.clone(),
        )
    });
    paths
}

fn read(path: &str) -> String {
    Assets::get(path).map_or_else(String::new, |file| {
        String::from_utf8_lossy(&file.data).into_owned()
    })
}

fn asset(name: &str, ending: &str, kind: &'static str, content: String) -> Asset {
    let digest = Sha256::digest(content.as_bytes());
    let digest: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Asset {
        address: format!("/assets/{name}-{digest}.{ending}"),
        kind,
        content: content.into(),
    }
}
