//! The words of a stand-up: its modes, its steps, what the team may decide about a card and what became of it.
//! Each is written the same in the database, in the API and in the feed.

use std::fmt;
use std::str::FromStr;

/// The text is none of the words that may stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the words that may stand here")]
pub struct BadWord;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $word:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$of])* $word),+ }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];

            /// The word as it is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = BadWord;

            fn from_str(text: &str) -> Result<Self, BadWord> {
                match text { $($text => Ok(Self::$word),)+ _ => Err(BadWord) }
            }
        }
    };
}

words!(
    /// How ideas reach the others.
    Mode {
        /// They are said aloud, and whoever leads notes them.
        Spoken = "spoken",
        /// They are written first, and shown together.
        Silent = "silent",
        /// They are written over the day, and shown at a deadline.
        Async = "async",
    }
);

words!(
    /// Where the stand-up is.
    Step {
        /// People arrive; the agenda is looked at.
        Gathering = "gathering",
        /// The news round: a minute a card.
        News = "news",
        /// A full round begins: should be, is, since when.
        Facts = "facts",
        /// Is there a standard for it?
        Covered = "covered",
        /// Each writes for themselves; nobody sees what the others write. Not when spoken.
        Silence = "silence",
        /// Everybody has the floor in turn.
        Round = "round",
        /// Each gives three dots; nobody sees where before they are counted. Not when spoken.
        Dots = "dots",
        /// What is done, by whom, by when.
        Decision = "decision",
        /// For the book, or one line why not.
        Writeup = "writeup",
        /// It is over; the minutes stand.
        Ended = "ended",
    }
);

words!(
    /// What the team says about a card.
    Verdict {
        /// Do it: somebody takes it, by a date; or what is being done already is confirmed.
        Now = "now",
        /// Look into it: somebody searches for the cause, by a date.
        Investigate = "investigate",
        /// It gets a full round today.
        Round = "round",
        /// It leaves the wall, with a reason.
        SetAside = "set_aside",
        /// Not today: it comes first next time.
        Later = "later",
        /// What it asked was answered: its check, its occurrence or the book.
        Answered = "answered",
    }
);

words!(
    /// What became of a card when the stand-up ended.
    Outcome {
        /// Something was decided or answered.
        Decided = "decided",
        /// It had the floor and stays open; it comes first next time.
        Undecided = "undecided",
        /// It never had the floor.
        NotReached = "not_reached",
    }
);

words!(
    /// What an idea is about.
    IdeaKind {
        /// Why it happens.
        Cause = "cause",
        /// What could be done about it.
        Countermeasure = "countermeasure",
    }
);

words!(
    /// What sort of thing was decided.
    LineKind {
        /// Something is done, by somebody, by a date.
        Countermeasure = "countermeasure",
        /// What was being done already is right.
        Confirmed = "confirmed",
        /// The cause is looked for, by somebody, by a date.
        Investigation = "investigation",
        /// The search that was going on goes on.
        Looking = "looking",
        /// It left the wall.
        SetAside = "set_aside",
        /// It had left the wall and is back on it.
        BroughtBack = "brought_back",
        /// It had left the wall, and stays where it is.
        Stays = "stays",
        /// When to ask whether it held.
        Check = "check",
        /// Whether it held.
        Checked = "checked",
        /// What a machine told was so.
        Happened = "happened",
        /// What a machine told was something else.
        HappenedNot = "happened_not",
        /// Not for good, and why.
        NotForTheBook = "not_for_the_book",
        /// A standard says it already.
        InTheBook = "in_the_book",
        /// A text was agreed on the screen and is in force.
        AgreedOnScreen = "agreed_on_screen",
        /// A proposed text is waited for.
        ToBeAgreed = "to_be_agreed",
    }
);

words!(
    /// How somebody came to lead a week.
    Came {
        /// It is their turn.
        Turn = "turn",
        /// They exchanged it for one of theirs.
        Swap = "swap",
        /// Whoever was before them skipped it.
        Skip = "skip",
    }
);

words!(
    /// How one turn of the round went.
    TurnState {
        /// Not yet, or speaking now.
        Waiting = "waiting",
        /// Has spoken.
        Done = "done",
        /// Had nothing to add.
        Passed = "passed",
    }
);

words!(
    /// What may be done with the floor.
    TurnAct {
        /// Whoever has the floor has spoken.
        Done = "done",
        /// Whoever has the floor passes.
        Pass = "pass",
        /// The floor goes back to whoever had it before.
        Back = "back",
    }
);

impl Verdict {
    /// Those that a team says; the other is told by what it answered.
    pub const SAID: &'static [Self] = &[
        Self::Now,
        Self::Investigate,
        Self::Round,
        Self::SetAside,
        Self::Later,
    ];

    /// Whether the card needs nothing more from this stand-up.
    pub const fn settles(self) -> bool {
        matches!(
            self,
            Self::Now | Self::Investigate | Self::SetAside | Self::Answered
        )
    }
}

impl LineKind {
    /// Whether what it refers to is a standard.
    pub const fn names_a_standard(self) -> bool {
        matches!(self, Self::InTheBook | Self::AgreedOnScreen)
    }
}

impl Step {
    /// The steps of a full round, in order, whatever the mode.
    pub const FULL_ROUND: [Self; 7] = [
        Self::Facts,
        Self::Covered,
        Self::Silence,
        Self::Round,
        Self::Dots,
        Self::Decision,
        Self::Writeup,
    ];

    /// Whether this is a step of a full round.
    pub fn of_full_round(self) -> bool {
        Self::FULL_ROUND.contains(&self)
    }

    /// The steps that a full round has in this mode, in order.
    pub fn of(mode: Mode) -> impl DoubleEndedIterator<Item = Self> + Clone {
        let in_silence = mode != Mode::Spoken;
        let steps = Self::FULL_ROUND.into_iter();
        steps.filter(move |step| in_silence || !matches!(step, Self::Silence | Self::Dots))
    }

    /// The step of a full round that follows this one.
    pub fn following(self, mode: Mode) -> Option<Self> {
        Self::of(mode).find(|step| self.of_full_round() && *step > self)
    }
}
