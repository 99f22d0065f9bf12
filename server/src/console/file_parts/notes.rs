//! The office's own notes beside somebody's requests, newest first.

use super::{Wanted, company_name};
use crate::db::{At, on};
use crate::house::House;
use crate::identity::Whose;
use crate::requests::mentions;
use crate::web::{Answer, Walk};
use contatti_model::console::FileNote;
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{Mention, Note};
use contatti_model::{NoteId, RequestId};
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
    company_id: Uuid,
    company: String,
    tax_code: String,
}

/// $1 whose, $2 the office, $3 and $4 where the batch before ended, $5 how many. Both offices: where the request is, and where
/// the note was written; `COALESCE` keeps SQLite from walking all the office's requests.
macro_rules! notes {
    ($whose:literal) => {
        concat!(
            "SELECT n.id, n.author_name, n.text, n.written_at, r.id AS request_id,
                    s.title AS subject, r.register_area, r.register_year, r.register_number, c.id AS company_id,
                    c.name AS company, c.tax_code
             FROM notes n JOIN requests r ON r.id = n.request_id JOIN subjects s ON s.id = r.subject_id
             JOIN companies c ON c.id = r.company_id
             WHERE ",
            $whose,
            " AND n.office_id = $2 AND COALESCE(r.office_id, $2) = $2 AND (n.written_at, n.id) < ($3, $4)
             ORDER BY n.written_at DESC, n.id DESC LIMIT $5"
        )
    };
}

/// A page of them, found by their text; whom one names has not read it by this.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(in crate::console) async fn notes(house: &House, wanted: &Wanted<'_>) -> Answer<Page<FileNote>> {
    let sql = match wanted.whose {
        Whose::Company(_) => notes!("n.company_id = $1"),
        Whose::Position(_) => notes!("n.position_id = $1"),
        Whose::Firm(_) => notes!("n.intermediary_id = $1"),
    };
    let mut walk = Walk::begin(wanted.text, wanted.cursor, house.now().plus_seconds(86_400))?;
    while let Some(((at, last), most)) = walk.next_batch() {
        let rows: Vec<NoteRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(wanted.whose.id())
            .bind(wanted.office.0).bind(at).bind(last).bind(most).fetch_all(pool).await)?;
        walk.look_at(rows, |row| (row.written_at, row.id), |row, words| words.are_in(&row.text).then_some(row));
    }
    let page = walk.page();
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    let mut named = mentions::of(house, wanted.office, &ids).await?;
    let note = |row: NoteRow| {
        let mentions = named.remove(&NoteId(row.id)).unwrap_or_default();
        row.into_note(wanted, mentions)
    };
    Ok(Page { items: page.items.into_iter().map(note).collect(), next: page.next })
}

impl NoteRow {
    fn into_note(self, wanted: &Wanted<'_>, mentions: Vec<Mention>) -> FileNote {
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
            company: wanted.named(company_name((self.company_id, self.company, self.tax_code))),
        }
    }
}
