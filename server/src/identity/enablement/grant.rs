//! Granting: the IT contact gives the group to who was nominated, and the rights hold from the first day on.

use super::seat;
use super::store::{self, LogRow, Paper};
use crate::db::{At, Day, Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::identity::enablement::{EnablementDeed, EnablementState, separate_duties};
use contatti_model::{EnablementId, OfficeId, ProblemCode};
use jiff::civil::Date;

/// Gives the office back whose enablement it is.
///
/// # Errors
/// 404 for who grants nothing there; 409 when it was decided already or its last day passed, for oneself or one's own
/// nomination, and for a disabled account.
pub(super) async fn grant(house: &House, actor: &Actor, id: EnablementId) -> Answer<OfficeId> {
    let today = house.now().day();
    let mut tx = house.begin().await?;
    let paper = store::hold(&mut tx, id).await?;
    if !seat::at(actor, paper.office)?.grants {
        return Err(Refusal::not_found());
    }
    let state = paper.state.grant().map_err(store::over)?;
    if paper.to.is_some_and(|last| last < today) {
        return Err(Refusal::new(ProblemCode::EnablementOver));
    }
    if !separate_duties(actor.id, paper.person, paper.nominated_by) {
        return Err(Refusal::new(ProblemCode::SeparateDuties));
    }
    if paper.account_disabled {
        return Err(Refusal::new(ProblemCode::AccountDisabled));
    }
    // Whoever waited past the first day of the nomination begins today.
    let from = paper.from.max(today);
    end_earlier(house, &mut tx, &paper, actor).await?;
    let sql = "UPDATE enablements SET state = $2, valid_from = $3, granted_by = $4, granted_at = $5 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(state.as_str()).bind(Day(from)).bind(actor.id.0)
        .bind(At(house.now())).execute(conn).await.map(drop))?;
    write_rights(&mut tx, &paper, from, today).await?;
    let Paper { office, person, to, .. } = paper;
    let (deed, by) = (EnablementDeed::Granted, Some(actor.id));
    store::log(house, &mut tx, LogRow { enablement: id, office, deed, person, by, from, to, reason: "" }).await?;
    audit::note(house, &mut tx, actor, "enablement_granted", None, None, office).await?;
    tx.commit().await?;
    Ok(office)
}

/// The next grant takes the place of the one before.
async fn end_earlier(house: &House, tx: &mut Tx, paper: &Paper, actor: &Actor) -> Answer<()> {
    let ended = EnablementState::Granted.end().map_err(store::over)?;
    let sql = "UPDATE enablements SET state = $3, over_by = $4, over_at = $5
               WHERE office_id = $1 AND person_id = $2 AND state = 'granted'";
    let done = within!(tx, conn => sqlx::query(sql).bind(paper.office.0).bind(paper.person.0).bind(ended.as_str())
        .bind(actor.id.0).bind(At(house.now())).execute(conn).await.map(drop));
    Ok(done?)
}

/// What every request reads: one stretch of days a person and office. A renewal lets it go on, a grant after a rest begins anew.
async fn write_rights(tx: &mut Tx, paper: &Paper, from: Date, today: Date) -> Result<(), sqlx::Error> {
    let sql =
        "INSERT INTO grants (person_id, role, office_id, valid_from, valid_to) VALUES ($1, 'operator', $2, $3, $4)
               ON CONFLICT (person_id, role, office_id) DO UPDATE SET valid_to = excluded.valid_to,
                   valid_from = CASE WHEN (grants.valid_to IS NULL OR grants.valid_to >= $5)
                                          AND grants.valid_from < excluded.valid_from
                                     THEN grants.valid_from ELSE excluded.valid_from END";
    within!(tx, conn => sqlx::query(sql).bind(paper.person.0).bind(paper.office.0).bind(Day(from))
        .bind(paper.to.map(Day)).bind(Day(today)).execute(conn).await.map(drop))
}
