//! The typed arguments of a statement, the same for both engines.

use crate::clock::{Day, Timestamp};

/// One argument; `None` is a typed NULL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// `text`
    Text(Option<String>),
    /// `bigint`
    Int(Option<i64>),
    /// `boolean`
    Bool(Option<bool>),
    /// `bytea`
    Bytes(Option<Vec<u8>>),
}

/// The arguments of a statement, `$1` first.
pub type Args = Vec<Arg>;

/// Lists the arguments of a statement: `args![id, title, now]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Arg::from($value)),*] };
}

/// The text of a statement: a constant, or one built with [`list`] from constants alone, never from what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sql {
    /// Written in the source.
    Const(&'static str),
    /// Put together from constants and placeholders.
    Built(String),
}

impl Sql {
    /// A statement put together from constants and placeholders.
    pub fn built(text: String) -> Self {
        Self::Built(text)
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Const(text) => text,
            Self::Built(text) => text,
        }
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self::Const(text)
    }
}

/// Placeholders for `count` arguments from `$start` on: `list(3, 2)` is `$3, $4`; none is `null`, which nothing equals.
pub fn list(start: usize, count: usize) -> String {
    if count == 0 {
        return "null".to_owned();
    }
    let names: Vec<String> = (start..start + count).map(|at| format!("${at}")).collect();
    names.join(", ")
}

macro_rules! arg_from {
    ($variant:ident: $($from:ty => |$value:ident| $to:expr),+ $(,)?) => {$(
        impl From<$from> for Arg {
            fn from($value: $from) -> Self {
                Self::$variant(Some($to))
            }
        }

        impl From<Option<$from>> for Arg {
            fn from(value: Option<$from>) -> Self {
                Self::$variant(value.map(|$value| $to))
            }
        }
    )+};
}

arg_from!(Text:
    &str => |text| text.to_owned(),
    &String => |text| text.clone(),
    String => |text| text,
    Day => |day| day.to_string(),
);
arg_from!(Int:
    i64 => |number| number,
    Timestamp => |at| at.micros(),
);
arg_from!(Bool: bool => |yes| yes);
arg_from!(Bytes: Vec<u8> => |bytes| bytes, &[u8] => |bytes| bytes.to_vec());
