//! How the room looks to whoever comes: what they see as others do, and what is theirs alone. A page that others are shown
//! too is made from the first without the second, by hands that never knew who came.

use crate::app::{Seen, Sight};
use crate::error::Result;
use crate::id::{IdeaId, MemberId, ProblemId};
use crate::members::{self, Member};
use crate::standups::{self, Idea, Room, Step, TurnState};
use crate::web::page::Shell;
use crate::web::visit::Visit;

use super::room_ready::is_ready;

/// How somebody sees a room.
#[derive(Debug)]
pub(super) struct Looks {
    /// As others do.
    pub(super) sight: Sight,
    /// What is theirs alone, if anything is.
    pub(super) own: Option<Own>,
    /// What a form is sent with, so that it is taken once; empty where others get the same one.
    pub(super) form_key: String,
}

/// What one member has in a room.
#[derive(Debug)]
pub(super) struct Own {
    /// Who.
    me: MemberId,
    /// Whoever leads has the forms.
    pub(super) leads: bool,
    /// Those whom whoever leads chooses among.
    pub(super) members: Vec<Member>,
    /// Those who are there without a device, for whom whoever leads gives dots now.
    pub(super) without_device: Vec<MemberId>,
    /// Ideas that only they see.
    ideas: Vec<Idea>,
}

impl Looks {
    /// How this visit sees the room.
    pub(super) async fn of(visit: &Visit, seen: &Seen) -> Result<Self> {
        let shell = visit.shell("standups");
        let me = visit.member();
        let room = &seen.room;
        Ok(Self {
            sight: sight(&shell, seen, me),
            own: match me {
                Some(me) => Own::of(visit, room, me).await?,
                None => None,
            },
            form_key: IdeaId::at_random().to_string(),
        })
    }

    /// The same without what makes one page different from the other.
    pub(super) fn as_others(&self) -> Self {
        Self {
            sight: self.sight.clone(),
            own: None,
            form_key: String::new(),
        }
    }

    /// Who looks, where something is theirs alone.
    pub(super) fn me(&self) -> Option<&MemberId> {
        self.own.as_ref().map(|own| &own.me)
    }

    /// Their ideas about a problem that only they see.
    pub(super) fn sealed(&self, problem: ProblemId) -> impl Iterator<Item = &Idea> {
        let own = self.own.iter().flat_map(|own| &own.ideas);
        own.filter(move |idea| idea.problem == problem)
    }
}

impl Own {
    async fn of(visit: &Visit, room: &Room, me: &MemberId) -> Result<Option<Self>> {
        let standup = &room.session.standup;
        let leads = room.session.head.leader == *me;
        let talk = standup.talk();
        let wrote = talk.is_some_and(|talk| {
            let mut ideas = talk.ideas().iter();
            ideas.any(|idea| idea.sealed && idea.author.as_ref() == Some(me))
        });
        let gave = standup.place().step == Step::Dots
            && talk.is_some_and(|talk| talk.ballots().contains_key(me));
        if !leads && !wrote && !gave {
            return Ok(None);
        }
        let mut own = Self {
            me: me.clone(),
            leads,
            members: Vec::new(),
            without_device: Vec::new(),
            ideas: Vec::new(),
        };
        if leads || wrote {
            let mut tx = visit.read().await?;
            if leads {
                own.members = members::all(&mut tx).await?;
                let dots = standup.place().step == Step::Dots && !standup.apart();
                if dots && !room.session.shows_dots(visit.now()) {
                    own.without_device = standups::without_device(&mut tx, &room.session).await?;
                }
            }
            if wrote {
                own.ideas = standups::own_ideas(&mut tx, room.session.head.id, me).await?;
            }
        }
        Ok(Some(own))
    }
}

fn sight(shell: &Shell, seen: &Seen, me: Option<&MemberId>) -> Sight {
    let standup = &seen.room.session.standup;
    let floor = standup.floor();
    let is_me = |member: &MemberId| Some(member) == me;
    let mut turns = floor.map_or(&[][..], |floor| floor.turns()).iter();
    Sight {
        language: shell.language(),
        zone: shell.words().zone().to_string(),
        may: shell.takes_part(),
        here: standup.people().iter().any(|one| is_me(&one.member)),
        speaks: standup.speaker().is_some_and(is_me),
        passed: turns.any(|turn| is_me(&turn.member) && turn.state == TurnState::Passed),
        ready: me.is_some_and(|me| is_ready(&seen.room.session, me)),
        moment: seen.moment,
    }
}
