//! What git keeps for a path, and under which name it would keep a text.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

use super::run::Run;
use super::work_tree::WorkTree;
use crate::error::Message;

/// So many paths stand in one command.
const AT_ONCE: usize = 200;

/// What stands at a path of a commit or of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// `100644` for a plain file, `100755` for one that can be run; anything else is none.
    pub(super) mode: String,
    /// The name of its contents.
    pub(super) id: String,
}

impl Object {
    /// Whether it is a file of text, not a link, a folder or another repository.
    pub fn is_file(&self) -> bool {
        matches!(self.mode.as_str(), "100644" | "100755")
    }

    /// Whether its contents have this name.
    pub fn is(&self, id: &str) -> bool {
        self.id == id
    }
}

impl WorkTree {
    /// What the newest commit has at these paths below the folder.
    ///
    /// # Errors
    /// Git's, for a person.
    pub async fn at_head(&self, paths: &[&str]) -> Result<BTreeMap<String, Object>, Message> {
        let mut found = BTreeMap::new();
        let Some(head) = self.head() else {
            return Ok(found);
        };
        for some in paths.chunks(AT_ONCE) {
            let whole = some.iter().map(|path| self.path_of(path));
            let listed = Run::new(&self.top, &["ls-tree", "-z", "--full-tree", head])
                .paths(whole)
                .done()
                .await?;
            for entry in listed.split(|byte| *byte == 0) {
                // Mode, kind and name, a tab, the path.
                if let Some((path, [mode, _, id])) = self.entry(entry) {
                    found.insert(path, Object { mode, id });
                }
            }
        }
        Ok(found)
    }

    /// What is staged at these paths below the folder; a path that a merge left open is there without a mode.
    pub(super) async fn staged(&self, paths: &[&str]) -> Result<BTreeMap<String, Object>, Message> {
        let whole = paths.iter().map(|path| self.path_of(path));
        let listed = Run::new(&self.top, &["ls-files", "-z", "--stage"])
            .paths(whole)
            .done()
            .await?;
        let mut found = BTreeMap::new();
        for entry in listed.split(|byte| *byte == 0) {
            if let Some((path, [mode, id, stage])) = self.entry(entry) {
                let mode = if stage == "0" { mode } else { String::new() };
                found.insert(path, Object { mode, id });
            }
        }
        Ok(found)
    }

    /// The name that git gives to a text at this path below the folder, once its own settings for line ends and filters were applied.
    ///
    /// # Errors
    /// Git's, for a person.
    pub async fn name_of(&self, path: &str, text: &[u8]) -> Result<String, Message> {
        self.hash(path, text, &[]).await
    }

    /// The same, and git keeps it.
    pub(super) async fn keep(&self, path: &str, text: &[u8]) -> Result<String, Message> {
        self.hash(path, text, &["-w"]).await
    }

    /// The names that git gives to files as they lie there, by path below the folder. It ends at one that cannot be read.
    ///
    /// # Errors
    /// There is no git, or it took too long.
    pub async fn names_of_files(
        &self,
        paths: &[&str],
    ) -> Result<BTreeMap<String, String>, Message> {
        let plain: Vec<&str> = paths
            .iter()
            .filter(|path| !path.contains('\n'))
            .copied()
            .collect();
        let mut input = Vec::new();
        for path in &plain {
            input.extend_from_slice(self.path_of(path).as_bytes());
            input.push(b'\n');
        }
        let run = Run::new(&self.top, &["hash-object", "--stdin-paths"]).input(input);
        let out = String::from_utf8_lossy(&run.end().await?.out).into_owned();
        let named = plain.into_iter().zip(out.lines());
        Ok(named
            .map(|(path, id)| (path.to_owned(), id.to_owned()))
            .collect())
    }

    async fn hash(&self, path: &str, text: &[u8], more: &[&str]) -> Result<String, Message> {
        let mut words = vec!["hash-object", "--stdin"];
        words.extend(more);
        let mut place = OsString::from("--path=");
        place.push(self.path_of(path));
        let run = Run::new(&self.top, &words).word(place).input(text);
        run.line().await
    }

    /// The three words before the tab, and the path below the folder.
    fn entry(&self, entry: &[u8]) -> Option<(String, [String; 3])> {
        let tab = entry.iter().position(|byte| *byte == b'\t')?;
        let words = String::from_utf8_lossy(&entry[..tab]).into_owned();
        let mut words = words.split(' ').map(str::to_owned);
        let three = [words.next()?, words.next()?, words.next()?];
        Some((self.path_below(&entry[tab + 1..])?, three))
    }
}
