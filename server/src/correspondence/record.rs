//! Writing down what no machine delivers: a call made, a letter sent, a talk at the counter.

use super::store::NewMissive;
use super::take::party;
use super::{decide, store};
use crate::db::broken_constraint;
use crate::house::House;
use crate::identity::{self, Actor};
use crate::monitoring::audit;
use crate::offices::{self, Competent};
use crate::register::{self, Document};
use crate::requests::{self, Joining};
use crate::web::{Answer, Refusal};
use contatti_model::correspondence::{RecordForm, Recorded};
use contatti_model::register::Direction;
use contatti_model::{CompanyId, FieldError, Issue, MessageId, MissiveId, PositionId, ProblemCode};

/// Writes it down once: the same id again writes nothing more.
///
/// # Errors
/// 404 for who works at no office; 422 with every field to mend; 409 when the id was used for something else.
pub(super) async fn record(house: &House, actor: &Actor, form: &RecordForm) -> Answer<MissiveId> {
    let office = actor.operated_offices().next().ok_or_else(Refusal::not_found)?;
    let recorded = Recorded::parse(form, house.now()).map_err(Refusal::invalid)?;
    if store::missive(house, recorded.id).await?.is_some() {
        return repeated(house, actor, recorded.id).await;
    }
    let position = decide::position(house, &recorded.position).await?;
    let joining = request(house, actor, &recorded, position).await?;
    let competent = offices::as_competent(house, office).await?;
    let (company, _) = identity::company_and_scheme_of(house, position).await?;
    match write(house, actor, &competent, &recorded, (company, position), joining.as_ref()).await {
        Err(error) if broken_constraint(&error).is_some() => repeated(house, actor, recorded.id).await,
        Err(error) => Err(error.into()),
        Ok(()) => Ok(recorded.id),
    }
}

async fn repeated(house: &House, actor: &Actor, id: MissiveId) -> Answer<MissiveId> {
    let row = store::missive(house, id).await?.filter(|row| actor.operates(row.office()));
    row.map(|row| row.id()).ok_or_else(|| Refusal::new(ProblemCode::IdTaken))
}

/// The request it belongs to: one of the same position, worked by the same people.
async fn request(house: &House, actor: &Actor, recorded: &Recorded, position: PositionId) -> Answer<Option<Joining>> {
    let Some(number) = &recorded.request else { return Ok(None) };
    let found = requests::named(house, number).await?;
    let fits = found.filter(|joining| actor.operates(joining.office()) && joining.position() == position);
    fits.map(Some).ok_or_else(|| Refusal::invalid(vec![FieldError::new("request", Issue::UnknownChoice)]))
}

async fn write(
    house: &House,
    actor: &Actor,
    competent: &Competent,
    recorded: &Recorded,
    (company, position): (CompanyId, PositionId),
    joining: Option<&Joining>,
) -> Result<(), sqlx::Error> {
    let (who, own) = (party(&recorded.correspondent, ""), competent.office.name.as_str());
    let (sender, recipient) = match recorded.direction {
        Direction::In => (who.as_str(), own),
        Direction::Out => (own, who.as_str()),
    };
    let mut tx = house.begin_at(&competent.register_area).await?;
    let document = Document {
        area: &competent.register_area,
        direction: recorded.direction,
        message: MessageId(recorded.id.0),
        sender,
        recipient,
        subject: &recorded.subject,
        documents: register::documents(&recorded.text, []),
    };
    let registration = register::register(&mut tx, house.now(), document).await?;
    let new = NewMissive {
        id: recorded.id,
        state: recorded.state(),
        channel: recorded.channel,
        direction: recorded.direction,
        office: competent.office.id,
        at: recorded.at,
        correspondent: &recorded.correspondent,
        address: "",
        subject: &recorded.subject,
        text: &recorded.text,
        automatic: false,
        left_out: 0,
        files: 0,
        original_sha256: None,
        registration: &registration,
        person: None,
        position: Some(position),
        request: joining.map(Joining::id),
        proposed_position: None,
        proposed_request: None,
        decided_by: Some(actor.id),
    };
    new.insert(&mut tx).await?;
    audit::note(
        house,
        &mut tx,
        actor,
        "missive_recorded",
        Some(company),
        joining.map(Joining::id),
        competent.office.id,
    )
    .await?;
    tx.commit().await
}
