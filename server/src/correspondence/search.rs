//! The correspondence of a company, one of its positions or a consultant's firm at one office, by words of who wrote, what about, and
//! numbers.

use super::history::missives_of;
use crate::db::{At, on};
use crate::house::House;
use crate::identity::Whose;
use crate::web::{Answer, Walk};
use contatti_model::OfficeId;
use contatti_model::correspondence::MissiveLine;
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct HeadRow {
    id: Uuid,
    at: At,
    subject: String,
    correspondent: String,
    address: String,
    register_area: String,
    register_year: i16,
    register_number: i64,
    request_area: Option<String>,
    request_year: Option<i16>,
    request_number: Option<i64>,
    company: Option<String>,
}

/// $1 whose, $2 the office, $3 and $4 where the batch before ended, $5 how many.
macro_rules! heads {
    ($position:literal, $whose:literal) => {
        concat!(
            "SELECT m.id, m.at, m.subject, m.correspondent, m.address, m.register_area, m.register_year, m.register_number,
                    r.register_area AS request_area, r.register_year AS request_year,
                    r.register_number AS request_number, c.name AS company
             FROM missives m ",
            $position,
            " JOIN positions p ON p.id = m.position_id ",
            $position,
            " JOIN companies c ON c.id = p.company_id LEFT JOIN requests r ON r.id = m.request_id
             WHERE ",
            $whose,
            " AND m.state <> 'set_aside' AND (m.at, m.id) < ($3, $4) ORDER BY m.at DESC, m.id DESC LIMIT $5"
        )
    };
}

/// What a firm wrote waits perhaps under no position yet. `COALESCE` keeps SQLite from walking everything that ever came to the
/// office.
fn sql(whose: Whose) -> &'static str {
    match whose {
        Whose::Company(_) => heads!("", "p.company_id = $1 AND COALESCE(m.office_id, $2) = $2"),
        Whose::Position(_) => heads!("", "m.position_id = $1 AND COALESCE(m.office_id, $2) = $2"),
        Whose::Firm(_) => heads!("LEFT", "m.intermediary_id = $1 AND m.office_id = $2"),
    }
}

/// Those that hold every word, newest first; without a word all of them. Authority is the caller's.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(crate) async fn search(
    house: &House,
    whose: Whose,
    office: OfficeId,
    text: &str,
    cursor: Option<&str>,
) -> Answer<Page<MissiveLine>> {
    let sql = sql(whose);
    let mut walk = Walk::begin(text, cursor, house.now().plus_seconds(86_400))?;
    while let Some(((at, last), most)) = walk.next_batch() {
        let rows: Vec<HeadRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(whose.id()).bind(office.0).bind(at)
            .bind(last).bind(most).fetch_all(pool).await)?;
        walk.look_at(rows, |row| (row.at, row.id), |row, words| words.are_in(&row.told(whose)).then_some(row));
    }
    let page = walk.page();
    let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
    Ok(Page { items: lines(house, &ids).await?, next: page.next })
}

/// The missives as they are shown, in the order of their ids here.
async fn lines(house: &House, ids: &[Uuid]) -> Answer<Vec<MissiveLine>> {
    let mut found = HashMap::new();
    for row in missives_of(house, ids).await? {
        found.insert(row.id, row.line()?);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

impl HeadRow {
    /// What it is found by; in a firm's file, whose letters are of many companies, by the company too.
    fn told(&self, whose: Whose) -> String {
        let (area, year, number) = (self.register_area.clone(), self.register_year, self.register_number);
        let own = RegisterNumber { area, year, number }.to_string();
        let request = self.request().map(|number| number.to_string()).unwrap_or_default();
        let company = self.company.as_deref().filter(|_| matches!(whose, Whose::Firm(_))).unwrap_or_default();
        [self.subject.as_str(), &self.correspondent, &self.address, &own, &request, company].join("\n")
    }

    /// The number of the request it is filed in.
    fn request(&self) -> Option<RegisterNumber> {
        let (area, year, number) = (self.request_area.clone()?, self.request_year?, self.request_number?);
        Some(RegisterNumber { area, year, number })
    }
}
