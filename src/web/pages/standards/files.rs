//! How the standards' folder stands to the book, said on the book's pages, and the acts that mend it.

use axum::response::Redirect;

use super::standard::standard_id;
use crate::error::{Message, say};
use crate::folder::{Duplicate, LostImage, Report, State, Unreadable};
use crate::i18n;
use crate::id::StandardId;
use crate::web::failure::Answer;
use crate::web::form::Path;
use crate::web::page::Shell;
use crate::web::visit::Visit;

/// So many files are named; the terminal's `cahier doctor` names all.
const NAMED: usize = 20;

/// One thing to say about files.
pub(super) struct FileNotice {
    pub(super) says: String,
    /// Where the act that mends it is done; empty when there is none.
    pub(super) act_url: String,
    pub(super) act_word: &'static str,
    /// Where the file that it is about can be read; empty where it cannot.
    pub(super) read_url: String,
}

/// `POST /standards/S-4/file`: writes a missing file again.
pub(super) async fn put_back(visit: Visit, Path(name): Path<String>) -> Answer<Redirect> {
    let id = standard_id(&name)?;
    let who = visit.takes_part()?;
    visit.app.folder.put_back(&who, id).await?;
    Ok(Redirect::to(&format!("/standards/{id}")))
}

/// `POST /standards/files`: writes the whole book again.
pub(super) async fn put_all_back(visit: Visit) -> Answer<Redirect> {
    let who = visit.takes_part()?;
    visit.app.folder.put_all_back(&who).await?;
    Ok(Redirect::to("/standards"))
}

/// What there is to say about one standard's file.
pub(super) fn of_standard(visit: &Visit, shell: &Shell, id: StandardId) -> Vec<FileNotice> {
    let report = visit.app.folder.report();
    let mut notices = Vec::new();
    if let Some(why) = report.why_waiting(id) {
        let why = clause(shell, why);
        notices.push(plain(shell, &say!("folder-page-waiting", why = why)));
    }
    if let Some(missing) = report.missing.iter().find(|missing| missing.id == id) {
        notices.push(FileNotice {
            act_url: format!("/standards/{id}/file"),
            act_word: shell.say("folder-page-put-back"),
            ..plain(
                shell,
                &say!("folder-page-missing", path = missing.path.as_str()),
            )
        });
    }
    for lost in report.lost.iter().filter(|lost| lost.id == id) {
        let put_back = (
            format!("/standards/{id}/file"),
            "folder-page-put-image-back",
        );
        notices.push(image(shell, lost, put_back));
    }
    let flaws = report.unreadable.iter().filter(|flaw| flaw.id == Some(id));
    notices.extend(flaws.map(|flaw| unreadable(shell, flaw)));
    let twice = report.duplicates.iter().filter(|twice| twice.id == id);
    notices.extend(twice.map(|twice| twin(shell, twice)));
    if let Some(why) = visit.app.folder.commits().why_waiting(id) {
        let why = clause(shell, why);
        notices.push(plain(shell, &say!("git-page-waiting", why = why)));
    }
    notices
}

/// What there is to say about the whole folder.
pub(super) fn of_book(visit: &Visit, shell: &Shell) -> Vec<FileNotice> {
    let report = visit.app.folder.report();
    let mut notices: Vec<FileNotice> = state(shell, &report).into_iter().collect();
    let unwatched = report.unwatched.as_ref().map(|why| clause(shell, why));
    if notices.is_empty() && !report.waiting.is_empty() {
        let why = report
            .waiting
            .first()
            .map(|waiting| clause(shell, &waiting.why))
            .unwrap_or_default();
        notices.push(plain(
            shell,
            &say!(
                "folder-page-some-waiting",
                count = report.waiting.len(),
                why = why
            ),
        ));
    }
    if !report.missing.is_empty() {
        notices.push(FileNotice {
            act_url: "/standards/files".to_owned(),
            act_word: shell.say("folder-page-put-all-back"),
            ..plain(
                shell,
                &say!("folder-page-some-missing", count = report.missing.len()),
            )
        });
    }
    for lost in report.lost.iter().take(NAMED) {
        let put_back = ("/standards/files".to_owned(), "folder-page-put-all-back");
        notices.push(image(shell, lost, put_back));
    }
    notices.extend(
        report
            .unreadable
            .iter()
            .take(NAMED)
            .map(|flaw| unreadable(shell, flaw)),
    );
    let twice = report.duplicates.iter().take(NAMED);
    notices.extend(twice.map(|twice| twin(shell, twice)));
    for (path, why) in report.ignored.iter().take(NAMED) {
        let why = clause(shell, why);
        notices.push(plain(
            shell,
            &say!("folder-page-ignored", path = path.as_str(), why = why),
        ));
    }
    notices.extend(commits(visit, shell));
    notices.extend(unwatched.map(|why| plain(shell, &say!("folder-page-unwatched", why = why))));
    notices
}

/// An image that is not there, with the act that writes it again; one in whose place something else lies is for somebody to look at.
fn image(shell: &Shell, lost: &LostImage, put_back: (String, &'static str)) -> FileNotice {
    let (id, path) = (lost.id, lost.path.as_str());
    if lost.altered {
        return plain(
            shell,
            &say!("folder-page-image-altered", id = id, path = path),
        );
    }
    let (act_url, act_word) = put_back;
    FileNotice {
        act_url,
        act_word: shell.say(act_word),
        ..plain(
            shell,
            &say!("folder-page-image-missing", id = id, path = path),
        )
    }
}

/// What keeps publications from becoming commits.
fn commits(visit: &Visit, shell: &Shell) -> Option<FileNotice> {
    let commits = visit.app.folder.commits();
    let count = commits.waiting.len();
    let why = clause(shell, commits.why()?);
    let message = match count {
        0 => say!("git-page-hindered", why = why),
        _ => say!("git-page-hindered-waiting", count = count, why = why),
    };
    Some(plain(shell, &message))
}

fn state(shell: &Shell, report: &Report) -> Option<FileNotice> {
    let folder = report.folder.display().to_string();
    let message = match &report.state {
        State::Unknown | State::Here => return None,
        State::Closed(why) => {
            let why = clause(shell, why);
            return Some(plain(
                shell,
                &say!("folder-page-closed", path = folder, why = why),
            ));
        }
        State::Gone => say!("folder-page-gone", path = folder),
        State::Emptied => say!("folder-page-emptied", path = folder),
    };
    Some(FileNotice {
        act_url: "/standards/files".to_owned(),
        act_word: shell.say("folder-page-put-all-back"),
        ..plain(shell, &message)
    })
}

fn twin(shell: &Shell, twice: &Duplicate) -> FileNotice {
    let message = say!(
        "folder-page-twice",
        id = twice.id,
        path = twice.path.as_str(),
        other = twice.other.as_str()
    );
    FileNotice {
        read_url: format!("/standards/{}/file", twice.id),
        ..plain(shell, &message)
    }
}

fn unreadable(shell: &Shell, flaw: &Unreadable) -> FileNotice {
    let why = clause(shell, &flaw.message);
    let place = match (flaw.line, flaw.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", flaw.path),
        _ => flaw.path.clone(),
    };
    let says = match flaw.in_force {
        true => say!("folder-page-unreadable", place = place, why = why),
        false => say!("folder-page-unreadable-new", place = place, why = why),
    };
    plain(shell, &says)
}

/// A reason as it stands within a sentence, which ends by itself.
fn clause(shell: &Shell, why: &Message) -> String {
    let said = i18n::tell(shell.language(), why);
    said.trim_end_matches('.').to_owned()
}

fn plain(shell: &Shell, message: &Message) -> FileNotice {
    FileNotice {
        says: i18n::tell(shell.language(), message),
        act_url: String::new(),
        act_word: "",
        read_url: String::new(),
    }
}
