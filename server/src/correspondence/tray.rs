//! The office's tray (*raccoglitore*): what waits, oldest first; what was decided, newest first.

use super::store::{MissiveRow, missives};
use crate::db::{At, on};
use crate::house::House;
use crate::web::{Answer, PAGE_SIZE, page_of, read_cursor};
use contatti_model::correspondence::{MissiveLine, MissiveState};
use contatti_model::page::Page;
use contatti_model::{Instant, OfficeId};
use uuid::Uuid;

const WAITING: &str = missives!(
    "WHERE m.office_id = $1 AND m.state = $2 AND (m.received_at, m.id) > ($3, $4) ORDER BY m.received_at, m.id LIMIT $5"
);
const DECIDED: &str = missives!(
    "WHERE m.office_id = $1 AND m.state = $2 AND (m.received_at, m.id) < ($3, $4)
     ORDER BY m.received_at DESC, m.id DESC LIMIT $5"
);

/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn tray(
    house: &House,
    office: OfficeId,
    state: MissiveState,
    cursor: Option<&str>,
) -> Answer<Page<MissiveLine>> {
    let waiting = state == MissiveState::Waiting;
    let (at, last) = match cursor {
        Some(cursor) => read_cursor(cursor).map(|(micros, id)| (Instant::from_micros(micros), id))?,
        None if waiting => (Instant::from_micros(0), Uuid::nil()),
        None => (house.now().plus_seconds(86_400), Uuid::max()),
    };
    let sql = if waiting { WAITING } else { DECIDED };
    let rows: Vec<MissiveRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(state.as_str())
        .bind(At(at)).bind(last).bind(PAGE_SIZE + 1).fetch_all(pool).await)?;
    let cursor = |row: &MissiveRow| format!("{}_{}", row.received_at.0.as_micros(), row.id);
    let page = page_of(rows, PAGE_SIZE, cursor, |row| row.line());
    let items = page.items.into_iter().collect::<Answer<_>>()?;
    Ok(Page { items, next: page.next })
}
