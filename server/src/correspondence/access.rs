//! Who may read a missive: the people of the office that received it; those who act for the position it is filed under.

use super::store::{self, MissiveRow};
use crate::house::House;
use crate::identity::{self, Actor};
use crate::monitoring::audit;
use crate::requests;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::FileKind;
use contatti_model::correspondence::MissiveState;
use contatti_model::{CompanyId, MissiveId, PositionId};

/// On which side a reader stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Company,
    Office,
}

/// The missive, when the person may read it; a reading by the office leaves a row the company can see (promise 7).
///
/// # Errors
/// 404 whether it does not exist or is not theirs to see.
pub(super) async fn readable(house: &House, actor: &Actor, id: MissiveId) -> Answer<(MissiveRow, Reader)> {
    let row = store::missive(house, id).await?.ok_or_else(Refusal::not_found)?;
    if acts_for(house, actor, &row).await? {
        return Ok((row, Reader::Company));
    }
    if !actor.watches(row.office()) {
        return Err(Refusal::not_found());
    }
    if let Some(position) = row.position() {
        note_read(house, actor, position.company_id, &row).await?;
    }
    Ok((row, Reader::Office))
}

/// The missive, when the person works for the office that received it.
///
/// # Errors
/// 404 for everybody else.
pub(super) async fn workable(house: &House, actor: &Actor, id: MissiveId) -> Answer<MissiveRow> {
    let row = store::missive(house, id).await?.ok_or_else(Refusal::not_found)?;
    if actor.operates(row.office()) { Ok(row) } else { Err(Refusal::not_found()) }
}

/// A file that came with a missive; the message as received is the office's alone.
///
/// # Errors
/// 404 for who may not read it.
pub(crate) async fn may_read_file(house: &House, actor: &Actor, id: MissiveId, kind: FileKind) -> Answer<()> {
    let (_, reader) = readable(house, actor, id).await?;
    if reader == Reader::Office || kind != FileKind::Eml { Ok(()) } else { Err(Refusal::not_found()) }
}

/// What the office set aside is nobody's history.
async fn acts_for(house: &House, actor: &Actor, row: &MissiveRow) -> Answer<bool> {
    let shown = row.state()? != MissiveState::SetAside;
    let Some(position) = row.position_id.filter(|_| shown) else { return Ok(false) };
    let (company, scheme) = identity::company_and_scheme_of(house, PositionId(position)).await?;
    requests::access::acts_for(house, actor, company, scheme).await
}

async fn note_read(house: &House, actor: &Actor, company: CompanyId, row: &MissiveRow) -> Answer<()> {
    let mut tx = house.begin().await?;
    audit::note(house, &mut tx, actor, "missive_read", Some(company), None, row.office()).await?;
    Ok(tx.commit().await?)
}
