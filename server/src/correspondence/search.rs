//! A company's correspondence at one office, by words of who wrote, what about, and numbers.

use super::history::missives_of;
use crate::db::{At, on};
use crate::house::House;
use crate::web::{Answer, PAGE_SIZE, read_cursor};
use contatti_model::correspondence::MissiveLine;
use contatti_model::page::Page;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::search::folded;
use contatti_model::{CompanyId, Instant, OfficeId};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// Read at a time, and at most for one page: whoever reads on goes on from there.
const BATCH: usize = 500;
const MOST_LOOKED_AT: usize = 10_000;
/// More words narrow nothing any further.
const MOST_WORDS: usize = 8;
const MOST_CHARS: usize = 200;

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
}

/// $1 the company, $2 the office, $3 and $4 where the batch before ended, $5 how many. `COALESCE` keeps SQLite from walking
/// everything that ever came to the office.
const HEADS: &str = "
    SELECT m.id, m.at, m.subject, m.correspondent, m.address, m.register_area, m.register_year, m.register_number,
           r.register_area AS request_area, r.register_year AS request_year, r.register_number AS request_number
    FROM positions p JOIN missives m ON m.position_id = p.id LEFT JOIN requests r ON r.id = m.request_id
    WHERE p.company_id = $1 AND COALESCE(m.office_id, $2) = $2 AND m.state <> 'set_aside' AND (m.at, m.id) < ($3, $4)
    ORDER BY m.at DESC, m.id DESC LIMIT $5";

/// Those that hold every word, newest first; without a word all of them. Authority is the caller's.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(crate) async fn of_company(
    house: &House,
    company: CompanyId,
    office: OfficeId,
    text: &str,
    cursor: Option<&str>,
) -> Answer<Page<MissiveLine>> {
    let words = words_of(text);
    let (at, last) = match cursor.filter(|cursor| !cursor.is_empty()) {
        Some(cursor) => read_cursor(cursor).map(|(micros, id)| (Instant::from_micros(micros), id))?,
        None => (house.now().plus_seconds(86_400), Uuid::max()),
    };
    let whole = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let (mut after, mut looked, mut found) = ((At(at), last), 0, vec![]);
    let next = loop {
        let rows = heads(house, company, office, after).await?;
        let ended = rows.len() < BATCH;
        looked += rows.len();
        after = rows.last().map_or(after, |row| (row.at, row.id));
        found.extend(rows.into_iter().filter(|row| row.holds(&words)).map(|row| (row.at, row.id)));
        if found.len() > whole {
            found.truncate(whole);
            break found.last().copied();
        }
        if ended {
            break None;
        }
        if looked >= MOST_LOOKED_AT {
            break Some(after);
        }
    };
    let ids: Vec<Uuid> = found.into_iter().map(|(_, id)| id).collect();
    let next = next.map(|(at, id)| format!("{}_{id}", at.0.as_micros()));
    Ok(Page { items: lines(house, &ids).await?, next })
}

async fn heads(house: &House, company: CompanyId, office: OfficeId, (at, last): (At, Uuid)) -> Answer<Vec<HeadRow>> {
    let most = i64::try_from(BATCH).unwrap_or(i64::MAX);
    Ok(on!(&house.db, pool => sqlx::query_as(HEADS).bind(company.0).bind(office.0).bind(at).bind(last).bind(most)
        .fetch_all(pool).await)?)
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
    fn holds(&self, words: &[String]) -> bool {
        let (area, year, number) = (self.register_area.clone(), self.register_year, self.register_number);
        let own = RegisterNumber { area, year, number }.to_string();
        let request = self.request().map(|number| number.to_string()).unwrap_or_default();
        let text = folded(&[self.subject.as_str(), &self.correspondent, &self.address, &own, &request].join("\n"));
        words.iter().all(|word| text.contains(word.as_str()))
    }

    /// The number of the request it is filed in.
    fn request(&self) -> Option<RegisterNumber> {
        let (area, year, number) = (self.request_area.clone()?, self.request_year?, self.request_number?);
        Some(RegisterNumber { area, year, number })
    }
}

/// What is looked for, as it is compared: small letters without accents.
fn words_of(text: &str) -> Vec<String> {
    let text: String = text.chars().take(MOST_CHARS).collect();
    folded(&text).split_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
}
