//! Who brought a text: the newest commit that gave a file the contents that it has now.

use std::collections::BTreeMap;

use super::run::Run;
use super::work_tree::WorkTree;
use crate::error::Message;

/// So many commits that concern the files are looked at.
const MOST: &str = "--max-count=2000";
/// Hash, parents, name, address and time, each ended by NUL, which none of them holds.
const FORMAT: &str = "--format=%H%x00%P%x00%aN%x00%aE%x00%at";

/// A commit, and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// Its whole name.
    pub commit: String,
    /// Who wrote it, as git has it.
    pub author: String,
    /// Their address, as git has it.
    pub email: String,
    /// When they wrote it, in seconds since 1970.
    pub at: i64,
}

impl WorkTree {
    /// The commits that gave these paths below the folder the contents that they have in the newest commit, which have these names. A
    /// commit that somebody wrote goes before the merge that brought it.
    ///
    /// # Errors
    /// Git's, for a person.
    pub async fn brought(
        &self,
        files: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, Brought>, Message> {
        let Some(head) = self.head().filter(|_| !files.is_empty()) else {
            return Ok(BTreeMap::new());
        };
        let words = [
            "log",
            "-z",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--no-color",
            "--no-notes",
            "--no-ext-diff",
            "--diff-merges=first-parent",
            "--encoding=UTF-8",
            MOST,
            FORMAT,
            head,
        ];
        let paths = files.keys().map(|path| self.path_of(path));
        let out = Run::new(&self.top, &words).paths(paths).done().await?;
        let (mut written, mut merged) = (BTreeMap::new(), BTreeMap::new());
        for told in read(&out) {
            for (path, contents) in &told.gave {
                let Some(path) = self.path_below(path) else {
                    continue;
                };
                if files.get(&path) != Some(contents) {
                    continue;
                }
                let found = if told.is_merge {
                    &mut merged
                } else {
                    &mut written
                };
                found.entry(path).or_insert_with(|| told.brought.clone());
            }
        }
        merged.append(&mut written);
        Ok(merged)
    }
}

/// A commit as it was told, with the contents that it gave to paths.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    brought: Brought,
    is_merge: bool,
    gave: Vec<(Vec<u8>, String)>,
}

/// Five parts a commit, then two a path: the modes and names, begun by a colon, and the path.
fn read(out: &[u8]) -> Vec<Told> {
    let mut parts = out.split(|byte| *byte == 0).peekable();
    let mut all = Vec::new();
    let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
    while let Some(commit) = parts.next().filter(|part| !part.is_empty()) {
        let (Some(parents), Some(author), Some(email), Some(at)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            break;
        };
        let mut gave = Vec::new();
        while let Some(raw) = parts.next_if(|part| is_raw(part)) {
            let contents = text(raw).split(' ').nth(3).unwrap_or_default().to_owned();
            gave.push((parts.next().unwrap_or_default().to_vec(), contents));
        }
        all.push(Told {
            brought: Brought {
                commit: text(commit),
                author: text(author),
                email: text(email),
                at: text(at).trim().parse().unwrap_or_default(),
            },
            is_merge: parents.contains(&b' '),
            gave,
        });
    }
    all
}

/// The first of a commit stands on a line of its own.
fn is_raw(part: &[u8]) -> bool {
    part.strip_prefix(b"\n").unwrap_or(part).starts_with(b":")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn commits_are_read_with_the_contents_that_they_gave_to_paths() {
        let out = b"c2\0c1 c0\0Ada\0a@e\x00200\0\n:100644 100644 o1 n1 M\0s/a.md\0:000000 100644 00 n2 A\0s/\xff.md\0c1\0\0:Bob\0b@e\x00100\0\n:000000 100644 00 o1 A\0s/a.md\0";
        let told = read(out);
        assert_eq!(told.len(), 2);
        assert!(told[0].is_merge && !told[1].is_merge);
        assert_eq!(told[0].gave[0], (b"s/a.md".to_vec(), "n1".to_owned()));
        assert_eq!(told[0].gave[1], (b"s/\xff.md".to_vec(), "n2".to_owned()));
        assert_eq!(
            (told[1].brought.author.as_str(), told[1].brought.at),
            (":Bob", 100)
        );
        assert!(read(b"").is_empty());
    }
}
