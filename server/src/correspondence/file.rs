//! Filing a missive: into a position's history, and into the thread of a request where one is named.

use super::decide;
use super::store::{self, Decision, MissiveRow};
use super::{POST, take::party};
use crate::house::House;
use crate::identity::{self, Actor};
use crate::requests::{self, Arrived, Joining};
use crate::web::{Answer, Refusal};
use contatti_model::correspondence::{Filing, FilingForm};
use contatti_model::{FieldError, Issue, PersonId, PositionId};

/// # Errors
/// 422 when position or request are not to be found, belong to another office, or do not fit each other; 409 when it was
/// decided already; 412 when somebody decided since it was read.
pub(super) async fn file(
    house: &House,
    actor: &Actor,
    row: &MissiveRow,
    version: i64,
    form: &FilingForm,
) -> Answer<()> {
    decide::same_version(row, version)?;
    let filing = Filing::parse(form).map_err(Refusal::invalid)?;
    let joining = joining(house, actor, &filing).await?;
    let named = match &filing.position {
        Some(number) => Some(decide::position(house, number).await?),
        None => None,
    };
    let position = match (&joining, named) {
        (Some(joining), Some(named)) if joining.position() != named => {
            return Err(wrong("position", Issue::UnknownChoice));
        }
        (Some(joining), _) => joining.position(),
        (None, Some(named)) => named,
        (None, None) => return Err(wrong("position", Issue::Required)),
    };
    let state = row.state()?.file()?;
    let request = joining.as_ref().map(Joining::id);
    let decision = Decision { state, position: Some(position), request, reason: None, by: actor.id };
    let (company, _) = identity::company_and_scheme_of(house, position).await?;
    let mut tx = house.begin().await?;
    decide::write(house, &mut tx, actor, row, version, "missive_filed", (&decision, Some(company))).await?;
    if let Some(joining) = &joining {
        let author = author(row);
        let arrived = Arrived { missive: row.id(), channel: row.channel()?, registration: row.registration() };
        let text = if row.text.is_empty() { &row.subject } else { &row.text };
        let files = usize::try_from(row.file_count).unwrap_or(0);
        joining.join(house, &mut tx, (author.0, &author.1), text, files, &arrived).await?;
    }
    remember(house, &mut tx, actor, row, position, filing.remember).await?;
    Ok(tx.commit().await?)
}

/// The request the number names, when it is worked here and takes one turn more.
async fn joining(house: &House, actor: &Actor, filing: &Filing) -> Answer<Option<Joining>> {
    let Some(number) = &filing.request else { return Ok(None) };
    let found = requests::named(house, number).await?.filter(|joining| actor.operates(joining.office()));
    let joining = found.ok_or_else(|| wrong("request", Issue::UnknownChoice))?;
    if joining.takes(house)? { Ok(Some(joining)) } else { Err(wrong("request", Issue::RequestOver)) }
}

/// The account of the address, or the post's hand under the name that was written.
pub(super) fn author(row: &MissiveRow) -> (PersonId, String) {
    match (row.person_id, &row.person) {
        (Some(id), Some(name)) => (PersonId(id), name.clone()),
        _ => (POST, party(&row.correspondent, "")),
    }
}

/// From now on this sender is known to write for the position, where the operator says so.
pub(super) async fn remember(
    house: &House,
    tx: &mut crate::db::Tx,
    actor: &Actor,
    row: &MissiveRow,
    position: PositionId,
    wanted: bool,
) -> Result<(), sqlx::Error> {
    if !wanted || row.address.is_empty() {
        return Ok(());
    }
    store::remember_sender(tx, &row.address, position, actor.id, house.now()).await
}

fn wrong(field: &str, issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new(field, issue)])
}
