//! A module written, changed, or no longer offered; what was sent with it stays as it was sent.

use crate::db::{At, Tx, broken_constraint, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::offices::{store, subject};
use crate::web::{Answer, Refusal};
use contatti_model::offices::{MAX_TEXT_MODULES, TextModuleDraft, TextModuleForm};
use contatti_model::{FieldError, Issue, OfficeId, ProblemCode, TextModuleId};

/// # Errors
/// 422 for a form that does not hold, a title that is taken, and one module too many.
pub(super) async fn add(house: &House, actor: &Actor, office: OfficeId, form: &TextModuleForm) -> Answer<()> {
    let draft = checked(house, form).await?;
    let mut tx = house.begin().await?;
    // One after the other, so that counting them holds until the commit.
    store::hold(&mut tx, office).await?;
    if count(&mut tx, office).await? >= i64::from(MAX_TEXT_MODULES) {
        return Err(refused("title", Issue::TooMany { max: MAX_TEXT_MODULES }));
    }
    let id = TextModuleId(house.new_id());
    let sql = "INSERT INTO text_modules (id, office_id, version, title, text, subject_id, author_name, written_at)
               VALUES ($1, $2, 1, $3, $4, $5, $6, $7)";
    let added = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(office.0).bind(&draft.title).bind(&draft.text)
        .bind(draft.subject.map(|id| id.0)).bind(&actor.name).bind(At(house.now())).execute(conn).await.map(drop));
    added.map_err(taken)?;
    keep_version(house, &mut tx, actor, id, 1, &draft).await?;
    Ok(tx.commit().await?)
}

/// # Errors
/// 404 for one of another office, 412 when a colleague changed it meanwhile or took it away, 422 as [`add`].
pub(super) async fn change(
    house: &House,
    actor: &Actor,
    office: OfficeId,
    id: TextModuleId,
    version: i64,
    form: &TextModuleForm,
) -> Answer<()> {
    if !is_of(house, office, id).await? {
        return Err(Refusal::not_found());
    }
    // A fault is told only where the module still is as it was read.
    let checked = checked(house, form).await;
    let mut tx = house.begin().await?;
    let sql = "UPDATE text_modules SET version = version + 1, author_name = $4, written_at = $5
               WHERE id = $1 AND office_id = $2 AND version = $3 AND retired_at IS NULL";
    let is_next = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(office.0).bind(version).bind(&actor.name)
        .bind(At(house.now())).execute(conn).await.map(|done| done.rows_affected() > 0))?;
    if !is_next {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    let draft = checked?;
    let sql = "UPDATE text_modules SET title = $2, text = $3, subject_id = $4 WHERE id = $1";
    let changed = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(&draft.title).bind(&draft.text)
        .bind(draft.subject.map(|id| id.0)).execute(conn).await.map(drop));
    changed.map_err(taken)?;
    keep_version(house, &mut tx, actor, id, version + 1, &draft).await?;
    Ok(tx.commit().await?)
}

/// What is offered no longer already is left as it is: whoever took it away first did the same.
///
/// # Errors
/// 404 for one of another office, 412 when a colleague changed it meanwhile.
pub(super) async fn retire(house: &House, office: OfficeId, id: TextModuleId, version: i64) -> Answer<()> {
    if !is_of(house, office, id).await? {
        return Err(Refusal::not_found());
    }
    let sql = "UPDATE text_modules SET retired_at = $4
               WHERE id = $1 AND office_id = $2 AND version = $3 AND retired_at IS NULL";
    let mut tx = house.begin().await?;
    let retired = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(office.0).bind(version).bind(At(house.now()))
        .execute(conn).await.map(|done| done.rows_affected()))?;
    if retired == 0 && is_offered(&mut tx, office, id).await? {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    Ok(tx.commit().await?)
}

async fn checked(house: &House, form: &TextModuleForm) -> Answer<TextModuleDraft> {
    let draft = TextModuleDraft::parse(form).map_err(Refusal::invalid)?;
    if let Some(id) = draft.subject
        && subject(house, id).await?.is_none()
    {
        return Err(refused("subject", Issue::UnknownChoice));
    }
    Ok(draft)
}

fn refused(field: &str, issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new(field, issue)])
}

fn taken(error: sqlx::Error) -> Refusal {
    match broken_constraint(&error) {
        Some(name) if name.contains("text_modules") => refused("title", Issue::NameTaken),
        _ => error.into(),
    }
}

/// Whether the office keeps it, offered or no longer.
async fn is_of(house: &House, office: OfficeId, id: TextModuleId) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM text_modules WHERE id = $1 AND office_id = $2";
    let found: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(id.0).bind(office.0).fetch_one(pool).await)?;
    Ok(found > 0)
}

async fn is_offered(tx: &mut Tx, office: OfficeId, id: TextModuleId) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM text_modules WHERE id = $1 AND office_id = $2 AND retired_at IS NULL";
    let found: i64 = within!(tx, conn => sqlx::query_scalar(sql).bind(id.0).bind(office.0).fetch_one(conn).await)?;
    Ok(found > 0)
}

async fn count(tx: &mut Tx, office: OfficeId) -> Result<i64, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM text_modules WHERE office_id = $1 AND retired_at IS NULL";
    within!(tx, conn => sqlx::query_scalar(sql).bind(office.0).fetch_one(conn).await)
}

async fn keep_version(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    id: TextModuleId,
    version: i64,
    draft: &TextModuleDraft,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO text_module_versions (module_id, version, title, text, author_id, author_name, written_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(version).bind(&draft.title).bind(&draft.text).bind(actor.id.0)
        .bind(&actor.name).bind(At(house.now())).execute(conn).await.map(drop))
}
