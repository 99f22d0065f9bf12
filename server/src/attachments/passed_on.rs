//! The files of many requests and missives at once, as far as the antivirus lets them pass.

use super::store::AttachmentRow;
use crate::db::{Db, Ids, on};
use crate::house::House;
use crate::web::Answer;
use contatti_model::attachments::Attachment;
use sqlx::FromRow;
use uuid::Uuid;

/// $1 the requests and missives, whose ids never meet. A missive's files are the request's once they went over to it.
macro_rules! files {
    ($of:literal) => {
        concat!(
            "SELECT a.id, a.message_id, a.name, a.size, a.sha256, a.kind, a.stored_at, a.scan, a.signature,
                    a.request_id AS origin, a.place
             FROM attachments a WHERE a.request_id ",
            $of,
            " AND a.scan NOT IN ('waiting', 'infected')
             UNION ALL
             SELECT a.id, a.message_id, a.name, a.size, a.sha256, a.kind, a.stored_at, a.scan, a.signature,
                    a.missive_id, a.place
             FROM attachments a WHERE a.missive_id ",
            $of,
            " AND a.request_id IS NULL AND a.kind <> 'eml' AND a.scan NOT IN ('waiting', 'infected')
             ORDER BY origin, place, id"
        )
    };
}

#[derive(FromRow)]
struct FileRow {
    #[sqlx(flatten)]
    file: AttachmentRow,
    origin: Uuid,
}

/// Each file with the request or missive it came with, in order; what is in verification or infected is left out, and
/// so is a missive's own message.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn passed_on(house: &House, origins: &[Uuid]) -> Answer<Vec<(Uuid, Attachment)>> {
    let sql = match &house.db {
        Db::Sqlite { .. } => files!("IN (SELECT unhex(value) FROM json_each($1))"),
        Db::Postgres(_) => files!("= ANY($1)"),
    };
    let rows: Vec<FileRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(Ids(origins)).fetch_all(pool).await)?;
    rows.into_iter().map(|row| Ok((row.origin, row.file.into_attachment()?))).collect()
}
