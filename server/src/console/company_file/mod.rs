//! The company file (*fascicolo elettronico aziendale*): everything one office has of a company, read part by part.

mod read;
mod routes;

pub(super) use routes::routes;

use super::known;
use crate::house::House;
use crate::identity::{Actor, WhichOffice};
use crate::monitoring::audit;
use crate::web::Answer;
use contatti_model::CompanyId;
use contatti_model::identity::OfficeName;

/// The office meant, when it deals with the company: from here on a row says that they looked (promise 7).
///
/// # Errors
/// 404 for a company that is no concern of theirs.
async fn opened(house: &House, actor: &Actor, which: &WhichOffice, company: CompanyId) -> Answer<OfficeName> {
    let office = known::with_company(house, actor, which, company).await?;
    let mut tx = house.begin().await?;
    audit::note(house, &mut tx, actor, "company_file_read", Some(company), None, office.id).await?;
    tx.commit().await?;
    Ok(office)
}
