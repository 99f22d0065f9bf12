//! The positions a person may act for today: their company's own, or those under a mandate that holds.

use super::Actor;
use super::company_search::patterns;
use crate::db::{Day, on};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::identity::{CompanyName, OfficeName, Position};
use contatti_model::offices::Scheme;
use contatti_model::page::Page;
use contatti_model::{CompanyId, IntermediaryId, OfficeId, PositionId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct PositionRow {
    id: Uuid,
    number: String,
    scheme: String,
    company_id: Uuid,
    company: String,
    tax_code: String,
    office_id: Uuid,
    office: String,
    through: Option<Uuid>,
}

/// Positions in one page of a list.
const PAGE: usize = 50;

/// Rows of (position, firm): $1 whose memberships and $2 whose mandates count ([`Actor::as_member`],
/// [`Actor::as_mandated`]), $3 today.
macro_rules! may_act_for {
    () => {
        "(SELECT p.id AS position_id, CAST(NULL AS UUID) AS through
          FROM positions p JOIN memberships m ON m.company_id = p.company_id
          WHERE (m.person_id = $1 OR m.company_id = $1)
          UNION
          SELECT p.id, d.intermediary_id
          FROM positions p JOIN mandates d ON d.company_id = p.company_id
          WHERE (d.intermediary_id = $2 OR d.id = $2) AND (d.scheme IS NULL OR d.scheme = p.scheme)
            AND d.valid_from <= $3 AND (d.valid_to IS NULL OR d.valid_to >= $3) AND d.revoked_at IS NULL) a
         JOIN positions p ON p.id = a.position_id AND (p.closed_on IS NULL OR p.closed_on >= $3)"
    };
}

/// $4 one position or none, $5 to $8 patterns, $9 the last position read or none, $10 positions wanted, $11 whether
/// only those where documents are waited for or the office is late: a probe of one index for each.
const POSITIONS: &str = concat!(
    "SELECT p.id, p.number, p.scheme, c.id AS company_id, c.name AS company, c.tax_code,
            o.id AS office_id, o.name AS office, a.through
     FROM ",
    may_act_for!(),
    " JOIN companies c ON c.id = p.company_id
     JOIN offices o ON o.id = ",
    crate::offices::office_by_territory!(),
    " WHERE ($4 IS NULL OR p.id = $4)
       AND c.folded || ' ' || p.number LIKE $5 AND c.folded || ' ' || p.number LIKE $6
       AND c.folded || ' ' || p.number LIKE $7 AND c.folded || ' ' || p.number LIKE $8
       AND ($9 IS NULL OR (c.name, p.number, p.id) > (
           SELECT k.name, q.number, q.id FROM positions q JOIN companies k ON k.id = q.company_id WHERE q.id = $9))
       AND (NOT $11 OR EXISTS (
           SELECT 1 FROM requests r WHERE r.position_id = p.id AND r.state <> 'closed'
             AND (r.state = 'awaiting_documents' OR r.promised_on < $3)))
     ORDER BY c.name, p.number, p.id LIMIT $10"
);

/// What narrows the positions one may act for.
#[derive(Default)]
pub struct Wanted<'a> {
    pub only: Option<PositionId>,
    /// Words of a company's name, its tax code or the position's number.
    pub search: &'a str,
    /// The last position of the page before.
    pub after: Option<PositionId>,
    /// Only those that need somebody today.
    pub needing: bool,
}

/// The positions the person may act for today, by company and number, a page at a time.
///
/// # Errors
/// When the database does not answer.
pub async fn positions(house: &House, actor: &Actor, wanted: &Wanted<'_>) -> Answer<Page<Position>> {
    let mut items = read(house, actor, wanted, PAGE + 1).await?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| more).map(|last| last.id.to_string());
    Ok(Page { items, next })
}

/// One position, when the person may act for it today.
///
/// # Errors
/// When the database does not answer.
pub async fn position_for(house: &House, actor: &Actor, id: PositionId) -> Answer<Option<Position>> {
    let wanted = Wanted { only: Some(id), ..Wanted::default() };
    Ok(read(house, actor, &wanted, 1).await?.into_iter().next())
}

/// Whose position it is, and in which scheme, whoever asks.
///
/// # Errors
/// When the database does not answer; 404 when there is no such position.
pub async fn company_and_scheme_of(house: &House, position: PositionId) -> Answer<(CompanyId, Scheme)> {
    let sql = "SELECT company_id, scheme FROM positions WHERE id = $1";
    let (company, word): (Uuid, String) =
        on!(&house.db, pool => sqlx::query_as(sql).bind(position.0).fetch_one(pool).await)?;
    Ok((CompanyId(company), scheme(&word)?))
}

/// The schemes of all the positions the person may act for today.
///
/// # Errors
/// When the database does not answer.
pub async fn schemes(house: &House, actor: &Actor) -> Answer<Vec<Scheme>> {
    const SCHEMES: &str = concat!("SELECT DISTINCT p.scheme FROM ", may_act_for!());
    let (member, mandated) = (actor.as_member(), actor.as_mandated());
    let today = Day(house.now().day());
    let words: Vec<String> = on!(&house.db, pool => sqlx::query_scalar(SCHEMES).bind(member).bind(mandated).bind(today)
        .fetch_all(pool).await)?;
    let held = |scheme: &Scheme| words.iter().any(|word| word == scheme.as_str());
    Ok(Scheme::ALL.into_iter().filter(held).collect())
}

async fn read(house: &House, actor: &Actor, wanted: &Wanted<'_>, limit: usize) -> Answer<Vec<Position>> {
    let (member, mandated) = (actor.as_member(), actor.as_mandated());
    let today = Day(house.now().day());
    let (only, after) = (wanted.only.map(|id| id.0), wanted.after.map(|id| id.0));
    let [first, second, third, fourth] = patterns(wanted.search);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows: Vec<PositionRow> = on!(&house.db, pool => sqlx::query_as(POSITIONS).bind(member).bind(mandated)
        .bind(today).bind(only).bind(&first).bind(&second).bind(&third).bind(&fourth).bind(after).bind(limit)
        .bind(wanted.needing).fetch_all(pool).await)?;
    rows.into_iter().map(PositionRow::into_position).collect()
}

impl PositionRow {
    fn into_position(self) -> Answer<Position> {
        Ok(Position {
            id: PositionId(self.id),
            number: self.number,
            scheme: scheme(&self.scheme)?,
            company: CompanyName { id: CompanyId(self.company_id), name: self.company, tax_code: self.tax_code },
            office: OfficeName { id: OfficeId(self.office_id), name: self.office },
            through: self.through.map(IntermediaryId),
        })
    }
}

/// A stored scheme; an unknown word is a broken row, not a caller's fault.
pub(crate) fn scheme(word: &str) -> Answer<Scheme> {
    Scheme::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown scheme {word:?} in positions")))
}
