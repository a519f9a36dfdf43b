//! `cahier import PATH --as standards`: a folder of markdown, decision records, the export or the clone of a wiki. What became of each file
//! is told in a dry run and to programs; otherwise how many, and what was left out and why.

use std::path::Path;

use serde_json::{Value, json};

use crate::app::App;
use crate::db::Actor;
use crate::error::{Message, say};
use crate::folder::{self, Became, Brought, Imported, Picture, Pictured, Record, Run};
use crate::i18n;
use crate::markdown::Status;

use super::complaint::{Outcome, language};
use super::import::{bar, nothing_taken, told_skip};
use super::{Common, out};

/// Brings in the standards; what came, for who writes the folder.
pub(super) async fn run(
    common: &Common,
    app: &App,
    actor: Actor,
    path: &Path,
    run: Run,
) -> Outcome<Imported> {
    let bar = bar();
    let told = {
        let bar = bar.clone();
        move |done: usize, of: usize| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        }
    };
    let imported = folder::import(&app.db, actor, path, run, told).await;
    bar.finish_and_clear();
    let imported = imported?;
    let counts = Counts::of(&imported);
    if common.json {
        out::json(&as_json(&imported, &counts, run))?;
    } else {
        told_left(path, &imported);
        out::line(&words(&counts.say(run)))?;
        if !imported.images.is_empty() {
            out::line(&words(&counts.say_images()))?;
        }
        if run == Run::Dry {
            out::table(&rows(&imported))?;
        }
    }
    nothing_taken(counts.taken + counts.renewed + counts.known, counts.skipped)?;
    Ok(imported)
}

/// How many files became what.
struct Counts {
    taken: usize,
    renewed: usize,
    known: usize,
    skipped: usize,
    images: usize,
    images_known: usize,
    images_left: usize,
}

impl Counts {
    fn of(imported: &Imported) -> Self {
        let images = |is: fn(&Picture) -> bool| {
            let images = imported.images.iter();
            images.filter(|image| is(&image.what)).count()
        };
        let skipped = |brought: &Brought| match &brought.what {
            Became::LeftOut(why) => why.len(),
            _ => 0,
        };
        Self {
            taken: imported.count(|what| matches!(what, Became::New)),
            renewed: imported.count(|what| matches!(what, Became::Changed | Became::Proposed(_))),
            known: imported.count(|what| matches!(what, Became::Same | Became::Moved)),
            skipped: imported.texts.iter().map(skipped).sum(),
            images: images(|what| matches!(what, Picture::Taken | Picture::Renewed)),
            images_known: images(|what| matches!(what, Picture::Known)),
            images_left: images(|what| matches!(what, Picture::LeftOut(_))),
        }
    }

    fn say(&self, run: Run) -> Message {
        let key = match run {
            Run::Dry => "import-standards-would",
            Run::Real => "import-standards-done",
        };
        Message::new(key)
            .with("taken", self.taken)
            .with("renewed", self.renewed)
            .with("known", self.known)
            .with("skipped", self.skipped)
    }

    fn say_images(&self) -> Message {
        say!(
            "import-images",
            taken = self.images,
            known = self.images_known,
            skipped = self.images_left
        )
    }
}

/// Says what was left out, and why, as a compiler would.
fn told_left(path: &Path, imported: &Imported) {
    // Of a single file, what is told lies beside it.
    let folder = match path.is_dir() {
        true => path,
        false => path.parent().unwrap_or(path),
    };
    for brought in &imported.texts {
        if let Became::LeftOut(why) = &brought.what {
            for (line, why) in why {
                told_skip(&folder.join(shown(&brought.path)), *line, why);
            }
        }
    }
    for image in &imported.images {
        if let Some(why) = image.why() {
            told_skip(
                &folder.join(shown(&image.path)),
                None,
                &shown_by(image, why),
            );
        }
    }
}

fn shown_by(image: &Pictured, why: &Message) -> Message {
    let (text, why) = (shown(&image.shown_by), words(why));
    say!("import-image-left", text = text, why = why)
}

/// A row for each file: what becomes of it, where it lies, and its standard.
fn rows(imported: &Imported) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for brought in &imported.texts {
        let word = match &brought.what {
            Became::New => "import-file-new",
            Became::Changed => "import-file-changed",
            Became::Proposed(_) => "import-file-proposed",
            Became::Moved => "import-file-moved",
            Became::Same => "import-file-same",
            Became::LeftOut(_) => "import-file-left-out",
        };
        let mut detail = Vec::new();
        detail.extend(brought.standard.map(|id| id.to_string()));
        if let Some(before) = &brought.before {
            detail.push(words(&say!("import-file-was", path = shown(before))));
        }
        detail.extend(
            brought
                .record
                .as_ref()
                .map(of_record)
                .filter(|said| !said.is_empty()),
        );
        if let Became::LeftOut(why) = &brought.what {
            detail.extend(why.iter().map(|(_, why)| words(why)));
        }
        rows.push(vec![
            i18n::say(language(), word).to_owned(),
            shown(&brought.path),
            detail.join(", "),
        ]);
    }
    for image in &imported.images {
        let word = match &image.what {
            Picture::Taken => "import-image-new",
            Picture::Renewed => "import-image-changed",
            Picture::Known => "import-image-same",
            Picture::LeftOut(_) => "import-image-left-out",
        };
        rows.push(vec![
            i18n::say(language(), word).to_owned(),
            shown(&image.path),
            image.why().map(words).unwrap_or_default(),
        ]);
    }
    rows
}

/// What a decision record says of itself, in a line.
fn of_record(record: &Record) -> String {
    let numbers = |numbers: &[i64]| {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        numbers.join(", ")
    };
    let mut said = Vec::new();
    match record.status {
        Status::Active => {}
        Status::Superseded => said.push(say!("import-record-superseded")),
        Status::Retired => said.push(say!("import-record-retired")),
    }
    if !record.superseded_by.is_empty() {
        said.push(say!(
            "import-record-by",
            numbers = numbers(&record.superseded_by)
        ));
    }
    if !record.supersedes.is_empty() {
        said.push(say!(
            "import-record-supersedes",
            numbers = numbers(&record.supersedes)
        ));
    }
    if let Some(day) = record.decided {
        said.push(say!("import-record-decided", day = day.to_string()));
    }
    let said: Vec<String> = said.iter().map(words).collect();
    said.join(", ")
}

fn as_json(imported: &Imported, counts: &Counts, run: Run) -> Value {
    let pairs = |is: fn(&Became) -> bool| -> Vec<Value> {
        let texts = imported.texts.iter().filter(|brought| is(&brought.what));
        texts
            .map(|brought| json!({"path": brought.path, "id": brought.standard.map(|id| id.to_string())}))
            .collect()
    };
    let mut skipped = Vec::new();
    for brought in &imported.texts {
        if let Became::LeftOut(why) = &brought.what {
            let told = |(line, why): &(Option<usize>, Message)| json!({"path": brought.path, "line": line, "why": words(why)});
            skipped.extend(why.iter().map(told));
        }
    }
    json!({
        "dry_run": run == Run::Dry,
        "taken": pairs(|what| matches!(what, Became::New)),
        "renewed": pairs(|what| matches!(what, Became::Changed | Became::Proposed(_))),
        "known": counts.known,
        "skipped": skipped,
        "files": imported.texts.iter().map(file).collect::<Vec<_>>(),
        "images": imported.images.iter().map(image).collect::<Vec<_>>(),
    })
}

fn file(brought: &Brought) -> Value {
    let (what, proposal) = match &brought.what {
        Became::New => ("new", None),
        Became::Changed => ("changed", None),
        Became::Proposed(proposal) => ("proposed", proposal.as_ref()),
        Became::Moved => ("moved", None),
        Became::Same => ("same", None),
        Became::LeftOut(_) => ("left_out", None),
    };
    let record = brought.record.as_ref().map(|record| {
        json!({
            "status": record.status.as_str(),
            "decided": record.decided.map(|day| day.to_string()),
            "superseded_by": record.superseded_by,
            "supersedes": record.supersedes,
        })
    });
    json!({
        "path": brought.path,
        "what": what,
        "id": brought.standard.map(|id| id.to_string()),
        "file": brought.file,
        "was": brought.before,
        "proposal": proposal.map(ToString::to_string),
        "record": record,
    })
}

fn image(image: &Pictured) -> Value {
    let what = match &image.what {
        Picture::Taken => "new",
        Picture::Renewed => "changed",
        Picture::Known => "same",
        Picture::LeftOut(_) => "left_out",
    };
    json!({"path": image.path, "shown_by": image.shown_by, "what": what, "why": image.why().map(words)})
}

/// A path as a terminal may show it: a file's name can hold what would steer it.
fn shown(path: &str) -> String {
    path.replace(char::is_control, "\u{fffd}")
}

fn words(message: &Message) -> String {
    i18n::tell(language(), message)
}
