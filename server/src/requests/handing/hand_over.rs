//! Handing over (*passaggio*): another office takes the request as it is, number and promised day with it.

use crate::db::{Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::offices;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::requests::turn::Turn;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{EventKind, HandOver, HandOverForm, MessageKind};
use contatti_model::{FieldError, Issue, MessageId, OfficeId};

/// The company reads the reason as a word of the office that gives it away; the promise stays what it was.
///
/// # Errors
/// 412 when it changed meanwhile, 409 when it is closed or documents are waited for, 422 without an office or a reason.
pub(super) async fn hand_over(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &HandOverForm,
) -> Answer<()> {
    let over = HandOver::parse(form).map_err(Refusal::invalid)?;
    let unknown = || Refusal::invalid(vec![FieldError::new("office", Issue::UnknownChoice)]);
    let office = offices::name_of(house, over.office).await?.filter(|office| office.id != row.office());
    let office = office.ok_or_else(unknown)?;
    change::same_version(row, version)?;
    let mut to = row.standing()?;
    to.state = to.state.hand_over()?;
    to.known_by = None;
    to.second_officer = false;
    to.owner = None;
    to.office = office.id;
    let id = MessageId(house.new_id());
    let turn = Some(Turn { id, kind: MessageKind::Comment, text: &over.reason, files: &[], arrived: None });
    let (by, event, named) = (By::Person(actor), EventKind::HandedOver, Some(office.name.as_str()));
    let step = Step { by, row, version, to, event, day: None, turn, pause: None, named };
    let mut tx = house.begin().await?;
    change::write(house, &mut tx, &step).await?;
    take_meeting_along(&mut tx, row, office.id).await?;
    // Who works at the new office hears of it too.
    let change = Change { office: office.id, ..change::changed(row, version + 1)? };
    tx.announce(change).await?;
    Ok(tx.commit().await?)
}

async fn take_meeting_along(tx: &mut Tx, row: &RequestRow, office: OfficeId) -> Result<(), sqlx::Error> {
    let sql = "UPDATE meetings SET office_id = $2 WHERE request_id = $1";
    within!(tx, conn => sqlx::query(sql).bind(row.id).bind(office.0).execute(conn).await.map(drop))
}
