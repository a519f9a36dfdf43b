//! What somebody typed into one of the room's forms, kept as it came so that a refusal loses nothing.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::clock::Day;
use crate::error::{Error, Message, Result, say};
use crate::id::{IdeaId, ProblemId};
use crate::standups::{
    Aside, Checking, Decision, Doing, ForTheBook, Looking, Place, Step, Told, Verdict,
};

/// The fields in which people say something in their own words, beside those for fates.
const WORDS: [&str; 10] = [
    "idea",
    "text",
    "question",
    "why",
    "evidence",
    "because",
    "should_be",
    "is",
    "since_when",
    "markdown",
];

/// The fields of a form, by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(BTreeMap<String, String>);

impl Typed {
    /// The fields as they came.
    pub(super) fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().collect())
    }

    /// One field; empty when it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// One field, or what stood there before.
    pub(super) fn or<'a>(&'a self, name: &str, before: &'a str) -> &'a str {
        self.0.get(name).map_or(before, String::as_str)
    }

    /// Whether a field has this value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.0.get(name).is_some_and(|typed| typed == value)
    }

    /// Takes out what was said in a form that the room has left behind, about another problem than the one that has the
    /// floor now, or as an idea where none is noted any more: no form of the page is the one it was typed in.
    pub(super) fn leave_behind(&mut self, here: Place) -> Vec<String> {
        let about: Option<ProblemId> = self.get("problem").parse().ok();
        let elsewhere = about.is_some() && about != here.problem;
        let late = self.0.contains_key("idea") && here.step >= Step::Dots;
        if !elsewhere && !late {
            return Vec::new();
        }
        let said = |name: &str| WORDS.contains(&name) || name.starts_with("fate-");
        std::mem::take(&mut self.0)
            .into_iter()
            .filter(|(name, text)| said(name) && !text.trim().is_empty())
            .map(|(_, text)| text)
            .collect()
    }

    /// One field read into a type; none when it is empty.
    pub(super) fn read<T: FromStr>(&self, name: &'static str, wrong: Message) -> Result<Option<T>> {
        match self.get(name).trim() {
            "" => Ok(None),
            text => text
                .parse()
                .map(Some)
                .map_err(|_| Error::invalid(name, wrong)),
        }
    }

    /// One field that must be there.
    pub(super) fn need<T: FromStr>(&self, name: &'static str, wrong: Message) -> Result<T> {
        self.read(name, wrong.clone())?
            .ok_or_else(|| Error::invalid(name, wrong))
    }

    /// The field of this form that a fault is about: where one page holds several forms, their fields have names
    /// of their own.
    pub(super) fn named(&self, fault: &str) -> String {
        let fault = fault.rsplit('/').next().unwrap_or(fault);
        const HERE: [(&str, &str); 6] = [
            ("due", "check_due"),
            ("due", "looks_due"),
            ("owner", "looks"),
            ("text", "idea"),
            ("no", "because"),
            ("standard", "changes"),
        ];
        let here = HERE
            .iter()
            .find(|(name, here)| *name == fault && self.0.contains_key(*here));
        here.map_or(fault, |(_, here)| here).to_owned()
    }

    fn text(&self, name: &str) -> Option<String> {
        Some(self.get(name).trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn day(&self, name: &'static str) -> Result<Option<Day>> {
        self.read(name, say!("standup-bad-day"))
    }

    /// The decision that the form says.
    pub(super) fn decision(&self) -> Result<Decision> {
        let problem = self.need("problem", say!("standup-problem-missing"))?;
        let mut decision = Decision::about(problem);
        decision.verdict = self.read("do", say!("standup-nothing-decided"))?;
        decision.form_key = self.text("form_key");
        match decision.verdict {
            Some(Verdict::Now) if self.0.contains_key("text") => {
                decision.countermeasures.push(Doing {
                    text: self.get("text").to_owned(),
                    purpose: self.read("kind", say!("standup-nothing-decided"))?,
                    owner: self.need("owner", say!("standup-who-takes"))?,
                    due: self.day("due")?,
                });
            }
            Some(Verdict::Investigate) if self.0.contains_key("question") => {
                decision.investigation = Some(Looking {
                    question: self.get("question").to_owned(),
                    owner: self.need("looks", say!("standup-who-takes"))?,
                    due: self.day("looks_due")?,
                });
            }
            Some(Verdict::SetAside) => {
                decision.aside = Some(Aside {
                    reason: self.need("reason", say!("standup-nothing-decided"))?,
                    of: self.read("of", say!("standup-bad-problem"))?,
                    why: self.text("why"),
                    until: self.day("until")?,
                });
            }
            _ => {}
        }
        decision.check = self.check()?;
        decision.book = self.book()?;
        if let Some(id) = self.read("occurrence", say!("problem-occurrence-unknown"))? {
            let confirmed = Some(self.is("confirmed", "yes"));
            decision.occurrences.push(Told {
                id,
                confirmed,
                answer: None,
            });
        }
        decision.taken_up = match self.get("taken_up") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        for (name, fate) in &self.0 {
            if let Some(id) = name
                .strip_prefix("fate-")
                .and_then(|id| id.parse::<IdeaId>().ok())
            {
                decision.fates.push((id, fate.clone()));
            }
        }
        Ok(decision)
    }

    fn check(&self) -> Result<Option<Checking>> {
        if let Some(held) = self.read("held", say!("standup-nothing-decided"))? {
            return Ok(Some(Checking::Answer(
                held,
                self.get("evidence").to_owned(),
            )));
        }
        Ok(self.day("check_due")?.map(Checking::Due))
    }

    fn book(&self) -> Result<Option<ForTheBook>> {
        Ok(match self.get("book") {
            "no" => Some(ForTheBook::No(self.get("because").to_owned())),
            "standard" => Some(ForTheBook::Standard(
                self.need("standard", say!("standup-bad-standard"))?,
            )),
            "proposal" => Some(ForTheBook::Proposal(
                self.need("proposal", say!("proposal-unknown"))?,
            )),
            "markdown" => Some(ForTheBook::Agreed {
                // A form sends its line ends in the network's way; the text gets its own back.
                markdown: self.get("markdown").replace("\r\n", "\n"),
                standard: self.read("changes", say!("standup-bad-standard"))?,
            }),
            _ => None,
        })
    }
}
