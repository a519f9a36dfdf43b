//! The closed lists of words that a problem is told with, as they are stored, sent and read.

/// The text is not one of the words of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the words of this list")]
pub struct UnknownWord;

/// Makes an enum out of a closed list of words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::problems::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err($crate::problems::UnknownWord) }
            }
        }
    };
}

pub(super) use words;

words!(
    /// Where a problem stands. No page sets it: it follows the facts.
    State {
        /// Imported: searchable and listed, not on the wall.
        Tray = "tray",
        /// On the wall; nothing is being done yet.
        Posted = "posted",
        /// Its cause is being looked for.
        Analysing = "analysing",
        /// Something is being done about it.
        Acting = "acting",
        /// Done; waiting to see whether it holds.
        Checking = "checking",
        /// It held.
        Closed = "closed",
        /// Off the wall for a reason.
        SetAside = "set_aside",
    }
);

impl State {
    /// The columns of the wall, from left to right.
    pub const ON_THE_WALL: [Self; 4] =
        [Self::Posted, Self::Analysing, Self::Acting, Self::Checking];

    /// Whether a card of this state hangs on the wall.
    pub fn on_the_wall(self) -> bool {
        Self::ON_THE_WALL.contains(&self)
    }
}

words!(
    /// How the present round began.
    Beginning {
        /// Posted for the first time.
        Posted = "posted",
        /// It happened after it was done or closed.
        CameBack = "came_back",
        /// The check found that it held only partly.
        Partly = "partly",
        /// The last open countermeasure was dropped and none was done.
        Dropped = "dropped",
        /// The last open investigation ended.
        Finding = "finding",
        /// It was set aside and returned.
        Returned = "returned",
    }
);

words!(
    /// Why a problem is off the wall.
    AsideReason {
        /// The same as another problem.
        Duplicate = "duplicate",
        /// Another organisation's.
        NotOurs = "not_ours",
        /// It is no problem any more.
        NoLonger = "no_longer",
        /// Lived with, until a date.
        AcceptedRisk = "accepted_risk",
    }
);

words!(
    /// The two sorts of work.
    WorkKind {
        /// Something that is done about the problem.
        Countermeasure = "countermeasure",
        /// A search for its cause.
        Investigation = "investigation",
    }
);

words!(
    /// What a countermeasure is for.
    Purpose {
        /// Stops the bleeding.
        Containment = "containment",
        /// Until the permanent one is there.
        Temporary = "temporary",
        /// For good.
        Permanent = "permanent",
        /// Shows it sooner next time.
        Detection = "detection",
        /// Tries whether a cause is the cause.
        Experiment = "experiment",
    }
);

words!(
    /// How unavoidable a countermeasure makes the right way, weakest first.
    Strength {
        /// Tell each other.
        Remind = "remind",
        /// Write it down.
        Document = "document",
        /// A list to go through.
        Checklist = "checklist",
        /// The right way is already there to fill in.
        Template = "template",
        /// A machine points it out.
        Lint = "lint",
        /// A machine refuses it.
        Test = "test",
        /// It can no longer be done wrong.
        Impossible = "impossible",
    }
);

words!(
    /// What is known about a why.
    CauseStatus {
        /// Somebody thinks so.
        Hypothesis = "hypothesis",
        /// Seen to be so.
        Verified = "verified",
        /// Seen not to be so.
        Rejected = "rejected",
    }
);

words!(
    /// What an occurrence counts for.
    OccurrenceStatus {
        /// Came from a machine; a member has not said yet.
        Waiting = "waiting",
        /// It happened.
        Confirmed = "confirmed",
        /// A member said that it was something else.
        Refused = "refused",
        /// Entered by mistake.
        TakenBack = "taken_back",
    }
);

words!(
    /// Where an occurrence was told from.
    OccurrenceSource {
        /// A person, or a program with a person's token.
        Hand = "hand",
        /// A commit's `Again:` trailer.
        Trailer = "trailer",
        /// A monitoring system.
        Alert = "alert",
        /// Another problem that was set aside as the same.
        Duplicate = "duplicate",
    }
);

words!(
    /// The answer to the question that each recurrence asks about the standard.
    Lesson {
        /// There was no standard: write one.
        None = "none",
        /// It was not known or not applied: make it unavoidable.
        NotApplied = "not_applied",
        /// It was applied and was not enough: amend it.
        NotEnough = "not_enough",
    }
);

words!(
    /// Did it hold?
    Held {
        /// It held.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// It happened again.
        No = "no",
    }
);
