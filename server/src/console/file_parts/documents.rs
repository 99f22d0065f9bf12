//! Somebody's files at the office, with the request or the filed communication each came with, newest first.

use super::{Wanted, company_name};
use crate::attachments;
use crate::db::{At, on};
use crate::house::House;
use crate::identity::Whose;
use crate::web::{Answer, Walk};
use contatti_model::attachments::Attachment;
use contatti_model::console::{FileDocuments, Origin};
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::{MissiveId, RequestId};
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
    company_id: Uuid,
    company: String,
    tax_code: String,
    /// Filled in afterwards.
    #[sqlx(skip)]
    files: Vec<Attachment>,
}

/// $1 whose, $2 the office, $3 and $4 where the batch before ended, $5 how many. Where nothing may be passed on, nothing is shown.
macro_rules! origins {
    ($requests:literal, $missives:literal) => {
        concat!(
            "SELECT x.id, x.at, x.is_request, x.subject, x.register_area, x.register_year, x.register_number, x.company_id,
                    c.name AS company, c.tax_code
             FROM (SELECT * FROM (
                 SELECT r.id, r.opened_at AS at, 1 AS is_request, s.title AS subject, r.register_area, r.register_year,
                        r.register_number, r.company_id
                 FROM requests r JOIN subjects s ON s.id = r.subject_id
                 WHERE ",
            $requests,
            "    AND r.office_id = $2 AND r.attachment_count > 0 AND (r.opened_at, r.id) < ($3, $4)
                   AND EXISTS (SELECT 1 FROM attachments a
                               WHERE a.request_id = r.id AND a.scan NOT IN ('waiting', 'infected'))
                 ORDER BY r.opened_at DESC, r.id DESC LIMIT $5) a
             UNION ALL
             SELECT * FROM (
                 SELECT m.id, m.at, 0 AS is_request, m.subject, m.register_area, m.register_year, m.register_number,
                        p.company_id
                 FROM missives m JOIN positions p ON p.id = m.position_id
                 WHERE ",
            $missives,
            "    AND m.state = 'filed' AND (m.at, m.id) < ($3, $4)
                   AND EXISTS (SELECT 1 FROM attachments a WHERE a.missive_id = m.id AND a.request_id IS NULL
                                 AND a.kind <> 'eml' AND a.scan NOT IN ('waiting', 'infected'))
                 ORDER BY m.at DESC, m.id DESC LIMIT $5) b) x
             JOIN companies c ON c.id = x.company_id ORDER BY x.at DESC, x.id DESC LIMIT $5"
        )
    };
}

/// `COALESCE` keeps SQLite from walking everything that ever came to the office.
fn sql(whose: Whose) -> &'static str {
    match whose {
        Whose::Company(_) => origins!("r.company_id = $1", "p.company_id = $1 AND COALESCE(m.office_id, $2) = $2"),
        Whose::Position(_) => origins!("r.position_id = $1", "m.position_id = $1 AND COALESCE(m.office_id, $2) = $2"),
        Whose::Firm(_) => origins!("r.intermediary_id = $1", "m.intermediary_id = $1 AND m.office_id = $2"),
    }
}

/// A page of them; where words are looked for, those files alone whose name holds them.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(in crate::console) async fn documents(house: &House, wanted: &Wanted<'_>) -> Answer<Page<FileDocuments>> {
    let sql = sql(wanted.whose);
    let mut walk = Walk::begin(wanted.text, wanted.cursor, house.now().plus_seconds(86_400))?;
    while let Some(((at, last), most)) = walk.next_batch() {
        let rows: Vec<OriginRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(wanted.whose.id())
            .bind(wanted.office.0).bind(at).bind(last).bind(most).fetch_all(pool).await)?;
        let rows = with_files(house, rows).await?;
        walk.look_at(
            rows,
            |row| (row.at, row.id),
            |mut row, words| {
                row.files.retain(|file| words.are_in(&file.name));
                (!row.files.is_empty()).then_some(row)
            },
        );
    }
    let page = walk.page();
    Ok(Page { items: page.items.into_iter().map(|row| row.into_documents(wanted)).collect(), next: page.next })
}

async fn with_files(house: &House, rows: Vec<OriginRow>) -> Answer<Vec<OriginRow>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut files: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    for (origin, file) in attachments::passed_on(house, &ids).await? {
        files.entry(origin).or_default().push(file);
    }
    let filled = |row: OriginRow| OriginRow { files: files.remove(&row.id).unwrap_or_default(), ..row };
    Ok(rows.into_iter().map(filled).collect())
}

impl OriginRow {
    fn into_documents(self, wanted: &Wanted<'_>) -> FileDocuments {
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
            files: self.files,
            company: wanted.named(company_name((self.company_id, self.company, self.tax_code))),
        }
    }
}
