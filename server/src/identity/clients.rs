//! A consultant's positions with what needs them today, counted for the positions of one page at a time.

use super::Actor;
use super::positions::{self, Wanted};
use crate::db::{At, Day, Db, Ids, on};
use crate::house::House;
use crate::web::Answer;
use contatti_model::identity::{Client, Needs, answered_since};
use contatti_model::page::Page;
use contatti_model::time::start_of_day;
use jiff::civil::Date;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// $1 the positions, $2 today, $3 since when answers are new: each half walks its own stretch of an index of its own.
macro_rules! counts {
    ($within:literal) => {
        concat!(
            "SELECT r.position_id, COUNT(CASE WHEN r.state IN ('registered', 'routed') THEN 1 END) AS open,
                    COUNT(CASE WHEN r.state IN ('in_charge', 'awaiting_documents', 'reopened') THEN 1 END) AS in_charge,
                    COUNT(CASE WHEN r.state = 'awaiting_documents' THEN 1 END) AS awaiting,
                    MIN(CASE WHEN r.state = 'awaiting_documents' THEN r.awaiting_until END) AS awaiting_until,
                    COUNT(CASE WHEN r.state <> 'awaiting_documents' AND r.promised_on < $2 THEN 1 END) AS late,
                    COUNT(CASE WHEN r.state = 'closed' THEN 1 END) AS answered
             FROM requests r WHERE r.position_id ",
            $within,
            " AND r.state <> 'closed' GROUP BY r.position_id
             UNION ALL
             SELECT r.position_id, 0, 0, 0, NULL, 0, COUNT(*)
             FROM requests r WHERE r.position_id ",
            $within,
            " AND r.state = 'closed' AND COALESCE(r.closed_at, r.updated_at) >= $3 GROUP BY r.position_id"
        )
    };
}

const COUNTS_SQLITE: &str = counts!("IN (SELECT unhex(value) FROM json_each($1))");
const COUNTS_POSTGRES: &str = counts!("= ANY($1)");

#[derive(FromRow)]
struct CountRow {
    position_id: Uuid,
    open: i64,
    in_charge: i64,
    awaiting: i64,
    awaiting_until: Option<Day>,
    late: i64,
    answered: i64,
}

/// The positions one may act for today, each with what needs one there.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn clients(house: &House, actor: &Actor, wanted: &Wanted<'_>) -> Answer<Page<Client>> {
    let Page { items, next } = positions::positions(house, actor, wanted).await?;
    let ids: Vec<Uuid> = items.iter().map(|position| position.id.0).collect();
    let mut needs = counted(house, &ids, house.now().day()).await?;
    let since = answered_since(house.now().day());
    let client = |position: contatti_model::identity::Position| {
        let needs = needs.remove(&position.id.0).unwrap_or_default();
        Client { position, needs: Needs { answered_since: since, ..needs } }
    };
    Ok(Page { items: items.into_iter().map(client).collect(), next })
}

async fn counted(house: &House, positions: &[Uuid], today: Date) -> Answer<HashMap<Uuid, Needs>> {
    let sql = match &house.db {
        Db::Sqlite { .. } => COUNTS_SQLITE,
        Db::Postgres(_) => COUNTS_POSTGRES,
    };
    let since = At(start_of_day(answered_since(today)));
    let rows: Vec<CountRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(Ids(positions)).bind(Day(today))
        .bind(since).fetch_all(pool).await)?;
    let mut needs: HashMap<Uuid, Needs> = HashMap::new();
    for row in rows {
        let entry = needs.entry(row.position_id).or_default();
        let add = |count: &mut u32, more: i64| *count += u32::try_from(more).unwrap_or(0);
        add(&mut entry.open, row.open);
        add(&mut entry.in_charge, row.in_charge);
        add(&mut entry.awaiting, row.awaiting);
        add(&mut entry.late, row.late);
        add(&mut entry.answered, row.answered);
        entry.awaiting_until = entry.awaiting_until.or(row.awaiting_until.map(|day| day.0));
    }
    Ok(needs)
}
