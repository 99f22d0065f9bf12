//! Revoking: the rights are gone at the next request, and what the person was working goes back to the office.

use super::seat;
use super::store::{self, LogRow, Paper};
use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::requests::{self, IfMoved, Left};
use crate::web::{Answer, Refusal};
use contatti_model::identity::enablement::{EnablementDeed, ReasonForm};
use contatti_model::{EnablementId, OfficeId, PersonId, ProblemCode};
use jiff::civil::Date;
use uuid::Uuid;

/// So often it is begun anew because the person's requests move meanwhile; then what moves is left behind: whoever shall
/// lose the group loses it whatever colleagues and companies write.
const TRIES: usize = 5;

/// Giving takes two people, taking away one: the IT contact or the director. Gives the office back.
///
/// # Errors
/// 404 for who answers for nothing there, 409 when it is over already, 422 without a reason.
pub(super) async fn revoke(house: &House, actor: &Actor, id: EnablementId, form: &ReasonForm) -> Answer<OfficeId> {
    let (office, person) = whose(house, id).await?;
    seat::at(actor, office)?;
    let reason = form.parse().map_err(Refusal::invalid)?;
    for tried in 1..=TRIES {
        let left = requests::left_by(house, office, person).await?;
        let if_moved = if tried < TRIES { IfMoved::Refuse } else { IfMoved::Leave };
        match take_away(house, actor, id, &reason, &left, if_moved).await {
            // Somebody wrote in one of them in this very moment: they are read again.
            Err(refusal) if refusal.problem.code == ProblemCode::Stale => {}
            outcome => return outcome.map(|()| office),
        }
    }
    Err(Refusal::new(ProblemCode::Stale))
}

async fn take_away(
    house: &House,
    actor: &Actor,
    id: EnablementId,
    reason: &str,
    left: &Left,
    if_moved: IfMoved,
) -> Answer<()> {
    let today = house.now().day();
    let mut tx = house.begin().await?;
    let paper = store::hold(&mut tx, id).await?;
    let state = paper.state.on(paper.to, today).revoke().map_err(store::over)?;
    store::write_over(house, &mut tx, id, state, actor.id).await?;
    end_rights(&mut tx, &paper, today).await?;
    requests::give_back_left(house, &mut tx, left, if_moved).await?;
    let Paper { office, person, from, to, .. } = paper;
    let (deed, by) = (EnablementDeed::Revoked, Some(actor.id));
    store::log(house, &mut tx, LogRow { enablement: id, office, deed, person, by, from, to, reason }).await?;
    audit::note(house, &mut tx, actor, "enablement_revoked", None, None, office).await?;
    Ok(tx.commit().await?)
}

/// Yesterday was the last day, also of a grant that would only have begun.
async fn end_rights(tx: &mut Tx, paper: &Paper, today: Date) -> Result<(), sqlx::Error> {
    let sql = "UPDATE grants SET valid_to = $3 WHERE person_id = $1 AND office_id = $2 AND role = 'operator'";
    let yesterday = Day(today.yesterday().unwrap_or(today));
    within!(tx, conn => sqlx::query(sql).bind(paper.person.0).bind(paper.office.0).bind(yesterday).execute(conn).await
        .map(drop))
}

async fn whose(house: &House, id: EnablementId) -> Answer<(OfficeId, PersonId)> {
    let sql = "SELECT office_id, person_id FROM enablements WHERE id = $1";
    let row: Option<(Uuid, Uuid)> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_optional(pool).await)?;
    row.map(|(office, person)| (OfficeId(office), PersonId(person))).ok_or_else(Refusal::not_found)
}
