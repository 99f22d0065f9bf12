//! Who stands on a rung today: the owner, who answers for the unit, the director, the region.

use crate::db::{Day, Tx, on};
use crate::house::House;
use crate::notices::{self, reachable};
use crate::requests::Watched;
use crate::web::Answer;
use contatti_model::escalation::Rung;
use contatti_model::identity::Role;
use contatti_model::requests::Side;
use contatti_model::{EventId, OfficeId, PersonId};
use uuid::Uuid;

/// Those a rung is told to.
pub(super) enum Recipients {
    /// People of the office, each with their address.
    People(Vec<(PersonId, String)>),
    /// A mailbox outside the office: no page opens for who reads it.
    Outside(String),
}

/// Who is to be told; nobody where the office has nobody there: the next rung comes on its day all the same.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of(house: &House, late: &Watched, rung: Rung) -> Answer<Recipients> {
    Ok(match rung {
        Rung::Owner => Recipients::People(match late.owner() {
            Some(_) => late.owner_contact().map(|(owner, email)| (owner, email.to_owned())).into_iter().collect(),
            // Nobody is late yet: who can give it to somebody hears of it first.
            None => unit_managers(house, late).await?,
        }),
        Rung::UnitManager => Recipients::People(unit_managers(house, late).await?),
        Rung::Director => Recipients::People(holders(house, late.office(), Role::Director).await?),
        Rung::Region => Recipients::Outside(region(house, late.office()).await?),
    })
}

/// On which rungs somebody of an office stands today, for a request that is nobody's; unit managers of a request's own unit
/// are counted with the request.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn stood_on(house: &House, office: OfficeId) -> Answer<Vec<Rung>> {
    let (managers, directors, region) = tokio::try_join!(
        holders(house, office, Role::UnitManager),
        holders(house, office, Role::Director),
        region(house, office)
    )?;
    let stands = |rung: &Rung| match rung {
        Rung::Owner | Rung::UnitManager => !managers.is_empty(),
        Rung::Director => !directors.is_empty(),
        Rung::Region => !region.is_empty(),
    };
    Ok(Rung::ALL.into_iter().filter(stands).collect())
}

/// Puts their letters in line; a second one to the same address changes nothing.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn tell(
    house: &House,
    tx: &mut Tx,
    event: EventId,
    recipients: &Recipients,
) -> Result<(), sqlx::Error> {
    match recipients {
        Recipients::People(people) => {
            for (person, email) in people {
                notices::enqueue_for(house, tx, event, email, *person, Some(Side::Office)).await?;
            }
            Ok(())
        }
        Recipients::Outside(address) if address.is_empty() => Ok(()),
        Recipients::Outside(address) => notices::enqueue_outside(house, tx, event, address).await,
    }
}

/// Who holds a role at the office today, and can be written to.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn holders(house: &House, office: OfficeId, role: Role) -> Answer<Vec<(PersonId, String)>> {
    let sql = concat!(
        "SELECT p.id, p.email FROM grants g JOIN people p ON p.id = g.person_id
         WHERE g.office_id = $1 AND g.role = $2 AND p.disabled_at IS NULL AND ",
        reachable!("p", "$4"),
        " AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to >= $3) ORDER BY p.id"
    );
    let today = Day(house.now().day());
    let rows: Vec<(Uuid, String)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(role.as_str())
        .bind(today).bind(house.config.sends_sms()).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, email)| (PersonId(id), email)).collect())
}

/// Who answers for the unit of `requests r` and can be told, as a table and its condition in SQL: `$today`, and `$texts` whether this
/// house sends SMS.
macro_rules! answering {
    ($today:literal, $texts:literal) => {
        concat!(
            "unit_members m JOIN people p ON p.id = m.person_id
             WHERE m.unit_id = r.unit_id AND m.manages AND p.disabled_at IS NULL AND ",
            reachable!("p", $texts),
            " AND EXISTS (
                 SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.office_id = r.office_id
                   AND g.role IN ('operator', 'unit_manager', 'director')
                   AND g.valid_from <= ",
            $today,
            " AND (g.valid_to IS NULL OR g.valid_to >= ",
            $today,
            "))"
        )
    };
}
pub(super) use answering;

/// Who answers for the request's unit; where it is in none, or nobody there reads the office's requests today, the
/// office's unit managers.
async fn unit_managers(house: &House, late: &Watched) -> Answer<Vec<(PersonId, String)>> {
    let sql = concat!(
        "SELECT p.id, p.email FROM requests r CROSS JOIN ",
        answering!("$2", "$3"),
        " AND r.id = $1 ORDER BY p.id"
    );
    let today = Day(house.now().day());
    let rows: Vec<(Uuid, String)> = on!(&house.db, pool => sqlx::query_as(sql).bind(late.id().0).bind(today)
        .bind(house.config.sends_sms()).fetch_all(pool).await)?;
    if rows.is_empty() {
        return holders(house, late.office(), Role::UnitManager).await;
    }
    Ok(rows.into_iter().map(|(id, email)| (PersonId(id), email)).collect())
}

async fn region(house: &House, office: OfficeId) -> Answer<String> {
    let sql = "SELECT region_email FROM offices WHERE id = $1";
    Ok(on!(&house.db, pool => sqlx::query_scalar(sql).bind(office.0).fetch_one(pool).await)?)
}
