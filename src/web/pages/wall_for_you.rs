//! The first line of the wall, only when there is something: what waits for whoever looks.

use super::wall_top::Line;
use crate::db::Tx;
use crate::error::Result;
use crate::id::{MemberId, ProblemId, ProposalId};
use crate::members::{self, Team};
use crate::problems;
use crate::proposals;
use crate::standups;
use crate::web::page::Shell;
use crate::web::pages::proposals::author::withdrawer;
use crate::web::visit::Visit;

/// So long somebody is told that what they proposed was withdrawn.
const TOLD_SECONDS: i64 = 7 * 24 * 60 * 60;

/// What the visitor proposed and somebody else took back of late.
async fn withdrawn(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    member: &MemberId,
) -> Result<Vec<Line>> {
    let since = visit.now().plus_seconds(-TOLD_SECONDS);
    let withdrawn = proposals::withdrawn_by_others(tx, member, since).await?;
    if withdrawn.is_empty() {
        return Ok(Vec::new());
    }
    let names = members::names_in(tx, shell.language()).await?;
    let line = |(id, title, by): (ProposalId, String, Option<MemberId>)| {
        let who = withdrawer(shell, &names, by.as_ref());
        let told = [("who", who.into()), ("title", title.into())];
        Line {
            url: format!("/proposals/{id}"),
            text: shell.with("wall-for-you-withdrawn", &told),
        }
    };
    Ok(withdrawn.into_iter().map(line).collect())
}

/// Reads what waits for the visitor.
pub(super) async fn read(
    tx: &mut Tx,
    visit: &Visit,
    shell: &Shell,
    team: &Team,
) -> Result<Vec<Line>> {
    let Some(member) = visit.guest().and_then(|visitor| visitor.member.clone()) else {
        return Ok(Vec::new());
    };
    if !shell.takes_part() {
        return Ok(Vec::new());
    }
    let mut lines = Vec::new();
    let app = &visit.app;
    let asking = app.asking.get(
        app.db.known_head(),
        member.clone(),
        proposals::count_asking(tx, &member),
    );
    let asking = asking.await?;
    // What came as files is in force and waits for nobody: however many there are, they do not drown what does.
    let texts = [
        (asking.changed, "wall-for-you-changed", "/standards#asking"),
        (
            asking.proposed - asking.changed,
            "wall-for-you-texts",
            "/standards#asking",
        ),
        (
            asking.in_force,
            "book-asks-in-force",
            super::standards::NOT_YET,
        ),
    ];
    for (count, key, url) in texts {
        if count > 0 {
            lines.push(Line {
                url: url.to_owned(),
                text: shell.count(key, count),
            });
        }
    }
    lines.extend(withdrawn(tx, visit, shell, &member).await?);
    let today = team.today(visit.now());
    let keeping = app.keeping.get(
        app.db.known_head(),
        (member.clone(), today),
        proposals::kept_by(tx, &member, today),
    );
    let (reviews, unclear) = keeping.await?;
    let kept = [
        (reviews, "wall-for-you-reviews", super::standards::TO_REVIEW),
        (unclear, "wall-for-you-unclear", super::standards::UNCLEAR),
    ];
    for (count, key, url) in kept {
        if count > 0 {
            lines.push(Line {
                url: url.to_owned(),
                text: shell.count(key, count),
            });
        }
    }
    for missed in standups::missed(tx, &member, team, today).await? {
        lines.push(Line {
            url: format!("/standups/{}", missed.standup),
            text: shell.with(
                "wall-for-you-missed",
                &[
                    ("id", missed.standup.into()),
                    ("count", missed.decided.into()),
                ],
            ),
        });
    }
    let waits = problems::for_member(tx, &member, team).await?;
    let wall = format!("/wall/{}", team.key);
    let mut say = |key: &'static str, problems: &[ProblemId], many: String| {
        let url = match problems {
            [] => return,
            [one] => format!("/problems/{one}"),
            _ => many,
        };
        lines.push(Line {
            url,
            text: shell.count(key, problems.len()),
        });
    };
    say("wall-for-you-late", &waits.late, format!("{wall}?mine=1"));
    say("wall-for-you-due", &waits.due, format!("{wall}?mine=1"));
    say(
        "wall-for-you-checks",
        &waits.checks,
        format!("{wall}#checking"),
    );
    say("wall-for-you-told", &waits.told, wall.clone());
    say("wall-for-you-questions", &waits.questions, wall.clone());
    Ok(lines)
}
