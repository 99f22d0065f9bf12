//! What a person can choose from when they narrow their list: subjects, offices and firms that can be in it.

use super::scope;
use crate::db::{Db, Ids, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::identity::OfficeName;
use contatti_model::requests::search::{Filter, FilterChoices, IntermediaryName, SubjectChoices, SubjectName};
use contatti_model::{IntermediaryId, OfficeId, SubjectId};
use uuid::Uuid;

macro_rules! mine {
    ($ids:literal) => {
        concat!("(SELECT scheme, province FROM positions WHERE id ", $ids, ")")
    };
}

macro_rules! on_engine {
    ($house:expr, $before:literal, $after:literal) => {
        match &$house.db {
            Db::Sqlite { .. } => {
                concat!($before, mine!("IN (SELECT unhex(value) FROM json_each($1))"), $after)
            }
            Db::Postgres(_) => concat!($before, mine!("= ANY($1)"), $after),
        }
    };
}

/// # Errors
/// When the database does not answer.
pub(super) async fn choices(house: &House, actor: &Actor) -> Answer<FilterChoices> {
    let positions = scope::readable_positions(house, actor, &Filter::default()).await?;
    let (areas, offices, intermediaries) =
        tokio::try_join!(areas(house, &positions), offices(house, &positions), intermediaries(house, actor))?;
    Ok(FilterChoices { areas, offices, intermediaries })
}

/// Subjects that are no longer offered stay: old requests have them.
async fn areas(house: &House, positions: &[Uuid]) -> Answer<Vec<SubjectChoices>> {
    let sql = on_engine!(
        house,
        "SELECT a.title, s.id, s.title FROM subjects s JOIN subject_areas a ON a.id = s.area_id
         WHERE a.scheme IN (SELECT m.scheme FROM ",
        " m) ORDER BY a.scheme, a.place, s.place"
    );
    let rows: Vec<(String, Uuid, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(Ids(positions)).fetch_all(pool).await)?;
    let mut areas: Vec<SubjectChoices> = vec![];
    for (area, id, title) in rows {
        let subject = SubjectName { id: SubjectId(id), title };
        match areas.last_mut() {
            Some(last) if last.title == area => last.subjects.push(subject),
            _ => areas.push(SubjectChoices { title: area, subjects: vec![subject] }),
        }
    }
    Ok(areas)
}

/// The offices some rule routes one's positions to, and the desk that gets what no rule routes.
async fn offices(house: &House, positions: &[Uuid]) -> Answer<Vec<OfficeName>> {
    let sql = on_engine!(
        house,
        "SELECT o.id, o.name FROM offices o WHERE o.is_fallback OR o.id IN (
            SELECT t.office_id FROM routing_rules t JOIN ",
        " m ON m.scheme = t.scheme AND (t.province IS NULL OR t.province = m.province)) ORDER BY o.name"
    );
    let rows: Vec<(Uuid, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(Ids(positions)).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, name)| OfficeName { id: OfficeId(id), name }).collect())
}

/// $1 whose memberships and $2 whose mandates count: a company's firms of today and before, a consultant's own.
async fn intermediaries(house: &House, actor: &Actor) -> Answer<Vec<IntermediaryName>> {
    let sql = "SELECT i.id, i.name FROM intermediaries i WHERE i.id = $2 OR i.id IN (
                   SELECT d.intermediary_id FROM mandates d WHERE d.id = $2)
               OR i.id IN (
                   SELECT d.intermediary_id FROM memberships m JOIN mandates d ON d.company_id = m.company_id
                   WHERE (m.person_id = $1 OR m.company_id = $1))
               ORDER BY i.name LIMIT 200";
    let (member, mandated) = (actor.as_member(), actor.as_mandated());
    let rows: Vec<(Uuid, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(member).bind(mandated).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, name)| IntermediaryName { id: IntermediaryId(id), name }).collect())
}
