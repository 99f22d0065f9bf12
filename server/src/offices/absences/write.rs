//! An absence entered, or ended before its time; what is in charge already stays where it is.

use super::read::{answers_for_others, between, operators};
use crate::db::{At, Day, Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::notices::{self, ToStaff};
use crate::offices::store;
use crate::web::{Answer, Refusal};
use contatti_model::notices::StaffNoticeKind;
use contatti_model::offices::{Absence, AbsenceDraft, AbsenceForm};
use contatti_model::{AbsenceId, FieldError, Issue, OfficeId, PersonId};
use uuid::Uuid;

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
    let id = insert(house, &mut tx, actor, office, &absence).await?;
    tell(house, &mut tx, actor, office, id, StaffNoticeKind::StandsIn).await?;
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
    notices::withdraw_from_staff(house, &mut tx, StaffNoticeKind::StandsIn, id.0).await?;
    tell(house, &mut tx, actor, office, id, StaffNoticeKind::StandsInNoMore).await?;
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
) -> Result<AbsenceId, sqlx::Error> {
    let id = AbsenceId(house.new_id());
    let sql = "INSERT INTO absences (id, person_id, office_id, first_day, last_day, substitute_id, made_by, made_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (first, last) = (Day(absence.first_day), Day(absence.last_day));
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(absence.person.0).bind(office.0).bind(first).bind(last)
        .bind(absence.substitute.map(|id| id.0)).bind(actor.id.0).bind(At(house.now())).execute(conn).await.map(drop))?;
    Ok(id)
}

/// Whoever stands in hears of it once, when it begins to hold and when it holds no more; nobody hears what they did themselves,
/// nor of days that are over.
async fn tell(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    office: OfficeId,
    id: AbsenceId,
    kind: StaffNoticeKind,
) -> Result<(), sqlx::Error> {
    let sql =
        "SELECT a.substitute_id, p.name, a.first_day, a.last_day FROM absences a JOIN people p ON p.id = a.person_id
               WHERE a.id = $1 AND a.substitute_id IS NOT NULL AND a.substitute_id <> $2 AND a.last_day >= $3";
    let today = Day(house.now().day());
    let told: Option<(Uuid, String, Day, Day)> = within!(tx, conn => sqlx::query_as(sql).bind(id.0).bind(actor.id.0)
        .bind(today).fetch_optional(conn).await)?;
    let Some((substitute, named, first, last)) = told else { return Ok(()) };
    let told = ToStaff {
        kind,
        about: id.0,
        occasion: "",
        person: PersonId(substitute),
        office,
        named: &named,
        first_day: Some(first.0),
        last_day: Some(last.0),
        request: None,
    };
    notices::tell_staff(house, tx, &told).await.map(drop)
}
