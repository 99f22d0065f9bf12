//! A few notes among colleagues beside requests in somebody's charge; a note that is there already stays as it is.

use super::super::ids;
use crate::House;
use crate::db::{At, on, within};
use uuid::Uuid;

/// What operators note of a matter under way, in turn.
const TEXTS: [&str; 4] = [
    "Sentita l'azienda al telefono: manda il libro unico entro venerdì.",
    "Il versamento risulta in archivio, ma con il codice della vecchia matricola.",
    "Stessa questione di settembre: vedi la risposta data allora.",
    "Aspetto il riscontro dell'archivio centrale prima di rispondere.",
];

/// How many requests have one.
const NOTED: i64 = 60;

/// Writes them at the office that has each request, as its owner.
pub(super) async fn load(house: &House) -> Result<(), sqlx::Error> {
    let sql = "SELECT r.id, r.office_id, r.owner_id, p.name, r.updated_at FROM requests r
               JOIN people p ON p.id = r.owner_id
               WHERE r.state IN ('in_charge', 'awaiting_documents') ORDER BY r.opened_at DESC, r.id LIMIT $1";
    let rows: Vec<(Uuid, Uuid, Uuid, String, At)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(NOTED).fetch_all(pool).await)?;
    let sql = "INSERT INTO notes (id, request_id, office_id, author_id, author_name, text, written_at, company_id, position_id,
                                  intermediary_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT r.company_id FROM requests r WHERE r.id = $2),
                   (SELECT r.position_id FROM requests r WHERE r.id = $2),
                   (SELECT r.intermediary_id FROM requests r WHERE r.id = $2)) ON CONFLICT (id) DO NOTHING";
    let mut tx = house.begin().await?;
    for ((request, office, owner, name, at), text) in rows.into_iter().zip(TEXTS.into_iter().cycle()) {
        let id = ids::named("note", &request.to_string());
        within!(tx, conn => sqlx::query(sql).bind(id).bind(request).bind(office).bind(owner).bind(name).bind(text)
            .bind(at).execute(conn).await.map(drop))?;
    }
    tx.commit().await
}
