//! A text that was written while somebody else published another: what both changed is joined, and where they differ both stand in the text
//! between marks that keep it from being sent, and side by side above it.

use super::edit::Sheet;
use crate::db::Tx;
use crate::error::{Error, Result, say};
use crate::i18n::{self, Language};
use crate::id::StandardId;
use crate::markdown::{self, Clash};
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
pub(super) struct Met {
    /// The revision in force.
    pub(super) revision: i64,
    /// Its hash.
    pub(super) hash: String,
    /// Where somebody has to decide.
    pub(super) places: Vec<Place>,
    /// What was published meanwhile.
    pub(super) came: Vec<DiffLine>,
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
        let theirs = standards::text(tx, id).await?;
        let merge = markdown::merge(&from, &self.markdown, &theirs);
        let revision = standard.revision;
        let marked: Vec<String> = merge
            .clashes()
            .map(|clash| marked(shell, clash, revision))
            .collect();
        let texts: Vec<&str> = marked.iter().map(String::as_str).collect();
        let Some(joined) = merge.mended(&texts) else {
            return Ok(None);
        };
        let count = texts.len();
        let places = merge.clashes().enumerate();
        let places = places
            .map(|(at, clash)| place(shell, clash, (at + 1, count)))
            .collect();
        self.markdown = joined;
        self.base = revision.to_string();
        self.hash.clone_from(&standard.hash);
        let met = Met {
            revision,
            hash: standard.hash,
            places,
            came: difference(shell, &from, &theirs).0,
        };
        self.present = theirs;
        Ok(Some(met))
    }

    /// Refuses a text in which somebody has not decided yet, also where the marks stand within code.
    pub(super) fn refuse_marks(&self) -> Result<()> {
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

fn marked(shell: &Shell, clash: &Clash, revision: i64) -> String {
    let mine = opening(shell.say("edit-mark-mine"));
    let theirs = shell.with("merge-theirs", &[("revision", revision.into())]);
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
