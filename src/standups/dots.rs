//! Dots: three each, sealed until everybody has given theirs or the time is up. The feed says only that some were given; the
//! write is nobody's, and who gave what is forgotten when they are counted.

use crate::db::{Change, Tx};
use crate::error::{Error, Result, say};
use crate::id::{IdeaId, MemberId, StandupId};
use crate::members::TakesPart;

use super::attend::{Presence, attend};
use super::place::Refusal;
use super::run::{self, Session, refused, session};
use super::store_people;

/// Says where all dots of somebody without a device go, in place of what was given for them before. Only whoever leads does.
///
/// # Errors
/// As [`give_dots`].
pub async fn give_ballot(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    whom: &MemberId,
    ballot: &[(IdeaId, i64)],
) -> Result<()> {
    // What is taken away makes room for what is given.
    let (none, some): (Vec<_>, Vec<_>) = ballot.iter().partition(|(_, dots)| *dots == 0);
    let fewest_first = {
        let mut some = some;
        some.sort_by_key(|(_, dots)| *dots);
        some
    };
    for (idea, dots) in none.into_iter().chain(fewest_first) {
        give_dots(tx, who, id, whom, idea, *dots).await?;
    }
    Ok(())
}

/// Those in the room who were entered and have done nothing themselves since.
pub async fn without_device(tx: &mut Tx, session: &Session) -> Result<Vec<MemberId>> {
    let mut rows = store_people::people(tx, session.head.id).await?;
    rows.retain(|row| row.entered);
    let entered = store_people::present(&rows).into_iter();
    Ok(entered.map(|one| one.member).collect())
}

/// Says how many dots somebody gives to an idea, in place of what they said of it before. Whoever leads gives for those
/// they entered, who are in the room without a device; everybody else gives their own, and is in the room by that.
///
/// # Errors
/// `Forbidden` for giving somebody else's without leading; `Invalid` for more than three, an unknown idea, or where there
/// are none; `Conflict` outside their step, and once they are counted.
pub async fn give_dots(
    tx: &mut Tx,
    who: &TakesPart,
    id: StandupId,
    whom: &MemberId,
    idea: &IdeaId,
    dots: i64,
) -> Result<Session> {
    let mut session = session(tx, id).await?;
    let own = whom == who.member();
    // For nobody who may have given some: whoever leads must not be able to try out what they gave.
    let may = own
        // Over the day everybody has a device, at some time of it.
        || !session.standup.apart()
            && session.head.leader == *who.member()
            && store_people::was_entered(tx, id, whom).await?;
    if !may {
        return Err(Error::Forbidden(say!("standup-cannot-give-for-others")));
    }
    if session.shows_dots(tx.now()) {
        return Err(refused(Refusal::Counted, &session.standup));
    }
    let present = |session: &Session| {
        let mut people = session.standup.people().iter();
        people.any(|one| one.member == *whom)
    };
    // What is refused is refused before anybody comes in.
    let tried = session.standup.clone().give_dots(whom, idea, dots);
    if let Err(refusal) = tried
        && !(own && refusal == Refusal::NotInTheRoom)
    {
        return Err(refused(refusal, &session.standup));
    }
    if own && !present(&session) {
        session = attend(tx, who, id, whom, Presence::Here).await?;
    }
    if own {
        store_people::acts_themselves(tx, id, whom).await?;
    }
    let before = session.standup.clone();
    let given = session.standup.give_dots(whom, idea, dots);
    given.map_err(|refusal| refused(refusal, &before))?;
    if session.standup != before {
        run::keep_and_press_on(tx, &before, &before, &mut session).await?;
        tx.record(Change::new("standup.dots_given", id));
    }
    Ok(session)
}
