//! `cahier why`: what is known of an error that comes on standard input; what nobody knows yet is offered to be logged.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read as _, Write as _};

use clap::Args;
use serde_json::{Map, Value, json};

use crate::error::{Error, Message, say};
use crate::i18n;
use crate::search::Trace;

use super::complaint::{Complaint, Outcome, language};
use super::reach::Reach;
use super::search::reach;
use super::shown::{self, Colours};
use super::{Common, bare, out};

/// Of a longer input so much of its beginning and of its end is kept; all of it is read, so that what writes it is not broken off.
const HALF: usize = 4 * 1024 * 1024;
/// The terminal itself: standard input is the error.
const TERMINAL: &str = "/dev/tty";

/// What `cahier why` takes.
#[derive(Debug, Args)]
pub(super) struct WhyArgs {
    /// So many hits, at most 50
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=50))]
    limit: u16,
    /// The team on whose wall it goes when it is logged; the only one when absent
    #[arg(long, value_name = "KEY")]
    team: Option<String>,
}

pub(super) async fn why(common: &Common, args: WhyArgs) -> Outcome {
    let trace = Trace::read(&input()?);
    if trace.is_empty() {
        return Err(Complaint::refused(&say!("search-why-empty")));
    }
    let limit = usize::from(args.limit);
    let reach = reach(common).await?;
    let found = match &reach {
        Some(reach) => {
            let met = json!({ "text": trace.text(), "limit": limit });
            reach.post("/why", met).await?
        }
        None => in_folder(common, &trace, limit)?,
    };
    let hits = found.get("hits").and_then(Value::as_array);
    let hits = hits.map(Vec::as_slice).unwrap_or_default();
    let is_known = hits
        .iter()
        .any(|hit| hit.get("sure") == Some(&Value::Bool(true)));
    if common.json {
        out::json(&found)?;
        return if is_known {
            Ok(())
        } else {
            Err(Complaint::Said)
        };
    }
    if is_known {
        return show(hits);
    }
    if hits.is_empty() {
        out::talk(&say!("search-why-unknown", title = trace.title()));
    } else {
        out::talk(&say!("search-why-unsure"));
        for hit in hits {
            eprint!("{}", shown::hit(hit, Colours::NONE));
        }
    }
    match &reach {
        Some(reach) => offer(reach, &trace, args.team).await,
        None => Err(Complaint::Said),
    }
}

/// What is on standard input: all of it, or its beginning and its end.
fn input() -> Outcome<Vec<u8>> {
    let mut input = io::stdin().lock();
    if io::stdin().is_terminal() {
        out::talk(&say!("search-why-paste"));
    }
    let mut text = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match input.read(&mut piece) {
            Ok(0) => return Ok(text),
            Ok(length) => text.extend_from_slice(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::from(error).into()),
        }
        // The middle goes in large pieces, so that each byte is moved once or twice.
        if text.len() > 4 * HALF {
            text.drain(HALF..text.len() - HALF);
        }
    }
}

fn in_folder(common: &Common, trace: &Trace, limit: usize) -> Outcome<Value> {
    let folder = bare::folder_around(common)?;
    let hits = bare::ask(&folder, |search| search.why_here(trace, limit))?;
    let hits: Vec<Value> = hits
        .iter()
        .map(|hit| {
            let mut view = bare::view(&folder, hit);
            view["sure"] = hit.is_sure().into();
            view
        })
        .collect();
    Ok(json!({ "hits": hits, "text": trace.text(), "title": trace.title() }))
}

/// Each hit with the sentence that matters, and where it is read in full.
fn show(hits: &[Value]) -> Outcome {
    let colours = Colours::of_output();
    let mut text = String::new();
    for hit in hits {
        text.push_str(&shown::hit(hit, colours));
        let address = out::text(hit, "url");
        if address != out::text(hit, "id") {
            text.push_str(&format!("    {}\n", shown::tame(address)));
        }
    }
    out::exact(&text)
}

/// Asks whoever is at the terminal whether it is to be logged; where nobody is, says how.
async fn offer(reach: &Reach, trace: &Trace, team: Option<String>) -> Outcome {
    let Some(mut terminal) = Terminal::open() else {
        let command = command(&trace.title(), team.as_deref());
        out::talk(&say!("search-why-log", command = command));
        return Err(Complaint::Said);
    };
    let answer = terminal.ask(&say!("search-why-ask"))?.to_lowercase();
    if !["y", "yes", "o", "oui"].contains(&answer.as_str()) {
        return Err(Complaint::Said);
    }
    if team.is_none() {
        reach.need_one_team().await?;
    }
    let proposed = trace.title();
    let title = terminal.ask(&say!("search-why-title", title = proposed.as_str()))?;
    let title = if title.is_empty() { proposed } else { title };
    let mut problem = Map::new();
    problem.insert("title".to_owned(), title.into());
    problem.insert("description".to_owned(), fenced(&trace.text()).into());
    if let Some(team) = team {
        problem.insert("team".to_owned(), team.into());
    }
    let posted = reach.post("/problems", Value::Object(problem)).await?;
    out::line(out::text(&posted, "id"))
}

/// The command that logs it.
fn command(title: &str, team: Option<&str>) -> String {
    let team = team.map(|team| format!(" --team {}", quoted(team)));
    format!(
        "cahier log {}{} --description -",
        quoted(title),
        team.unwrap_or_default()
    )
}

/// A word as a shell takes it whole.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// A text as a block of code in markdown, whatever it holds.
fn fenced(text: &str) -> String {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}text\n{text}{fence}\n")
}

/// Whoever is at the terminal, while standard input is taken.
struct Terminal {
    reader: BufReader<File>,
    writer: File,
}

impl Terminal {
    /// None where nobody watches: in a hook, a build, a pipe.
    fn open() -> Option<Self> {
        if !io::stderr().is_terminal() {
            return None;
        }
        let terminal = File::options().read(true).write(true).open(TERMINAL).ok()?;
        Some(Self {
            writer: terminal.try_clone().ok()?,
            reader: BufReader::new(terminal),
        })
    }

    fn ask(&mut self, question: &Message) -> Outcome<String> {
        let question = i18n::tell(language(), question);
        write!(self.writer, "{question} ").map_err(Error::from)?;
        self.writer.flush().map_err(Error::from)?;
        let mut answer = String::new();
        self.reader.read_line(&mut answer).map_err(Error::from)?;
        Ok(answer.trim().to_owned())
    }
}
