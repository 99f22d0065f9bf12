//! What a new token may be bound to: one's own companies, one's firm, and its mandates, found by a few words.

use super::in_force;
use crate::db::{Day, on};
use crate::house::House;
use crate::identity::company_search::patterns;
use crate::identity::{Actor, scheme};
use crate::web::Answer;
use contatti_model::identity::{CompanyName, FirmName, MandateChoice, TokenBindings};
use contatti_model::{CompanyId, MandateId};
use sqlx::FromRow;
use uuid::Uuid;

/// Mandates offered at once; a search finds the others.
const OFFERED: usize = 50;

/// # Errors
/// When the database does not answer.
pub(super) async fn bindings(house: &House, actor: &Actor, search: &str) -> Answer<TokenBindings> {
    let firm = actor.intermediary.clone().map(|(id, name)| FirmName { id, name });
    let mut mandates = match &firm {
        Some(firm) => mandates(house, firm.id.0, search).await?,
        None => vec![],
    };
    let more = mandates.len() > OFFERED;
    mandates.truncate(OFFERED);
    Ok(TokenBindings { companies: companies(house, actor).await?, firm, mandates, more })
}

async fn companies(house: &House, actor: &Actor) -> Answer<Vec<CompanyName>> {
    let sql = "SELECT c.id, c.name, c.tax_code FROM memberships m JOIN companies c ON c.id = m.company_id
               WHERE m.person_id = $1 ORDER BY c.name, c.id";
    let rows: Vec<(Uuid, String, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(actor.id.0).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, name, tax_code)| CompanyName { id: CompanyId(id), name, tax_code }).collect())
}

#[derive(FromRow)]
struct MandateRow {
    id: Uuid,
    scheme: Option<String>,
    company_id: Uuid,
    name: String,
    tax_code: String,
}

async fn mandates(house: &House, firm: Uuid, search: &str) -> Answer<Vec<MandateChoice>> {
    const SQL: &str = concat!(
        "SELECT d.id, d.scheme, c.id AS company_id, c.name, c.tax_code
         FROM mandates d JOIN companies c ON c.id = d.company_id
         WHERE d.intermediary_id = $1 AND ",
        in_force!("d"),
        " AND c.folded LIKE $3 AND c.folded LIKE $4 AND c.folded LIKE $5 AND c.folded LIKE $6
         ORDER BY c.name, d.id LIMIT $7"
    );
    let today = Day(house.now().day());
    let [first, second, third, fourth] = patterns(search);
    let limit = i64::try_from(OFFERED + 1).unwrap_or(i64::MAX);
    let rows: Vec<MandateRow> = on!(&house.db, pool => sqlx::query_as(SQL).bind(firm).bind(today).bind(&first)
        .bind(&second).bind(&third).bind(&fourth).bind(limit).fetch_all(pool).await)?;
    rows.into_iter().map(MandateRow::into_choice).collect()
}

impl MandateRow {
    fn into_choice(self) -> Answer<MandateChoice> {
        Ok(MandateChoice {
            id: MandateId(self.id),
            company: CompanyName { id: CompanyId(self.company_id), name: self.name, tax_code: self.tax_code },
            scheme: self.scheme.as_deref().map(scheme).transpose()?,
        })
    }
}
