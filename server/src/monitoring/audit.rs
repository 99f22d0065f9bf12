//! Who did and who looked: a row for each deed, and for each reading of a company's data by an office (promise 7).

use crate::db::{At, Tx, alone, within};
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::{CompanyId, IntermediaryId, OfficeId, PersonId, RequestId, TokenId};

/// Notes a deed inside its own transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn note(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    action: &str,
    company: Option<CompanyId>,
    request: Option<RequestId>,
    office: OfficeId,
) -> Result<(), sqlx::Error> {
    note_by(house, tx, (actor.id, actor.token()), action, company, request, office).await
}

const NOTE: &str = "INSERT INTO audit (id, at, person_id, action, company_id, request_id, office_id, token_id)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// The same for what is done in somebody's name while they are not there: a campaign's letters are its author's.
///
/// # Errors
/// As [`note`].
pub async fn note_by(
    house: &House,
    tx: &mut Tx,
    (person, token): (PersonId, Option<TokenId>),
    action: &str,
    company: Option<CompanyId>,
    request: Option<RequestId>,
    office: OfficeId,
) -> Result<(), sqlx::Error> {
    let (id, now) = (house.new_id(), At(house.now()));
    let (company, request) = (company.map(|id| id.0), request.map(|id| id.0));
    within!(tx, conn => sqlx::query(NOTE).bind(id).bind(now).bind(person.0).bind(action).bind(company).bind(request)
        .bind(office.0).bind(token.map(|token| token.0)).execute(conn).await.map(drop))
}

/// Notes that somebody of an office read a company's request; without the row nothing is shown.
///
/// # Errors
/// When the database does not answer.
pub async fn note_read(
    house: &House,
    actor: &Actor,
    company: CompanyId,
    request: RequestId,
    office: OfficeId,
) -> Answer<()> {
    let (id, now, token) = (house.new_id(), At(house.now()), actor.token().map(|token| token.0));
    Ok(alone!(&house.db, pool => sqlx::query(NOTE).bind(id).bind(now).bind(actor.id.0).bind("request_read")
        .bind(company.0).bind(request.0).bind(office.0).bind(token).execute(pool).await.map(drop))?)
}

/// Notes who may come in from now on, or no longer: no office has a part in it.
///
/// # Errors
/// When the database does not answer.
pub async fn note_access(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    action: &str,
    company: Option<CompanyId>,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO audit (id, at, person_id, action, company_id) VALUES ($1, $2, $3, $4, $5)";
    let (id, now) = (house.new_id(), At(house.now()));
    let company = company.map(|id| id.0);
    within!(tx, conn => sqlx::query(sql).bind(id).bind(now).bind(actor.id.0).bind(action).bind(company)
        .execute(conn).await.map(drop))
}

/// Notes that somebody of an office read the file of a consultant's firm: a row for the firm, and one for each company
/// that was in what was read.
///
/// # Errors
/// When the database does not answer.
pub async fn note_firm_read(
    house: &House,
    actor: &Actor,
    firm: IntermediaryId,
    companies: &[CompanyId],
    office: OfficeId,
) -> Answer<()> {
    let sql = "INSERT INTO audit (id, at, person_id, action, company_id, office_id, token_id, intermediary_id)
               VALUES ($1, $2, $3, 'consultant_file_read', $4, $5, $6, $7)";
    let (now, token) = (At(house.now()), actor.token().map(|token| token.0));
    let mut tx = house.begin().await?;
    for company in std::iter::once(None).chain(companies.iter().map(|id| Some(id.0))) {
        let id = house.new_id();
        within!(tx, conn => sqlx::query(sql).bind(id).bind(now).bind(actor.id.0).bind(company).bind(office.0)
            .bind(token).bind(firm.0).execute(conn).await.map(drop))?;
    }
    Ok(tx.commit().await?)
}
