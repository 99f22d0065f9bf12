//! The steps of an office's ladder: read by who oversees it, changed by its director.

use super::ladder;
use crate::db::{Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::OfficeId;
use contatti_model::escalation::{Steps, StepsDraft, StepsForm};
use contatti_model::identity::OfficeName;

/// # Errors
/// When the database does not answer.
pub(super) async fn read(house: &House, actor: &Actor, office: OfficeName) -> Answer<Steps> {
    let (ladder, own) = ladder::of(house, office.id).await?;
    let sql = "SELECT region_email FROM offices WHERE id = $1";
    let region_email: String = on!(&house.db, pool => sqlx::query_scalar(sql).bind(office.id.0).fetch_one(pool).await)?;
    let may_change = actor.directed_offices().any(|directed| directed == office.id);
    Ok(Steps { steps: ladder.steps().to_vec(), office, own, region_email, may_change })
}

/// Replaces the office's own steps: what was told already stays told, what is to come comes by the new ones.
///
/// # Errors
/// 404 for who does not direct the office, 422 for a form that does not hold.
pub(super) async fn change(house: &House, actor: &Actor, office: &OfficeName, form: &StepsForm) -> Answer<()> {
    if !actor.directed_offices().any(|directed| directed == office.id) {
        return Err(Refusal::not_found());
    }
    let draft = StepsDraft::parse(form).map_err(Refusal::invalid)?;
    let mut tx = house.begin().await?;
    // The office's row first: two who change its steps at once wait for each other.
    let sql = "UPDATE offices SET region_email = $2 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(office.id.0).bind(&draft.region_email).execute(conn).await.map(drop))?;
    write(&mut tx, office.id, &draft).await?;
    audit::note(house, &mut tx, actor, "escalation_steps_changed", None, None, office.id).await?;
    Ok(tx.commit().await?)
}

async fn write(tx: &mut Tx, office: OfficeId, draft: &StepsDraft) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM escalation_steps WHERE office_id = $1";
    within!(tx, conn => sqlx::query(sql).bind(office.0).execute(conn).await.map(drop))?;
    let sql = "INSERT INTO escalation_steps (office_id, place, rung, working_days) VALUES ($1, $2, $3, $4)";
    for (place, step) in (1_i32..).zip(draft.ladder.steps()) {
        within!(tx, conn => sqlx::query(sql).bind(office.0).bind(place).bind(step.rung.as_str())
            .bind(i32::from(step.working_days)).execute(conn).await.map(drop))?;
    }
    Ok(())
}
