//! Into whose hands a request can be given.

use super::pass;
use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::offices;
use crate::requests::store::RequestRow;
use crate::web::Answer;
use contatti_model::identity::OfficeName;
use contatti_model::requests::{Colleague, Hands};
use contatti_model::{OfficeId, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct OperatorRow {
    id: Uuid,
    name: String,
    email: String,
}

/// $1 the office, $2 today.
macro_rules! operating {
    () => {
        "SELECT p.id, p.name, p.email FROM grants g JOIN people p ON p.id = g.person_id
         WHERE g.office_id = $1 AND g.role = 'operator' AND p.disabled_at IS NULL
           AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to >= $2)"
    };
}

async fn operators(house: &House, office: OfficeId) -> Answer<Vec<OperatorRow>> {
    const OPERATORS: &str = concat!(operating!(), " ORDER BY p.name, p.id");
    let today = Day(house.now().day());
    Ok(on!(&house.db, pool => sqlx::query_as(OPERATORS).bind(office.0).bind(today).fetch_all(pool).await)?)
}

/// An operator the office has today, with their address, as a transaction sees them.
///
/// # Errors
/// When the database does not answer.
pub(in crate::requests) async fn colleague(
    house: &House,
    tx: &mut Tx,
    office: OfficeId,
    person: PersonId,
) -> Answer<Option<(Colleague, String)>> {
    const ONE: &str = concat!(operating!(), " AND p.id = $3 LIMIT 1");
    let today = Day(house.now().day());
    let found: Option<OperatorRow> = within!(tx, conn => sqlx::query_as(ONE).bind(office.0).bind(today).bind(person.0)
        .fetch_optional(conn).await)?;
    Ok(found.map(|row| (Colleague { id: PersonId(row.id), name: row.name, absent_until: None }, row.email)))
}

/// # Errors
/// When the database does not answer.
pub(super) async fn of(house: &House, row: &RequestRow) -> Answer<Hands> {
    let today = house.now().day();
    let (found, away, units) = tokio::try_join!(
        operators(house, row.office()),
        offices::absent_on(house, row.office(), today),
        pass::others(house, row)
    )?;
    let colleague = |row: OperatorRow| Colleague {
        absent_until: away.iter().find(|one| one.person.0 == row.id).map(|one| one.last_day),
        id: PersonId(row.id),
        name: row.name,
    };
    let colleagues = found.into_iter().map(colleague).collect();
    let sql = "SELECT id, name FROM offices WHERE id <> $1 ORDER BY name, id";
    let offices: Vec<(Uuid, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(row.office().0).fetch_all(pool).await)?;
    let offices = offices.into_iter().map(|(id, name)| OfficeName { id: OfficeId(id), name }).collect();
    Ok(Hands { colleagues, offices, units })
}
