//! The steps of an office's ladder: read by who oversees it, changed by its director.

use super::ladder;
use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::escalation::{Steps, StepsDraft, StepsForm};
use contatti_model::identity::OfficeName;
use contatti_model::{OfficeId, ProblemCode};
use sqlx::FromRow;

/// What an office's row says of its steps.
#[derive(FromRow)]
struct StepsRow {
    region_email: String,
    version: i64,
    changed_by: Option<String>,
    changed_at: Option<At>,
}

/// # Errors
/// When the database does not answer.
pub(super) async fn read(house: &House, actor: &Actor, office: OfficeName) -> Answer<Steps> {
    // First what names the version: steps that are newer than it are refused, never overwritten unseen.
    let sql =
        "SELECT o.region_email, o.steps_version AS version, c.name AS changed_by, o.steps_changed_at AS changed_at
               FROM offices o LEFT JOIN people c ON c.id = o.steps_changed_by WHERE o.id = $1";
    let row: StepsRow = on!(&house.db, pool => sqlx::query_as(sql).bind(office.id.0).fetch_one(pool).await)?;
    let (ladder, own) = ladder::of(house, office.id).await?;
    let may_change = actor.directed_offices().any(|directed| directed == office.id);
    Ok(Steps {
        steps: ladder.steps().to_vec(),
        office,
        own,
        region_email: row.region_email,
        may_change,
        version: row.version,
        changed_by: row.changed_by,
        changed_at: row.changed_at.map(|at| at.0),
    })
}

/// Replaces the office's own steps: what was told already stays told, what is to come comes by the new ones.
///
/// # Errors
/// 404 for who does not direct the office, 412 when somebody changed them since `version`, 422 for a form that does not
/// hold.
pub(super) async fn change(
    house: &House,
    actor: &Actor,
    office: &OfficeName,
    version: i64,
    form: &StepsForm,
) -> Answer<()> {
    if !actor.directed_offices().any(|directed| directed == office.id) {
        return Err(Refusal::not_found());
    }
    let draft = StepsDraft::parse(form).map_err(Refusal::invalid)?;
    let mut tx = house.begin().await?;
    // The office's row first: two who change its steps at once wait for each other, and the second finds another version.
    let sql = "UPDATE offices SET region_email = $3, steps_version = steps_version + 1, steps_changed_by = $4,
                   steps_changed_at = $5
               WHERE id = $1 AND steps_version = $2";
    let changed = within!(tx, conn => sqlx::query(sql).bind(office.id.0).bind(version).bind(&draft.region_email)
        .bind(actor.id.0).bind(At(house.now())).execute(conn).await.map(|done| done.rows_affected()))?;
    if changed == 0 {
        return Err(Refusal::new(ProblemCode::Stale));
    }
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
