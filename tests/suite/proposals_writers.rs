//! Several writers at one standard, in whatever order: no text that was ever taken is lost, and none is published stale.

use cahier::db::{Actor, Channel};
use cahier::proposals::{self, Found};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::standards::publish;
use crate::support::{Person, Site};

const LINES: [&str; 5] = [
    "One step.",
    "Two steps.",
    "Three steps.",
    "Four steps.",
    "Five steps.",
];

/// One thing that one of the writers does; places wrap around what there is.
#[derive(Debug, Clone)]
enum Act {
    Propose {
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
    Merge {
        which: usize,
        words: Option<u8>,
    },
    Correct {
        words: u8,
    },
    File {
        line: usize,
        words: u8,
        behind: bool,
    },
    Undo,
    Withdraw(usize),
    Reopen(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let line = 0..LINES.len();
    prop_oneof![
        3 => (line.clone(), any::<u8>(), 0..3i64)
            .prop_map(|(line, words, behind)| Act::Propose { line, words, behind }),
        2 => (0..9usize, line.clone(), any::<u8>())
            .prop_map(|(which, line, words)| Act::Amend { which, line, words }),
        6 => (0..9usize).prop_map(Act::Agree),
        3 => (0..9usize, any::<Option<u8>>()).prop_map(|(which, words)| Act::Merge { which, words }),
        1 => any::<u8>().prop_map(|words| Act::Correct { words }),
        2 => (line, any::<u8>(), any::<bool>())
            .prop_map(|(line, words, behind)| Act::File { line, words, behind }),
        1 => Just(Act::Undo),
        1 => (0..9usize).prop_map(Act::Withdraw),
        1 => (0..9usize).prop_map(Act::Reopen),
    ]
}

/// The writers, and every text that was taken from them.
struct World {
    site: Site,
    people: [Person; 3],
    proposals: Vec<String>,
    taken: Vec<String>,
}

impl World {
    async fn new() -> Self {
        let site = Site::new().await;
        let people = site.members(["Ada", "Bo", "Cy"]).await;
        let text = format!("# Count steps\n\n{}\n", LINES.join("\n\n"));
        let [ada, bo, cy] = &people;
        publish(ada, &[bo, cy], json!({ "markdown": text })).await;
        Self {
            site,
            people,
            proposals: Vec::new(),
            taken: vec![text],
        }
    }

    async fn act(&mut self, turn: usize, act: &Act) {
        let who = self.people[turn % 3].clone();
        match act {
            Act::Propose {
                line,
                words,
                behind,
            } => {
                let now = who.get("/api/v1/standards/S-1").await.json();
                let base = (now["revision"].as_i64().unwrap() - behind).max(1);
                let path = format!("/standards/S-1.md?revision={base}");
                let text = rewritten(&who.get(&path).await.is(200).text, *line, *words);
                let body = json!({ "markdown": text, "standard": "S-1", "base": base });
                let made = who.post_json("/api/v1/proposals", body).await;
                if made.status == 201 {
                    let id = made.json()["id"].as_str().unwrap().to_owned();
                    self.proposals.push(id);
                    self.taken.push(text);
                }
            }
            Act::Amend { which, line, words } => {
                let Some((path, now)) = self.one(&who, *which).await else {
                    return;
                };
                let text = rewritten(now["markdown"].as_str().unwrap(), *line, *words);
                let sent = who.put_json(&path, json!({ "markdown": text })).await;
                self.keep(sent.status == 200, text);
            }
            Act::Agree(which) => {
                if let Some((path, now)) = self.one(&who, *which).await {
                    let hash = json!({ "hash": now["hash"] });
                    let others = self.people.iter().filter(|one| one.id != who.id);
                    for person in others.chain([&who]) {
                        person
                            .put_json(&format!("{path}/approval"), hash.clone())
                            .await;
                    }
                }
            }
            Act::Merge { which, words } => self.merge(&who, *which, *words).await,
            Act::Correct { words } => {
                let now = who.get("/standards/S-1.md").await.text;
                let text = rewritten(&now, usize::from(*words) % LINES.len(), *words);
                let body = json!({ "markdown": text, "standard": "S-1", "correction": true });
                let sent = who.post_json("/api/v1/proposals", body).await;
                self.keep(sent.status == 201, text);
            }
            Act::File {
                line,
                words,
                behind,
            } => self.file(&who, *line, *words, *behind).await,
            Act::Undo => {
                let now = who.get("/api/v1/standards/S-1").await.json();
                let hash = [("hash", now["hash"].as_str().unwrap())];
                who.post("/standards/S-1/reversal", &hash).await;
            }
            Act::Withdraw(which) => {
                if let Some((path, _)) = self.one(&who, *which).await {
                    who.post_json(&format!("{path}/withdrawal"), json!({}))
                        .await;
                }
            }
            Act::Reopen(which) => {
                if let Some((path, _)) = self.one(&who, *which).await {
                    who.delete(&format!("{path}/withdrawal")).await;
                }
            }
        }
    }

    async fn merge(&mut self, who: &Person, which: usize, words: Option<u8>) {
        let Some((path, _)) = self.one(who, which).await else {
            return;
        };
        let look = who.get(&format!("{path}/merge")).await.is(200).json();
        let mended: Vec<String> = look["conflicts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|place| match words {
                Some(words) => format!("Mended {words}.\n"),
                None => place["proposed"].as_str().unwrap().to_owned(),
            })
            .collect();
        let body = json!({ "mended": mended, "revision": look["revision"] });
        let sent = who.post_json(&format!("{path}/merge"), body).await;
        if sent.status == 200 {
            let text = sent.json()["markdown"].as_str().unwrap().to_owned();
            self.taken.push(text);
        }
    }

    async fn file(&mut self, who: &Person, line: usize, words: u8, behind: bool) {
        let now = who.get("/api/v1/standards/S-1").await.json();
        let text = rewritten(now["markdown"].as_str().unwrap(), line, words);
        let first = who.get("/api/v1/standards/S-1/revisions").await.json();
        let base = match behind {
            true => first["items"][0]["hash"].clone(),
            false => now["hash"].clone(),
        };
        let found = Found {
            path: now["path"].as_str().unwrap(),
            bytes: text.as_bytes(),
            base: base.as_str(),
        };
        let folder = Actor::nobody(Channel::Folder);
        let mut tx = self.site.app.db.write(folder).await.unwrap();
        let adopted = proposals::adopt(&mut tx, found).await.unwrap();
        tx.commit().await.unwrap();
        if let proposals::Adopted::Proposal(id) = adopted {
            self.proposals.push(id.to_string());
        }
        self.taken.push(text);
    }

    async fn one(&self, who: &Person, which: usize) -> Option<(String, Value)> {
        let id = self
            .proposals
            .get(which.checked_rem(self.proposals.len())?)?;
        let path = format!("/api/v1/proposals/{id}");
        let now = who.get(&path).await.is(200).json();
        Some((path, now))
    }

    fn keep(&mut self, was_taken: bool, text: String) {
        if was_taken {
            self.taken.push(text);
        }
    }

    /// Every text that was taken is a revision or a text of a proposal, and whatever was published came right after its base.
    async fn holds(&self) {
        let ada = &self.people[0];
        let mut kept: Vec<String> = Vec::new();
        let now = ada.get("/api/v1/standards/S-1").await.json();
        for revision in 1..=now["revision"].as_i64().unwrap() {
            let path = format!("/standards/S-1.md?revision={revision}");
            kept.push(ada.get(&path).await.is(200).text);
        }
        let all = ada.get("/api/v1/proposals?limit=200").await.json();
        for proposal in all["items"].as_array().unwrap() {
            let path = format!(
                "/api/v1/proposals/{}/texts",
                proposal["id"].as_str().unwrap()
            );
            let texts = ada.get(&path).await.is(200).json();
            let texts = texts["items"].as_array().unwrap().iter();
            kept.extend(texts.map(|text| text["markdown"].as_str().unwrap().to_owned()));
            if let (Some(base), Some(revision)) =
                (proposal["base"].as_i64(), proposal["revision"].as_i64())
            {
                assert_eq!(revision, base + 1, "published stale: {proposal}");
            }
        }
        for text in &self.taken {
            assert!(kept.contains(text), "lost: {text:?}");
        }
    }
}

/// The text with one of its steps said otherwise.
fn rewritten(text: &str, line: usize, words: u8) -> String {
    let place = 2 + 2 * line;
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(number, line)| match number == place {
            true => format!("Step {words}."),
            false => line.to_owned(),
        })
        .collect();
    format!("{}\n", lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_several_writers_is_lost(acts in proptest::collection::vec(act(), 4..28)) {
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
