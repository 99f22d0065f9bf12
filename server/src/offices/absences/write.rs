//! An absence entered, or ended before its time; what is in charge already stays where it is.

use super::read::{answers_for_others, between, operators};
use crate::db::{At, Day, Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::offices::store;
use crate::web::{Answer, Refusal};
use contatti_model::offices::{Absence, AbsenceDraft, AbsenceForm};
use contatti_model::{AbsenceId, FieldError, Issue, OfficeId, PersonId};

/// # Errors
/// 404 for somebody one does not answer for; 422 for days or a substitute that do not hold.
pub(super) async fn enter(house: &House, actor: &Actor, office: OfficeId, form: &AbsenceForm) -> Answer<()> {
    let draft = AbsenceDraft::parse(form, house.now().day()).map_err(Refusal::invalid)?;
    let person = draft.person.unwrap_or(actor.id);
    if person != actor.id && !answers_for_others(actor, office) {
        return Err(Refusal::not_found());
    }
    let absence = draft.of(person);
    if draft.person.is_none() && !actor.operates(office) {
        return Err(Refusal::invalid(vec![FieldError::new("person", Issue::Required)]));
    }
    known(house, office, &absence).await?;
    let mut tx = house.begin().await?;
    // One after the other, so that no two close a circle between them.
    store::hold(&mut tx, office).await?;
    let others = between(&mut tx, office, (absence.first_day, absence.last_day)).await?;
    absence.fits(&others).map_err(|error| Refusal::invalid(vec![error]))?;
    insert(house, &mut tx, actor, office, &absence).await?;
    audit::note(house, &mut tx, actor, "absence_entered", None, None, office).await?;
    Ok(tx.commit().await?)
}

/// Over at once: what comes from now on is theirs again.
///
/// # Errors
/// 404 for one that is over, of another office, or of somebody one does not answer for.
pub(super) async fn end(house: &House, actor: &Actor, office: OfficeId, id: AbsenceId) -> Answer<()> {
    let sql = "UPDATE absences SET ended_at = $3 WHERE id = $1 AND office_id = $2 AND ended_at IS NULL
               AND ($4 = 1 OR person_id = $5)";
    let any = i32::from(answers_for_others(actor, office));
    let mut tx = house.begin().await?;
    let ended = within!(&mut tx, conn => sqlx::query(sql).bind(id.0).bind(office.0).bind(At(house.now())).bind(any)
        .bind(actor.id.0).execute(conn).await.map(|done| done.rows_affected()))?;
    if ended == 0 {
        return Err(Refusal::not_found());
    }
    audit::note(house, &mut tx, actor, "absence_ended", None, None, office).await?;
    Ok(tx.commit().await?)
}

/// Only who works the office's requests is away from them, and stands in.
async fn known(house: &House, office: OfficeId, absence: &Absence) -> Answer<()> {
    let operators = operators(house, office).await?;
    let works = |id: PersonId| operators.iter().any(|one| one.id == id);
    let unknown = |field| Err(Refusal::invalid(vec![FieldError::new(field, Issue::UnknownChoice)]));
    match absence.substitute {
        _ if !works(absence.person) => unknown("person"),
        Some(substitute) if !works(substitute) => unknown("substitute"),
        _ => Ok(()),
    }
}

async fn insert(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    office: OfficeId,
    absence: &Absence,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO absences (id, person_id, office_id, first_day, last_day, substitute_id, made_by, made_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (first, last) = (Day(absence.first_day), Day(absence.last_day));
    within!(tx, conn => sqlx::query(sql).bind(house.new_id()).bind(absence.person.0).bind(office.0).bind(first).bind(last)
        .bind(absence.substitute.map(|id| id.0)).bind(actor.id.0).bind(At(house.now())).execute(conn).await.map(drop))
}
