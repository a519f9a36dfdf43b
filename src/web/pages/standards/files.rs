//! How a standard's file and the folder stand, in words, and putting back what is missing.

use axum::response::Redirect;

use super::standard::standard_id;
use crate::folder::{Report, State};
use crate::id::StandardId;
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::page::Shell;
use crate::web::visit::Visit;

/// What is to be said about one file.
pub(super) struct FileNotice {
    pub(super) text: String,
    /// Whether it is missing, so that it can be put back or the standard be retired.
    pub(super) missing: bool,
}

/// What is to be said about the file of a standard: that it is missing, cannot be read, or is not written yet, and why.
pub(super) fn of_standard(shell: &Shell, report: &Report, id: StandardId) -> Vec<FileNotice> {
    let mut notices = Vec::new();
    if report.missing.iter().any(|missing| missing.id == id) {
        notices.push(FileNotice {
            text: shell.say("standard-file-missing").to_owned(),
            missing: true,
        });
    }
    if let Some(why) = report.why_waiting(id) {
        let why = shell.tell(why);
        notices.push(FileNotice {
            text: shell.with("standard-file-waiting", &[("why", why.into())]),
            missing: false,
        });
    }
    for file in report.unreadable.iter().filter(|file| file.id == Some(id)) {
        let why = shell.tell(&file.message);
        let line = i64::try_from(file.line.unwrap_or(1)).unwrap_or(1);
        let args = [
            ("path", file.path.as_str().into()),
            ("line", line.into()),
            ("why", why.into()),
        ];
        notices.push(FileNotice {
            text: shell.with("standard-file-unreadable", &args),
            missing: false,
        });
    }
    notices
}

/// What is to be said about the folder as a whole.
pub(super) struct FolderNotice {
    pub(super) text: String,
    /// Whether everything can be put back.
    pub(super) away: bool,
}

/// That the folder is away, cannot be looked into, or holds files that are left out.
pub(super) fn of_folder(shell: &Shell, report: &Report) -> Vec<FolderNotice> {
    let folder = report.folder.display().to_string();
    let mut notices = Vec::new();
    match &report.state {
        State::Gone | State::Emptied => notices.push(FolderNotice {
            text: shell.with("book-folder-away", &[("folder", folder.into())]),
            away: true,
        }),
        State::Closed(why) => {
            let args = [("folder", folder.into()), ("why", shell.tell(why).into())];
            notices.push(FolderNotice {
                text: shell.with("book-folder-closed", &args),
                away: false,
            });
        }
        State::Unknown | State::Here => {}
    }
    for file in report.unreadable.iter().filter(|file| file.id.is_none()) {
        let line = i64::try_from(file.line.unwrap_or(1)).unwrap_or(1);
        let why = shell.tell(&file.message);
        let args = [
            ("path", file.path.as_str().into()),
            ("line", line.into()),
            ("why", why.into()),
        ];
        notices.push(FolderNotice {
            text: shell.with("book-file-unreadable", &args),
            away: false,
        });
    }
    for file in &report.duplicates {
        let args = [
            ("id", file.id.into()),
            ("path", file.path.as_str().into()),
            ("other", file.other.as_str().into()),
        ];
        notices.push(FolderNotice {
            text: shell.with("book-file-duplicate", &args),
            away: false,
        });
    }
    notices
}

/// `POST /standards/S-4/file`: puts a missing file back.
pub(super) async fn put_back(visit: Visit, Path(name): Path<String>) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    visit.app.folder.put_back(&visit.takes_part()?, id).await?;
    Ok(Redirect::to(&format!("/standards/{id}")))
}

/// `POST /standards/files`: puts every file back, into a folder that is made when absent.
pub(super) async fn put_all_back(visit: Visit) -> Answer<Redirect> {
    visit.app.folder.put_all_back(&visit.takes_part()?).await?;
    Ok(Redirect::to("/standards"))
}
