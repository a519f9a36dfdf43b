//! Files and pages write to one book in whatever order: every text that was ever there to be seen is a revision or a proposal.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use cahier::folder::{Report, State};
use proptest::prelude::*;
use serde_json::json;

use crate::standards::publish;
use crate::support::{Person, Site};

const PATHS: [&str; 3] = [
    "0001-count-steps.md",
    "0002-name-steps.md",
    "git/0003-sign.md",
];
const TEXTS: [&str; 2] = [
    "# Count steps\n\nOne step.\n\nTwo steps.\n\nThree steps.\n",
    "---\r\ntags: [steps]\r\n---\r\n# Name steps\r\n\r\nOne name.\r\n\r\nTwo names.\r\n",
];

/// One thing that one of the writers does; places wrap around what there is.
#[derive(Debug, Clone)]
enum Act {
    /// Changes a line of a file, as it stands or as it was first.
    Edit {
        file: usize,
        line: usize,
        words: u8,
        afresh: bool,
    },
    /// The folder is looked at.
    Look,
    /// A start after what was last in step was lost.
    Forget,
    Rename(usize),
    Remove(usize),
    /// On the pages.
    Propose {
        standard: usize,
        line: usize,
        words: u8,
        behind: i64,
    },
    Amend {
        which: usize,
        line: usize,
        words: u8,
    },
    Agree(usize),
    Merge(usize),
    Correct {
        standard: usize,
        words: u8,
    },
    Undo(usize),
    Withdraw(usize),
    PutBack(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let (line, which, words) = (0..6usize, 0..9usize, any::<u8>());
    prop_oneof![
        5 => (0..3usize, line.clone(), words, any::<bool>())
            .prop_map(|(file, line, words, afresh)| Act::Edit { file, line, words, afresh }),
        6 => Just(Act::Look),
        1 => Just(Act::Forget),
        1 => (0..3usize).prop_map(Act::Rename),
        1 => (0..3usize).prop_map(Act::Remove),
        3 => (0..3usize, line.clone(), words, 0..2i64)
            .prop_map(|(standard, line, words, behind)| Act::Propose { standard, line, words, behind }),
        2 => (which.clone(), line, words).prop_map(|(which, line, words)| Act::Amend { which, line, words }),
        5 => which.clone().prop_map(Act::Agree),
        2 => which.clone().prop_map(Act::Merge),
        1 => (0..3usize, words).prop_map(|(standard, words)| Act::Correct { standard, words }),
        1 => (0..3usize).prop_map(Act::Undo),
        1 => which.prop_map(Act::Withdraw),
        1 => (0..3usize).prop_map(Act::PutBack),
    ]
}

/// The book, its folder, and every text that was ever in either.
struct World {
    /// There but for the moment of a restart.
    site: Option<Site>,
    people: [Person; 3],
    proposals: Vec<String>,
    saved: Vec<String>,
}

impl World {
    async fn new() -> Self {
        let site = Site::new().await;
        let people = site.members(["Ada", "Bo", "Cy"]).await;
        site.app.tasks.stop().await;
        let [ada, bo, cy] = &people;
        for text in TEXTS {
            publish(ada, &[bo, cy], json!({ "markdown": text })).await;
        }
        let mut world = Self {
            site: Some(site),
            people,
            proposals: Vec::new(),
            saved: TEXTS.map(str::to_owned).to_vec(),
        };
        world.look().await;
        world
    }

    /// The folder is looked at: what stands in its files now was there to be seen.
    async fn look(&mut self) -> std::sync::Arc<Report> {
        self.saved.extend(self.files().into_values());
        self.site().app.folder.sync().await.unwrap()
    }

    fn site(&self) -> &Site {
        self.site.as_ref().unwrap()
    }

    /// A start without what was last in step.
    async fn forget(&mut self) {
        self.saved.extend(self.files().into_values());
        fs::remove_file(self.site().data().join("folder.json")).ok();
        let site = self.site.take().unwrap().restarted().await;
        site.app.tasks.stop().await;
        self.people = self.people.clone().map(|person| person.on(&site.router));
        self.site = Some(site);
    }

    /// The texts that stand in the folder, by the names that their standards have.
    fn files(&self) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.site().standards()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text = fs::read_to_string(&path).unwrap();
                    files.insert(path, text);
                }
            }
        }
        files
    }

    fn path(&self, file: usize) -> PathBuf {
        let number = &format!("{:04}-", file + 1);
        let named = self.files().into_keys().find(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with(number)
        });
        named.unwrap_or_else(|| self.site().standards().join(PATHS[file]))
    }

    async fn act(&mut self, turn: usize, act: &Act) {
        let who = self.people[turn % 3].clone();
        match act {
            Act::Edit {
                file,
                line,
                words,
                afresh,
            } => {
                let path = self.path(*file);
                let first = *TEXTS.get(*file).unwrap_or(&"# Sign\n\nAlways.\n");
                let now = fs::read_to_string(&path).ok().filter(|_| !afresh);
                let text = rewritten(now.as_deref().unwrap_or(first), *line, *words);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Act::Look => drop(self.look().await),
            Act::Forget => self.forget().await,
            Act::Rename(file) => {
                let path = self.path(*file);
                let name = format!("{:04}-renamed-{turn}.md", file + 1);
                fs::rename(&path, path.with_file_name(name)).ok();
            }
            Act::Remove(file) => {
                let path = self.path(*file);
                // It may hold a text that nobody has looked at.
                self.look().await;
                fs::remove_file(path).ok();
            }
            Act::PutBack(file) => {
                let there = self.files();
                let path = format!("/standards/S-{}/file", file + 1);
                // Of what the book does not know yet nothing is put back, and nothing is looked at.
                if who.post(&path, &[]).await.status != 404 {
                    self.saved.extend(there.into_values());
                }
            }
            on_pages => self.on_pages(&who, on_pages).await,
        }
    }

    async fn on_pages(&mut self, who: &Person, act: &Act) {
        match act {
            Act::Propose {
                standard,
                line,
                words,
                behind,
            } => {
                let id = format!("S-{}", standard + 1);
                let now = who.get(&format!("/api/v1/standards/{id}")).await;
                if now.status != 200 {
                    return;
                }
                let base = (now.json()["revision"].as_i64().unwrap() - behind).max(1);
                let path = format!("/standards/{id}.md?revision={base}");
                let text = rewritten(&who.get(&path).await.is(200).text, *line, *words);
                let body = json!({ "markdown": text, "standard": id, "base": base });
                let made = who.post_json("/api/v1/proposals", body).await;
                if made.status == 201 {
                    self.saved.push(text);
                    let id = made.json()["id"].as_str().unwrap().to_owned();
                    self.proposals.push(id);
                }
            }
            Act::Amend { which, line, words } => {
                let Some(path) = self.proposal(*which) else {
                    return;
                };
                let now = who.get(&path).await.is(200).json();
                let text = rewritten(now["markdown"].as_str().unwrap(), *line, *words);
                let sent = who.put_json(&path, json!({ "markdown": text })).await;
                if sent.status == 200 {
                    self.saved.push(text);
                }
            }
            Act::Agree(which) => {
                if let Some(path) = self.proposal(*which) {
                    let now = who.get(&path).await.is(200).json();
                    let hash = json!({ "hash": now["hash"] });
                    for person in &self.people {
                        let path = format!("{path}/approval");
                        person.put_json(&path, hash.clone()).await;
                    }
                }
            }
            Act::Merge(which) => {
                let Some(path) = self.proposal(*which) else {
                    return;
                };
                let look = who.get(&format!("{path}/merge")).await.is(200).json();
                let places = look["conflicts"].as_array().unwrap().iter();
                let mended: Vec<_> = places.map(|place| place["proposed"].clone()).collect();
                let body = json!({ "mended": mended, "revision": look["revision"] });
                let sent = who.post_json(&format!("{path}/merge"), body).await;
                if sent.status == 200 {
                    let text = sent.json()["markdown"].as_str().unwrap().to_owned();
                    self.saved.push(text);
                }
            }
            Act::Correct { standard, words } => {
                let id = format!("S-{}", standard + 1);
                let now = who.get(&format!("/standards/{id}.md")).await;
                if now.status == 200 {
                    let text = rewritten(&now.text, usize::from(*words), *words);
                    let body = json!({ "markdown": text, "standard": id, "correction": true });
                    let sent = who.post_json("/api/v1/proposals", body).await;
                    if sent.status == 201 {
                        self.saved.push(text);
                    }
                }
            }
            Act::Undo(standard) => {
                let id = format!("S-{}", standard + 1);
                let now = who.get(&format!("/api/v1/standards/{id}")).await;
                if now.status == 200 {
                    let now = now.json();
                    let hash = [("hash", now["hash"].as_str().unwrap())];
                    who.post(&format!("/standards/{id}/reversal"), &hash).await;
                }
            }
            Act::Withdraw(which) => {
                if let Some(path) = self.proposal(*which) {
                    who.post_json(&format!("{path}/withdrawal"), json!({}))
                        .await;
                }
            }
            _ => {}
        }
    }

    fn proposal(&self, which: usize) -> Option<String> {
        let at = which.checked_rem(self.proposals.len())?;
        Some(format!("/api/v1/proposals/{}", self.proposals[at]))
    }

    /// Every text is a revision or a text of a proposal, and in the end the files say what the book says.
    async fn holds(&mut self) {
        self.look().await;
        let report = self.look().await;
        // Whoever took the last file away has emptied the folder, and then nothing is touched.
        let is_emptied = report.state == State::Emptied;
        assert!(report.waiting.is_empty() || is_emptied, "{report:?}");
        assert!(report.unreadable.is_empty(), "{report:?}");
        let ada = &self.people[0];
        let mut kept: Vec<String> = Vec::new();
        let standards = ada.get("/api/v1/standards?limit=200").await.json();
        let files = self.files();
        for standard in standards["items"].as_array().unwrap() {
            let id = standard["id"].as_str().unwrap();
            let now = ada.get(&format!("/api/v1/standards/{id}")).await.json();
            for number in 1..=now["revision"].as_i64().unwrap() {
                let path = format!("/standards/{id}.md?revision={number}");
                kept.push(ada.get(&path).await.is(200).text);
            }
            let path = self.site().standards().join(now["path"].as_str().unwrap());
            if let Some(text) = files.get(&path) {
                assert_eq!(text, kept.last().unwrap(), "{id}");
            } else {
                let is_missing = |missing: &cahier::folder::Missing| missing.id.to_string() == id;
                let is_told = is_emptied || report.missing.iter().any(is_missing);
                assert!(is_told, "{id}: {report:?}");
            }
        }
        let all = ada.get("/api/v1/proposals?limit=200").await.json();
        for proposal in all["items"].as_array().unwrap() {
            let id = proposal["id"].as_str().unwrap();
            let texts = ada.get(&format!("/api/v1/proposals/{id}/texts")).await;
            let texts = texts.is(200).json();
            let texts = texts["items"].as_array().unwrap().iter();
            kept.extend(texts.map(|text| text["markdown"].as_str().unwrap().to_owned()));
        }
        for text in &self.saved {
            assert!(kept.contains(text), "lost: {text:?}");
        }
    }
}

/// The text with one of its lines said otherwise; its line ends stay.
fn rewritten(text: &str, line: usize, words: u8) -> String {
    let body = text.rfind("# ").unwrap_or(0);
    let lines: Vec<&str> = text[body..].split_inclusive('\n').collect();
    let spoken: Vec<usize> = (1..lines.len())
        .filter(|&at| !lines[at].trim().is_empty())
        .collect();
    let Some(&chosen) = line.checked_rem(spoken.len()).and_then(|at| spoken.get(at)) else {
        return format!("{text}Step {words}.\n");
    };
    let end = lines[chosen].trim_start_matches(|c| !matches!(c, '\r' | '\n'));
    let said = format!("Step {words}.{end}");
    let lines = lines.iter().enumerate();
    let body_lines = lines.map(|(at, old)| if at == chosen { said.as_str() } else { *old });
    text[..body].to_owned() + &body_lines.collect::<String>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_files_and_pages_is_lost(acts in proptest::collection::vec(act(), 4..32)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut world = World::new().await;
            for (turn, act) in acts.iter().enumerate() {
                world.act(turn, act).await;
            }
            world.holds().await;
        });
    }
}
