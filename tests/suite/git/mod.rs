//! Git, where the standards' folder lies in a work tree and the team wants it: real repositories, and what `git` itself says of them.

mod messages;
mod nodes;
mod publishing;
mod renumber;
mod source;
mod turned_on;
mod waits;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use cahier::folder::Commits;
use serde_json::json;

use crate::standards::publish;
use crate::support::terminal::{Run, alone, git_is_here};
use crate::support::{Person, Site};

/// The file of [`TEXT`].
const FILE: &str = "standards/0001-use-utc.md";
const TEXT: &str = "# Use UTC\n\nAlways.\n";

/// A site whose standards' folder lies in a repository, whose followers rest so that each test says when git is asked.
struct Desk {
    site: Site,
    /// An administrator, who turned it on.
    root: Person,
    ada: Person,
    bo: Person,
    cy: Person,
    /// The uppermost folder of the work tree.
    top: PathBuf,
}

impl Desk {
    /// A repository with one commit around the folder; none, said aloud, where the machine has no git.
    async fn new(test: &str) -> Option<Self> {
        Self::with(test, &["init", "--quiet", "--initial-branch=main"]).await
    }

    /// The same, begun by this command; without a first commit where `--bare-beginning` is asked for by leaving it to the test.
    async fn with(test: &str, begin: &[&str]) -> Option<Self> {
        let desk = Self::beside(test, Site::new().await).await?;
        desk.git(begin);
        desk.is_adas();
        fs::write(desk.top.join("README.md"), "Ours\n").unwrap();
        // The data of the server is nobody's to commit.
        fs::write(
            desk.top.join(".gitignore"),
            "/*\n!/standards\n!/README.md\n",
        )
        .unwrap();
        desk.git(&["add", "README.md", "--force", ".gitignore"]);
        desk.git(&["commit", "--quiet", "--message=Begin"]);
        desk.turn("on").await;
        Some(desk)
    }

    /// People and a folder, with no repository yet.
    async fn beside(test: &str, site: Site) -> Option<Self> {
        if !git_is_here(test) {
            return None;
        }
        site.app.folder.sync().await.unwrap();
        site.app.tasks.stop().await;
        let root = site.administrator("Root").await;
        let [ada, bo, cy] = site.members(["Ada", "Bo", "Cy"]).await;
        let top = site.data();
        Some(Self {
            site,
            root,
            ada,
            bo,
            cy,
            top,
        })
    }

    /// Turns it on or off for the team.
    async fn turn(&self, how: &str) {
        let wish = json!({ "commits": how == "on" });
        let path = "/api/v1/teams/web";
        self.root.patch_json(path, wish).await.is(200);
    }

    /// Sets the name that git puts under commits, for this repository alone.
    fn is_adas(&self) {
        self.git(&["config", "user.name", "Ada"]);
        self.git(&["config", "user.email", "ada@example.org"]);
    }

    /// What git says in the work tree, which must succeed.
    #[track_caller]
    fn git(&self, words: &[&str]) -> String {
        git_in(&self.top, words)
    }

    /// Publishes a text with everybody's agreement, and has the folder and git looked at.
    async fn publish(&self, text: &str, standard: Option<&str>) -> String {
        let mut body = json!({ "markdown": text });
        if let Some(id) = standard {
            body["standard"] = json!(id);
        }
        let id = publish(&self.ada, &[&self.bo, &self.cy], body).await;
        self.look().await;
        id
    }

    /// One look of the server at the folder and at git.
    async fn look(&self) -> Arc<Commits> {
        self.site.app.folder.sync().await.unwrap();
        self.site.app.folder.commit().await.unwrap()
    }

    /// The first lines of all commits, the newest first.
    #[track_caller]
    fn subjects(&self) -> Vec<String> {
        let log = self.git(&["log", "--format=%s"]);
        log.lines().map(str::to_owned).collect()
    }

    /// The files that the newest commit changed.
    #[track_caller]
    fn changed(&self) -> Vec<String> {
        let names = self.git(&["show", "--format=", "--name-only", "--no-renames", "HEAD"]);
        names.lines().map(str::to_owned).collect()
    }

    /// What is staged.
    #[track_caller]
    fn staged(&self) -> String {
        self.git(&["diff", "--cached", "--name-status"])
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.top.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

/// Whether the machine has git; says which test was left out where it has not.
/// What git says in a folder, which must succeed.
#[track_caller]
fn git_in(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::new("git");
    command
        .args(["-c", "protocol.file.allow=always"])
        .args(words);
    Run::of(alone(&mut command, folder).output().unwrap())
        .done()
        .out
}
