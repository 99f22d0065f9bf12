//! What one office has of a company, or of a consultant's firm: the same search, with the office in place of a person's positions.

use super::{list, snippet};
use crate::db::{At, on};
use crate::house::House;
use crate::web::{Answer, PAGE_SIZE, page_of, read_cursor};
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::requests::search::Filter;
use contatti_model::{CompanyId, Instant, IntermediaryId, OfficeId};
use uuid::Uuid;

/// The company's requests that the office has, newest first; authority is the caller's.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(crate) async fn of_company(
    house: &House,
    company: CompanyId,
    office: OfficeId,
    filter: &Filter,
    cursor: Option<&str>,
) -> Answer<Page<Line>> {
    let sql = "SELECT id FROM positions WHERE company_id = $1 AND ($2 IS NULL OR id = $2) LIMIT 200";
    let position = filter.position.map(|id| id.0);
    let positions: Vec<Uuid> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(company.0).bind(position).fetch_all(pool).await)?;
    let filter = Filter { office: Some(office), company: None, ..filter.clone() };
    told(house, &positions, &filter, cursor).await
}

/// What the firm sent and the office has, newest first; authority is the caller's.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub(crate) async fn of_firm(
    house: &House,
    firm: IntermediaryId,
    office: OfficeId,
    filter: &Filter,
    cursor: Option<&str>,
) -> Answer<Page<Line>> {
    if filter.text.is_none() && filter.state.is_none() {
        return newest_of_firm(house, firm, office, cursor).await;
    }
    // Whatever it sent, it sent under a mandate: its clients' positions, past ones too, as far as the office knows them.
    let sql = "SELECT DISTINCT p.id FROM mandates d JOIN positions p ON p.company_id = d.company_id
               WHERE d.intermediary_id = $1
                 AND EXISTS (SELECT 1 FROM requests r WHERE r.position_id = p.id AND r.office_id = $2)";
    let positions: Vec<Uuid> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(firm.0).bind(office.0).fetch_all(pool).await)?;
    let filter = Filter { office: Some(office), intermediary: Some(firm), company: None, ..filter.clone() };
    told(house, &positions, &filter, cursor).await
}

async fn told(house: &House, positions: &[Uuid], filter: &Filter, cursor: Option<&str>) -> Answer<Page<Line>> {
    let mut page = list::among(house, positions, filter, cursor, PAGE_SIZE).await?;
    if let Some(text) = &filter.text {
        snippet::find(house, text, &mut page.items).await?;
    }
    Ok(page)
}

/// Without a search the firm has an index of its own: however many clients, one walk.
async fn newest_of_firm(
    house: &House,
    firm: IntermediaryId,
    office: OfficeId,
    cursor: Option<&str>,
) -> Answer<Page<Line>> {
    let (at, last) = match cursor {
        Some(cursor) => read_cursor(cursor).map(|(micros, id)| (Instant::from_micros(micros), id))?,
        None => (house.now().plus_seconds(86_400), Uuid::max()),
    };
    let sql = "SELECT id, opened_at FROM requests
               WHERE intermediary_id = $1 AND office_id = $2 AND (opened_at, id) < ($3, $4)
               ORDER BY opened_at DESC, id DESC LIMIT $5";
    let rows: Vec<(Uuid, At)> = on!(&house.db, pool => sqlx::query_as(sql).bind(firm.0).bind(office.0).bind(At(at))
        .bind(last).bind(PAGE_SIZE + 1).fetch_all(pool).await)?;
    let page = page_of(rows, PAGE_SIZE, |(id, at)| format!("{}_{id}", at.0.as_micros()), |(id, _)| id);
    Ok(Page { items: list::lines_of(house, &page.items).await?, next: page.next })
}
