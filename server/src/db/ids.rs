//! Many ids in one parameter: an array, or hexadecimal words in JSON that `unhex(value)` of `json_each` makes ids again.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo};
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo};
use sqlx::{Encode, Postgres, Sqlite, Type};
use uuid::Uuid;

/// `= ANY($1)` on PostgreSQL, `IN (SELECT unhex(value) FROM json_each($1))` on SQLite.
#[derive(Clone, Copy, Debug)]
pub struct Ids<'a>(pub &'a [Uuid]);

impl Type<Sqlite> for Ids<'_> {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Ids<'_> {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        let words: Vec<String> = self.0.iter().map(|id| format!("\"{}\"", id.simple())).collect();
        <String as Encode<'_, Sqlite>>::encode(format!("[{}]", words.join(",")), buffer)
    }
}

impl Type<Postgres> for Ids<'_> {
    fn type_info() -> PgTypeInfo {
        <Vec<Uuid> as Type<Postgres>>::type_info()
    }
}

impl<'q> Encode<'q, Postgres> for Ids<'_> {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <&[Uuid] as Encode<'_, Postgres>>::encode_by_ref(&self.0, buffer)
    }
}
