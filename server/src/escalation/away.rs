//! Owners who will be away on a promised day, with nobody there who can stand in.

use crate::db::{Day, on};
use crate::house::House;
use crate::offices;
use crate::web::Answer;
use contatti_model::offices::{Absence, Substitution, substitution};
use contatti_model::{OfficeId, PersonId};
use jiff::civil::Date;
use std::collections::HashMap;
use uuid::Uuid;

/// The absences of an office in some days, and what those who stand in have in charge.
pub(super) struct Away {
    absences: Vec<Absence>,
    /// Only who works the office's requests today can stand in.
    loads: HashMap<PersonId, i64>,
}

impl Away {
    /// # Errors
    /// When the database does not answer.
    pub async fn between(house: &House, office: OfficeId, first: Date, last: Date) -> Answer<Self> {
        let absences = offices::absent_between(house, office, first, last).await?;
        let sql = "SELECT p.id, (SELECT COUNT(*) FROM requests r WHERE r.office_id = $1 AND r.owner_id = p.id
                              AND r.state <> 'closed') AS load
                   FROM people p JOIN grants g ON g.person_id = p.id
                   WHERE p.id IN (SELECT a.substitute_id FROM absences a WHERE a.office_id = $1 AND a.ended_at IS NULL
                                    AND a.last_day >= $2 AND a.first_day <= $3)
                     AND p.disabled_at IS NULL AND g.office_id = $1 AND g.role = 'operator' AND g.valid_from <= $2
                     AND (g.valid_to IS NULL OR g.valid_to >= $2)";
        let rows: Vec<(Uuid, i64)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).bind(Day(first))
            .bind(Day(last)).fetch_all(pool).await)?;
        Ok(Self { absences, loads: rows.into_iter().map(|(id, load)| (PersonId(id), load)).collect() })
    }

    /// Whether nobody does an owner's work that day: they are away, and who stands in is nobody, works here no more, or has
    /// as many in charge as the unit gives to one.
    pub fn leaves_alone(&self, owner: PersonId, day: Date, most: Option<i32>) -> bool {
        match substitution(&self.absences, owner, day) {
            Substitution::Present => false,
            Substitution::Nobody => true,
            Substitution::By(next) => {
                let load = self.loads.get(&next);
                load.is_none_or(|load| most.is_some_and(|most| *load >= i64::from(most)))
            }
        }
    }
}
