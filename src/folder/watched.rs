//! The signs of the file system for one folder, as long as it gives any.

use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use rustix::io::Errno;
use tokio::sync::mpsc;

use super::scan::reason;
use super::sync::blocking;
use crate::error::{Message, say};

/// How often it is tried again to watch a folder that could not be watched.
const TRIED_AGAIN: Duration = Duration::from_secs(30);

/// A folder that is watched, or why it is not.
#[derive(Default)]
pub(super) struct Watch {
    /// Device and node of the folder: another one may take its name.
    folder: Option<(u64, u64)>,
    signs: Option<RecommendedWatcher>,
    /// Set when the folder itself went away, or when some of it cannot be watched: one of the same number may have taken its place.
    is_lost: Arc<AtomicBool>,
    why_not: Option<Message>,
    /// When watching failed last.
    failed: Option<Instant>,
}

impl Watch {
    pub(super) fn has_signs(&self) -> bool {
        self.signs.is_some()
    }

    /// Why a folder that stands there cannot be watched.
    pub(super) fn why_not(&self) -> Option<Message> {
        self.why_not.clone()
    }

    /// The same while the same folder stands there, else a new one; whether it gives signs since now, so that what changed before it did has
    /// to be looked for.
    pub(super) async fn renewed(self, root: &Path, sign: &mpsc::Sender<()>) -> (Self, bool) {
        let (root, sign) = (root.to_owned(), sign.clone());
        blocking(move || self.again(&root, sign))
            .await
            .unwrap_or_default()
    }

    fn again(self, root: &Path, sign: mpsc::Sender<()>) -> (Self, bool) {
        let found = std::fs::metadata(root).ok();
        let folder = found.map(|found| (found.dev(), found.ino()));
        let is_same = folder == self.folder && !self.is_lost.load(Ordering::Relaxed);
        let failed_lately = self
            .failed
            .is_some_and(|failed| failed.elapsed() < TRIED_AGAIN);
        if is_same && (folder.is_none() || self.has_signs() || failed_lately) {
            return (self, false);
        }
        let before = self.why_not.clone();
        drop(self);
        let is_lost = Arc::new(AtomicBool::new(false));
        let watched = folder.map(|_| watched(root, sign, Arc::clone(&is_lost)));
        let (signs, why_not) = match watched {
            None => (None, None),
            Some(Ok(signs)) => (Some(signs), None),
            Some(Err(error)) => {
                let why = told(&error);
                if before.as_ref() != Some(&why) {
                    tracing::warn!(folder.path = %root.display(), error = %error, "the standards' folder cannot be watched; looking every few seconds");
                }
                (None, Some(why))
            }
        };
        let is_new = signs.is_some();
        let watch = Self {
            folder,
            failed: why_not.is_some().then(Instant::now),
            signs,
            is_lost,
            why_not,
        };
        (watch, is_new)
    }
}

fn watched(
    root: &Path,
    sign: mpsc::Sender<()>,
    is_lost: Arc<AtomicBool>,
) -> notify::Result<RecommendedWatcher> {
    let place = root.to_owned();
    let hears = move |found: notify::Result<Event>| {
        let is_sign = match &found {
            Ok(event) => {
                if takes_away(event, &place) {
                    is_lost.store(true, Ordering::Relaxed);
                }
                is_sign(event, &place)
            }
            // Something may have been missed, and from now on more will be.
            Err(_) => {
                is_lost.store(true, Ordering::Relaxed);
                true
            }
        };
        if is_sign {
            // Full means that one is on its way already.
            sign.try_send(()).ok();
        }
    };
    let config = Config::default().with_follow_symlinks(false);
    let mut signs = RecommendedWatcher::new(hears, config)?;
    signs.watch(root, RecursiveMode::Recursive)?;
    Ok(signs)
}

/// Whether something changed that a text may have to do with: our own looking is no sign, nor is what other programs keep to themselves.
fn is_sign(event: &Event, root: &Path) -> bool {
    let is_hidden = |path: &Path| {
        let below = path.strip_prefix(root).unwrap_or(Path::new(""));
        let mut names = below.components();
        names.any(|part| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b".")))
    };
    let paths = &event.paths;
    let is_others = !paths.is_empty() && paths.iter().all(|path| is_hidden(path));
    event.need_rescan() || !(event.kind.is_access() || is_others)
}

/// Whether the folder itself was removed or got another name.
fn takes_away(event: &Event, root: &Path) -> bool {
    let is_gone = match event.kind {
        EventKind::Remove(_) => true,
        EventKind::Modify(change) => matches!(change, notify::event::ModifyKind::Name(_)),
        _ => false,
    };
    is_gone && event.paths.iter().any(|path| path == root)
}

/// What keeps a folder from being watched, as a person can mend it.
fn told(error: &notify::Error) -> Message {
    match &error.kind {
        ErrorKind::MaxFilesWatch => say!("folder-unwatched-limit"),
        ErrorKind::Io(error) => match error.raw_os_error() {
            // Of those who watch there may be so many as well.
            Some(number) if number == Errno::MFILE.raw_os_error() => say!("folder-unwatched-limit"),
            _ => reason(error),
        },
        _ => say!("folder-fault", detail = error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use notify::event::{AccessKind, CreateKind, ModifyKind, RemoveKind, RenameMode};

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(PathBuf::from(path))
    }

    #[test]
    fn what_others_keep_to_themselves_is_no_sign() {
        let root = Path::new("/home/.hidden/book");
        let made = |path| event(EventKind::Create(CreateKind::File), path);
        assert!(is_sign(&made("/home/.hidden/book/0001-a.md"), root));
        assert!(!is_sign(&made("/home/.hidden/book/.git/index"), root));
        assert!(!is_sign(
            &made("/home/.hidden/book/sub/.0001-a.md.swp"),
            root
        ));
        let both = made("/home/.hidden/book/.cahier-a.md.tmp")
            .add_path(PathBuf::from("/home/.hidden/book/a.md"));
        assert!(is_sign(&both, root));
        let read = EventKind::Access(AccessKind::Any);
        assert!(!is_sign(&event(read, "/home/.hidden/book/a.md"), root));
        assert!(is_sign(&Event::new(EventKind::Any), root));
    }

    #[test]
    fn a_folder_that_goes_is_watched_anew() {
        let root = Path::new("/book");
        let removed = EventKind::Remove(RemoveKind::Folder);
        assert!(takes_away(&event(removed, "/book"), root));
        assert!(!takes_away(&event(removed, "/book/sub"), root));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        assert!(takes_away(&event(renamed, "/book"), root));
        assert!(!takes_away(&event(EventKind::Any, "/book"), root));
    }
}
