//! Who is told of what an office writes first: people with an account, read afresh at each event, so that a mandate that ended tells nobody.

use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::notices;
use crate::requests::store::RequestRow;
use crate::web::Answer;
use contatti_model::offices::Scheme;
use contatti_model::requests::{Audience, Side};
use contatti_model::{CompanyId, EventId, PersonId};
use uuid::Uuid;

/// $1 the company, $2 the scheme, $3 today, $4 the audience.
const PEOPLE: &str = "
    SELECT w.id, w.email FROM memberships m JOIN people w ON w.id = m.person_id
    WHERE m.company_id = $1 AND w.disabled_at IS NULL AND $4 <> 'consultants'
    UNION
    SELECT w.id, w.email FROM mandates d JOIN intermediary_members i ON i.intermediary_id = d.intermediary_id
        JOIN people w ON w.id = i.person_id
    WHERE d.company_id = $1 AND (d.scheme IS NULL OR d.scheme = $2) AND d.valid_from <= $3
      AND (d.valid_to IS NULL OR d.valid_to >= $3) AND d.revoked_at IS NULL AND w.disabled_at IS NULL
      AND $4 <> 'company'
    ORDER BY 1";

/// The people of the audience with an account, each with the account's address; empty where it has none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn people_of(
    house: &House,
    tx: &mut Tx,
    company: CompanyId,
    scheme: Scheme,
    audience: Audience,
) -> Result<Vec<(PersonId, String)>, sqlx::Error> {
    let today = Day(house.now().day());
    let rows: Vec<(Uuid, String)> = within!(tx, conn => sqlx::query_as(PEOPLE).bind(company.0).bind(scheme.as_str())
        .bind(today).bind(audience.as_str()).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(id, email)| (PersonId(id), email)).collect())
}

/// How many they are.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn count(house: &House, company: CompanyId, scheme: Scheme, audience: Audience) -> Answer<u32> {
    let today = Day(house.now().day());
    let rows: Vec<(Uuid, String)> = on!(&house.db, pool => sqlx::query_as(PEOPLE).bind(company.0).bind(scheme.as_str())
        .bind(today).bind(audience.as_str()).fetch_all(pool).await)?;
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

/// Tells them, by the channels each accepts.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn tell_people(
    house: &House,
    tx: &mut Tx,
    people: &[(PersonId, String)],
    event: EventId,
    reader: Option<Side>,
) -> Result<(), sqlx::Error> {
    for (person, email) in people {
        notices::enqueue_for(house, tx, event, email, *person, reader).await?;
    }
    Ok(())
}

/// Tells whom the office chose of a later event of its request.
///
/// # Errors
/// When the database does not answer.
pub(in crate::requests) async fn tell(
    house: &House,
    tx: &mut Tx,
    row: &RequestRow,
    event: EventId,
    reader: Option<Side>,
) -> Result<(), sqlx::Error> {
    let (Some(audience), Ok(scheme)) = (row.audience(), row.scheme()) else { return Ok(()) };
    let people = people_of(house, tx, row.company(), scheme, audience).await?;
    tell_people(house, tx, &people, event, reader).await
}
