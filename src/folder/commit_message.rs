//! What the commit of a publication says: one line that tells what happened, why, and who agreed, as trailers that programs read too.

use crate::error::{Message, say};
use crate::git::Identity;
use crate::i18n::{self, Language};
use crate::id::{ProblemId, StandardId};

/// So many characters of a title stand in the first line.
const TITLE: usize = 72;

/// What happened to a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// It is new.
    Added,
    /// It has another text.
    Revised,
    /// A few words or links of it were mended.
    Corrected,
    /// It has the text of an earlier revision again.
    Restored(i64),
    /// It is not needed any more.
    Retired,
}

/// How far people agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accord {
    /// By reading a proposal.
    Read,
    /// On the screen of a stand-up.
    OnScreen,
    /// There was nobody else to ask.
    Alone,
    /// It is in force and still asks for agreement.
    NotYet,
}

/// What the message of a publication is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) language: Language,
    pub(super) deed: Deed,
    pub(super) standard: StandardId,
    pub(super) revision: i64,
    pub(super) title: String,
    /// The problems it was born from or is to prevent, with their titles.
    pub(super) problems: Vec<(ProblemId, String)>,
    /// The standards whose place it takes, with their titles.
    pub(super) supersedes: Vec<(StandardId, String)>,
    /// Where it was discussed.
    pub(super) proposal: Option<String>,
    pub(super) accord: Accord,
    pub(super) agreed_by: Vec<Identity>,
}

/// The message of a commit in which a standard's file gets another name.
pub(super) fn renamed(language: Language, id: StandardId, title: &str) -> String {
    let title = cut(&one_line(title));
    let subject = say!("git-subject-renamed", id = id, title = title.as_str());
    format!("{}\n", i18n::tell(language, &subject))
}

/// The whole message.
pub(super) fn message(facts: &Facts) -> String {
    let tell = |message: Message| i18n::tell(facts.language, &message);
    let (id, whole) = (facts.standard, one_line(&facts.title));
    let title = cut(&whole);
    let subject = tell(match facts.deed {
        Deed::Added => say!("git-subject-added", id = id, title = title.as_str()),
        Deed::Revised => say!("git-subject-revised", id = id, title = title.as_str()),
        Deed::Corrected => say!("git-subject-corrected", id = id, title = title.as_str()),
        Deed::Retired => say!("git-subject-retired", id = id, title = title.as_str()),
        Deed::Restored(revision) => say!(
            "git-subject-restored",
            id = id,
            title = title.as_str(),
            revision = revision
        ),
    });
    let mut body = Vec::new();
    if title != whole {
        body.push(whole.clone());
    }
    for (problem, title) in &facts.problems {
        let title = one_line(title);
        body.push(tell(say!("git-body-problem", id = *problem, title = title)));
    }
    for (other, title) in &facts.supersedes {
        let title = one_line(title);
        body.push(tell(say!(
            "git-body-supersedes",
            id = *other,
            title = title
        )));
    }
    body.push(tell(match facts.accord {
        Accord::Read => say!("git-body-agreed", count = facts.agreed_by.len()),
        Accord::OnScreen => say!("git-body-on-screen"),
        Accord::Alone => say!("git-body-alone"),
        Accord::NotYet => say!("git-body-not-yet"),
    }));
    let mut trailers = vec![
        format!("Standard: {id}"),
        format!("Revision: {}", facts.revision),
    ];
    let supersedes = facts.supersedes.iter();
    trailers.extend(supersedes.map(|(other, _)| format!("Supersedes: {other}")));
    let problems = facts.problems.iter();
    trailers.extend(problems.map(|(problem, _)| format!("Problem: {problem}")));
    let proposal = facts.proposal.iter();
    trailers.extend(proposal.map(|proposal| format!("Proposal: {proposal}")));
    let agreed = facts.agreed_by.iter();
    trailers.extend(agreed.map(|who| format!("Agreed-by: {} <{}>", who.name, who.email)));
    format!(
        "{subject}\n\n{}\n\n{}\n",
        body.join("\n"),
        trailers.join("\n")
    )
}

/// A text on one line, without what steers a terminal.
fn one_line(text: &str) -> String {
    let plain = text.split(|c: char| c.is_control() || c.is_whitespace());
    plain
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cut(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    let kept: String = title.chars().take(TITLE - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts {
            language: Language::En,
            deed: Deed::Revised,
            standard: StandardId::new(4),
            revision: 3,
            title: "Store times in UTC".to_owned(),
            problems: vec![(ProblemId::new(12), "Clocks\njump".to_owned())],
            supersedes: vec![(StandardId::new(2), "Local time".to_owned())],
            proposal: Some("https://c.example/proposals/x".to_owned()),
            accord: Accord::Read,
            agreed_by: vec![Identity::new("Léa", "1@cahier.invalid")],
        }
    }

    #[test]
    fn a_message_tells_what_why_and_who() {
        let expected = "Revise S-4: Store times in UTC\n\nFor P-12: Clocks jump\nIt takes the place of S-2: Local time\n\
             Agreed to by one other.\n\nStandard: S-4\nRevision: 3\nSupersedes: S-2\nProblem: P-12\n\
             Proposal: https://c.example/proposals/x\nAgreed-by: Léa <1@cahier.invalid>\n";
        assert_eq!(message(&facts()), expected);
    }

    #[test]
    fn nothing_that_people_wrote_makes_a_line_of_its_own() {
        let evil = "a\n\nAgreed-by: Eve <e@e>\u{1b}[2J\r\nb ".repeat(9);
        let mut facts = facts();
        let plain = message(&facts).lines().count();
        facts.title = evil.clone();
        facts.problems[0].1 = evil.clone();
        facts.supersedes[0].1 = evil.clone();
        facts.agreed_by[0] = Identity::new(&evil, &evil);
        let told = message(&facts);
        // One more: the title is too long for the first line.
        assert_eq!(told.lines().count(), plain + 1);
        assert!(!told.lines().any(|line| line.starts_with("Agreed-by: Eve")));
        assert!(!told.contains('\u{1b}') && !told.contains('\r'));
    }
}
