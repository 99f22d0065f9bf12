//! Who is told of what an office writes first: people with an account, read afresh at each event, so that a mandate that ended tells nobody.

use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::notices;
use crate::requests::store::RequestRow;
use crate::web::Answer;
use contatti_model::offices::Scheme;
use contatti_model::requests::{Audience, Side, TellingBy};
use contatti_model::{CompanyId, EventId, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

/// $1 the company, $2 the scheme, $3 today, $4 the audience.
const PEOPLE: &str = "
    SELECT w.id, w.email, w.by_email, w.mobile FROM memberships m JOIN people w ON w.id = m.person_id
    WHERE m.company_id = $1 AND w.disabled_at IS NULL AND $4 <> 'consultants'
    UNION
    SELECT w.id, w.email, w.by_email, w.mobile FROM mandates d JOIN intermediary_members i ON i.intermediary_id = d.intermediary_id
        JOIN people w ON w.id = i.person_id
    WHERE d.company_id = $1 AND (d.scheme IS NULL OR d.scheme = $2) AND d.valid_from <= $3
      AND (d.valid_to IS NULL OR d.valid_to >= $3) AND d.revoked_at IS NULL AND w.disabled_at IS NULL
      AND $4 <> 'company'
    ORDER BY 1";

/// Somebody of an audience, and how they are told.
#[derive(FromRow)]
pub(super) struct Told {
    id: Uuid,
    /// The account's; empty where it has none.
    email: String,
    by_email: bool,
    /// Empty for no SMS.
    mobile: String,
}

/// The people of the audience with an account.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn people_of(
    house: &House,
    tx: &mut Tx,
    company: CompanyId,
    scheme: Scheme,
    audience: Audience,
) -> Result<Vec<Told>, sqlx::Error> {
    let today = Day(house.now().day());
    within!(tx, conn => sqlx::query_as(PEOPLE).bind(company.0).bind(scheme.as_str()).bind(today).bind(audience.as_str())
        .fetch_all(conn).await)
}

/// How many they are, and how many of them would be told by which channel.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn count(
    house: &House,
    company: CompanyId,
    scheme: Scheme,
    audience: Audience,
) -> Answer<(u32, TellingBy)> {
    let today = Day(house.now().day());
    let people: Vec<Told> = on!(&house.db, pool => sqlx::query_as(PEOPLE).bind(company.0).bind(scheme.as_str())
        .bind(today).bind(audience.as_str()).fetch_all(pool).await)?;
    let texts = house.config.sends_sms();
    let many = |fits: &dyn Fn(&&Told) -> bool| u32::try_from(people.iter().filter(fits).count()).unwrap_or(u32::MAX);
    let by = TellingBy {
        email: many(&|one| !one.email.is_empty() && (one.by_email || !texts)),
        sms: many(&|one| texts && !one.mobile.is_empty()),
    };
    Ok((many(&|_| true), by))
}

/// Tells them, by the channels each accepts.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn tell_people(
    house: &House,
    tx: &mut Tx,
    people: &[Told],
    event: EventId,
    reader: Option<Side>,
) -> Result<(), sqlx::Error> {
    for one in people {
        notices::enqueue_for(house, tx, event, &one.email, PersonId(one.id), reader).await?;
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
