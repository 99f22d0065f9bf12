//! Merging: a request is answered with the number of the one it goes on in; its thread stays, and both name each other.

use super::store::{other, state_within, write};
use crate::house::House;
use crate::identity::Actor;
use crate::requests::change::{self, By, Step};
use crate::requests::close::closed;
use crate::requests::store::{self, RequestRow};
use crate::requests::turn::Turn;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{EventKind, LinkKind, Merge, MergeForm, MessageKind, Outcome, State};
use contatti_model::{FieldError, Issue, MessageId};
use contatti_words::{Language, words};

/// # Errors
/// 412 when it changed meanwhile, 409 when it cannot be closed, 422 without a text, for a number that names no request it
/// could go on in, or one that is closed.
pub(super) async fn merge(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &MergeForm,
) -> Answer<()> {
    let merge = Merge::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let into = other(house, row, &merge.number).await?;
    let pause = row.pause_until(house.now().day());
    let to = closed(house, actor, row, Outcome::Informative)?;
    let mut tx = house.begin_at(&row.office_area).await?;
    // Both, in the order everybody takes them: else each could be closed into the other.
    let mut both = [row.id(), into.id()];
    both.sort_unstable();
    for id in both {
        store::hold(&mut tx, id).await?;
    }
    if state_within(&mut tx, into.id()).await? == State::Closed {
        return Err(Refusal::invalid(vec![FieldError::new("number", Issue::UnknownChoice)]));
    }
    // The register keeps Italian, the language of the office.
    let last = words(Language::default()).working.merged_into(into.registration_number());
    let text = format!("{}\n\n{last}", merge.text);
    let id = MessageId(house.new_id());
    let turn = Some(Turn { id, kind: MessageKind::Answer, text: &text, files: &[], arrived: None, archives: None });
    let (by, event) = (By::Person(actor), EventKind::Closed);
    change::write(house, &mut tx, &Step { by, row, version, to, event, day: None, turn, pause, named: None }).await?;
    write(house, &mut tx, actor, (row.id(), into.id()), LinkKind::MergedInto).await?;
    tx.announce(change::changed(&into, into.version)?).await?;
    Ok(tx.commit().await?)
}
