//! Absences as they are stored and as the office reads them.

use crate::db::{Day, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::identity::Role;
use contatti_model::offices::{Absence, AbsenceLine, OfficeAbsences};
use contatti_model::requests::Colleague;
use contatti_model::{AbsenceId, OfficeId, PersonId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct AbsenceRow {
    person_id: Uuid,
    first_day: Day,
    last_day: Day,
    substitute_id: Option<Uuid>,
}

/// $1 the office, $2 and $3 the first and last day somebody is away in.
const ABSENCES: &str = "SELECT person_id, first_day, last_day, substitute_id FROM absences
    WHERE office_id = $1 AND ended_at IS NULL AND last_day >= $2 AND first_day <= $3";

/// Who is away from an office on a day.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn on_day(house: &House, office: OfficeId, day: Date) -> Answer<Vec<Absence>> {
    on_days(house, office, day, day).await
}

/// Who is away from an office on any day from the first to the last.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn on_days(house: &House, office: OfficeId, first: Date, last: Date) -> Answer<Vec<Absence>> {
    let rows: Vec<AbsenceRow> = on!(&house.db, pool => sqlx::query_as(ABSENCES).bind(office.0).bind(Day(first))
        .bind(Day(last)).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(AbsenceRow::absence).collect())
}

/// Who is away on a day, as a transaction sees it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn on_day_within(tx: &mut Tx, office: OfficeId, day: Date) -> Result<Vec<Absence>, sqlx::Error> {
    between(tx, office, (day, day)).await
}

/// Who is away on any day from the first to the last.
pub(super) async fn between(
    tx: &mut Tx,
    office: OfficeId,
    (first, last): (Date, Date),
) -> Result<Vec<Absence>, sqlx::Error> {
    let rows: Vec<AbsenceRow> = within!(tx, conn => sqlx::query_as(ABSENCES).bind(office.0).bind(Day(first))
        .bind(Day(last)).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(AbsenceRow::absence).collect())
}

impl AbsenceRow {
    fn absence(self) -> Absence {
        Absence {
            person: PersonId(self.person_id),
            first_day: self.first_day.0,
            last_day: self.last_day.0,
            substitute: self.substitute_id.map(PersonId),
        }
    }
}

#[derive(FromRow)]
struct LineRow {
    id: Uuid,
    person_id: Uuid,
    name: String,
    first_day: Day,
    last_day: Day,
    substitute_id: Option<Uuid>,
    substitute: Option<String>,
    made_by: String,
}

/// One's own, those one stands in for, and for who answers for others all of the office.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of(house: &House, actor: &Actor, office: OfficeId) -> Answer<OfficeAbsences> {
    let sql = "SELECT a.id, a.person_id, p.name, a.first_day, a.last_day, a.substitute_id, s.name AS substitute,
                      m.name AS made_by
               FROM absences a JOIN people p ON p.id = a.person_id JOIN people m ON m.id = a.made_by
               LEFT JOIN people s ON s.id = a.substitute_id
               WHERE a.office_id = $1 AND a.ended_at IS NULL AND a.last_day >= $2 ORDER BY a.first_day, p.name, a.id";
    let today = house.now().day();
    let rows: Vec<LineRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Day(today)).fetch_all(pool).await)?;
    let answers_for_others = answers_for_others(actor, office);
    let colleagues = operators(house, office).await?;
    let seen =
        |row: &LineRow| answers_for_others || [Some(row.person_id), row.substitute_id].contains(&Some(actor.id.0));
    let line = |row: LineRow| AbsenceLine {
        may_end: answers_for_others || row.person_id == actor.id.0,
        id: AbsenceId(row.id),
        person: PersonId(row.person_id),
        name: row.name,
        first_day: row.first_day.0,
        last_day: row.last_day.0,
        substitute: row.substitute,
        made_by: row.made_by,
    };
    let absences: Vec<_> = rows.into_iter().filter(seen).map(line).collect();
    let operates = actor.operates(office);
    Ok(OfficeAbsences { today, absences, colleagues, answers_for_others, operates, reader: actor.id })
}

/// Unit managers and directors enter the absences of their people too.
pub(super) fn answers_for_others(actor: &Actor, office: OfficeId) -> bool {
    let answers = |role: Role| matches!(role, Role::UnitManager | Role::Director);
    actor.seats.iter().any(|seat| seat.office.id == office && answers(seat.role))
}

/// The operators of today.
pub(super) async fn operators(house: &House, office: OfficeId) -> Answer<Vec<Colleague>> {
    let sql = "SELECT p.id, p.name, (SELECT MAX(a.last_day) FROM absences a WHERE a.person_id = p.id
                   AND a.office_id = $1 AND a.ended_at IS NULL AND a.first_day <= $2 AND a.last_day >= $2) AS until
               FROM grants g JOIN people p ON p.id = g.person_id
               WHERE g.office_id = $1 AND g.role = 'operator' AND p.disabled_at IS NULL
                 AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to >= $2) ORDER BY p.name, p.id";
    let today = Day(house.now().day());
    let rows: Vec<(Uuid, String, Option<Day>)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(today).fetch_all(pool).await)?;
    let colleague = |(id, name, until): (Uuid, String, Option<Day>)| Colleague {
        id: PersonId(id),
        name,
        absent_until: until.map(|day| day.0),
    };
    Ok(rows.into_iter().map(colleague).collect())
}
