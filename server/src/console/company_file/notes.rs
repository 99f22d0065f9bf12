//! The office's own notes beside the company's requests, newest first.

use crate::db::{At, on};
use crate::house::House;
use crate::requests::mentions;
use crate::web::{Answer, PAGE_SIZE, page_of, read_cursor};
use contatti_model::console::FileNote;
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{Mention, Note};
use contatti_model::{CompanyId, Instant, NoteId, OfficeId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct NoteRow {
    id: Uuid,
    author_name: String,
    text: String,
    written_at: At,
    request_id: Uuid,
    subject: String,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

/// A page of them; whom one names has not read it by this.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn notes(
    house: &House,
    company: CompanyId,
    office: OfficeId,
    cursor: Option<&str>,
) -> Answer<Page<FileNote>> {
    let (at, last) = match cursor {
        Some(cursor) => read_cursor(cursor).map(|(micros, id)| (Instant::from_micros(micros), id))?,
        None => (house.now().plus_seconds(86_400), Uuid::max()),
    };
    // Both offices: where the request is, and where the note was written.
    let sql = "SELECT n.id, n.author_name, n.text, n.written_at, r.id AS request_id,
                      s.title AS subject, r.register_area, r.register_year, r.register_number
               FROM requests r JOIN notes n ON n.request_id = r.id JOIN subjects s ON s.id = r.subject_id
               WHERE r.company_id = $1 AND r.office_id = $2 AND n.office_id = $2 AND (n.written_at, n.id) < ($3, $4)
               ORDER BY n.written_at DESC, n.id DESC LIMIT $5";
    let rows: Vec<NoteRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(company.0).bind(office.0).bind(At(at))
        .bind(last).bind(PAGE_SIZE + 1).fetch_all(pool).await)?;
    let cursor = |row: &NoteRow| format!("{}_{}", row.written_at.0.as_micros(), row.id);
    let notes: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut named = mentions::of(house, office, &notes).await?;
    let note = |row: NoteRow| {
        let mentions = named.remove(&NoteId(row.id)).unwrap_or_default();
        row.into_note(mentions)
    };
    Ok(page_of(rows, PAGE_SIZE, cursor, note))
}

impl NoteRow {
    fn into_note(self, mentions: Vec<Mention>) -> FileNote {
        let (area, year, number) = (self.register_area, self.register_year, self.register_number);
        FileNote {
            request: RequestId(self.request_id),
            subject: self.subject,
            number: RegisterNumber { area, year, number },
            note: Note {
                id: NoteId(self.id),
                author: self.author_name,
                text: self.text,
                written_at: self.written_at.0,
                mentions,
            },
        }
    }
}
