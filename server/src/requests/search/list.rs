//! A page of the list: picked by an index, then read with the names around it and the place where words were found.

use super::pick::{Picked, Stretch, pick};
use super::{scope, snippet};
use crate::db::{Db, Ids, on};
use crate::house::House;
use crate::identity::Actor;
use crate::requests::store::{LineRow, line_from};
use crate::web::{Answer, PAGE_SIZE, page_of, read_cursor};
use contatti_model::Instant;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::requests::search::Filter;
use std::collections::HashMap;
use uuid::Uuid;

macro_rules! lines {
    ($ids:literal) => {
        concat!(
            "SELECT r.id, r.state, s.title AS subject, c.name AS company, p.number AS position, o.name AS office,
                    r.opened_at, r.updated_at, r.promised_on, r.outcome, r.channel, r.register_area, r.register_year,
                    r.register_number, r.audience
             FROM requests r JOIN companies c ON c.id = r.company_id JOIN positions p ON p.id = r.position_id
             JOIN subjects s ON s.id = r.subject_id JOIN offices o ON o.id = r.office_id WHERE r.id ",
            $ids
        )
    };
}

/// The requests of whom one may act for, newest first, with what was found where.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(in crate::requests) async fn list(
    house: &House,
    actor: &Actor,
    filter: &Filter,
    cursor: Option<&str>,
) -> Answer<Page<Line>> {
    let mut page = bare(house, actor, filter, cursor, PAGE_SIZE).await?;
    if let Some(text) = &filter.text {
        snippet::find(house, text, &mut page.items).await?;
    }
    Ok(page)
}

/// A page of `size` lines that does not say where words were found.
pub(super) async fn bare(
    house: &House,
    actor: &Actor,
    filter: &Filter,
    cursor: Option<&str>,
    size: i64,
) -> Answer<Page<Line>> {
    let positions = scope::readable_positions(house, actor, filter).await?;
    among(house, &positions, filter, cursor, size).await
}

/// The same of these positions; authority is the caller's.
pub(super) async fn among(
    house: &House,
    positions: &[Uuid],
    filter: &Filter,
    cursor: Option<&str>,
    size: i64,
) -> Answer<Page<Line>> {
    let stretch = stretch(house, filter, cursor)?;
    let picked = pick(house, positions, filter, stretch, size + 1).await?;
    let cursor = |picked: &Picked| format!("{}_{}", picked.at.0.as_micros(), picked.id);
    let page = page_of(picked, size, cursor, |picked| picked.id);
    Ok(Page { items: lines_of(house, &page.items).await?, next: page.next })
}

/// From the first day wanted to the last, or to where the page before ended.
fn stretch(house: &House, filter: &Filter, cursor: Option<&str>) -> Answer<Stretch> {
    let newest = (house.now().plus_seconds(86_400), Uuid::max());
    // What changed last before a day was opened before it.
    let ends = filter.opened.ends().min(filter.updated.ends());
    let mut before = newest.min((ends, Uuid::nil()));
    if let Some(cursor) = cursor {
        let (at, last) = read_cursor(cursor)?;
        before = before.min((Instant::from_micros(at), last));
    }
    Ok(Stretch { from: filter.opened.begins(), before })
}

/// These requests as lines, in the order asked for; authority is the caller's.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn lines_of(house: &House, ids: &[Uuid]) -> Answer<Vec<Line>> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let sql = match &house.db {
        Db::Sqlite { .. } => lines!("IN (SELECT unhex(value) FROM json_each($1))"),
        Db::Postgres(_) => lines!("= ANY($1)"),
    };
    let rows: Vec<LineRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(Ids(ids)).fetch_all(pool).await)?;
    let mut rows: HashMap<Uuid, LineRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    ids.iter().filter_map(|id| rows.remove(id)).map(|row| line_from(row).map(|(_, line)| line)).collect()
}
