//! The company's list: newest first, by state and position, read on by cursor.

use super::store::{LineRow, line_from};
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, PAGE_SIZE, page_of, read_cursor};
use contatti_model::page::Page;
use contatti_model::requests::{Line, PublicState};
use contatti_model::{Instant, PositionId};
use uuid::Uuid;

/// What the list is narrowed by.
#[derive(Default)]
pub(super) struct Filter {
    pub state: Option<PublicState>,
    pub position: Option<PositionId>,
    pub cursor: Option<String>,
}

/// $1 person, $2 firm or none, $3 today, $4 and $5 instant and id of the last line read, $6 position or none,
/// $7, $8 and $11 the internal states wanted or none, $9 lines wanted, $10 the one company, if there is but one.
macro_rules! lines {
    ($mine:literal) => {
        concat!(
            "SELECT r.id, r.state, s.title AS subject, c.name AS company, p.number AS position, o.name AS office,
                    r.opened_at, r.updated_at, r.promised_on, r.outcome, r.register_area, r.register_year,
                    r.register_number
             FROM requests r JOIN companies c ON c.id = r.company_id JOIN positions p ON p.id = r.position_id
             JOIN subjects s ON s.id = r.subject_id JOIN offices o ON o.id = r.office_id WHERE ",
            $mine,
            " AND (r.opened_at, r.id) < ($4, $5)
              AND ($6 IS NULL OR r.position_id = $6) AND ($7 IS NULL OR r.state IN ($7, $8, $11))
             ORDER BY r.opened_at DESC, r.id DESC LIMIT $9"
        )
    };
}

/// A company's own people walk its index in order, however long its history.
const OF_ONE_COMPANY: &str =
    lines!("r.company_id = $10 AND EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = $1 AND m.company_id = $10)");

/// Several companies, or mandates of schemes.
const OF_MANY: &str = lines!(
    "r.company_id IN (SELECT company_id FROM memberships WHERE person_id = $1
        UNION SELECT company_id FROM mandates WHERE intermediary_id = $2)
     AND (EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = $1 AND m.company_id = r.company_id)
        OR EXISTS (SELECT 1 FROM mandates d WHERE d.intermediary_id = $2 AND d.company_id = r.company_id
                   AND (d.scheme IS NULL OR d.scheme = p.scheme) AND d.valid_from <= $3
                   AND (d.valid_to IS NULL OR d.valid_to >= $3) AND d.revoked_at IS NULL))"
);

/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn list(house: &House, actor: &Actor, filter: &Filter) -> Answer<Page<Line>> {
    let (before, last) = match &filter.cursor {
        Some(cursor) => read_cursor(cursor)?,
        None => (house.now().plus_seconds(86_400).as_micros(), Uuid::max()),
    };
    let firm = actor.intermediary.as_ref().map(|(id, _)| id.0);
    let states: Vec<_> = filter.state.iter().flat_map(|state| state.states()).map(|state| state.as_str()).collect();
    let one = match (actor.companies.as_slice(), firm) {
        ([(company, _)], None) => Some(company.0),
        _ => None,
    };
    let sql = if one.is_some() { OF_ONE_COMPANY } else { OF_MANY };
    let rows: Vec<LineRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(actor.id.0).bind(firm)
        .bind(Day(house.now().day())).bind(At(Instant::from_micros(before))).bind(last)
        .bind(filter.position.map(|id| id.0)).bind(states.first()).bind(states.last()).bind(PAGE_SIZE + 1)
        .bind(one).bind(states.get(1)).fetch_all(pool).await)?;
    let cursor = |row: &LineRow| format!("{}_{}", row.opened_at.0.as_micros(), row.id);
    let page = page_of(rows, PAGE_SIZE, cursor, line_from);
    let items = page.items.into_iter().map(|line| line.map(|(_, line)| line)).collect::<Answer<_>>()?;
    Ok(Page { items, next: page.next })
}
