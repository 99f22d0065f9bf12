//! The files of the company at the office, with the request or the filed communication each came with, newest first.

use crate::attachments;
use crate::db::{At, on};
use crate::house::House;
use crate::web::{Answer, PAGE_SIZE, page_of, read_cursor};
use contatti_model::attachments::Attachment;
use contatti_model::console::{FileDocuments, Origin};
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::{CompanyId, Instant, MissiveId, OfficeId, RequestId};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct OriginRow {
    id: Uuid,
    at: At,
    is_request: i32,
    subject: String,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

/// $1 the company, $2 the office, $3 and $4 where the page before ended, $5 how many. Where nothing may be passed on,
/// nothing is shown. `COALESCE` keeps SQLite from walking everything that ever came to the office.
const ORIGINS: &str = "
    SELECT id, at, is_request, subject, register_area, register_year, register_number FROM (
        SELECT r.id, r.opened_at AS at, 1 AS is_request, s.title AS subject, r.register_area, r.register_year,
               r.register_number
        FROM requests r JOIN subjects s ON s.id = r.subject_id
        WHERE r.company_id = $1 AND r.office_id = $2 AND r.attachment_count > 0 AND (r.opened_at, r.id) < ($3, $4)
          AND EXISTS (SELECT 1 FROM attachments a WHERE a.request_id = r.id AND a.scan NOT IN ('waiting', 'infected'))
        ORDER BY r.opened_at DESC, r.id DESC LIMIT $5) a
    UNION ALL
    SELECT id, at, is_request, subject, register_area, register_year, register_number FROM (
        SELECT m.id, m.at, 0 AS is_request, m.subject, m.register_area, m.register_year, m.register_number
        FROM positions p JOIN missives m ON m.position_id = p.id
        WHERE p.company_id = $1 AND COALESCE(m.office_id, $2) = $2 AND m.state = 'filed' AND (m.at, m.id) < ($3, $4)
          AND EXISTS (SELECT 1 FROM attachments a WHERE a.missive_id = m.id AND a.request_id IS NULL
                        AND a.kind <> 'eml' AND a.scan NOT IN ('waiting', 'infected'))
        ORDER BY m.at DESC, m.id DESC LIMIT $5) b
    ORDER BY at DESC, id DESC LIMIT $5";

/// # Errors
/// 404 for a cursor this server did not make.
pub(super) async fn documents(
    house: &House,
    company: CompanyId,
    office: OfficeId,
    cursor: Option<&str>,
) -> Answer<Page<FileDocuments>> {
    let (at, last) = match cursor {
        Some(cursor) => read_cursor(cursor).map(|(micros, id)| (Instant::from_micros(micros), id))?,
        None => (house.now().plus_seconds(86_400), Uuid::max()),
    };
    let rows: Vec<OriginRow> = on!(&house.db, pool => sqlx::query_as(ORIGINS).bind(company.0).bind(office.0)
        .bind(At(at)).bind(last).bind(PAGE_SIZE + 1).fetch_all(pool).await)?;
    let cursor = |row: &OriginRow| format!("{}_{}", row.at.0.as_micros(), row.id);
    let page = page_of(rows, PAGE_SIZE, cursor, |row| row);
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    let mut files: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    for (origin, file) in attachments::passed_on(house, &ids).await? {
        files.entry(origin).or_default().push(file);
    }
    let with_files = |row: OriginRow| {
        let files = files.remove(&row.id).unwrap_or_default();
        row.into_documents(files)
    };
    Ok(Page { items: page.items.into_iter().map(with_files).collect(), next: page.next })
}

impl OriginRow {
    fn into_documents(self, files: Vec<Attachment>) -> FileDocuments {
        let (area, year, number) = (self.register_area, self.register_year, self.register_number);
        let origin = match self.is_request {
            1 => Origin::Request(RequestId(self.id)),
            _ => Origin::Missive(MissiveId(self.id)),
        };
        FileDocuments {
            origin,
            at: self.at.0,
            subject: self.subject,
            number: RegisterNumber { area, year, number },
            files,
        }
    }
}
