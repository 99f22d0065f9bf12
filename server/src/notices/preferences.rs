//! How somebody wants to be told: read and changed by themselves alone. The number is written nowhere else.

use crate::db::{alone, on};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::notices::{Mobile, NoticeChoice, NoticePreferences, NoticePreferencesForm};
use contatti_model::{PersonId, ProblemCode};
use sqlx::FromRow;

#[derive(FromRow)]
struct PreferencesRow {
    email: String,
    by_email: bool,
    mobile: String,
    version: i64,
}

/// One's own preferences.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of(house: &House, person: PersonId) -> Answer<NoticePreferences> {
    let sql = "SELECT email, by_email, mobile, preferences_version AS version FROM people WHERE id = $1";
    let row: PreferencesRow = on!(&house.db, pool => sqlx::query_as(sql).bind(person.0).fetch_one(pool).await)?;
    let PreferencesRow { email, by_email, mobile, version } = row;
    Ok(NoticePreferences { email, by_email, mobile, sends_sms: house.config.sends_sms(), version })
}

/// Changes one's own; an SMS in line already goes by what is kept when it leaves, a letter to where it was to go.
///
/// # Errors
/// 412 when they were changed elsewhere since `version` was read, 422 for a choice that does not hold.
pub(super) async fn change(
    house: &House,
    person: PersonId,
    version: i64,
    form: &NoticePreferencesForm,
) -> Answer<NoticePreferences> {
    let read = of(house, person).await?;
    if read.version != version {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    let choice = NoticeChoice::parse(form, read.rules()).map_err(Refusal::invalid)?;
    let mobile = choice.mobile.as_ref().map_or("", Mobile::as_str);
    let sql = "UPDATE people SET by_email = $3, mobile = $4, preferences_version = preferences_version + 1
               WHERE id = $1 AND preferences_version = $2";
    let written = alone!(&house.db, pool => sqlx::query(sql).bind(person.0).bind(version).bind(choice.by_email).bind(mobile)
        .execute(pool).await.map(|done| done.rows_affected()))?;
    if written == 0 {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    of(house, person).await
}
