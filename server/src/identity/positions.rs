//! The positions a person may act for today: their company's own, or those under a mandate that holds.

use super::Actor;
use crate::db::{Day, on};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::identity::{CompanyName, OfficeName, Position};
use contatti_model::offices::Scheme;
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

/// $1 person, $2 firm or none, $3 today, $4 one position or none.
const MAY_ACT_FOR: &str = "
    SELECT p.id, p.number, p.scheme, c.id AS company_id, c.name AS company, c.tax_code,
           o.id AS office_id, o.name AS office, a.through
    FROM (
        SELECT p.id AS position_id, CAST(NULL AS UUID) AS through
        FROM positions p JOIN memberships m ON m.company_id = p.company_id
        WHERE m.person_id = $1
        UNION
        SELECT p.id, d.intermediary_id
        FROM positions p JOIN mandates d ON d.company_id = p.company_id
        WHERE d.intermediary_id = $2 AND (d.scheme IS NULL OR d.scheme = p.scheme)
          AND d.valid_from <= $3 AND (d.valid_to IS NULL OR d.valid_to >= $3) AND d.revoked_at IS NULL
    ) a
    JOIN positions p ON p.id = a.position_id
    JOIN companies c ON c.id = p.company_id
    JOIN offices o ON o.id = COALESCE(
        (SELECT r.office_id FROM routing_rules r
         WHERE r.scheme = p.scheme AND r.province = p.province AND r.subject_id IS NULL LIMIT 1),
        (SELECT f.id FROM offices f WHERE f.is_fallback LIMIT 1))
    WHERE (p.closed_on IS NULL OR p.closed_on >= $3) AND ($4 IS NULL OR p.id = $4)
    ORDER BY c.name, p.number LIMIT 500";

/// Every position the person may act for today.
///
/// # Errors
/// When the database does not answer.
pub async fn positions(house: &House, actor: &Actor) -> Answer<Vec<Position>> {
    read(house, actor, None).await
}

/// One position, when the person may act for it today.
///
/// # Errors
/// When the database does not answer.
pub async fn position_for(house: &House, actor: &Actor, id: PositionId) -> Answer<Option<Position>> {
    Ok(read(house, actor, Some(id)).await?.into_iter().next())
}

async fn read(house: &House, actor: &Actor, only: Option<PositionId>) -> Answer<Vec<Position>> {
    let firm = actor.intermediary.as_ref().map(|(id, _)| id.0);
    let today = Day(house.now().day());
    let only = only.map(|id| id.0);
    let rows: Vec<PositionRow> = on!(&house.db, pool => sqlx::query_as(MAY_ACT_FOR)
        .bind(actor.id.0).bind(firm).bind(today).bind(only).fetch_all(pool).await)?;
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
