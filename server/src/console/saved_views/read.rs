//! The views one sees at an office: one's own and those shared there.

use crate::db::on;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{SavedWork, WorkForm};
use contatti_model::{OfficeId, WorkViewId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct ViewRow {
    id: Uuid,
    person_id: Uuid,
    author: String,
    name: String,
    shared: bool,
    fields: String,
    version: i64,
}

/// By name.
///
/// # Errors
/// When the database does not answer, or holds fields that are none.
pub(super) async fn of(house: &House, actor: &Actor, office: OfficeId) -> Answer<Vec<SavedWork>> {
    let sql = "SELECT v.id, v.person_id, p.name AS author, v.name, v.shared, v.fields, v.version
               FROM work_views v JOIN people p ON p.id = v.person_id
               WHERE v.office_id = $1 AND (v.person_id = $2 OR v.shared) ORDER BY v.name, v.id";
    let rows: Vec<ViewRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(actor.id.0).fetch_all(pool).await)?;
    let oversees = oversees(actor, office);
    // The address of the office whose console opens does not name it.
    let named = if actor.own_office()?.id == office { String::new() } else { office.to_string() };
    rows.into_iter().map(|row| row.into_view(actor, oversees, &named)).collect()
}

/// Whether the person answers for the office or a unit of it.
pub(super) fn oversees(actor: &Actor, office: OfficeId) -> bool {
    actor.overseen_offices().iter().any(|overseen| overseen.id == office)
}

impl ViewRow {
    fn into_view(self, actor: &Actor, oversees: bool, office: &str) -> Answer<SavedWork> {
        let form: WorkForm = serde_json::from_str(&self.fields).map_err(Refusal::internal)?;
        let form = WorkForm { office: office.to_owned(), ..form };
        let mine = self.person_id == actor.id.0;
        Ok(SavedWork {
            id: WorkViewId(self.id),
            name: self.name,
            form,
            shared: self.shared,
            author: self.author,
            mine,
            may_remove: mine || oversees,
            version: self.version,
        })
    }
}
