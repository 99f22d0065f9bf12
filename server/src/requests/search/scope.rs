//! The positions whose requests a person may read today, before anything of a request is looked at.

use crate::db::{Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::CompanyId;
use contatti_model::requests::search::{Filter, folded};
use sqlx::FromRow;
use uuid::Uuid;

/// $1 whose memberships and $2 whose mandates count ([`Actor::as_member`], [`Actor::as_mandated`]), $3 today. Closed positions keep their history.
macro_rules! readable {
    ($rest:literal) => {
        concat!(
            "
    SELECT p.id, p.number, c.name, c.tax_code FROM positions p JOIN companies c ON c.id = p.company_id
    WHERE p.id IN (
        SELECT p.id FROM memberships m JOIN positions p ON p.company_id = m.company_id
        WHERE (m.person_id = $1 OR m.company_id = $1)
        UNION
        SELECT p.id FROM mandates d JOIN positions p ON p.company_id = d.company_id
        WHERE (d.intermediary_id = $2 OR d.id = $2) AND (d.scheme IS NULL OR d.scheme = p.scheme)
          AND d.valid_from <= $3 AND (d.valid_to IS NULL OR d.valid_to >= $3) AND d.revoked_at IS NULL)",
            $rest
        )
    };
}

#[derive(FromRow)]
struct PositionRow {
    id: Uuid,
    number: String,
    name: String,
    tax_code: String,
}

/// Every position the person or program may read, narrowed to what the filter says of position and company.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn readable_positions(house: &House, actor: &Actor, filter: &Filter) -> Answer<Vec<Uuid>> {
    let (member, mandated) = (actor.as_member(), actor.as_mandated());
    let today = Day(house.now().day());
    const READABLE: &str = readable!("");
    let rows: Vec<PositionRow> = on!(&house.db, pool => sqlx::query_as(READABLE).bind(member).bind(mandated).bind(today)
        .fetch_all(pool).await)?;
    let company = filter.company.as_deref().map(Wanted::new);
    let fits = |row: &PositionRow| {
        filter.position.is_none_or(|id| id.0 == row.id) && company.as_ref().is_none_or(|company| company.fits(row))
    };
    Ok(rows.into_iter().filter(fits).map(|row| row.id).collect())
}

/// The positions of one company that the person or program may read.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn readable_of(house: &House, actor: &Actor, company: CompanyId) -> Answer<Vec<Uuid>> {
    const OF_COMPANY: &str = readable!(" AND c.id = $4 LIMIT 200");
    let (member, mandated) = (actor.as_member(), actor.as_mandated());
    let today = Day(house.now().day());
    let rows: Vec<PositionRow> = on!(&house.db, pool => sqlx::query_as(OF_COMPANY).bind(member).bind(mandated)
        .bind(today).bind(company.0).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// A company's name or tax code, or a position's number, as somebody typed it.
struct Wanted {
    name: String,
    /// Without the blanks and dashes people write inside numbers.
    code: String,
}

impl Wanted {
    fn new(typed: &str) -> Self {
        let name = folded(typed.trim());
        let code = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
        Self { name, code }
    }

    fn fits(&self, row: &PositionRow) -> bool {
        let coded = !self.code.is_empty()
            && (row.number.starts_with(&self.code) || folded(&row.tax_code).starts_with(&self.code));
        coded || folded(&row.name).contains(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_known_by_part_of_its_name_its_tax_code_or_its_number() {
        let (number, name, tax_code) = ("5101234567".into(), "Caffè Perché No S.r.l.".into(), "01234567890".into());
        let row = PositionRow { id: Uuid::nil(), number, name, tax_code };
        for typed in ["caffe perche", "PERCHÉ", "51 0123", "5101234567", "012345"] {
            assert!(Wanted::new(typed).fits(&row), "{typed}");
        }
        for typed in ["34567", "thè", "%", "_"] {
            assert!(!Wanted::new(typed).fits(&row), "{typed}");
        }
    }
}
