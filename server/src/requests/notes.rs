//! Notes among colleagues (*note interne*): the office's own, never the company's; one may name who is to read it.

use super::access;
use super::mentions;
use super::routes::console_page;
use super::store::{self, RequestRow};
use crate::db::{At, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::requests::{Note, NoteDraft, NoteForm};
use contatti_model::{NoteId, OfficeId, Problem, RequestId};
use sqlx::FromRow;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(read_notes, write_note))
}

/// The notes of a request, oldest first, for the office that has it; who is named in one has read it then.
#[utoipa::path(get, path = "/requests/{id}/notes", tag = "requests", params(("id" = RequestId, Path)), responses(
    (status = 200, body = Vec<Note>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read_notes(State(house): State<House>, actor: Actor, Path(id): Path<RequestId>) -> Answer<Json<Vec<Note>>> {
    let office = watched(&house, &actor, id).await?;
    mentions::seen(&house, &actor, id).await?;
    Ok(Json(of(&house, id, office).await?))
}

/// Write a note among colleagues.
#[utoipa::path(post, path = "/requests/{id}/notes", tag = "requests", request_body = NoteForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = Vec<Note>), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn write_note(State(house): State<House>, Path(id): Path<RequestId>, mut sent: Sent<NoteForm>) -> Response {
    let written = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        write(&house, &actor, &row, &form).await?;
        Ok(Json(of(&house, id, row.office()).await?))
    };
    let written = written.await;
    sent.reply(written, |_| console_page(id))
}

/// The office that has the request, when the person works for it or directs it.
async fn watched(house: &House, actor: &Actor, id: RequestId) -> Answer<OfficeId> {
    let row = store::request(house, id).await?.ok_or_else(Refusal::not_found)?;
    if actor.watches(row.office()) { Ok(row.office()) } else { Err(Refusal::not_found()) }
}

async fn write(house: &House, actor: &Actor, row: &RequestRow, form: &NoteForm) -> Answer<()> {
    let note = NoteDraft::parse(form).map_err(Refusal::invalid)?;
    let mut tx = house.begin().await?;
    let sql = "INSERT INTO notes (id, request_id, office_id, author_id, author_name, text, written_at, company_id,
                                  position_id, intermediary_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT r.company_id FROM requests r WHERE r.id = $2),
                   (SELECT r.position_id FROM requests r WHERE r.id = $2),
                   (SELECT r.intermediary_id FROM requests r WHERE r.id = $2))";
    let id = house.new_id();
    within!(tx, conn => sqlx::query(sql).bind(id).bind(row.id).bind(row.office().0).bind(actor.id.0).bind(&actor.name)
        .bind(&note.text).bind(At(house.now())).execute(conn).await.map(drop))?;
    mentions::write(house, &mut tx, actor, row, (NoteId(id), &note.mentions)).await?;
    audit::note(house, &mut tx, actor, "note_written", Some(row.company()), Some(row.id()), row.office()).await?;
    // The version stays: a note changes nothing that anybody's form was written on, and the company hears nothing.
    tx.announce(Change { office_only: true, ..super::change::changed(row, row.version)? }).await?;
    Ok(tx.commit().await?)
}

#[derive(FromRow)]
struct NoteRow {
    id: Uuid,
    author_name: String,
    text: String,
    written_at: At,
}

async fn of(house: &House, id: RequestId, office: OfficeId) -> Answer<Vec<Note>> {
    let sql = "SELECT n.id, n.author_name, n.text, n.written_at FROM notes n
               WHERE n.request_id = $1 AND n.office_id = $2 ORDER BY n.written_at, n.id LIMIT 500";
    let rows: Vec<NoteRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).bind(office.0).fetch_all(pool).await)?;
    let notes: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut named = mentions::of(house, office, &notes).await?;
    let note = |row: NoteRow| Note {
        id: NoteId(row.id),
        author: row.author_name,
        text: row.text,
        written_at: row.written_at.0,
        mentions: named.remove(&NoteId(row.id)).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(note).collect())
}
