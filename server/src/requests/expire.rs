//! Documents that did not come: the day after the last one the request closes by itself, as it was announced.

use super::change::{self, By, Step};
use super::store::{self, RequestRow};
use super::turn::{Turn, italian_day};
use crate::db::{Day, on};
use crate::house::House;
use crate::web::Answer;
use contatti_model::requests::{EventKind, MessageKind, Outcome};
use contatti_model::{MessageId, ProblemCode, RequestId};
use contatti_words::{Language, words};
use uuid::Uuid;

/// Closed in one round; the rest follows in the next.
const BATCH: i64 = 200;

/// Closes what waited until yesterday or longer; how many.
///
/// # Errors
/// When the database does not answer.
pub async fn expire(house: &House) -> Answer<usize> {
    let sql = "SELECT id FROM requests WHERE state = 'awaiting_documents' AND awaiting_until < $1
               ORDER BY awaiting_until LIMIT $2";
    let today = Day(house.now().day());
    let ids: Vec<Uuid> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(today).bind(BATCH).fetch_all(pool).await)?;
    let mut closed = 0;
    for id in ids {
        let Some(row) = store::request(house, RequestId(id)).await? else { continue };
        match close_unanswered(house, &row).await {
            Ok(()) => closed += 1,
            // The documents came in this very moment, or another server was faster.
            Err(refusal) if matches!(refusal.problem.code, ProblemCode::Stale | ProblemCode::IllegalMove) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(closed)
}

/// Signed by the operator who asked and said what would follow (promise 4).
async fn close_unanswered(house: &House, row: &RequestRow) -> Answer<()> {
    let today = house.now().day();
    let mut to = row.standing()?;
    let (Some(waiting), Some((owner, name))) = (to.awaiting, row.owner_named()) else { return Ok(()) };
    let pause = row.pause_until(today);
    to = to.waited();
    to.state = to.state.close()?;
    to.outcome = Some(Outcome::NotAccepted);
    to.closed_at = Some(house.now());
    to.solved = None;
    let text = words(Language::default()).requests.thread.expired_text(italian_day(waiting.until));
    let turn = Some(Turn {
        id: MessageId(house.new_id()),
        kind: MessageKind::Answer,
        text: &text,
        files: &[],
        arrived: None,
        archives: None,
    });
    let (by, version, event, day) = (By::Time(owner, name), row.version, EventKind::Expired, Some(waiting.until));
    change::make(house, &Step { by, row, version, to, event, day, turn, pause, named: None }).await
}
