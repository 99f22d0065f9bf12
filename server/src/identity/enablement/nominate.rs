//! Nominating: the director names an account of the institute, the days and why; nothing opens yet.

use super::store::{self, LogRow, at_field};
use crate::db::{At, Day, Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::identity::enablement::{EnablementDeed, NominateForm, Nomination, goes_on_from};
use contatti_model::{EnablementId, Issue, OfficeId, PersonId, ProblemCode};
use uuid::Uuid;

/// # Errors
/// 422 for a form that does not hold, somebody the institute does not know, days that do not join the grant held, or a
/// second nomination; 409 for oneself.
pub(super) async fn nominate(house: &House, actor: &Actor, office: OfficeId, form: &NominateForm) -> Answer<()> {
    let today = house.now().day();
    let nomination = Nomination::parse(form, today).map_err(Refusal::invalid)?;
    let mut tx = house.begin().await?;
    let person = colleague(&mut tx, &nomination.person).await?;
    let person = person.ok_or_else(|| at_field("person", Issue::NoColleague))?;
    if person == actor.id {
        return Err(Refusal::new(ProblemCode::SeparateDuties));
    }
    let held = store::held_until(&mut tx, office, person, today).await?;
    goes_on_from(nomination.from, held.flatten(), today).map_err(|issue| at_field("from", issue))?;
    let id = EnablementId(house.new_id());
    let sql = "INSERT INTO enablements (id, office_id, person_id, state, valid_from, valid_to, reason, nominated_by,
                                        nominated_at)
               VALUES ($1, $2, $3, 'nominated', $4, $5, $6, $7, $8)";
    let (from, to) = (nomination.from, nomination.to);
    let written = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(office.0).bind(person.0).bind(Day(from))
        .bind(Day(to)).bind(&nomination.reason).bind(actor.id.0).bind(At(house.now())).execute(conn).await.map(drop));
    written.map_err(store::taken)?;
    let (deed, by) = (EnablementDeed::Nominated, Some(actor.id));
    let line = LogRow { enablement: id, office, deed, person, by, from, to: Some(to), reason: &nomination.reason };
    store::log(house, &mut tx, line).await?;
    audit::note(house, &mut tx, actor, "enablement_nominated", None, None, office).await?;
    Ok(tx.commit().await?)
}

/// An account of the institute by user name or e-mail: one that had a grant, or belongs to no company and no firm. Those
/// of companies and firms are not found, whether they exist or not.
async fn colleague(tx: &mut Tx, called: &str) -> Result<Option<PersonId>, sqlx::Error> {
    let sql = "SELECT p.id, p.username FROM people p
               WHERE (p.username = $1 OR LOWER(p.email) = $1) AND p.disabled_at IS NULL
                 AND (EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id)
                      OR (NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id)
                          AND NOT EXISTS (SELECT 1 FROM intermediary_members i WHERE i.person_id = p.id)))";
    let found: Vec<(Uuid, String)> = within!(tx, conn => sqlx::query_as(sql).bind(called).fetch_all(conn).await)?;
    let named = found.iter().find(|(_, username)| username == called);
    // A mailbox that several share names nobody.
    let only = found.first().filter(|_| found.len() == 1);
    Ok(named.or(only).map(|(id, _)| PersonId(*id)))
}
