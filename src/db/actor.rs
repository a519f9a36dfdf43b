//! Who makes a change, and by which door.

use crate::id::MemberId;

/// The door by which a change came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// A page.
    Web,
    /// The JSON interface, with a member's own token.
    Api,
    /// The JSON interface or MCP, with a token that only proposes.
    Agent,
    /// A command beside the database.
    Terminal,
    /// A file of the standards' folder.
    Folder,
    /// A trailer of a commit.
    Git,
    /// An import.
    Import,
    /// A date that passed.
    Clock,
    /// The example team.
    Demo,
}

impl Channel {
    /// The word in the feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
            Self::Agent => "agent",
            Self::Terminal => "terminal",
            Self::Folder => "folder",
            Self::Git => "git",
            Self::Import => "import",
            Self::Clock => "clock",
            Self::Demo => "demo",
        }
    }
}

/// Who makes a change: a member, or the program itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The member; none for the terminal on a data folder, for files and for the clock.
    pub member: Option<MemberId>,
    /// The door.
    pub channel: Channel,
}

impl Actor {
    /// A member by a door.
    pub fn member(member: MemberId, channel: Channel) -> Self {
        Self {
            member: Some(member),
            channel,
        }
    }

    /// No member in particular, by a door.
    pub fn nobody(channel: Channel) -> Self {
        Self {
            member: None,
            channel,
        }
    }
}
