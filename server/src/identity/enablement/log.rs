//! What was done with an office's enablements, newest first; the table takes no change and no deletion.

use crate::db::{At, Day, on};
use crate::house::House;
use crate::web::{Answer, PAGE_SIZE, Refusal, page_of, read_cursor};
use contatti_model::identity::enablement::{EnablementDeed, EnablementLogLine};
use contatti_model::page::Page;
use contatti_model::{Instant, OfficeId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct LogRow {
    id: Uuid,
    at: At,
    deed: String,
    person: String,
    by_name: Option<String>,
    valid_from: Day,
    valid_to: Option<Day>,
    reason: String,
}

const LOG: &str = "
    SELECT l.id, l.at, l.deed, p.name AS person, b.name AS by_name, l.valid_from, l.valid_to, l.reason
    FROM enablement_log l JOIN people p ON p.id = l.person_id LEFT JOIN people b ON b.id = l.by_id
    WHERE l.office_id = $1 AND (l.at < $2 OR (l.at = $2 AND l.id < $3)) ORDER BY l.at DESC, l.id DESC LIMIT $4";

/// One page of the log; `cursor` is `next` of the page before, or empty.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn log(house: &House, office: OfficeId, cursor: &str) -> Answer<Page<EnablementLogLine>> {
    let (before, id) = match cursor {
        // Nothing of the log lies after this moment.
        "" => (house.now().plus_seconds(1).as_micros(), Uuid::max()),
        cursor => read_cursor(cursor)?,
    };
    let before = At(Instant::from_micros(before));
    let rows: Vec<LogRow> = on!(&house.db, pool => sqlx::query_as(LOG).bind(office.0).bind(before).bind(id)
        .bind(PAGE_SIZE + 1).fetch_all(pool).await)?;
    let deeds: Vec<_> = rows.iter().map(|row| deed(&row.deed)).collect::<Answer<_>>()?;
    let lines = rows.into_iter().zip(deeds).collect();
    Ok(page_of(lines, PAGE_SIZE, |(row, _)| format!("{}_{}", row.at.0.as_micros(), row.id), line))
}

fn line((row, deed): (LogRow, EnablementDeed)) -> EnablementLogLine {
    EnablementLogLine {
        at: row.at.0,
        deed,
        person: row.person,
        by: row.by_name,
        from: row.valid_from.0,
        to: row.valid_to.map(|day| day.0),
        reason: row.reason,
    }
}

fn deed(word: &str) -> Answer<EnablementDeed> {
    EnablementDeed::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown deed {word:?} of enablements")))
}
