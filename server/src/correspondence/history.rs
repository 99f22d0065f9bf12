//! One history, all channels: a company's requests and correspondence in one line of time, newest first.

use super::store::{MissiveRow, missives};
use crate::db::{At, Db, Ids, on};
use crate::house::House;
use crate::identity::{Actor, WhichOffice};
use crate::monitoring::audit;
use crate::requests;
use crate::web::{Answer, PAGE_SIZE, Refusal, page_of, read_cursor};
use contatti_model::correspondence::{CompanyHistory, HistoryLine};
use contatti_model::page::Page;
use contatti_model::{CompanyId, Instant, OfficeId, PositionId};
use std::collections::HashMap;
use uuid::Uuid;

/// $1 positions, $2 and $3 where the page before ended, $4 entries wanted, $5 the one office or none. A missive that
/// opened a request is that request: both bear one number.
macro_rules! entries {
    ($of:literal) => {
        concat!(
            "SELECT id, at, is_request FROM (
               SELECT r.id, r.opened_at AS at, 1 AS is_request FROM requests r
               WHERE r.position_id ",
            $of,
            " AND (r.opened_at, r.id) < ($2, $3) AND ($5 IS NULL OR r.office_id = $5)
               ORDER BY r.opened_at DESC, r.id DESC LIMIT $4) a
             UNION ALL
             SELECT id, at, is_request FROM (
               SELECT m.id, m.at, 0 AS is_request FROM missives m
               WHERE m.position_id ",
            $of,
            " AND m.state <> 'set_aside' AND (m.at, m.id) < ($2, $3)
                 AND ($5 IS NULL OR m.office_id = $5)
                 AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.id = m.request_id
                   AND r.register_area = m.register_area AND r.register_year = m.register_year
                   AND r.register_number = m.register_number)
               ORDER BY m.at DESC, m.id DESC LIMIT $4) b
             ORDER BY at DESC, id DESC LIMIT $4"
        )
    };
}

/// The history of the company's positions one may act for today, or of the one named; for an office's people, what the office meant
/// has of it.
///
/// # Errors
/// 404 for who has no part in the company, and for a cursor this server did not make.
pub(super) async fn history(
    house: &House,
    actor: &Actor,
    which: &WhichOffice,
    (company, position): (CompanyId, Option<PositionId>),
    cursor: Option<&str>,
) -> Answer<CompanyHistory> {
    let (name, all) = positions(house, company).await?;
    let own = requests::search::readable_of(house, actor, company).await?;
    let (positions, office) = match (own.is_empty(), which.of(actor)) {
        (false, _) => (own, None),
        (true, Ok(office)) => (all, Some(office)),
        (true, Err(refusal)) => return Err(refusal),
    };
    let (at, last) = match cursor {
        Some(cursor) => read_cursor(cursor).map(|(micros, id)| (Instant::from_micros(micros), id))?,
        None => (house.now().plus_seconds(86_400), Uuid::max()),
    };
    let named: Vec<Uuid> = positions.iter().copied().filter(|id| position.is_none_or(|named| named.0 == *id)).collect();
    let rows = entries(house, &named, office, (At(at), last), PAGE_SIZE + 1).await?;
    if let Some(office) = office {
        if rows.is_empty() && !is_concern(house, company, &positions, office).await? {
            return Err(Refusal::not_found());
        }
        let mut tx = house.begin().await?;
        audit::note(house, &mut tx, actor, "history_read", Some(company), None, office).await?;
        tx.commit().await?;
    }
    let cursor = |(id, at, _): &Entry| format!("{}_{id}", at.0.as_micros());
    let page = page_of(rows, PAGE_SIZE, cursor, |row| row);
    Ok(CompanyHistory { company: name, entries: Page { items: lines(house, &page.items).await?, next: page.next } })
}

/// Whether the office has something of the company, or will: of any other there is nothing to read, not even the name.
async fn is_concern(house: &House, company: CompanyId, positions: &[Uuid], office: OfficeId) -> Answer<bool> {
    const SQL: &str = concat!(
        "SELECT COUNT(*) FROM positions p WHERE p.company_id = $1 AND ",
        crate::offices::office_by_territory!(),
        " = $2"
    );
    let competent: i64 =
        on!(&house.db, pool => sqlx::query_scalar(SQL).bind(company.0).bind(office.0).fetch_one(pool).await)?;
    let newest = (At(house.now().plus_seconds(86_400)), Uuid::max());
    Ok(competent > 0 || !entries(house, positions, Some(office), newest, 1).await?.is_empty())
}

/// Its id and moment, and whether it is a request.
type Entry = (Uuid, At, i32);

/// The next entries of these positions after a place, at the office where one is named.
async fn entries(
    house: &House,
    positions: &[Uuid],
    office: Option<OfficeId>,
    (at, last): (At, Uuid),
    most: i64,
) -> Answer<Vec<Entry>> {
    let sql = match &house.db {
        Db::Sqlite { .. } => entries!("IN (SELECT unhex(value) FROM json_each($1))"),
        Db::Postgres(_) => entries!("= ANY($1)"),
    };
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(Ids(positions)).bind(at).bind(last).bind(most)
        .bind(office.map(|id| id.0)).fetch_all(pool).await)?)
}

/// The company's name and positions.
async fn positions(house: &House, company: CompanyId) -> Answer<(String, Vec<Uuid>)> {
    let sql = "SELECT c.name, p.id FROM companies c JOIN positions p ON p.company_id = c.id WHERE c.id = $1 LIMIT 200";
    let rows: Vec<(String, Uuid)> = on!(&house.db, pool => sqlx::query_as(sql).bind(company.0).fetch_all(pool).await)?;
    let name = rows.first().map(|(name, _)| name.clone()).ok_or_else(Refusal::not_found)?;
    Ok((name, rows.into_iter().map(|(_, id)| id).collect()))
}

/// The entries as they are shown, in their order.
async fn lines(house: &House, entries: &[Entry]) -> Answer<Vec<HistoryLine>> {
    let ids = |wanted: i32| -> Vec<Uuid> {
        entries.iter().filter(|(_, _, is_request)| *is_request == wanted).map(|(id, ..)| *id).collect()
    };
    let mut found = HashMap::new();
    for line in requests::search::lines_of(house, &ids(1)).await? {
        found.insert(line.id.0, HistoryLine::Request(line));
    }
    for row in missives_of(house, &ids(0)).await? {
        found.insert(row.id, HistoryLine::Missive(row.line()?));
    }
    Ok(entries.iter().filter_map(|(id, ..)| found.remove(id)).collect())
}

pub(super) async fn missives_of(house: &House, ids: &[Uuid]) -> Answer<Vec<MissiveRow>> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let sql = match &house.db {
        Db::Sqlite { .. } => missives!("WHERE m.id IN (SELECT unhex(value) FROM json_each($1))"),
        Db::Postgres(_) => missives!("WHERE m.id = ANY($1)"),
    };
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(Ids(ids)).fetch_all(pool).await)?)
}
