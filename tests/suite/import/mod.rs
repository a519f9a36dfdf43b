//! Bringing in what a team already has: notes, decision records, exports and clones of wikis. Bytes stay, links lead to the right page,
//! and a second run doubles nothing.

mod again;
mod hostile;
mod records;
mod round_trip;
mod wikis;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::terminal::{Run, cahier};

/// A picture of one point.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// An empty book, and a folder beside it that is to be brought in.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        cahier(folder.path(), &["team", "add", "web", "Web"]).done();
        fs::create_dir(folder.path().join("source")).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the folder.
    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let target = self.path().join("source").join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(&target, bytes).unwrap();
        target
    }

    fn run(&self, words: &[&str]) -> Run {
        cahier(self.path(), words)
    }

    /// Brings the folder in; what became of it.
    fn import(&self) -> Told {
        self.import_with(&[])
    }

    fn import_with(&self, more: &[&str]) -> Told {
        let words = ["import", "source", "--as", "standards", "--json"];
        Told(self.run(&[&words, more].concat()).done().json())
    }

    /// The pages of the book as they open from a disk, by the standard's id.
    fn page(&self, id: &str) -> String {
        let out = self.path().join("pages");
        fs::remove_dir_all(&out).ok();
        self.run(&["export", "pages", "--format", "html"]).done();
        fs::read_to_string(out.join(format!("{id}.html"))).unwrap()
    }

    /// How many standards there are.
    fn count(&self) -> usize {
        let run = self.run(&["standard", "list", "--json"]).done();
        run.json()
            .as_array()
            .map_or_else(|| run.json()["items"].as_array().unwrap().len(), Vec::len)
    }

    fn standard(&self, id: &str) -> Value {
        self.run(&["standard", "show", id, "--json"]).done().json()
    }
}

/// What an import said.
struct Told(Value);

impl Told {
    /// What became of a file.
    #[track_caller]
    fn file(&self, path: &str) -> &Value {
        self.of("files", path)
    }

    #[track_caller]
    fn image(&self, path: &str) -> &Value {
        self.of("images", path)
    }

    #[track_caller]
    fn of(&self, list: &str, path: &str) -> &Value {
        let found = self.0[list].as_array().unwrap().iter();
        let mut found = found.filter(|one| one["path"] == path);
        found
            .next()
            .unwrap_or_else(|| panic!("{path} is not told: {}", self.0))
    }

    /// Why a file was left out.
    #[track_caller]
    fn why(&self, path: &str) -> &str {
        self.of("skipped", path)["why"].as_str().unwrap()
    }

    /// The id of a file's standard.
    #[track_caller]
    fn id(&self, path: &str) -> String {
        self.file(path)["id"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    fn became(&self, path: &str, what: &str) {
        assert_eq!(self.file(path)["what"], what, "{path}: {}", self.0);
    }
}

/// A link as a page from a disk has it.
fn link(told: &Told, path: &str, words: &str) -> String {
    format!("<a href=\"{}.html\">{words}</a>", told.id(path))
}
