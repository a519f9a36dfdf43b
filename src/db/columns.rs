//! How our own types are read from a column and given as an argument.

use crate::clock::{Day, Timestamp};
use crate::id;

/// Lets a type with `Display` and `FromStr` stand in a `text` column and among arguments.
macro_rules! text_column {
    ($($kind:ty),+ $(,)?) => {$(
        const _: () = {
            use sqlx::{Database, Decode, Postgres, Sqlite, Type};

            impl Type<Sqlite> for $kind {
                fn type_info() -> <Sqlite as Database>::TypeInfo {
                    <String as Type<Sqlite>>::type_info()
                }

                fn compatible(info: &<Sqlite as Database>::TypeInfo) -> bool {
                    <String as Type<Sqlite>>::compatible(info)
                }
            }

            impl Type<Postgres> for $kind {
                fn type_info() -> <Postgres as Database>::TypeInfo {
                    <String as Type<Postgres>>::type_info()
                }

                fn compatible(info: &<Postgres as Database>::TypeInfo) -> bool {
                    <String as Type<Postgres>>::compatible(info)
                }
            }

            impl<'r> Decode<'r, Sqlite> for $kind {
                fn decode(value: <Sqlite as Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                    let text = <&str as Decode<'r, Sqlite>>::decode(value)?;
                    Ok(text.parse::<$kind>()?)
                }
            }

            impl<'r> Decode<'r, Postgres> for $kind {
                fn decode(value: <Postgres as Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                    let text = <&str as Decode<'r, Postgres>>::decode(value)?;
                    Ok(text.parse::<$kind>()?)
                }
            }

            impl From<$kind> for $crate::db::Arg {
                fn from(value: $kind) -> Self {
                    Self::Text(Some(value.to_string()))
                }
            }

            impl From<&$kind> for $crate::db::Arg {
                fn from(value: &$kind) -> Self {
                    Self::Text(Some(value.to_string()))
                }
            }

            impl From<Option<$kind>> for $crate::db::Arg {
                fn from(value: Option<$kind>) -> Self {
                    Self::Text(value.map(|value| value.to_string()))
                }
            }

            impl From<Option<&$kind>> for $crate::db::Arg {
                fn from(value: Option<&$kind>) -> Self {
                    Self::Text(value.map(|value| value.to_string()))
                }
            }
        };
    )+};
}
pub(crate) use text_column;

/// Lets a type that converts from and into `i64` stand in a `bigint` column.
macro_rules! int_column {
    ($($kind:ty),+ $(,)?) => {$(
        const _: () = {
            use sqlx::{Database, Decode, Postgres, Sqlite, Type};

            impl Type<Sqlite> for $kind {
                fn type_info() -> <Sqlite as Database>::TypeInfo {
                    <i64 as Type<Sqlite>>::type_info()
                }

                fn compatible(info: &<Sqlite as Database>::TypeInfo) -> bool {
                    <i64 as Type<Sqlite>>::compatible(info)
                }
            }

            impl Type<Postgres> for $kind {
                fn type_info() -> <Postgres as Database>::TypeInfo {
                    <i64 as Type<Postgres>>::type_info()
                }
            }

            impl<'r> Decode<'r, Sqlite> for $kind {
                fn decode(value: <Sqlite as Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                    Ok(<i64 as Decode<'r, Sqlite>>::decode(value)?.into())
                }
            }

            impl<'r> Decode<'r, Postgres> for $kind {
                fn decode(value: <Postgres as Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                    Ok(<i64 as Decode<'r, Postgres>>::decode(value)?.into())
                }
            }
        };
    )+};
}

/// Lets a numbered id be given as an argument.
macro_rules! int_argument {
    ($($kind:ty),+ $(,)?) => {$(
        impl From<$kind> for $crate::db::Arg {
            fn from(value: $kind) -> Self {
                Self::Int(Some(value.into()))
            }
        }

        impl From<Option<$kind>> for $crate::db::Arg {
            fn from(value: Option<$kind>) -> Self {
                Self::Int(value.map(i64::from))
            }
        }
    )+};
}

int_column!(Timestamp, id::ProblemId, id::StandardId, id::StandupId);
int_argument!(id::ProblemId, id::StandardId, id::StandupId);
text_column!(
    id::MemberId,
    id::TeamId,
    id::ProposalId,
    id::RevisionId,
    id::CommentId,
    id::OccurrenceId,
    id::CauseId,
    id::CountermeasureId,
    id::InvestigationId,
    id::IdeaId,
    id::FixId,
    id::TokenId,
    id::InvitationId,
    id::GapId,
    id::ScreenId,
    id::DraftId,
    id::AttachmentName,
    crate::clock::Zone,
);

const _: () = {
    use sqlx::{Database, Decode, Postgres, Sqlite, Type};

    impl Type<Sqlite> for Day {
        fn type_info() -> <Sqlite as Database>::TypeInfo {
            <String as Type<Sqlite>>::type_info()
        }
    }

    impl Type<Postgres> for Day {
        fn type_info() -> <Postgres as Database>::TypeInfo {
            <String as Type<Postgres>>::type_info()
        }

        fn compatible(info: &<Postgres as Database>::TypeInfo) -> bool {
            <String as Type<Postgres>>::compatible(info)
        }
    }

    impl<'r> Decode<'r, Sqlite> for Day {
        fn decode(
            value: <Sqlite as Database>::ValueRef<'r>,
        ) -> Result<Self, sqlx::error::BoxDynError> {
            Ok(<&str as Decode<'r, Sqlite>>::decode(value)?.parse()?)
        }
    }

    impl<'r> Decode<'r, Postgres> for Day {
        fn decode(
            value: <Postgres as Database>::ValueRef<'r>,
        ) -> Result<Self, sqlx::error::BoxDynError> {
            Ok(<&str as Decode<'r, Postgres>>::decode(value)?.parse()?)
        }
    }
};
