//! Did the answer answer? A yes is kept; a no with one sentence opens the request again at a second officer.

use super::change::{self, By, Step};
use super::store::RequestRow;
use super::turn::Turn;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{EventKind, MessageKind, Verdict, VerdictForm, may_reopen};
use contatti_model::{MessageId, ProblemCode};

/// # Errors
/// 422 for a no without a sentence; 409 when it was said already, the office wrote first and answered nothing, is not closed, or closed too long ago.
pub(super) async fn judge(house: &House, actor: &Actor, row: &RequestRow, form: &VerdictForm) -> Answer<()> {
    let verdict = Verdict::parse(form).map_err(Refusal::invalid)?;
    let today = house.now().day();
    let before = row.standing()?;
    let judged = before.solved.is_some() || row.waits_for_company;
    if judged || !may_reopen(before.state, before.outcome, row.closed_on(), today) {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    let (by, version) = (By::Person(actor), row.version);
    let step = |to, event, turn| Step { by, row, version, to, event, day: None, turn, pause: None, named: None };
    match &verdict {
        Verdict::Solved => {
            let mut to = before;
            to.solved = Some(true);
            change::make(house, &step(to, EventKind::Solved, None)).await
        }
        Verdict::NotSolved(why) => {
            let mut to = before.reopened(today);
            to.state = to.state.reopen()?;
            to.solved = Some(false);
            to.second_officer = true;
            let turn = Turn {
                id: MessageId(house.new_id()),
                kind: MessageKind::Objection,
                text: why,
                files: &[],
                arrived: None,
                archives: None,
            };
            change::make(house, &step(to, EventKind::Reopened, Some(turn))).await
        }
    }
}
