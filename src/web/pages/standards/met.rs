//! A text that was written while somebody else published or proposed another: what both changed is joined, and where they differ both stand
//! in the text between marks that keep it from being sent, and side by side above it.

use super::edit::Sheet;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::i18n::{self, Language};
use crate::id::StandardId;
use crate::markdown::{self, Clash};
use crate::proposals::{self, Proposal};
use crate::standards;
use crate::web::page::Shell;
use crate::web::pages::diff::{DiffLine, difference};

/// What begins the first and the last of the marks.
const OPENS: &str = "<<<<<<< ";
const CLOSES: &str = ">>>>>>> ";

/// A place that both changed.
pub(super) struct Place {
    pub(super) legend: String,
    pub(super) mine: Vec<DiffLine>,
    pub(super) theirs: Vec<DiffLine>,
}

/// Two texts, joined.
pub(in crate::web::pages) struct Met {
    /// What stands there now, in words.
    pub(super) theirs: String,
    /// The word over what the joined text changes in that.
    pub(super) over: &'static str,
    /// The revision that the joined text starts from; empty for a new standard.
    pub(super) base: String,
    /// The hash of the text that stands there now.
    pub(super) hash: String,
    /// Where somebody has to decide.
    pub(super) places: Vec<Place>,
    /// What was published meanwhile.
    pub(super) came: Vec<DiffLine>,
}

/// The text that stands there now.
struct Now {
    text: String,
    called: String,
    over: &'static str,
    base: String,
    hash: String,
}

impl Sheet {
    /// Joins what was typed with the text in force, when it starts from an earlier one; the sheet then starts from the one in force. None
    /// where it is not known what was typed started from.
    pub(super) async fn join(
        &mut self,
        tx: &mut Tx,
        shell: &Shell,
        id: StandardId,
    ) -> Result<Option<Met>> {
        let standard = standards::get(tx, id).await?;
        let Some(base) = self
            .base
            .parse::<i64>()
            .ok()
            .filter(|&base| base < standard.revision)
        else {
            return Ok(None);
        };
        let from = match standards::text_of(tx, id, base).await {
            Err(Error::NotFound(_)) => return Ok(None),
            from => from?,
        };
        let now = Now {
            text: standards::text(tx, id).await?,
            called: shell.with("merge-theirs", &[("revision", standard.revision.into())]),
            over: shell.say("edit-joined-changes"),
            base: standard.revision.to_string(),
            hash: standard.hash,
        };
        self.present.clone_from(&now.text);
        Ok(self.joined_with(shell, &from, now))
    }

    /// The same for a proposed text that somebody else changed: joined with what is proposed now.
    pub(in crate::web::pages) async fn join_proposed(
        &mut self,
        tx: &mut Tx,
        shell: &Shell,
        proposal: &Proposal,
        by: &str,
    ) -> Result<Option<Met>> {
        if self.hash == proposal.hash {
            return Ok(None);
        }
        let Some(from) = proposals::text_by_hash(tx, proposal, &self.hash).await? else {
            return Ok(None);
        };
        let now = Now {
            text: proposal.text.clone(),
            called: shell.with("edit-mark-theirs", &[("who", by.into())]),
            over: shell.say("edit-joined-changes-proposed"),
            base: proposal
                .base
                .map_or_else(String::new, |base| base.to_string()),
            hash: proposal.hash.clone(),
        };
        Ok(self.joined_with(shell, &from, now))
    }

    fn joined_with(&mut self, shell: &Shell, from: &str, now: Now) -> Option<Met> {
        let merge = markdown::merge(from, &self.markdown, &now.text);
        let marked: Vec<String> = merge
            .clashes()
            .map(|clash| marked(shell, clash, &now.called))
            .collect();
        let texts: Vec<&str> = marked.iter().map(String::as_str).collect();
        let joined = merge.mended(&texts)?;
        let count = texts.len();
        let places = merge.clashes().enumerate();
        let places = places
            .map(|(at, clash)| place(shell, clash, (at + 1, count)))
            .collect();
        self.markdown = joined;
        self.base.clone_from(&now.base);
        self.hash.clone_from(&now.hash);
        Some(Met {
            theirs: now.called,
            over: now.over,
            base: now.base,
            hash: now.hash,
            places,
            came: difference(shell, from, &now.text).0,
        })
    }

    /// Refuses a text in which somebody has not decided yet, also where the marks stand within code.
    pub(in crate::web::pages) fn refuse_marks(&self) -> Result<()> {
        let opens = Language::ALL.map(|language| opening(i18n::say(language, "edit-mark-mine")));
        let mut lines = self.markdown.lines().zip(1..);
        let left = lines.find(|(line, _)| opens.iter().any(|mark| mark == line));
        match left {
            None => Ok(()),
            Some((_, line)) => {
                let line: i64 = line;
                let message = say!("markdown-merge-markers").with("line", line);
                Err(Error::invalid("markdown", message))
            }
        }
    }
}

fn opening(label: &str) -> String {
    format!("{OPENS}{label}")
}

fn marked(shell: &Shell, clash: &Clash, theirs: &str) -> String {
    let mine = opening(shell.say("edit-mark-mine"));
    let Clash {
        mine: typed,
        theirs: present,
        ..
    } = clash;
    format!("{mine}\n{typed}=======\n{present}{CLOSES}{theirs}\n")
}

fn place(shell: &Shell, clash: &Clash, (number, count): (usize, usize)) -> Place {
    Place {
        legend: shell.with(
            "merge-place",
            &[
                ("number", number.into()),
                ("count", count.into()),
                ("line", clash.line.into()),
            ],
        ),
        mine: difference(shell, &clash.base, &clash.mine).0,
        theirs: difference(shell, &clash.base, &clash.theirs).0,
    }
}
