//! What every decision about a missive shares: the version compared, the deed noted, the position it names found.

use super::known::positions_named;
use super::store::{self, Decision, MissiveRow};
use crate::db::Tx;
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::correspondence::IllegalMissiveMove;
use contatti_model::identity::PositionNumber;
use contatti_model::{CompanyId, FieldError, Issue, PositionId, ProblemCode};

/// A stale reader is told so before anything else: what they decided was decided on other facts.
pub(super) fn same_version(row: &MissiveRow, version: i64) -> Answer<()> {
    if row.version == version { Ok(()) } else { Err(Refusal::new(ProblemCode::Stale)) }
}

/// Writes the decision as part of a transaction.
///
/// # Errors
/// 412 when somebody decided since it was read.
pub(super) async fn write(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    row: &MissiveRow,
    version: i64,
    action: &str,
    (decision, company): (&Decision<'_>, Option<CompanyId>),
) -> Answer<()> {
    if !store::compare_and_write(tx, row, version, decision).await? {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    Ok(audit::note(house, tx, actor, action, company, decision.request, row.office()).await?)
}

/// The position a number names.
///
/// # Errors
/// 422 when it is no position's, or that of several schemes.
pub(super) async fn position(house: &House, number: &PositionNumber) -> Answer<PositionId> {
    let found = positions_named(house, number).await?;
    let unknown = || Refusal::invalid(vec![FieldError::new("position", Issue::UnknownChoice)]);
    <[_; 1]>::try_from(found).map(|[one]| one).map_err(|_| unknown())
}

impl From<IllegalMissiveMove> for Refusal {
    fn from(_: IllegalMissiveMove) -> Self {
        Self::new(ProblemCode::IllegalMove)
    }
}
