//! Who is in the room. People come by themselves; whoever leads enters those who have no device. The feed says that
//! somebody came or went, not who: the write is nobody's.

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{MemberId, StandupId};
use crate::members::{self, TakesPart};

use super::floor::Present;
use super::run::{self, Session, refused, session};
use super::store_people;

/// Whether somebody is in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Came in.
    Here,
    /// Went out.
    Gone,
}

/// Over the day whoever acts is there by that.
pub(super) async fn come_in(tx: &mut Tx, who: &TakesPart, session: Session) -> Result<Session> {
    if !session.standup.apart() {
        return Ok(session);
    }
    attend(tx, who, session.head.id, who.member(), Presence::Here).await
}

/// Says that somebody came in or went out: oneself, or whom one enters. In a round, whoever comes in has a turn too.
///
/// # Errors
/// `Forbidden` for entering somebody else without leading, `NotFound` for an unknown member, `Conflict` once it is over.
pub async fn attend(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    whom: &MemberId,
    presence: Presence,
) -> Result<Session> {
    let mut session = session(tx, id).await?;
    if whom != who.member() && session.head.leader != *who.member() {
        return Err(Error::Forbidden(say!("standup-cannot-leave-others")));
    }
    let member = members::by_id(tx, whom).await?;
    let member = member.filter(|member| presence == Presence::Gone || member.left_at.is_none());
    let member = member.ok_or_else(|| Error::invalid("member", say!("member-unknown")))?;
    let before = session.standup.clone();
    let here = presence == Presence::Here;
    let done = match presence {
        Presence::Here => session.standup.join(Present {
            member: whom.clone(),
            manages: member.manages,
        }),
        Presence::Gone => session.standup.leave(whom),
    };
    done.map_err(|refusal| refused(refusal, &before))?;
    if session.standup != before {
        store_people::put_person(tx, id, whom, here, whom != who.member()).await?;
        run::keep_and_press_on(tx, &before, &before, &mut session).await?;
        tx.record(Change::new("standup.attended", id));
    }
    if whom == who.member() {
        store_people::acts_themselves(tx, id, whom).await?;
    }
    Ok(session)
}
