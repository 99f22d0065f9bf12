//! The modules an office has, each with how it read before.

use crate::db::{At, on};
use crate::house::House;
use crate::web::Answer;
use contatti_model::offices::{EarlierText, TextModule};
use contatti_model::requests::search::SubjectName;
use contatti_model::{OfficeId, SubjectId, TextModuleId};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// Earlier versions shown of each.
const EARLIER: usize = 5;

#[derive(FromRow)]
struct ModuleRow {
    id: Uuid,
    version: i64,
    title: String,
    text: String,
    subject_id: Option<Uuid>,
    subject: Option<String>,
    author_name: String,
    written_at: At,
}

#[derive(FromRow)]
struct VersionRow {
    module_id: Uuid,
    version: i64,
    title: String,
    text: String,
    author_name: String,
    written_at: At,
}

/// By title.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of(house: &House, office: OfficeId) -> Answer<Vec<TextModule>> {
    let sql = "SELECT m.id, m.version, m.title, m.text, m.subject_id, s.title AS subject, m.author_name, m.written_at
               FROM text_modules m LEFT JOIN subjects s ON s.id = m.subject_id
               WHERE m.office_id = $1 AND m.retired_at IS NULL ORDER BY m.title, m.id";
    let rows: Vec<ModuleRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?;
    let mut earlier = earlier(house, office).await?;
    let module = |row: ModuleRow| TextModule {
        earlier: earlier.remove(&row.id).unwrap_or_default(),
        id: TextModuleId(row.id),
        title: row.title,
        text: row.text,
        subject: row.subject_id.zip(row.subject).map(|(id, title)| SubjectName { id: SubjectId(id), title }),
        version: row.version,
        written_by: row.author_name,
        written_at: row.written_at.0,
    };
    Ok(rows.into_iter().map(module).collect())
}

async fn earlier(house: &House, office: OfficeId) -> Answer<HashMap<Uuid, Vec<EarlierText>>> {
    let sql = "SELECT v.module_id, v.version, v.title, v.text, v.author_name, v.written_at
               FROM text_modules m JOIN text_module_versions v ON v.module_id = m.id AND v.version < m.version
                   AND v.version >= m.version - $2
               WHERE m.office_id = $1 AND m.retired_at IS NULL ORDER BY v.version DESC";
    let most = i64::try_from(EARLIER).unwrap_or(i64::MAX);
    let rows: Vec<VersionRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(most).fetch_all(pool).await)?;
    let mut found: HashMap<Uuid, Vec<EarlierText>> = HashMap::new();
    for VersionRow { module_id, version, title, text, author_name, written_at } in rows {
        let text = EarlierText { version, title, text, written_by: author_name, written_at: written_at.0 };
        found.entry(module_id).or_default().push(text);
    }
    Ok(found)
}
