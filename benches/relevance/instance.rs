//! A real data folder, filled by the product's own operations and searched as its doors search it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use cahier::app::App;
use cahier::clock::Clock;
use cahier::config::{Config, Given};
use cahier::db::{Actor, Channel};
use cahier::folder::{self, Run};
use cahier::i18n::Language;
use cahier::members::{self, Administrator, Team, TeamKey};
use cahier::problems::{self, import};
use cahier::search::Indexer;
use tempfile::TempDir;

use crate::data::Document;

/// Problems that enter in one transaction.
const BATCH: usize = 500;

/// What documents become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Problems, imported into the tray.
    Problems,
    /// Standards, imported as files of markdown.
    Standards,
}

/// An instance in a folder of its own, which goes when it is dropped.
pub(crate) struct Instance {
    pub(crate) app: App,
    pub(crate) team: Team,
    folder: TempDir,
    /// P-12 or S-4, by the document it was made from, and the other way round.
    pub(crate) document_of: HashMap<String, String>,
}

impl Instance {
    /// An empty one with one team.
    pub(crate) async fn new() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let given = Given {
            data: Some(folder.path().join("data")),
            ..Given::default()
        };
        let app = App::open(
            Config::from_parts(&given, BTreeMap::new())?,
            Clock::system(),
        )
        .await?;
        let mut tx = app.db.write(Actor::nobody(Channel::Terminal)).await?;
        let administrator = Administrator::of_the_data_folder();
        let key = TeamKey::parse("bench")?;
        let team = members::add_team(&mut tx, &administrator, &key, "Bench", Language::En).await?;
        tx.commit().await?;
        Ok(Self {
            app,
            team,
            folder,
            document_of: HashMap::new(),
        })
    }

    /// Takes documents in.
    pub(crate) async fn take(&mut self, documents: &[Document], kind: Kind) -> anyhow::Result<()> {
        match kind {
            Kind::Problems => self.take_problems(documents).await,
            Kind::Standards => {
                let files = tempfile::tempdir_in(self.folder.path())?;
                let mut named = HashMap::new();
                for (number, document) in documents.iter().enumerate() {
                    let name = format!("{number}.md");
                    let markdown = format!("# {}\n\n{}\n", document.title, document.text);
                    std::fs::write(files.path().join(&name), markdown)?;
                    named.insert(name, document.id.clone());
                }
                self.take_folder(files.path(), |path| named.get(path).cloned())
                    .await
            }
        }
    }

    /// Takes a folder of markdown in; `document` names what each file is.
    pub(crate) async fn take_folder(
        &mut self,
        files: &Path,
        document: impl Fn(&str) -> Option<String>,
    ) -> anyhow::Result<()> {
        let actor = Actor::nobody(Channel::Import);
        let imported = folder::import(&self.app.db, actor, files, Run::Real, |_, _| ()).await?;
        let is_new = |brought: &folder::Brought| brought.what == folder::Became::New;
        let taken: Vec<_> = imported.texts.into_iter().filter(is_new).collect();
        ensure!(
            !taken.is_empty(),
            "nothing in {} could be taken",
            files.display()
        );
        for folder::Brought { path, standard, .. } in taken {
            let id = standard.context("a file without a number")?.to_string();
            self.document_of.insert(id, document(&path).unwrap_or(path));
        }
        Ok(())
    }

    async fn take_problems(&mut self, documents: &[Document]) -> anyhow::Result<()> {
        for documents in documents.chunks(BATCH) {
            let lines: Vec<String> = documents
                .iter()
                .map(|document| {
                    serde_json::json!({"title": document.title, "description": document.text})
                        .to_string()
                })
                .collect();
            let mut tx = self.app.db.write(Actor::nobody(Channel::Import)).await?;
            for (row, document) in import::read(&lines.join("\n"))?.into_iter().zip(documents) {
                // What cannot be taken cannot be found either, and counts as missed.
                let Ok(mut draft) = row.draft else { continue };
                // Texts that say the same are documents of their own here.
                draft.posting_key = Some(format!("bench {}", document.id));
                if let Some(id) = problems::take_in(&mut tx, &self.team, draft).await? {
                    self.document_of.insert(id.to_string(), document.id.clone());
                }
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Builds the index of everything; how long it took.
    pub(crate) async fn index(&self) -> anyhow::Result<Duration> {
        let started = Instant::now();
        Indexer::new(self.app.search.clone())
            .rebuild(&self.app.db, |_, _| ())
            .await?;
        Ok(started.elapsed())
    }

    /// Takes into the index what was written since, as it does while people work.
    pub(crate) async fn follow(&self) -> anyhow::Result<()> {
        Indexer::new(self.app.search.clone())
            .catch_up(&self.app.db)
            .await?;
        Ok(())
    }

    /// The document that a hit was made from.
    pub(crate) fn document<'a>(&'a self, id: &'a str) -> &'a str {
        self.document_of.get(id).map_or(id, String::as_str)
    }
}
