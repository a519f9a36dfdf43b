//! What a decision makes, by the operations of the problems and of the book.

use std::collections::HashSet;

use crate::clock::Day;
use crate::db::Tx;
use crate::error::{Error, Message, Result, say};
use crate::i18n::{self, Language};
use crate::id::{MemberId, ProblemId};
use crate::members::{self, Role, TakesPart};
use crate::problems::{self, AsideReason, Held, NewWork, SetAside, WorkKind};
use crate::proposals::{self, Draft};
use crate::standards;

use super::decision::{Aside, Checking, Decision, Doing, ForTheBook, Looking, Told};
use super::ideas::one_line;
use super::rest;
use super::run::Session;
use super::store_said::Line;
use super::words::{LineKind, Verdict};

/// Makes everything that a decision says, in the order in which the card would ask for it.
pub(super) async fn all(
    tx: &mut Tx,
    who: &TakesPart,
    session: &Session,
    decision: &Decision,
) -> Result<Vec<Line>> {
    let problem = decision.problem;
    let mut making = Making {
        tx,
        who,
        session,
        problem,
        lines: Vec::new(),
    };
    for told in &decision.occurrences {
        making.told(told).await?;
    }
    if let Some(taken_up) = decision.taken_up {
        let standup = session.head.id;
        let kind = rest::settle(making.tx, who, problem, standup, taken_up).await?;
        making.line(kind, None, String::new(), None, None);
    }
    if let Some(Checking::Answer(held, evidence)) = &decision.check {
        let checked = making.checked(*held, evidence).await;
        checked.map_err(|error| error.within("check"))?;
    }
    match decision.verdict {
        Some(Verdict::Now) => making.do_now(&decision.countermeasures).await?,
        Some(Verdict::Investigate) => making.look_into(decision.investigation.as_ref()).await?,
        Some(Verdict::SetAside) => making.set_aside(decision.aside.as_ref()).await?,
        Some(Verdict::Round | Verdict::Later | Verdict::Answered) | None => {}
    }
    if let Some(Checking::Due(day)) = decision.check {
        let set = problems::set_check(making.tx, who, problem, day).await;
        set.map_err(|error| error.within("check"))?;
        making.line(LineKind::Check, None, String::new(), None, Some(day));
    }
    if let Some(book) = &decision.book {
        let answered = making.book(book).await;
        answered.map_err(|error| error.within("book"))?;
    }
    Ok(making.lines)
}

struct Making<'a> {
    tx: &'a mut Tx,
    who: &'a TakesPart,
    session: &'a Session,
    problem: ProblemId,
    lines: Vec<Line>,
}

impl Making<'_> {
    async fn do_now(&mut self, countermeasures: &[Doing]) -> Result<()> {
        if countermeasures.is_empty() {
            return self
                .confirm(WorkKind::Countermeasure, LineKind::Confirmed)
                .await;
        }
        for (place, doing) in countermeasures.iter().enumerate() {
            let here = |error: Error| error.within(&format!("countermeasures/{place}"));
            let text = problems::line_text("text", &doing.text).map_err(here)?;
            let work = NewWork {
                purpose: doing.purpose,
                ..self.work(text, &doing.owner, doing.due)
            };
            let (text, owner) = (one_line(&work.text), work.owner.clone());
            let made = problems::add_countermeasure(self.tx, self.who, self.problem, work).await;
            let made = made.map_err(here)?;
            self.line(
                LineKind::Countermeasure,
                Some(made.id),
                text,
                owner,
                Some(made.due),
            );
        }
        Ok(())
    }

    async fn look_into(&mut self, looking: Option<&Looking>) -> Result<()> {
        let Some(looking) = looking else {
            return self
                .confirm(WorkKind::Investigation, LineKind::Looking)
                .await;
        };
        let here = |error: Error| error.within("investigation");
        let text = problems::line_text("question", &looking.question).map_err(here)?;
        let work = self.work(text, &looking.owner, looking.due);
        let (text, owner) = (one_line(&work.text), work.owner.clone());
        let made = problems::add_investigation(self.tx, self.who, self.problem, work).await;
        let made = made.map_err(here)?;
        self.line(
            LineKind::Investigation,
            Some(made.id),
            text,
            owner,
            Some(made.due),
        );
        Ok(())
    }

    fn work(&self, text: String, owner: &MemberId, due: Option<Day>) -> NewWork {
        NewWork {
            text,
            owner: Some(owner.clone()),
            due,
            standup: Some(self.session.head.id),
            ..NewWork::default()
        }
    }

    /// Says yes to what is being done already.
    async fn confirm(&mut self, kind: WorkKind, line: LineKind) -> Result<()> {
        let facts = problems::facts(self.tx, self.problem).await?;
        let done = kind == WorkKind::Countermeasure && facts.done(kind).next().is_some();
        if facts.open(kind).next().is_none() && !done {
            return Err(match kind {
                WorkKind::Countermeasure => Error::invalid(
                    "countermeasures",
                    say!("standup-nothing-to-confirm", id = self.problem),
                ),
                WorkKind::Investigation => {
                    Error::invalid("investigation", say!("standup-who-looks"))
                }
            });
        }
        self.line(line, None, String::new(), None, None);
        Ok(())
    }

    async fn set_aside(&mut self, aside: Option<&Aside>) -> Result<()> {
        let plain = Aside {
            reason: AsideReason::NoLonger,
            of: None,
            why: None,
            until: None,
        };
        let aside = aside.unwrap_or(&plain);
        let why = aside
            .why
            .as_deref()
            .map(one_line)
            .filter(|why| !why.is_empty());
        let decided = say!("standup-why-decided", id = self.session.head.id);
        let because = why.clone().unwrap_or_else(|| self.tell(&decided));
        let how = SetAside {
            reason: aside.reason,
            of: aside.of,
            why: Some(because),
            until: aside.until,
        };
        let done = problems::set_aside(self.tx, self.who, self.problem, how).await;
        done.map_err(|error| error.within("set_aside"))?;
        let of = aside.of.map(|of| of.to_string());
        let until = aside.until.map(|until| i18n::date(self.language(), until));
        let reason = match aside.reason {
            AsideReason::Duplicate => say!("standup-aside-duplicate", of = of.unwrap_or_default()),
            AsideReason::NotOurs => say!("standup-aside-not-ours"),
            AsideReason::NoLonger => say!("standup-aside-no-longer"),
            AsideReason::AcceptedRisk => {
                say!(
                    "standup-aside-accepted-risk",
                    until = until.unwrap_or_default()
                )
            }
        };
        let mut said = self.tell(&reason);
        if let Some(why) = why {
            let why = why.trim_end_matches('.');
            said = self.tell(&say!("standup-aside-with", reason = said, why = why));
        }
        self.line(LineKind::SetAside, None, said, None, aside.until);
        Ok(())
    }

    async fn checked(&mut self, held: Held, evidence: &str) -> Result<()> {
        let standup = Some(self.session.head.id);
        let seen = problems::long_text("evidence", evidence)?;
        problems::answer_check(self.tx, self.who, self.problem, held, &seen, standup).await?;
        let word = self.tell(&match held {
            Held::Yes => say!("standup-held-yes"),
            Held::Partly => say!("standup-held-partly"),
            Held::No => say!("standup-held-no"),
        });
        let evidence = one_line(evidence);
        let evidence = evidence.trim_end_matches('.');
        let said = match evidence.is_empty() {
            true => word,
            false => self.tell(&say!("standup-held-with", held = word, evidence = evidence)),
        };
        self.line(
            LineKind::Checked,
            Some(held.as_str().to_owned()),
            said,
            None,
            None,
        );
        Ok(())
    }

    async fn told(&mut self, told: &Told) -> Result<()> {
        let (confirmed, lesson) = (told.confirmed, told.answer);
        problems::review_occurrence(self.tx, self.who, self.problem, &told.id, confirmed, lesson)
            .await?;
        if let Some(confirmed) = told.confirmed {
            let kind = if confirmed {
                LineKind::Happened
            } else {
                LineKind::HappenedNot
            };
            self.line(kind, Some(told.id.to_string()), String::new(), None, None);
        }
        Ok(())
    }

    async fn book(&mut self, book: &ForTheBook) -> Result<()> {
        match book {
            ForTheBook::No(why) => {
                let because = problems::line_text("no", why)?;
                self.answer_book(problems::ForTheBook::No(because)).await?;
                self.line(LineKind::NotForTheBook, None, one_line(why), None, None);
            }
            ForTheBook::Standard(id) => {
                self.answer_book(problems::ForTheBook::Standard(*id))
                    .await?;
                let title = standards::get(self.tx, *id).await?.title;
                self.line(LineKind::InTheBook, Some(id.to_string()), title, None, None);
            }
            ForTheBook::Proposal(id) => {
                let proposal = proposals::get(self.tx, id).await?;
                self.answer_book(problems::ForTheBook::Proposal(id.clone()))
                    .await?;
                self.line(
                    LineKind::ToBeAgreed,
                    Some(id.to_string()),
                    proposal.title,
                    None,
                    None,
                );
            }
            // Nobody else looks at the screen: the text would be agreed to by people who never saw it.
            ForTheBook::Agreed { .. } if self.session.standup.apart() => {
                return Err(Error::invalid("markdown", say!("standup-book-no-screen")));
            }
            ForTheBook::Agreed { markdown, standard } => {
                let draft = Draft {
                    markdown: markdown.clone(),
                    standard: *standard,
                    base: None,
                    solves: vec![self.problem],
                };
                let present = self.who_may_agree().await?;
                let agreed = proposals::write_on_screen(self.tx, self.who, draft, &present).await?;
                if let Some(id) = agreed.standard {
                    self.answer_book(problems::ForTheBook::Standard(id)).await?;
                    self.line(
                        LineKind::AgreedOnScreen,
                        Some(id.to_string()),
                        agreed.title,
                        None,
                        None,
                    );
                }
            }
        }
        Ok(())
    }

    /// Who is in the room and decides with the others: a reader looks on.
    async fn who_may_agree(&mut self) -> Result<Vec<MemberId>> {
        let deciders = members::all(self.tx).await?.into_iter();
        let deciders: HashSet<MemberId> = deciders
            .filter(|member| member.role != Role::Reader)
            .map(|member| member.id)
            .collect();
        let people = self.session.standup.people().iter();
        let present = people.map(|person| person.member.clone());
        Ok(present.filter(|id| deciders.contains(id)).collect())
    }

    async fn answer_book(&mut self, answer: problems::ForTheBook) -> Result<()> {
        problems::answer_book(self.tx, self.who, self.problem, answer).await
    }

    fn line(
        &mut self,
        kind: LineKind,
        reference: Option<String>,
        text: String,
        owner: Option<MemberId>,
        due: Option<Day>,
    ) {
        let problem = self.problem;
        self.lines.push(Line {
            problem,
            kind,
            reference,
            text,
            owner,
            due,
        });
    }

    /// A sentence in the language of the minutes.
    fn tell(&self, message: &Message) -> String {
        i18n::tell(self.language(), message)
    }

    fn language(&self) -> Language {
        self.session.head.lang.parse().unwrap_or_default()
    }
}
