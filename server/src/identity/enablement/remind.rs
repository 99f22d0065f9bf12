//! Telling in time that a grant ends: the person and the directors, a month and a week before, each once.

use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::notices::{self, ToStaff};
use crate::web::Answer;
use contatti_model::identity::enablement::{REVIEW_DAYS, Reminder};
use contatti_model::notices::StaffNoticeKind;
use contatti_model::{OfficeId, PersonId};
use jiff::ToSpan;
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct EndingRow {
    id: Uuid,
    office_id: Uuid,
    person_id: Uuid,
    person: String,
    valid_to: Day,
}

/// Tells what is due; how many people hear of it now. Run twice, or by two servers at once, it tells nothing twice.
///
/// # Errors
/// When the database does not answer; what was told before stays, and the rest is told by the next run.
pub(crate) async fn remind(house: &House, today: Date) -> Answer<usize> {
    // What the grant says is what holds: one that was ended otherwise has nothing to renew.
    let sql = "SELECT e.id, e.office_id, e.person_id, p.name AS person, e.valid_to
               FROM enablements e JOIN people p ON p.id = e.person_id
               JOIN grants g ON g.person_id = e.person_id AND g.office_id = e.office_id AND g.role = 'operator'
                    AND g.valid_to = e.valid_to
               WHERE e.state = 'granted' AND e.valid_to >= $1 AND e.valid_to <= $2 AND p.disabled_at IS NULL
               ORDER BY e.valid_to, e.id";
    let until = today.checked_add(REVIEW_DAYS.days()).unwrap_or(today);
    let rows: Vec<EndingRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(Day(today)).bind(Day(until)).fetch_all(pool).await)?;
    let mut told = 0;
    for row in rows {
        if let Some(reminder) = Reminder::due(row.valid_to.0, today) {
            told += tell(house, &row, reminder, today).await?;
        }
    }
    Ok(told)
}

async fn tell(house: &House, row: &EndingRow, reminder: Reminder, today: Date) -> Answer<usize> {
    let mut tx = house.begin().await?;
    let own = ToStaff {
        kind: StaffNoticeKind::EnablementEnds,
        about: row.id,
        occasion: reminder.as_str(),
        person: PersonId(row.person_id),
        office: OfficeId(row.office_id),
        named: "",
        first_day: None,
        last_day: Some(row.valid_to.0),
        request: None,
    };
    let mut told = usize::from(notices::tell_staff(house, &mut tx, &own).await?);
    for director in directors(&mut tx, row, today).await? {
        let kind = StaffNoticeKind::EnablementOfColleagueEnds;
        let theirs = ToStaff { kind, person: PersonId(director), named: &row.person, ..own };
        told += usize::from(notices::tell_staff(house, &mut tx, &theirs).await?);
    }
    tx.commit().await?;
    Ok(told)
}

/// Who can nominate again; whose own enablement it is has been told already.
async fn directors(tx: &mut Tx, row: &EndingRow, today: Date) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = "SELECT p.id FROM grants g JOIN people p ON p.id = g.person_id
               WHERE g.office_id = $1 AND g.role = 'director' AND p.disabled_at IS NULL AND p.id <> $2
                 AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to >= $3) ORDER BY p.id";
    within!(tx, conn => sqlx::query_scalar(sql).bind(row.office_id).bind(row.person_id).bind(Day(today))
        .fetch_all(conn).await)
}
