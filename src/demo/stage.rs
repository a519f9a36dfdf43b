//! What the player knows while it plays: the team, the people, and what the story's own keys stand for.

use std::collections::BTreeMap;

use crate::clock::{Day, Timestamp};
use crate::db::{Actor, Channel, Db, Tx};
use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::id::{CauseId, MemberId, OccurrenceId, ProposalId, StandupId, TeamId};
use crate::members::{
    self, Administrator, Email, Joining, Name, TakesPart, Team, TeamChange, TeamKey,
};
use crate::problems::WorkKind;

use super::calendar::{Calendar, When};
use super::story::{self, Person, Setting};

/// Whoever acts at a moment of the story.
#[derive(Debug)]
pub(super) struct Player {
    /// Their id.
    pub(super) member: MemberId,
    /// The proof that they take part.
    pub(super) part: TakesPart,
    /// When.
    pub(super) at: Timestamp,
}

/// The state of the play.
#[derive(Debug)]
pub(super) struct Stage<'a> {
    pub(super) db: &'a Db,
    pub(super) language: Language,
    pub(super) calendar: Calendar,
    pub(super) team: Team,
    /// The stand-up that runs.
    pub(super) standup: Option<StandupId>,
    pub(super) causes: BTreeMap<String, CauseId>,
    pub(super) work: BTreeMap<String, (WorkKind, String)>,
    pub(super) occurrences: BTreeMap<String, OccurrenceId>,
    pub(super) proposals: BTreeMap<String, ProposalId>,
    people: BTreeMap<String, MemberId>,
}

impl<'a> Stage<'a> {
    /// An empty stage with the team on it, made at the story's first moment.
    pub(super) async fn set(
        db: &'a Db,
        language: Language,
        setting: &Setting,
        first: When,
    ) -> Result<Self> {
        let zone = setting.zone.parse().map_err(Error::internal)?;
        let calendar = Calendar::new(db.clock().now(), zone, crate::clock::WorkingWeek::default());
        let mut tx = db
            .write_at(Actor::nobody(Channel::Demo), calendar.at(first))
            .await?;
        let team = make_team(&mut tx, language, setting).await?;
        tx.commit().await?;
        Ok(Self {
            db,
            language,
            calendar,
            team,
            standup: None,
            causes: BTreeMap::new(),
            work: BTreeMap::new(),
            occurrences: BTreeMap::new(),
            proposals: BTreeMap::new(),
            people: BTreeMap::new(),
        })
    }

    /// Lets somebody join the team.
    pub(super) async fn admit(&mut self, person: &Person, when: When) -> Result<()> {
        let at = self.calendar.at(when);
        let mut tx = self.db.write_at(Actor::nobody(Channel::Demo), at).await?;
        let member = join(&mut tx, person, &self.team.id, self.language).await?;
        tx.commit().await?;
        self.people.insert(person.key.clone(), member);
        Ok(())
    }

    /// The id of somebody of the story.
    pub(super) fn member(&self, key: &str) -> Result<MemberId> {
        self.people
            .get(key)
            .cloned()
            .ok_or_else(|| unknown("nobody of that name", key))
    }

    /// Somebody who acts at an instant.
    pub(super) fn player(&self, key: Option<&str>, at: Timestamp) -> Result<Player> {
        let member = self.member(key.unwrap_or_default())?;
        Ok(Player {
            part: TakesPart::of_the_example_team(member.clone()),
            member,
            at,
        })
    }

    /// A write by somebody at the moment at which they act.
    pub(super) async fn write(&self, player: &Player) -> Result<Tx> {
        self.db
            .write_at(
                Actor::member(player.member.clone(), Channel::Demo),
                player.at,
            )
            .await
    }

    /// The file name and the text of a standard, as of the day on which somebody looks; its first form when that is asked for.
    pub(super) fn standard_text(&self, number: i64, earlier: bool) -> Result<(String, String)> {
        let (name, text) = story::standard(self.language, number, earlier)?;
        let today = format!("review_by: {}", self.day(0));
        Ok((name, text.replacen("review_by: today", &today, 1)))
    }

    /// A day of the story.
    pub(super) fn day(&self, offset: i64) -> Day {
        self.calendar.day(offset)
    }

    /// The proposal with this key.
    pub(super) fn proposal(&self, key: &str) -> Result<ProposalId> {
        self.proposals
            .get(key)
            .cloned()
            .ok_or_else(|| unknown("no proposal", key))
    }

    /// The stand-up that runs.
    pub(super) fn running(&self) -> Result<StandupId> {
        self.standup.ok_or_else(|| unknown("no stand-up runs", ""))
    }
}

/// A word of the story that the domain does not know, or a key that stands for nothing.
pub(super) fn unknown(what: &str, word: &str) -> Error {
    Error::internal(format!("the example's story: {what} {word:?}"))
}

/// Reads a word of the story as the domain's own.
pub(super) fn word<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse()
        .map_err(|_| unknown("not a word of the domain", text))
}

async fn make_team(tx: &mut Tx, language: Language, setting: &Setting) -> Result<Team> {
    let administrator = Administrator::of_the_data_folder();
    let key = TeamKey::parse(&setting.key)?;
    let team = members::add_team(tx, &administrator, &key, &setting.name, language).await?;
    let change = TeamChange {
        zone: Some(setting.zone.clone()),
        standup_time: Some(setting.standup.clone()),
        standup_minutes: Some(setting.minutes),
        ..TeamChange::default()
    };
    members::change_team(tx, &administrator, &team.id, change).await
}

async fn join(tx: &mut Tx, person: &Person, team: &TeamId, language: Language) -> Result<MemberId> {
    let administrator = Administrator::of_the_data_folder();
    let joining = Joining {
        name: Name::parse(&person.name)?,
        email: Email::parse(&format!("{}@halles.example", person.key))?,
        role: Some(word(&person.role)?),
        teams: vec![team.clone()],
        password: None,
        language: Some(language),
    };
    let member = members::add(tx, &administrator, joining).await?;
    if person.manages {
        let teams = std::slice::from_ref(team);
        members::change_role(tx, &administrator, &member.id, member.role, true, teams).await?;
    }
    Ok(member.id)
}
