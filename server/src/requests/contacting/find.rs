//! The positions an office may write to first: those it is competent for by territory, and those it has a request of.

use crate::db::{Day, on};
use crate::house::House;
use crate::identity::{company_patterns, scheme};
use crate::web::{Answer, Refusal};
use contatti_model::identity::{CompanyName, OfficeName, Position};
use contatti_model::{CompanyId, OfficeId, PositionId};
use sqlx::FromRow;
use uuid::Uuid;

/// Positions a search shows: whoever sees as many types one word more.
const FOUND: i64 = 20;

/// The condition on `positions p`: $1 the office, $2 today.
macro_rules! reachable {
    () => {
        concat!(
            "(p.closed_on IS NULL OR p.closed_on >= $2) AND ($1 = ",
            crate::offices::office_by_territory!(),
            " OR EXISTS (SELECT 1 FROM requests h WHERE h.position_id = p.id AND h.office_id = $1))"
        )
    };
}
pub(crate) use reachable;

/// A position an office writes to, with the names the register keeps.
#[derive(FromRow)]
pub(crate) struct Reached {
    id: Uuid,
    number: String,
    scheme: String,
    company_id: Uuid,
    company: String,
    tax_code: String,
}

/// What is read of a position.
macro_rules! position {
    () => {
        "SELECT p.id, p.number, p.scheme, c.id AS company_id, c.name AS company, c.tax_code
         FROM positions p JOIN companies c ON c.id = p.company_id WHERE "
    };
}

/// $3 to $6 patterns, $7 how many.
const FITTING: &str = concat!(
    position!(),
    "c.folded || ' ' || p.number LIKE $3 AND c.folded || ' ' || p.number LIKE $4
     AND c.folded || ' ' || p.number LIKE $5 AND c.folded || ' ' || p.number LIKE $6 AND ",
    reachable!(),
    " ORDER BY c.name, p.number, p.id LIMIT $7"
);

/// $3 the position: a text of its own, since one that may narrow to a position walks all of them.
const ONE: &str = concat!(position!(), "p.id = $3 AND ", reachable!());

/// The first positions the words fit, by company and number; none for no words.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn search(house: &House, office: &OfficeName, words: &str) -> Answer<Vec<Position>> {
    if words.trim().is_empty() {
        return Ok(vec![]);
    }
    let [first, second, third, fourth] = company_patterns(words);
    let today = Day(house.now().day());
    let rows: Vec<Reached> = on!(&house.db, pool => sqlx::query_as(FITTING).bind(office.id.0).bind(today).bind(first)
        .bind(second).bind(third).bind(fourth).bind(FOUND).fetch_all(pool).await)?;
    rows.into_iter().map(|row| row.into_position(office)).collect()
}

/// One position, when the office may write to it.
///
/// # Errors
/// 404 for every other.
pub(crate) async fn reached(house: &House, office: OfficeId, position: PositionId) -> Answer<Reached> {
    let today = Day(house.now().day());
    let row: Option<Reached> = on!(&house.db, pool => sqlx::query_as(ONE).bind(office.0).bind(today).bind(position.0)
        .fetch_optional(pool).await)?;
    row.ok_or_else(Refusal::not_found)
}

/// Any position, for the office that has a request of it already.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn known(house: &House, position: PositionId) -> Answer<Reached> {
    const KNOWN: &str = concat!(position!(), "p.id = $1");
    Ok(on!(&house.db, pool => sqlx::query_as(KNOWN).bind(position.0).fetch_one(pool).await)?)
}

impl Reached {
    pub fn id(&self) -> PositionId {
        PositionId(self.id)
    }

    pub fn company(&self) -> CompanyId {
        CompanyId(self.company_id)
    }

    /// # Errors
    /// When the row holds a scheme this version does not know.
    pub fn scheme(&self) -> Answer<contatti_model::offices::Scheme> {
        scheme(&self.scheme)
    }

    /// The company as the register names it.
    pub fn named(&self) -> String {
        format!("{} ({})", self.company, self.tax_code)
    }

    pub(super) fn into_position(self, office: &OfficeName) -> Answer<Position> {
        Ok(Position {
            id: self.id(),
            scheme: self.scheme()?,
            number: self.number,
            company: CompanyName { id: CompanyId(self.company_id), name: self.company, tax_code: self.tax_code },
            office: office.clone(),
            through: None,
        })
    }
}
