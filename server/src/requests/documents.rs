//! Asking for documents (*richiesta di integrazione*): what is missing and by when; the resolution clock rests meanwhile.

use super::change::{self, By, Step};
use super::standing::Waiting;
use super::store::RequestRow;
use super::turn::Turn;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::MessageId;
use contatti_model::requests::{DocumentsAsked, DocumentsForm, EventKind, MessageKind};

/// # Errors
/// As taking charge; 422 for an empty text or a day out of bounds.
pub(super) async fn ask_documents(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &DocumentsForm,
) -> Answer<()> {
    let today = house.now().day();
    let asked = DocumentsAsked::parse(form, today).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let mut to = row.standing()?.responded(house.now());
    to.state = to.state.ask_documents()?;
    to.owner = Some(actor.id);
    to.awaiting = Some(Waiting { since: today, until: asked.until });
    let id = MessageId(house.new_id());
    let turn = Some(Turn {
        id,
        kind: MessageKind::DocumentsAsked,
        text: &asked.text,
        files: &[],
        arrived: None,
        archives: None,
    });
    let (by, event, day) = (By::Person(actor), EventKind::DocumentsAsked, Some(asked.until));
    change::make(house, &Step { by, row, version, to, event, day, turn, pause: None, named: None }).await
}
