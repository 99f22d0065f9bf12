//! The units an office has, with their people, subjects and load.

use super::load::{Load, loads};
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::offices::absences;
use crate::web::Answer;
use contatti_model::offices::{OfficeUnits, Unit, UnitMember, UnitPerson};
use contatti_model::requests::search::SubjectName;
use contatti_model::{OfficeId, PersonId, SubjectId, UnitId};
use jiff::civil::Date;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct UnitRow {
    id: Uuid,
    name: String,
    version: i64,
    distributes: bool,
    most_each: Option<i32>,
    waiting: i64,
    changed_by: Option<String>,
    changed_at: Option<At>,
}

#[derive(FromRow)]
struct MemberRow {
    unit_id: Uuid,
    id: Uuid,
    name: String,
    manages: bool,
    skills_version: i64,
}

/// By name.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of(house: &House, actor: &Actor, office: OfficeId) -> Answer<OfficeUnits> {
    // First what names the versions: people and subjects that are newer are refused when sent back, never overwritten unseen.
    let rows = units(house, office).await?;
    let (members, mut subjects, people) =
        tokio::try_join!(members(house, office), subjects(house, office), people(house, office))?;
    let unit = |row: UnitRow| Unit {
        members: members.iter().filter(|(unit, _)| *unit == row.id).map(|(_, member)| member.clone()).collect(),
        subjects: subjects.remove(&row.id).unwrap_or_default(),
        id: UnitId(row.id),
        name: row.name,
        version: row.version,
        distributes: row.distributes,
        most_each: row.most_each.and_then(|most| u32::try_from(most).ok()),
        waiting: u32::try_from(row.waiting).unwrap_or(0),
        changed_by: row.changed_by,
        changed_at: row.changed_at.map(|at| at.0),
    };
    let may_edit = actor.directed_offices().any(|directed| directed == office);
    Ok(OfficeUnits { units: rows.into_iter().map(unit).collect(), people, may_edit })
}

async fn units(house: &House, office: OfficeId) -> Answer<Vec<UnitRow>> {
    let sql = "SELECT u.id, u.name, u.version, u.distributes, u.most_each, c.name AS changed_by, u.changed_at,
                      (SELECT COUNT(*) FROM requests r WHERE r.office_id = u.office_id AND r.unit_id = u.id
                       AND r.unit_id IS NOT NULL AND r.owner_id IS NULL AND r.state <> 'closed') AS waiting
               FROM units u LEFT JOIN people c ON c.id = u.changed_by
               WHERE u.office_id = $1 AND u.retired_at IS NULL ORDER BY u.name, u.id";
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?)
}

/// Every member with the unit they belong to, by name.
async fn members(house: &House, office: OfficeId) -> Answer<Vec<(Uuid, UnitMember)>> {
    let sql = "SELECT m.unit_id, p.id, p.name, m.manages, m.skills_version
               FROM unit_members m JOIN units u ON u.id = m.unit_id JOIN people p ON p.id = m.person_id
               WHERE u.office_id = $1 AND u.retired_at IS NULL ORDER BY p.name, p.id";
    let rows: Vec<MemberRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?;
    let today = house.now().day();
    let (loads, skills, away) =
        tokio::try_join!(loads(house, office), skills(house, office), absences::on_day(house, office, today))?;
    let until = |person: Uuid| away.iter().find(|one| one.person.0 == person).map(|one| one.last_day);
    Ok(rows.into_iter().map(|row| (row.unit_id, member(&row, &loads, &skills, until(row.id)))).collect())
}

fn member(
    row: &MemberRow,
    loads: &HashMap<Uuid, Load>,
    skills: &[(Uuid, Uuid, Uuid)],
    away: Option<Date>,
) -> UnitMember {
    let load = loads.get(&row.id).copied().unwrap_or_default();
    let own = skills.iter().filter(|(unit, person, _)| (*unit, *person) == (row.unit_id, row.id));
    UnitMember {
        id: PersonId(row.id),
        name: row.name.clone(),
        manages: row.manages,
        skills: own.map(|(_, _, subject)| SubjectId(*subject)).collect(),
        skills_version: row.skills_version,
        in_charge: u32::try_from(load.in_charge).unwrap_or(0),
        due_this_week: u32::try_from(load.due).unwrap_or(0),
        absent_until: away,
    }
}

/// Unit, person, subject.
async fn skills(house: &House, office: OfficeId) -> Answer<Vec<(Uuid, Uuid, Uuid)>> {
    let sql = "SELECT s.unit_id, s.person_id, s.subject_id FROM unit_skills s JOIN units u ON u.id = s.unit_id
               WHERE u.office_id = $1 AND u.retired_at IS NULL";
    Ok(on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?)
}

async fn subjects(house: &House, office: OfficeId) -> Answer<HashMap<Uuid, Vec<SubjectName>>> {
    let sql = "SELECT a.unit_id, s.id, s.title FROM unit_subjects a JOIN subjects s ON s.id = a.subject_id
               WHERE a.office_id = $1 ORDER BY s.title, s.id";
    let rows: Vec<(Uuid, Uuid, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?;
    let mut found: HashMap<Uuid, Vec<SubjectName>> = HashMap::new();
    for (unit, id, title) in rows {
        found.entry(unit).or_default().push(SubjectName { id: SubjectId(id), title });
    }
    Ok(found)
}

/// Operators and unit managers of today.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn people(house: &House, office: OfficeId) -> Answer<Vec<UnitPerson>> {
    let sql = "SELECT p.id, p.name, MAX(CASE WHEN g.role = 'operator' THEN 1 ELSE 0 END) AS operates
               FROM grants g JOIN people p ON p.id = g.person_id
               WHERE g.office_id = $1 AND g.role IN ('operator', 'unit_manager') AND p.disabled_at IS NULL
                 AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to >= $2)
               GROUP BY p.id, p.name ORDER BY p.name, p.id";
    let today = Day(house.now().day());
    let rows: Vec<(Uuid, String, i32)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(today).fetch_all(pool).await)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, operates)| UnitPerson { id: PersonId(id), name, operates: operates > 0 })
        .collect())
}
