//! Setting a missive aside, with a reason, and taking it back: it stays registered and readable either way.

use super::decide;
use super::store::{Decision, MissiveRow};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::correspondence::{SetAside, SetAsideForm};
use contatti_model::{PositionId, RequestId};

/// # Errors
/// 422 without a reason; 409 when it was decided already; 412 when somebody decided since it was read.
pub(super) async fn set_aside(
    house: &House,
    actor: &Actor,
    row: &MissiveRow,
    version: i64,
    form: &SetAsideForm,
) -> Answer<()> {
    decide::same_version(row, version)?;
    let SetAside(reason) = SetAside::parse(form).map_err(Refusal::invalid)?;
    let state = row.state()?.set_aside()?;
    let position = row.position_id.map(PositionId);
    let decision = Decision { state, position, request: None::<RequestId>, reason: Some(&reason), by: actor.id };
    let company = row.position().map(|position| position.company_id);
    let mut tx = house.begin().await?;
    decide::write(house, &mut tx, actor, row, version, "missive_set_aside", (&decision, company)).await?;
    Ok(tx.commit().await?)
}

/// # Errors
/// 409 when it is not set aside; 412 when somebody decided since it was read.
pub(super) async fn take_back(house: &House, actor: &Actor, row: &MissiveRow, version: i64) -> Answer<()> {
    decide::same_version(row, version)?;
    let state = row.state()?.take_back()?;
    let position = row.position_id.map(PositionId);
    let decision = Decision { state, position, request: None, reason: None, by: actor.id };
    let company = row.position().map(|position| position.company_id);
    let mut tx = house.begin().await?;
    decide::write(house, &mut tx, actor, row, version, "missive_taken_back", (&decision, company)).await?;
    Ok(tx.commit().await?)
}
