//! How much there is of each view: counted to ninety-nine, so that the largest office is counted as quickly as the smallest.

use super::place::FIRST_DAY;
use super::views::{OFFICE_COUNTS, OWN_COUNTS};
use crate::db::{Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::requests::{MOST_COUNTED, WorkCount};
use contatti_model::{OfficeId, PersonId};

/// What all of an office share is counted once for all who ask together, the reader's own for each.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn counts(house: &House, actor: &Actor, office: OfficeId) -> Answer<Vec<WorkCount>> {
    let shared = house.asked.counts.answer(office, count(house, OFFICE_COUNTS, office, None));
    let own = count(house, OWN_COUNTS, office, Some(actor.id));
    let (shared, own) = tokio::try_join!(shared, own)?;
    Ok(shared.iter().cloned().chain(own).collect())
}

async fn count(house: &House, sql: &'static str, office: OfficeId, reader: Option<PersonId>) -> Answer<Vec<WorkCount>> {
    let (today, most) = (Day(house.now().day()), i64::from(MOST_COUNTED) + 1);
    let reader = reader.map(|id| id.0);
    let rows: Vec<(String, i64)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(reader)
        .bind(today).bind(most).bind(Day(FIRST_DAY)).fetch_all(pool).await)?;
    let counted = |(state, found): (String, i64)| {
        let found = u32::try_from(found).unwrap_or(0);
        WorkCount { state, count: found.min(MOST_COUNTED), more: found > MOST_COUNTED }
    };
    Ok(rows.into_iter().map(counted).collect())
}
