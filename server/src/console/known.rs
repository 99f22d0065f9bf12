//! Whom an office deals with: only their files are there for its people, all others answer 404 (ADR 0024).

use crate::db::on;
use crate::house::House;
use crate::identity::{Actor, WhichOffice};
use crate::web::{Answer, Refusal};
use contatti_model::identity::OfficeName;
use contatti_model::{CompanyId, IntermediaryId};

/// Whether the office `$2` deals with position `p`: competent by territory, or it has something of it.
macro_rules! dealt_with {
    () => {
        concat!(
            "(",
            crate::offices::office_by_territory!(),
            " = $2
              OR EXISTS (SELECT 1 FROM requests q WHERE q.position_id = p.id AND q.office_id = $2)
              OR EXISTS (SELECT 1 FROM missives q WHERE q.position_id = p.id AND q.office_id = $2
                           AND q.state <> 'set_aside'))"
        )
    };
}
pub(super) use dealt_with;

/// Whether the office `$2` deals with the firm `i`: it sent something that is there, or has or had the mandate of a
/// company the office deals with.
macro_rules! firm_dealt_with {
    () => {
        concat!(
            "(EXISTS (SELECT 1 FROM requests q WHERE q.intermediary_id = i.id AND q.office_id = $2)
              OR EXISTS (SELECT 1 FROM mandates d JOIN positions p ON p.company_id = d.company_id
                         WHERE d.intermediary_id = i.id AND ",
            crate::console::known::dealt_with!(),
            "))"
        )
    };
}
pub(super) use firm_dealt_with;

/// The office meant of those whose requests the actor reads, when it deals with the company.
///
/// # Errors
/// 404 for who reads no office's requests, and for a company that is not there or is no concern of this office.
pub(super) async fn with_company(
    house: &House,
    actor: &Actor,
    which: &WhichOffice,
    company: CompanyId,
) -> Answer<OfficeName> {
    const SQL: &str = concat!("SELECT COUNT(*) FROM positions p WHERE p.company_id = $1 AND ", dealt_with!());
    let office = which.named(actor)?;
    let known: i64 =
        on!(&house.db, pool => sqlx::query_scalar(SQL).bind(company.0).bind(office.id.0).fetch_one(pool).await)?;
    if known == 0 { Err(Refusal::not_found()) } else { Ok(office) }
}

/// The same, when it deals with the firm.
///
/// # Errors
/// 404 as for a company.
pub(super) async fn with_firm(
    house: &House,
    actor: &Actor,
    which: &WhichOffice,
    firm: IntermediaryId,
) -> Answer<OfficeName> {
    const SQL: &str = concat!("SELECT COUNT(*) FROM intermediaries i WHERE i.id = $1 AND ", firm_dealt_with!());
    let office = which.named(actor)?;
    let known: i64 =
        on!(&house.db, pool => sqlx::query_scalar(SQL).bind(firm.0).bind(office.id.0).fetch_one(pool).await)?;
    if known == 0 { Err(Refusal::not_found()) } else { Ok(office) }
}
