//! The members of a unit who may be given a request today, with their load.

use crate::db::{At, Day, Tx, on, within};
use crate::house::House;
use crate::offices;
use crate::requests::store::RequestRow;
use crate::web::Answer;
use contatti_model::offices::{Absence, Substitution, substitution};
use contatti_model::requests::{Candidate, choose};
use contatti_model::{OfficeId, PersonId, UnitId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

/// A candidate with name and address.
pub(in crate::requests) struct Named {
    pub candidate: Candidate,
    pub name: String,
    pub email: String,
}

#[derive(FromRow)]
struct MemberRow {
    id: Uuid,
    name: String,
    email: String,
    given_at: Option<At>,
    load: i64,
    skills: i64,
}

/// $1 the unit, $2 a subject, $3 its office, $4 today.
const MEMBERS: &str = "
    SELECT p.id, p.name, p.email, m.given_at,
           (SELECT COUNT(*) FROM requests r WHERE r.office_id = $3 AND r.owner_id = p.id AND r.state <> 'closed') AS load,
           (SELECT COUNT(*) FROM unit_skills s WHERE s.unit_id = m.unit_id AND s.person_id = p.id AND s.subject_id = $2) AS skills
    FROM unit_members m JOIN people p ON p.id = m.person_id JOIN grants g ON g.person_id = p.id
    WHERE m.unit_id = $1 AND p.disabled_at IS NULL AND g.office_id = $3 AND g.role = 'operator'
      AND g.valid_from <= $4 AND (g.valid_to IS NULL OR g.valid_to >= $4)";

impl MemberRow {
    fn candidate(&self, absences: &[Absence], today: Date) -> Candidate {
        let person = PersonId(self.id);
        Candidate {
            person,
            present: substitution(absences, person, today) == Substitution::Present,
            skilled: self.skills > 0,
            load: u32::try_from(self.load).unwrap_or(u32::MAX),
            given_at: self.given_at.map(|at| at.0),
        }
    }
}

/// Members who operate the office today, less those who shall not have this very request: whose answer did not answer,
/// or who gave it back.
///
/// # Errors
/// When the database does not answer.
pub(in crate::requests) async fn candidates(
    house: &House,
    tx: &mut Tx,
    row: &RequestRow,
    unit: UnitId,
) -> Answer<Vec<Named>> {
    let today = house.now().day();
    let rows: Vec<MemberRow> = within!(tx, conn => sqlx::query_as(MEMBERS).bind(unit.0).bind(row.subject_id().0)
        .bind(row.office().0).bind(Day(today)).fetch_all(conn).await)?;
    let absences = offices::absent_within(tx, row.office(), today).await?;
    let had_it = had_it(row);
    let named = |member: MemberRow| Named {
        candidate: member.candidate(&absences, today),
        name: member.name,
        email: member.email,
    };
    Ok(rows.into_iter().map(named).filter(|one| Some(one.candidate.person) != had_it).collect())
}

/// Members who are there and below the bound, read without holding anything: whoever gives reads them again.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn free(house: &House, unit: UnitId, office: OfficeId, most: Option<u32>) -> Answer<Vec<PersonId>> {
    let today = house.now().day();
    // Of no subject: what somebody knows best makes nobody free.
    let rows: Vec<MemberRow> = on!(&house.db, pool => sqlx::query_as(MEMBERS).bind(unit.0).bind(Uuid::nil())
        .bind(office.0).bind(Day(today)).fetch_all(pool).await)?;
    let absences = offices::absent_on(house, office, today).await?;
    let all = rows.iter().map(|member| member.candidate(&absences, today));
    Ok(all.filter_map(|one| choose(&[one], most)).collect())
}

/// Who shall not get it from anybody's list: it comes from their hands.
pub(super) fn had_it(row: &RequestRow) -> Option<PersonId> {
    (row.second_officer || row.version > 1).then(|| row.known_by_id()).flatten()
}
