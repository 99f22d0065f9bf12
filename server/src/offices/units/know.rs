//! What a member of a unit knows best, said on the version that was read.

use crate::db::within;
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::offices::store;
use crate::web::{Answer, Refusal};
use contatti_model::offices::SkillsForm;
use contatti_model::{FieldError, Issue, OfficeId, ProblemCode, UnitId};

/// # Errors
/// 412 when somebody said it anew meanwhile or took the member out; 422 for a subject that does not arrive at the unit.
pub(super) async fn know(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    unit: UnitId,
    version: i64,
    form: &SkillsForm,
) -> Answer<()> {
    let (person, subjects) = form.parse().map_err(Refusal::invalid)?;
    let mut tx = house.begin().await?;
    store::hold(&mut tx, office).await?;
    let sql = "UPDATE unit_members SET skills_version = skills_version + 1
               WHERE unit_id = $1 AND person_id = $2 AND skills_version = $3";
    let said = within!(&mut tx, conn => sqlx::query(sql).bind(unit.0).bind(person.0).bind(version).execute(conn).await
        .map(|done| done.rows_affected()))?;
    if said == 0 {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    let sql = "DELETE FROM unit_skills WHERE unit_id = $1 AND person_id = $2";
    within!(&mut tx, conn => sqlx::query(sql).bind(unit.0).bind(person.0).execute(conn).await.map(drop))?;
    for subject in subjects {
        let sql = "INSERT INTO unit_skills (unit_id, person_id, subject_id)
                   SELECT unit_id, $2, subject_id FROM unit_subjects WHERE unit_id = $1 AND subject_id = $3";
        let known = within!(&mut tx, conn => sqlx::query(sql).bind(unit.0).bind(person.0).bind(subject.0).execute(conn)
            .await.map(|done| done.rows_affected()))?;
        if known == 0 {
            let unknown = FieldError::new("subjects", Issue::UnknownChoice);
            return Err(Refusal::invalid(vec![unknown]));
        }
    }
    audit::note(house, &mut tx, actor, "unit_changed", None, None, office).await?;
    Ok(tx.commit().await?)
}
