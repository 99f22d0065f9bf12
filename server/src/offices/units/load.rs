//! What each person of an office has in charge, and how much of it is promised for this week.

use crate::db::{Day, on};
use crate::house::House;
use crate::web::Answer;
use contatti_model::OfficeId;
use jiff::ToSpan;
use jiff::civil::Date;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, Copy, Default, FromRow)]
pub(super) struct Load {
    pub in_charge: i64,
    pub due: i64,
}

#[derive(FromRow)]
struct LoadRow {
    owner_id: Uuid,
    #[sqlx(flatten)]
    load: Load,
}

/// By person; who has nothing in charge is not there.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn loads(house: &House, office: OfficeId) -> Answer<HashMap<Uuid, Load>> {
    let sql = "SELECT owner_id, COUNT(*) AS in_charge,
                      COUNT(CASE WHEN promised_on <= $2 AND state <> 'awaiting_documents' THEN 1 END) AS due
               FROM requests WHERE office_id = $1 AND owner_id IS NOT NULL AND state <> 'closed' GROUP BY owner_id";
    let sunday = Day(end_of_week(house.now().day()));
    let rows: Vec<LoadRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(sunday).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|row| (row.owner_id, row.load)).collect())
}

/// The Sunday of the day's week.
fn end_of_week(day: Date) -> Date {
    let left = 7 - i32::from(day.weekday().to_monday_one_offset());
    day.checked_add(left.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::end_of_week;
    use jiff::civil::date;

    #[test]
    fn a_week_ends_with_its_sunday() {
        assert_eq!(end_of_week(date(2026, 11, 23)), date(2026, 11, 29));
        assert_eq!(end_of_week(date(2026, 11, 29)), date(2026, 11, 29));
    }
}
