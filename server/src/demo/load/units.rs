//! Units and absences into the database; a unit that is there already stays as people have shaped it.

use super::super::units::{DemoAbsence, DemoUnit};
use crate::db::{At, Day, Tx, within};
use contatti_model::Instant;
use jiff::ToSpan;

type Done = Result<(), sqlx::Error>;

pub(super) async fn unit(tx: &mut Tx, unit: &DemoUnit) -> Done {
    let sql = "INSERT INTO units (id, office_id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let new = within!(tx, conn => sqlx::query(sql).bind(unit.id.0).bind(unit.office.0).bind(&unit.name).execute(conn).await
        .map(|done| done.rows_affected()))?;
    if new == 0 {
        return Ok(());
    }
    let sql = "INSERT INTO unit_members (unit_id, person_id, manages) VALUES ($1, $2, $3)";
    for (person, manages) in &unit.members {
        within!(tx, conn => sqlx::query(sql).bind(unit.id.0).bind(person.0).bind(*manages).execute(conn).await.map(drop))?;
    }
    let sql = "INSERT INTO unit_subjects (office_id, subject_id, unit_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    for subject in &unit.subjects {
        within!(tx, conn => sqlx::query(sql).bind(unit.office.0).bind(subject.0).bind(unit.id.0).execute(conn).await
            .map(drop))?;
    }
    Ok(())
}

pub(super) async fn absence(tx: &mut Tx, absence: &DemoAbsence, now: Instant) -> Done {
    let sql = "INSERT INTO absences (id, person_id, office_id, first_day, last_day, substitute_id, made_by, made_at)
               VALUES ($1, $2, $3, $4, $5, $6, $2, $7) ON CONFLICT (id) DO NOTHING";
    let first = now.day();
    let last = first.checked_add((absence.days - 1).days()).unwrap_or(first);
    within!(tx, conn => sqlx::query(sql).bind(absence.id.0).bind(absence.person.0).bind(absence.office.0).bind(Day(first))
        .bind(Day(last)).bind(absence.substitute.0).bind(At(now)).execute(conn).await.map(drop))
}
