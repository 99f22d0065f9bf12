//! Notes among colleagues (*note interne*): the office's own, never the company's; one may name who is to read it.

use super::access;
use super::handing::colleague;
use super::routes::console_page;
use super::store::{self, RequestRow};
use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::monitoring::audit;
use crate::notices::{self, ToStaff};
use crate::web::{Answer, Refusal, Sent};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::notices::StaffNoticeKind;
use contatti_model::requests::{Note, NoteDraft, NoteForm};
use contatti_model::{FieldError, Issue, NoteId, OfficeId, PersonId, Problem, RequestId};
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
    seen(&house, &actor, id).await?;
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
    if let Some(mention) = note.mention
        && colleague(house, &mut tx, row.office(), mention).await?.is_none()
    {
        return Err(Refusal::invalid(vec![FieldError::new("mention", Issue::UnknownChoice)]));
    }
    let sql = "INSERT INTO notes (id, request_id, office_id, author_id, author_name, text, written_at, mention_id, company_id,
                                  position_id, intermediary_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (SELECT r.company_id FROM requests r WHERE r.id = $2),
                   (SELECT r.position_id FROM requests r WHERE r.id = $2),
                   (SELECT r.intermediary_id FROM requests r WHERE r.id = $2))";
    let id = house.new_id();
    within!(tx, conn => sqlx::query(sql).bind(id).bind(row.id).bind(row.office().0).bind(actor.id.0).bind(&actor.name)
        .bind(&note.text).bind(At(house.now())).bind(note.mention.map(|id| id.0)).execute(conn).await.map(drop))?;
    if let Some(mention) = note.mention.filter(|mention| *mention != actor.id) {
        tell_named(house, &mut tx, row, id, mention).await?;
    }
    audit::note(house, &mut tx, actor, "note_written", Some(row.company()), Some(row.id()), row.office()).await?;
    // The version stays: a note changes nothing that anybody's form was written on, and the company hears nothing.
    tx.announce(Change { office_only: true, ..super::change::changed(row, row.version)? }).await?;
    Ok(tx.commit().await?)
}

/// A letter with the number and where to read on: who is named finds the request among theirs in the console already.
async fn tell_named(
    house: &House,
    tx: &mut Tx,
    row: &RequestRow,
    note: Uuid,
    person: PersonId,
) -> Result<(), sqlx::Error> {
    let told = ToStaff {
        kind: StaffNoticeKind::Mentioned,
        about: note,
        occasion: "",
        person,
        office: row.office(),
        named: "",
        first_day: None,
        last_day: None,
        request: Some(row.id()),
    };
    notices::tell_staff(house, tx, &told).await.map(drop)
}

async fn seen(house: &House, actor: &Actor, id: RequestId) -> Answer<()> {
    let waits = "SELECT COUNT(*) FROM notes WHERE request_id = $1 AND mention_id = $2 AND seen_at IS NULL";
    let waiting: i64 =
        on!(&house.db, pool => sqlx::query_scalar(waits).bind(id.0).bind(actor.id.0).fetch_one(pool).await)?;
    if waiting == 0 {
        return Ok(());
    }
    let sql = "UPDATE notes SET seen_at = $3 WHERE request_id = $1 AND mention_id = $2 AND seen_at IS NULL";
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(actor.id.0).bind(At(house.now())).execute(conn).await
        .map(drop))?;
    Ok(tx.commit().await?)
}

#[derive(FromRow)]
struct NoteRow {
    id: Uuid,
    author_name: String,
    text: String,
    written_at: At,
    mention: Option<String>,
    seen_at: Option<At>,
}

async fn of(house: &House, id: RequestId, office: OfficeId) -> Answer<Vec<Note>> {
    let sql = "SELECT n.id, n.author_name, n.text, n.written_at, p.name AS mention, n.seen_at
               FROM notes n LEFT JOIN people p ON p.id = n.mention_id WHERE n.request_id = $1 AND n.office_id = $2
               ORDER BY n.written_at, n.id LIMIT 500";
    let rows: Vec<NoteRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).bind(office.0).fetch_all(pool).await)?;
    let note = |row: NoteRow| Note {
        id: NoteId(row.id),
        author: row.author_name,
        text: row.text,
        written_at: row.written_at.0,
        mention: row.mention,
        seen_at: row.seen_at.map(|at| at.0),
    };
    Ok(rows.into_iter().map(note).collect())
}
