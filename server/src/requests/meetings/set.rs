//! The office says when and where, or moves what it said.

use super::store::{self, Kept};
use super::wording;
use crate::house::House;
use crate::identity::Actor;
use crate::offices;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::requests::turn::Turn;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{EventKind, Meeting, MeetingSet, MeetingState, MessageKind, SetMeetingForm};
use contatti_model::{MessageId, ProblemCode, RequestId};

/// A word of the office like any other: it stops the clock of the first answer, and leaves the request where it is.
///
/// # Errors
/// 412 when the request changed meanwhile; 409 when nobody asked or it is over; 422 with every field to mend.
pub(super) async fn set(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &SetMeetingForm,
) -> Answer<()> {
    let calendar = offices::calendar_of(house, row.office()).await?;
    let set = MeetingSet::parse(form, &calendar, house.now()).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let asked = store::of(house, RequestId(row.id)).await?;
    let asked = asked.ok_or_else(|| Refusal::new(ProblemCode::IllegalMove))?;
    let state = asked.meeting.state.set()?;
    let text = wording::set(&set);
    let turn = Some(Turn {
        id: MessageId(house.new_id()),
        kind: MessageKind::MeetingSet,
        text: &text,
        files: &[],
        arrived: None,
        archives: None,
    });
    let (by, to, event) = (By::Person(actor), row.standing()?.responded(house.now()), EventKind::MeetingSet);
    let step = Step { by, row, version, to, event, day: None, turn, pause: None, named: None };
    change::make_with(house, &step, Some(&kept(house, state, asked, set))).await
}

fn kept(house: &House, state: MeetingState, asked: Kept, set: MeetingSet) -> Kept {
    let MeetingSet { mode, begins_at, place, .. } = set;
    let meeting = Meeting { state, mode, place, begins_at: Some(begins_at), ..asked.meeting };
    Kept { set_at: Some(house.now()), sequence: asked.sequence + 1, meeting, ..asked }
}
