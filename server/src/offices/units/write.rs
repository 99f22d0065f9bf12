//! A unit made, changed or dissolved; what arrived before stays where it arrived.

use super::read;
use crate::db::{At, Tx, broken_constraint, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::offices::{store, subject};
use crate::requests;
use crate::web::{Answer, Refusal};
use contatti_model::offices::{MAX_UNITS, UnitDraft, UnitForm};
use contatti_model::{FieldError, Issue, OfficeId, PersonId, ProblemCode, SubjectId, UnitId};
use uuid::Uuid;

/// The name of a unit that was dissolved makes that one anew.
///
/// # Errors
/// 422 for a form that does not hold, a name that is taken, and one unit too many.
pub(super) async fn make(house: &House, actor: &Actor, office: OfficeId, form: &UnitForm) -> Answer<()> {
    let draft = checked(house, office, form).await?;
    let mut tx = house.begin().await?;
    store::hold(&mut tx, office).await?;
    if count(&mut tx, office).await? >= i64::from(MAX_UNITS) {
        return Err(refused("name", Issue::TooMany { max: MAX_UNITS }));
    }
    let sql = "INSERT INTO units (id, office_id, name, distributes, most_each, changed_by, changed_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7)
               ON CONFLICT (office_id, name) DO UPDATE SET retired_at = NULL, version = units.version + 1,
                   distributes = excluded.distributes, most_each = excluded.most_each,
                   changed_by = excluded.changed_by, changed_at = excluded.changed_at
               WHERE units.retired_at IS NOT NULL RETURNING id";
    let most = draft.most_each.and_then(|most| i32::try_from(most).ok());
    let made: Option<Uuid> = within!(&mut tx, conn => sqlx::query_scalar(sql).bind(house.new_id()).bind(office.0)
        .bind(&draft.name).bind(draft.distributes).bind(most).bind(actor.id.0).bind(At(house.now())).fetch_optional(conn)
        .await)?;
    let unit = UnitId(made.ok_or_else(|| refused("name", Issue::NameTaken))?);
    people_and_subjects(house, &mut tx, actor, office, unit, &draft).await?;
    audit::note(house, &mut tx, actor, "unit_made", None, None, office).await?;
    Ok(tx.commit().await?)
}

/// # Errors
/// 412 when it was changed or dissolved meanwhile, 422 as [`make`].
pub(super) async fn change(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    unit: UnitId,
    version: i64,
    form: &UnitForm,
) -> Answer<()> {
    // A fault is told only where the unit still is as it was read; it is looked for before the office is held, with no second
    // connection meanwhile.
    let checked = checked(house, office, form).await;
    let mut tx = house.begin().await?;
    store::hold(&mut tx, office).await?;
    if !is_next(house, &mut tx, actor, office, unit, version).await? {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    let draft = checked?;
    let sql = "UPDATE units SET name = $2, distributes = $3, most_each = $4 WHERE id = $1";
    let most = draft.most_each.and_then(|most| i32::try_from(most).ok());
    let changed = within!(&mut tx, conn => sqlx::query(sql).bind(unit.0).bind(&draft.name).bind(draft.distributes)
        .bind(most).execute(conn).await.map(drop));
    changed.map_err(taken)?;
    people_and_subjects(house, &mut tx, actor, office, unit, &draft).await?;
    audit::note(house, &mut tx, actor, "unit_changed", None, None, office).await?;
    Ok(tx.commit().await?)
}

/// What it still has is the office's as a whole again. One that is dissolved already is left as it is: whoever was faster
/// did the same.
///
/// # Errors
/// 412 when it was changed meanwhile.
pub(super) async fn dissolve(house: &House, actor: &Actor, office: OfficeId, unit: UnitId, version: i64) -> Answer<()> {
    let mut tx = house.begin().await?;
    store::hold(&mut tx, office).await?;
    if !is_next(house, &mut tx, actor, office, unit, version).await? {
        drop(tx);
        return if is_there(house, office, unit).await? { Err(Refusal::new(ProblemCode::Stale)) } else { Ok(()) };
    }
    let sql = "UPDATE units SET retired_at = $2 WHERE id = $1";
    within!(&mut tx, conn => sqlx::query(sql).bind(unit.0).bind(At(house.now())).execute(conn).await.map(drop))?;
    for sql in [
        "DELETE FROM unit_skills WHERE unit_id = $1",
        "DELETE FROM unit_subjects WHERE unit_id = $1",
        "DELETE FROM unit_members WHERE unit_id = $1",
    ] {
        within!(&mut tx, conn => sqlx::query(sql).bind(unit.0).execute(conn).await.map(drop))?;
    }
    requests::dissolve_unit(&mut tx, unit, house.now()).await?;
    audit::note(house, &mut tx, actor, "unit_dissolved", None, None, office).await?;
    Ok(tx.commit().await?)
}

/// Whether the office has the unit today.
///
/// # Errors
/// 404 when it has not.
pub(super) async fn there(house: &House, office: OfficeId, unit: UnitId) -> Answer<()> {
    if is_there(house, office, unit).await? { Ok(()) } else { Err(Refusal::not_found()) }
}

async fn is_there(house: &House, office: OfficeId, unit: UnitId) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM units WHERE id = $1 AND office_id = $2 AND retired_at IS NULL";
    let found: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(unit.0).bind(office.0).fetch_one(pool).await)?;
    Ok(found > 0)
}

/// Whether the office has the unit, or had it.
///
/// # Errors
/// 404 when it never had.
pub(super) async fn known(house: &House, office: OfficeId, unit: UnitId) -> Answer<()> {
    let sql = "SELECT COUNT(*) FROM units WHERE id = $1 AND office_id = $2";
    let found: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(unit.0).bind(office.0).fetch_one(pool).await)?;
    if found > 0 { Ok(()) } else { Err(Refusal::not_found()) }
}

/// Whether the unit is as it was read; then it has its next version, by this person. What its members know was never said
/// on a number as high, so that who leaves and comes back begins above every form made before.
async fn is_next(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    office: OfficeId,
    unit: UnitId,
    version: i64,
) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE units SET changed_by = $4, changed_at = $5, version = 1 + (SELECT MAX(n) FROM
                   (SELECT version AS n FROM units WHERE id = $1
                    UNION ALL SELECT skills_version FROM unit_members WHERE unit_id = $1) numbers)
               WHERE id = $1 AND office_id = $2 AND version = $3 AND retired_at IS NULL";
    let changed = within!(tx, conn => sqlx::query(sql).bind(unit.0).bind(office.0).bind(version).bind(actor.id.0)
        .bind(At(house.now())).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(changed > 0)
}

async fn checked(house: &House, office: OfficeId, form: &UnitForm) -> Answer<UnitDraft> {
    let draft = UnitDraft::parse(form).map_err(Refusal::invalid)?;
    let people = read::people(house, office).await?;
    let known = |id: PersonId| people.iter().any(|person| person.id == id);
    if let Some((_, manages)) = draft.members.iter().find(|(id, _)| !known(*id)) {
        return Err(refused(if *manages { "managers" } else { "members" }, Issue::UnknownChoice));
    }
    for id in &draft.subjects {
        if subject(house, *id).await?.is_none() {
            return Err(refused("subjects", Issue::UnknownChoice));
        }
    }
    Ok(draft)
}

async fn people_and_subjects(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    office: OfficeId,
    unit: UnitId,
    draft: &UnitDraft,
) -> Result<(), sqlx::Error> {
    for gone in members(tx, unit).await?.into_iter().filter(|id| !draft.members.iter().any(|(one, _)| one.0 == *id)) {
        for sql in [
            "DELETE FROM unit_skills WHERE unit_id = $1 AND person_id = $2",
            "DELETE FROM unit_members WHERE unit_id = $1 AND person_id = $2",
        ] {
            within!(tx, conn => sqlx::query(sql).bind(unit.0).bind(gone).execute(conn).await.map(drop))?;
        }
    }
    let sql = "INSERT INTO unit_members (unit_id, person_id, manages, skills_version)
               SELECT id, $2, $3, version FROM units WHERE id = $1
               ON CONFLICT (unit_id, person_id) DO UPDATE SET manages = excluded.manages";
    for (person, manages) in &draft.members {
        within!(tx, conn => sqlx::query(sql).bind(unit.0).bind(person.0).bind(*manages).execute(conn).await.map(drop))?;
    }
    let sql = "DELETE FROM unit_subjects WHERE unit_id = $1";
    within!(tx, conn => sqlx::query(sql).bind(unit.0).execute(conn).await.map(drop))?;
    for subject in &draft.subjects {
        arrives(house, tx, actor, office, unit, *subject).await?;
    }
    // Nobody is known for what does not arrive any more, here or at the unit that had it.
    let sql = "DELETE FROM unit_skills WHERE unit_id IN (SELECT id FROM units WHERE office_id = $1) AND NOT EXISTS
               (SELECT 1 FROM unit_subjects s WHERE s.unit_id = unit_skills.unit_id AND s.subject_id = unit_skills.subject_id)";
    within!(tx, conn => sqlx::query(sql).bind(office.0).execute(conn).await.map(drop))
}

/// From now on the subject arrives here; whoever reads the unit that had it is told that it changed, and by whom.
async fn arrives(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    office: OfficeId,
    unit: UnitId,
    subject: SubjectId,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE units SET version = version + 1, changed_by = $3, changed_at = $4 WHERE id IN
               (SELECT unit_id FROM unit_subjects WHERE office_id = $1 AND subject_id = $2)";
    within!(tx, conn => sqlx::query(sql).bind(office.0).bind(subject.0).bind(actor.id.0).bind(At(house.now()))
        .execute(conn).await.map(drop))?;
    let sql = "INSERT INTO unit_subjects (office_id, subject_id, unit_id) VALUES ($1, $2, $3)
               ON CONFLICT (office_id, subject_id) DO UPDATE SET unit_id = excluded.unit_id";
    within!(tx, conn => sqlx::query(sql).bind(office.0).bind(subject.0).bind(unit.0).execute(conn).await.map(drop))
}

async fn members(tx: &mut Tx, unit: UnitId) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = "SELECT person_id FROM unit_members WHERE unit_id = $1";
    within!(tx, conn => sqlx::query_scalar(sql).bind(unit.0).fetch_all(conn).await)
}

async fn count(tx: &mut Tx, office: OfficeId) -> Result<i64, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM units WHERE office_id = $1 AND retired_at IS NULL";
    within!(tx, conn => sqlx::query_scalar(sql).bind(office.0).fetch_one(conn).await)
}

fn refused(field: &str, issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new(field, issue)])
}

fn taken(error: sqlx::Error) -> Refusal {
    match broken_constraint(&error) {
        Some(name) if name.contains("units") => refused("name", Issue::NameTaken),
        _ => error.into(),
    }
}
