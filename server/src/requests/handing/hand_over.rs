//! Handing over (*passaggio*): another office takes the request, its number with it, the promise counted on its calendar.

use crate::db::{Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::offices::{self, Competent};
use crate::register;
use crate::requests::change::{self, By, Step};
use crate::requests::store::{self, RequestRow};
use crate::requests::turn::Turn;
use crate::requests::{archives, meetings, promise, unit};
use crate::web::{Answer, Refusal};
use contatti_model::requests::{EventKind, HandOver, HandOverForm, MeetingState};
use contatti_model::{FieldError, Issue, MessageId, OfficeId, ProblemCode};

/// The company reads the reason as a word of the office that gives it away, and the new day where the calendars differ.
///
/// # Errors
/// 412 when it changed meanwhile, 409 when it is closed, documents are waited for or an appointment is still to come,
/// 422 without an office or a reason.
pub(super) async fn hand_over(
    house: &House,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    form: &HandOverForm,
) -> Answer<()> {
    let over = HandOver::parse(form).map_err(Refusal::invalid)?;
    change::same_version(row, version)?;
    let next = other_office(house, row, over.office).await?;
    let mut to = row.standing()?;
    to.state = to.state.hand_over()?;
    if meetings::of(house, row.id()).await?.is_some_and(|kept| kept.meeting.state == MeetingState::Set) {
        return Err(Refusal::new(ProblemCode::MeetingUnderWay));
    }
    to.owner = None;
    to.office = next.office.id;
    let mut tx = house.begin().await?;
    hold(&mut tx, row, &next.register_area).await?;
    to.promised_on = promise::count_at(&mut tx, row, next.office.id, row.clock_from()).await?;
    let day = Some(to.promised_on).filter(|day| *day != row.promised_on.0);
    let turn = Some(Turn::comment(MessageId(house.new_id()), &over.reason));
    let (by, event, named) = (By::Person(actor), EventKind::HandedOver, Some(next.office.name.as_str()));
    let step = Step { by, row, version, to, event, day, turn, pause: None, named };
    change::write(house, &mut tx, &step).await?;
    take_meeting_along(&mut tx, row, next.office.id).await?;
    unit::route(&mut tx, row.id()).await?;
    archives::take_along(&mut tx, row.id(), next.office.id).await?;
    // Who works at the new office hears of it too.
    let change = Change { office: next.office.id, ..change::changed(row, version + 1)? };
    tx.announce(change).await?;
    Ok(tx.commit().await?)
}

async fn other_office(house: &House, row: &RequestRow, office: OfficeId) -> Answer<Competent> {
    let found = offices::office(house, office).await?.filter(|found| found.office.id != row.office());
    found.ok_or_else(|| Refusal::invalid(vec![FieldError::new("office", Issue::UnknownChoice)]))
}

/// The request first, then both registers by name: the order in which everybody takes them.
async fn hold(tx: &mut Tx, row: &RequestRow, next_area: &str) -> Result<(), sqlx::Error> {
    store::hold(tx, row.id()).await?;
    let mut areas = [row.office_area.as_str(), next_area];
    areas.sort_unstable();
    for area in areas {
        register::hold(tx, area).await?;
    }
    Ok(())
}

/// One that was asked for and not set: the new office answers it.
async fn take_meeting_along(tx: &mut Tx, row: &RequestRow, office: OfficeId) -> Result<(), sqlx::Error> {
    let sql = "UPDATE meetings SET office_id = $2 WHERE request_id = $1";
    within!(tx, conn => sqlx::query(sql).bind(row.id).bind(office.0).execute(conn).await.map(drop))
}
