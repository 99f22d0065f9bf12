//! The company asks for an appointment, where writing more would not help.

use super::store::{self, Kept};
use super::wording;
use crate::house::House;
use crate::identity::Actor;
use crate::requests::change::{self, By, Step};
use crate::requests::store::RequestRow;
use crate::requests::turn::Turn;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{
    AskMeetingForm, EventKind, Meeting, MeetingAsked, MeetingState, MessageKind, Telephone, may_talk,
};
use contatti_model::{MessageId, ProblemCode, RequestId};

/// The request itself stays where it is: a closed one is not opened again by talking about it.
///
/// # Errors
/// 422 with every field to mend; 409 where talking is not offered, or an appointment is asked for or set already; 412
/// when the request changed in this very moment, and trying again is right.
pub(super) async fn ask(house: &House, actor: &Actor, row: &RequestRow, form: &AskMeetingForm) -> Answer<()> {
    let asked = MeetingAsked::parse(form).map_err(Refusal::invalid)?;
    let id = RequestId(row.id);
    let (before, exchanges) = tokio::try_join!(store::of(house, id), store::exchanges(house, id))?;
    let state = MeetingState::ask(before.map(|kept| kept.meeting.state))
        .map_err(|_| Refusal::new(ProblemCode::MeetingUnderWay))?;
    if !may_talk(exchanges, row.outcome()?, row.goes_on(house.now().day())?) {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    let text = wording::asked(&asked);
    let turn = Some(Turn {
        id: MessageId(house.new_id()),
        kind: MessageKind::MeetingAsked,
        text: &text,
        files: &[],
        arrived: None,
        archives: None,
    });
    let (by, version, to, event) = (By::Person(actor), row.version, row.standing()?, EventKind::MeetingAsked);
    let step = Step { by, row, version, to, event, day: None, turn, pause: None, named: None };
    change::make_with(house, &step, Some(&kept(house, state, asked))).await
}

fn kept(house: &House, state: MeetingState, asked: MeetingAsked) -> Kept {
    let MeetingAsked { mode, part, weekdays, telephone, .. } = asked;
    Kept {
        id: house.new_id(),
        telephone: telephone.as_ref().map_or_else(String::new, |number| Telephone::as_str(number).to_owned()),
        set_at: None,
        sequence: 0,
        meeting: Meeting { state, mode, part, weekdays, place: String::new(), begins_at: None },
    }
}
