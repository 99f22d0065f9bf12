//! Who gets what would be given to somebody away: the one who stands in, or whoever of the unit has least to do.

use super::hands;
use crate::db::Tx;
use crate::house::House;
use crate::offices;
use crate::requests::distribution::candidates;
use crate::requests::store::RequestRow;
use crate::web::{Answer, Refusal};
use contatti_model::offices::{Substitution, substitution};
use contatti_model::requests::{Candidate, Colleague, choose};
use contatti_model::{FieldError, Issue, PersonId};

/// The colleague with their address, and whether they take the chosen one's place.
///
/// # Errors
/// 422 for who is no operator of the office today, or is away and nobody there takes their place.
pub(super) async fn stand_in(
    house: &House,
    tx: &mut Tx,
    row: &RequestRow,
    chosen: PersonId,
) -> Answer<(Colleague, String, Option<String>)> {
    let refused = |issue| Refusal::invalid(vec![FieldError::new("to", issue)]);
    let found = hands::colleague(house, tx, row.office(), chosen).await?;
    let (colleague, email) = found.ok_or_else(|| refused(Issue::UnknownChoice))?;
    let today = house.now().day();
    let absences = offices::absent_within(tx, row.office(), today).await?;
    let next = match substitution(&absences, chosen, today) {
        Substitution::Present => return Ok((colleague, email, None)),
        Substitution::By(next) => Some(next),
        Substitution::Nobody => None,
    };
    let away = Some(colleague.name);
    if let Some(next) = next
        && let Some((colleague, email)) = hands::colleague(house, tx, row.office(), next).await?
    {
        return Ok((colleague, email, away));
    }
    // Nobody is named, or who was named works here no more.
    let until = absences.iter().find(|one| one.person == chosen).map_or(today, |one| one.last_day);
    let nobody = || refused(Issue::NobodyStandsIn { until });
    let unit = row.unit_id().ok_or_else(nobody)?;
    let members = candidates(house, tx, row, unit).await?;
    let all: Vec<Candidate> = members.iter().map(|one| one.candidate).collect();
    let least = choose(&all, None);
    let member = members.into_iter().find(|one| Some(one.candidate.person) == least).ok_or_else(nobody)?;
    let colleague = Colleague { id: member.candidate.person, name: member.name, absent_until: None };
    Ok((colleague, member.email, away))
}
