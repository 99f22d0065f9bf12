//! Passing (*passaggio a un'unità*): another unit of the same office gets the request, its number and its promise with it.

use crate::db::on;
use crate::house::House;
use crate::identity::Actor;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::requests::turn::Turn;
use crate::requests::unit;
use crate::web::{Answer, Refusal};
use contatti_model::offices::UnitName;
use contatti_model::requests::{EventKind, Pass, PassForm};
use contatti_model::{FieldError, Issue, MessageId, OfficeId, PersonId, UnitId};
use uuid::Uuid;

/// The company reads the reason as a word of the office. An owner who belongs to the unit goes on with it.
///
/// # Errors
/// 412 when it changed meanwhile, 409 when it is closed, or documents are waited for by somebody who is not of the unit,
/// 422 without another unit of the office or a reason.
pub(super) async fn pass(house: &House, actor: &Actor, row: &RequestRow, version: i64, form: &PassForm) -> Answer<()> {
    let pass = Pass::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let next = others(house, row).await?.into_iter().find(|unit| unit.id == pass.unit);
    let next = next.ok_or_else(|| Refusal::invalid(vec![FieldError::new("unit", Issue::UnknownChoice)]))?;
    let mut to = row.standing()?;
    let stays = match to.owner {
        Some(owner) => is_member(house, next.id, owner).await?,
        None => false,
    };
    to.state = to.state.pass(stays)?;
    if !stays {
        if !to.second_officer {
            to.known_by = to.owner.or(to.known_by);
        }
        to.owner = None;
    }
    let turn = Some(Turn::comment(MessageId(house.new_id()), &pass.reason));
    let (by, event, named) = (By::Person(actor), EventKind::Passed, Some(next.name.as_str()));
    let step = Step { by, row, version, to, event, day: None, turn, pause: None, named };
    let mut tx = house.begin_at(&row.office_area).await?;
    change::write(house, &mut tx, &step).await?;
    unit::place(&mut tx, row.id(), next.id).await?;
    Ok(tx.commit().await?)
}

/// The units of the office other than the one that has the request, by name.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn others(house: &House, row: &RequestRow) -> Answer<Vec<UnitName>> {
    let units = units(house, row.office()).await?;
    Ok(units.into_iter().filter(|unit| Some(unit.id) != row.unit_id()).collect())
}

async fn units(house: &House, office: OfficeId) -> Answer<Vec<UnitName>> {
    let sql = "SELECT id, name FROM units WHERE office_id = $1 AND retired_at IS NULL ORDER BY name, id";
    let rows: Vec<(Uuid, String)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, name)| UnitName { id: UnitId(id), name }).collect())
}

async fn is_member(house: &House, unit: UnitId, person: PersonId) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM unit_members WHERE unit_id = $1 AND person_id = $2";
    let found: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(unit.0).bind(person.0).fetch_one(pool).await)?;
    Ok(found > 0)
}
