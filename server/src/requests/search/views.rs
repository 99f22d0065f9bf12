//! Filters kept under a name, each person's own.

use crate::db::{At, Tx, broken_constraint, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::requests::search::{FilterForm, MAX_VIEWS, SavedView, ViewForm, ViewName};
use contatti_model::{FieldError, Issue, ViewId};
use uuid::Uuid;

/// The person's views by name.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn views(house: &House, actor: &Actor) -> Answer<Vec<SavedView>> {
    let sql = "SELECT id, name, fields FROM saved_views WHERE person_id = $1 ORDER BY name, id";
    let rows: Vec<(Uuid, String, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(actor.id.0).fetch_all(pool).await)?;
    let view = |(id, name, fields): (Uuid, String, String)| {
        let filter: FilterForm = serde_json::from_str(&fields).map_err(Refusal::internal)?;
        Ok(SavedView { id: ViewId(id), name, filter })
    };
    rows.into_iter().map(view).collect()
}

/// Keeps the filter under its name.
///
/// # Errors
/// 422 for a name or filter that does not hold, a name that is taken, and one view too many.
pub(super) async fn save(house: &House, actor: &Actor, form: &ViewForm) -> Answer<SavedView> {
    let name = ViewName::parse(form).map_err(Refusal::invalid)?;
    let view = SavedView { id: ViewId(house.new_id()), name: name.as_str().to_owned(), filter: form.filter.clone() };
    let refused = |issue| Refusal::invalid(vec![FieldError::new("name", issue)]);
    let mut tx = house.begin().await?;
    hold_person(&mut tx, actor).await?;
    if count(&mut tx, actor).await? >= i64::from(MAX_VIEWS) {
        return Err(refused(Issue::TooMany { max: MAX_VIEWS }));
    }
    match insert(house, &mut tx, actor, &view).await {
        Err(error) if broken_constraint(&error).is_some_and(|name| name.contains("saved_views")) => {
            return Err(refused(Issue::NameTaken));
        }
        done => done?,
    }
    tx.commit().await?;
    Ok(view)
}

/// One person's savings come one after the other, so that counting them holds until the commit.
async fn hold_person(tx: &mut Tx, actor: &Actor) -> Result<(), sqlx::Error> {
    let sql = "UPDATE people SET language = language WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(actor.id.0).execute(conn).await.map(drop))
}

async fn count(tx: &mut Tx, actor: &Actor) -> Result<i64, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM saved_views WHERE person_id = $1";
    within!(tx, conn => sqlx::query_scalar(sql).bind(actor.id.0).fetch_one(conn).await)
}

async fn insert(house: &House, tx: &mut Tx, actor: &Actor, view: &SavedView) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO saved_views (id, person_id, name, fields, created_at) VALUES ($1, $2, $3, $4, $5)";
    let fields = serde_json::to_string(&view.filter).unwrap_or_default();
    let now = At(house.now());
    within!(tx, conn => sqlx::query(sql).bind(view.id.0).bind(actor.id.0).bind(&view.name).bind(fields).bind(now)
        .execute(conn).await.map(drop))
}

/// # Errors
/// 404 for a view that is not there or is somebody else's.
pub(super) async fn delete(house: &House, actor: &Actor, id: ViewId) -> Answer<()> {
    let sql = "DELETE FROM saved_views WHERE id = $1 AND person_id = $2";
    let mut tx = house.begin().await?;
    let deleted = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(actor.id.0).execute(conn).await
        .map(|done| done.rows_affected()))?;
    if deleted == 0 {
        return Err(Refusal::not_found());
    }
    Ok(tx.commit().await?)
}
