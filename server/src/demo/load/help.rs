//! What helps to compose into the database: the documents subjects ask for, the answers already given.

use crate::db::{Tx, within};
use contatti_model::offices::{Guidance, Subject};

type Done = Result<(), sqlx::Error>;

pub(super) async fn documents(tx: &mut Tx, subject: &Subject) -> Done {
    let sql = "INSERT INTO subject_documents (id, subject_id, place, title, needed_when) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (id) DO NOTHING";
    for (place, document) in (0_i32..).zip(&subject.documents) {
        within!(tx, conn => sqlx::query(sql).bind(document.id.0).bind(subject.id.0).bind(place).bind(&document.title)
            .bind(&document.when).execute(conn).await.map(drop))?;
    }
    // A demonstration loaded before subjects had keywords gains them; what somebody wrote since stays.
    let sql = "UPDATE subjects SET keywords = $2 WHERE id = $1 AND keywords = ''";
    within!(tx, conn => sqlx::query(sql).bind(subject.id.0).bind(&subject.keywords).execute(conn).await.map(drop))
}

pub(super) async fn guidance(tx: &mut Tx, guidance: &Guidance) -> Done {
    let sql = "INSERT INTO guidance (id, subject_id, title, text, source, link, keywords)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    within!(tx, conn => sqlx::query(sql).bind(guidance.id.0).bind(guidance.subject.map(|id| id.0)).bind(&guidance.title)
        .bind(&guidance.text).bind(&guidance.source).bind(&guidance.link).bind(&guidance.keywords).execute(conn).await
        .map(drop))
}
