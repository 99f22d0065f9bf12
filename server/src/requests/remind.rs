//! Reminding an office that is late (*sollecito*): offered the day after the promise passed, once a step.

use super::change::{self, By, Step};
use super::store::RequestRow;
use super::turn::{Turn, italian_day};
use crate::house::House;
use crate::identity::Actor;
use crate::offices;
use crate::web::{Answer, Refusal};
use contatti_model::requests::{Comment, CommentForm, EventKind, MessageKind, next_reminder};
use contatti_model::{MessageId, ProblemCode};
use contatti_words::{Language, words};

/// # Errors
/// 409 before its day, after its last step or in a state where nobody is late, or while the office waits for the company; 412 as [`super::reply`].
pub(super) async fn remind(house: &House, actor: &Actor, row: &RequestRow, form: &CommentForm) -> Answer<()> {
    let sentence = Comment::parse_optional(form).map_err(Refusal::invalid)?;
    let mut to = row.standing()?;
    to.state = to.state.remind()?;
    if row.waits_for_company {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    let today = house.now().day();
    let last = to.reminded_at.map(|at| at.day());
    let calendar = offices::calendar_of(house, row.office()).await?;
    let due = next_reminder(to.state, &calendar, to.promised_on, to.reminders, last);
    if due.is_none_or(|day| today < day) {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    to.reminders += 1;
    to.reminded_at = Some(house.now());
    // The register keeps Italian, the language of the office, where the company added nothing of its own.
    let usual = words(Language::default()).requests.thread.reminder_text(italian_day(row.promised_on.0));
    let text = sentence.as_ref().map_or(usual.as_str(), |sentence| sentence.as_str());
    let turn = Some(Turn {
        id: MessageId(house.new_id()),
        kind: MessageKind::Reminder,
        text,
        files: &[],
        arrived: None,
        archives: None,
    });
    let (by, version, day) = (By::Person(actor), row.version, Some(row.promised_on.0));
    change::make(house, &Step { by, row, version, to, event: EventKind::Reminded, day, turn, pause: None, named: None })
        .await
}
