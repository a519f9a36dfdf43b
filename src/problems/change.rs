//! Changing what is written about a problem. The last write wins field by field, and the text that it replaced
//! stays readable in the story.

use super::case;
use super::store;
use super::texts::{Tags, Title};
use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{ProblemId, TeamId};

/// The fields to change; what is absent stays. Texts have been read by [`super::texts`].
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The title.
    pub title: Option<Title>,
    /// More about it, in markdown.
    pub description: Option<String>,
    /// What it should be like.
    pub should_be: Option<String>,
    /// What it is like.
    pub actual: Option<String>,
    /// How bad it is; `Some(None)` takes it away.
    pub impact: Option<Option<i64>>,
    /// Words to file it under.
    pub tags: Option<Tags>,
    /// What stops the bleeding.
    pub containment: Option<String>,
    /// Where it happens.
    pub place: Option<String>,
    /// Where it does not.
    pub place_not: Option<String>,
    /// Since when.
    pub since_when: Option<String>,
    /// Minutes lost so far; `Some(None)` takes them away.
    pub minutes_lost: Option<Option<i64>>,
    /// The team on whose wall it hangs.
    pub team: Option<TeamId>,
}

/// Changes a problem. With the version that was read, a change of somebody else in between is refused.
///
/// # Errors
/// `Outdated` when `expected` is no longer its version.
pub async fn change(tx: &mut Tx, id: ProblemId, edit: Edit, expected: Option<i64>) -> Result<()> {
    let mut case = case::open(tx, id).await?;
    if expected.is_some_and(|version| version != case.problem.version) {
        return Err(Error::Outdated(say!("problem-changed-meanwhile", id = id)));
    }
    let mut change = Change::new("problem.changed", id);
    let problem = &mut case.problem;
    let retagged = edit.tags.as_ref().is_some_and(|tags| *tags != problem.tags);
    if let Some(title) = edit.title {
        // What it is like starts as the title, and follows it until somebody writes something else.
        if edit.actual.is_none() && problem.actual == problem.title {
            problem.actual = title.as_str().to_owned();
        }
        change = replace(
            change,
            "title",
            &mut problem.title,
            title.as_str().to_owned(),
        );
    }
    let texts = [
        ("description", &mut problem.description, edit.description),
        ("should_be", &mut problem.should_be, edit.should_be),
        ("is", &mut problem.actual, edit.actual),
        ("containment", &mut problem.containment, edit.containment),
        ("where", &mut problem.place, edit.place),
        ("where_not", &mut problem.place_not, edit.place_not),
        ("since_when", &mut problem.since_when, edit.since_when),
    ];
    for (name, old, new) in texts {
        if let Some(new) = new {
            change = replace(change, name, old, new);
        }
    }
    let numbers = [
        ("impact", &mut problem.impact, edit.impact),
        ("minutes_lost", &mut problem.minutes_lost, edit.minutes_lost),
    ];
    for (name, old, new) in numbers {
        if let Some(new) = new
            && *old != new
        {
            change = change.replaced(name, *old, new);
            *old = new;
        }
    }
    if let Some(tags) = edit.tags.filter(|_| retagged) {
        let words = |tags: &Tags| tags.iter().collect::<Vec<_>>().join(", ");
        change = change.replaced("tags", words(&problem.tags), words(&tags));
        problem.tags = tags;
    }
    if let Some(team) = edit.team.filter(|team| *team != problem.team) {
        let to = crate::members::team(tx, &team).await?;
        change = change.replaced("team", case.team.key.as_str(), to.key.as_str());
        problem.team = team;
    }
    if !change.has_data() {
        return Ok(());
    }
    store::update_words(tx, problem, retagged).await?;
    case.save(tx, change, Vec::new()).await
}

fn replace(change: Change, name: &str, old: &mut String, new: String) -> Change {
    if *old == new {
        return change;
    }
    let change = change.replaced(name, old.as_str(), new.as_str());
    *old = new;
    change
}
