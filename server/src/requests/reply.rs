//! The company writes again: on an open request a turn of its thread, on a closed one what opens it again.

use super::change::{self, By, Step};
use super::store::{self, RequestRow};
use super::turn::Turn;
use crate::attachments;
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::{Attachment, FIELD, FileFacts};
use contatti_model::requests::{EventKind, MessageKind, Reply, ReplyForm, State, may_reopen};
use contatti_model::{AttachmentId, FieldError, Issue, ProblemCode};
use jiff::civil::Date;

/// Writes the reply; the same id a second time writes nothing more.
///
/// # Errors
/// 422 with every field to mend; 409 when the request can be neither replied to nor reopened; 412 when it changed in
/// this very moment, and trying again is right.
pub(super) async fn reply(house: &House, actor: &Actor, row: &RequestRow, form: &ReplyForm) -> Answer<()> {
    if is_written(house, actor, row, form).await? {
        return Ok(());
    }
    let reply = Reply::parse(form);
    let files = files(house, actor, row, form).await?;
    let (reply, files) = match (reply, files) {
        (Ok(reply), Ok(files)) => (reply, files),
        (reply, files) => {
            let errors = reply.err().into_iter().chain(files.err()).flatten();
            return Err(Refusal::invalid(errors.collect()));
        }
    };
    let turn = Turn {
        id: reply.id,
        kind: MessageKind::Reply,
        text: &reply.text,
        files: &files,
        arrived: None,
        archives: None,
    };
    change::make(house, &step(row, By::Person(actor), turn, files.len(), house.now().day())?).await
}

/// What writing again does to the request: a turn more, or a closed one opened again.
///
/// # Errors
/// 409 when the request can be neither replied to nor reopened.
pub(super) fn step<'a>(row: &'a RequestRow, by: By<'a>, turn: Turn<'a>, files: usize, today: Date) -> Answer<Step<'a>> {
    let mut step = if row.state()? == State::Closed { reopening(row, by, today)? } else { going_on(row, by, today)? };
    step.to.attachment_count += i32::try_from(files).unwrap_or(0);
    step.turn = Some(turn);
    Ok(step)
}

/// Whether this very reply is there already: its files, then, wait no longer.
async fn is_written(house: &House, actor: &Actor, row: &RequestRow, form: &ReplyForm) -> Answer<bool> {
    let Ok(id) = form.id.parse() else { return Ok(false) };
    let Some((request, author)) = store::message_place(house, id).await? else { return Ok(false) };
    let own = request == row.id && author == actor.id.0;
    if own { Ok(true) } else { Err(Refusal::new(ProblemCode::IdTaken)) }
}

fn going_on<'a>(row: &'a RequestRow, by: By<'a>, today: Date) -> Answer<Step<'a>> {
    let pause = row.pause_until(today);
    let mut to = row.standing()?.waited();
    to.state = to.state.reply()?;
    if row.waits_for_company {
        // Until now the office waited: its clock starts with the first word of the company.
        to.clock_from = today;
        to.counts_anew = true;
    }
    Ok(Step { by, row, version: row.version, to, event: EventKind::Replied, day: None, turn: None, pause, named: None })
}

/// The first officer is named to whoever takes it next, but nobody waits for one.
fn reopening<'a>(row: &'a RequestRow, by: By<'a>, today: Date) -> Answer<Step<'a>> {
    if !may_reopen(row.state()?, row.outcome()?, row.closed_on(), today) {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    let mut to = row.standing()?.reopened(today);
    to.state = to.state.reopen()?;
    Ok(Step {
        by,
        row,
        version: row.version,
        to,
        event: EventKind::Reopened,
        day: None,
        turn: None,
        pause: None,
        named: None,
    })
}

/// The files of the reply, within the limits of the request's subject.
async fn files(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    form: &ReplyForm,
) -> Answer<Result<Vec<Attachment>, Vec<FieldError>>> {
    let wanted: Vec<&String> = form.attachments.iter().filter(|id| !id.trim().is_empty()).collect();
    if wanted.is_empty() {
        return Ok(Ok(vec![]));
    }
    let waiting = attachments::waiting(house, actor).await?;
    let find = |id: &&String| id.parse().ok().and_then(|id: AttachmentId| waiting.iter().find(|file| file.id == id));
    let mut found: Vec<&Attachment> = wanted.iter().filter_map(find).collect();
    found.dedup_by_key(|file| file.id);
    if found.len() < wanted.len() {
        return Ok(Err(vec![FieldError::new(FIELD, Issue::FileMissing)]));
    }
    let facts: Vec<_> =
        found.iter().map(|file| FileFacts { name: &file.name, size: file.size, kind: file.kind }).collect();
    let mut errors = store::profile(house, row).await?.check_all(&facts);
    errors.extend(found.iter().filter_map(|file| Some(FieldError::new(FIELD, file.held_back()?))));
    Ok(if errors.is_empty() { Ok(found.into_iter().cloned().collect()) } else { Err(errors) })
}
