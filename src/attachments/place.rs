//! Where images lie that a text shows by a path: beside it in the book's folder, and in the folder it was brought in from.

use super::store_places as store;
use crate::db::Tx;
use crate::error::Result;
use crate::id::AttachmentName;

pub use store::Laid;

/// A path in plain letters, so that one is found again however its accents, its case and its spaces are written.
pub fn place_of(path: &str) -> String {
    let parts = path.split('/').map(|part| match slug::slugify(part) {
        plain if plain.is_empty() => "-".to_owned(),
        plain => plain,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Notes that an image lies at a path below a folder (empty: the book's own). What lay there before is still an image of the book.
pub async fn lay(tx: &mut Tx, folder: &str, path: &str, name: &AttachmentName) -> Result<()> {
    store::put(tx, folder, path, &place_of(path), name).await
}

/// The image at exactly this path, if one is known.
pub async fn laid_at(tx: &mut Tx, folder: &str, path: &str) -> Result<Option<AttachmentName>> {
    store::at(tx, folder, path).await
}

/// All images at these places, in whichever folder.
pub async fn laid_around(tx: &mut Tx, places: &[String]) -> Result<Vec<Laid>> {
    store::at_places(tx, places).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_place_however_it_is_written() {
        let place = place_of("Été/Lock Order.PNG");
        assert_eq!(place, "ete/lock-order-png");
        assert_eq!(place_of("e\u{301}te\u{301}/lock-order.png"), place);
        assert_eq!(place_of("…/a.png"), "-/a-png");
    }
}
