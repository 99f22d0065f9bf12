//! A view kept, renamed, shared or taken away.

use super::read::oversees;
use crate::db::{At, Tx, broken_constraint, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::offices;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{
    MAX_SAVED_WORK, MAX_SHARED_WORK, SavedWorkChange, SavedWorkDraft, SavedWorkForm, WorkFilter, WorkName,
};
use contatti_model::{FieldError, Issue, OfficeId, ProblemCode, WorkViewId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct HeldRow {
    person_id: Uuid,
    shared: bool,
}

/// Gives the office the view is of.
///
/// # Errors
/// 404 for an office whose requests one does not read; 422 for a form that does not hold, a name that is taken, and one view too many.
pub(super) async fn save(house: &House, actor: &Actor, form: &SavedWorkForm) -> Answer<OfficeId> {
    actor.own_office()?;
    let SavedWorkDraft { name: WorkName { name, shared }, filter } =
        SavedWorkDraft::parse(form).map_err(Refusal::invalid)?;
    let office = actor.read_office(filter.office)?;
    let fields = WorkFilter { office: None, ..filter }.form();
    let fields = serde_json::to_string(&fields).map_err(Refusal::internal)?;
    let mut tx = house.begin().await?;
    // One after the other, so that counting them holds until the commit.
    offices::hold(&mut tx, office).await?;
    if count_own(&mut tx, actor, office).await? >= i64::from(MAX_SAVED_WORK) {
        return Err(refused("name", Issue::TooMany { max: MAX_SAVED_WORK }));
    }
    let sql = "INSERT INTO work_views (id, office_id, person_id, version, name, shared, fields, changed_at)
               VALUES ($1, $2, $3, 1, $4, $5, $6, $7)";
    let kept = within!(tx, conn => sqlx::query(sql).bind(house.new_id()).bind(office.0).bind(actor.id.0).bind(&name)
        .bind(shared).bind(fields).bind(At(house.now())).execute(conn).await.map(drop));
    kept.map_err(taken)?;
    if shared {
        share(house, &mut tx, actor, office).await?;
    }
    tx.commit().await?;
    Ok(office)
}

/// Gives it another name, shares it or takes it back; what it shows stays.
///
/// # Errors
/// 404 for one that is not one's own, 412 when it was changed meanwhile, 422 as [`save`].
pub(super) async fn change(
    house: &House,
    actor: &Actor,
    id: WorkViewId,
    version: Answer<i64>,
    change: &SavedWorkChange,
) -> Answer<OfficeId> {
    let office = office_of(house, actor, id).await?;
    let mut tx = house.begin().await?;
    offices::hold(&mut tx, office).await?;
    let held = held(&mut tx, office, id).await?.filter(|held| held.person_id == actor.id.0);
    let was_shared = held.ok_or_else(Refusal::not_found)?.shared;
    let version = version?;
    let WorkName { name, shared } = WorkName::parse(change).map_err(Refusal::invalid)?;
    let sql = "UPDATE work_views SET version = version + 1, name = $3, shared = $4, changed_at = $5
               WHERE id = $1 AND version = $2";
    let changed = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(version).bind(&name).bind(shared)
        .bind(At(house.now())).execute(conn).await.map(|done| done.rows_affected()));
    if changed.map_err(taken)? == 0 {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    match (was_shared, shared) {
        (false, true) => share(house, &mut tx, actor, office).await?,
        (true, false) => audit::note(house, &mut tx, actor, "work_view_unshared", None, None, office).await?,
        _ => {}
    }
    tx.commit().await?;
    Ok(office)
}

/// One's own is gone; a colleague's is shared no longer and stays theirs.
///
/// # Errors
/// 404 for one that is not there, or that only its author or who answers for the office or a unit of it may take away.
pub(super) async fn take_away(house: &House, actor: &Actor, id: WorkViewId) -> Answer<OfficeId> {
    let office = office_of(house, actor, id).await?;
    let mut tx = house.begin().await?;
    offices::hold(&mut tx, office).await?;
    let held = held(&mut tx, office, id).await?.ok_or_else(Refusal::not_found)?;
    let sql = if held.person_id == actor.id.0 {
        "DELETE FROM work_views WHERE id = $1"
    } else if held.shared && oversees(actor, office) {
        "UPDATE work_views SET version = version + 1, shared = FALSE WHERE id = $1"
    } else {
        return Err(Refusal::not_found());
    };
    within!(tx, conn => sqlx::query(sql).bind(id.0).execute(conn).await.map(drop))?;
    if held.shared {
        audit::note(house, &mut tx, actor, "work_view_unshared", None, None, office).await?;
    }
    tx.commit().await?;
    Ok(office)
}

/// The office the view is of, for who reads its requests.
async fn office_of(house: &House, actor: &Actor, id: WorkViewId) -> Answer<OfficeId> {
    actor.own_office()?;
    let sql = "SELECT office_id FROM work_views WHERE id = $1";
    let found: Option<Uuid> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(id.0).fetch_optional(pool).await)?;
    actor.read_office(Some(OfficeId(found.ok_or_else(Refusal::not_found)?)))
}

/// Counts with the one that is shared now.
async fn share(house: &House, tx: &mut Tx, actor: &Actor, office: OfficeId) -> Answer<()> {
    let sql = "SELECT COUNT(*) FROM work_views WHERE office_id = $1 AND shared";
    let shared: i64 = within!(tx, conn => sqlx::query_scalar(sql).bind(office.0).fetch_one(conn).await)?;
    if shared > i64::from(MAX_SHARED_WORK) {
        return Err(refused("shared", Issue::TooMany { max: MAX_SHARED_WORK }));
    }
    Ok(audit::note(house, tx, actor, "work_view_shared", None, None, office).await?)
}

async fn held(tx: &mut Tx, office: OfficeId, id: WorkViewId) -> Result<Option<HeldRow>, sqlx::Error> {
    let sql = "SELECT person_id, shared FROM work_views WHERE id = $1 AND office_id = $2";
    within!(tx, conn => sqlx::query_as(sql).bind(id.0).bind(office.0).fetch_optional(conn).await)
}

async fn count_own(tx: &mut Tx, actor: &Actor, office: OfficeId) -> Result<i64, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM work_views WHERE office_id = $1 AND person_id = $2";
    within!(tx, conn => sqlx::query_scalar(sql).bind(office.0).bind(actor.id.0).fetch_one(conn).await)
}

fn refused(field: &str, issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new(field, issue)])
}

fn taken(error: sqlx::Error) -> Refusal {
    match broken_constraint(&error) {
        Some(name) if name.contains("work_views") => refused("name", Issue::NameTaken),
        _ => error.into(),
    }
}
