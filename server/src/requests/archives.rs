//! What answers say of the archives: kept with the answer, looked up on its day, opened again where it does not hold (ADR 0025).

use super::change::{self, By, Step};
use super::routes::{console_page, with_version};
use super::store::{self, RequestRow};
use super::turn::Turn;
use super::{access, read};
use crate::db::{At, Day, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal, Sent};
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::requests::{
    self, ArchiveAction, ArchiveCheck, ArchiveCheckForm, ArchiveKind, ArchiveStated, EventKind, RequestDetail,
};
use contatti_model::{FieldError, Issue, MessageId, OfficeId, Problem, ProblemCode, RequestId};
use sqlx::FromRow;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(check_archives))
}

/// Say what was found in the archives on the day of the check; where something is missing, the request is opened again.
#[utoipa::path(post, path = "/requests/{id}/archive-check", tag = "requests", request_body = ArchiveCheckForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn check_archives(
    State(house): State<House>,
    Path(id): Path<RequestId>,
    mut sent: Sent<ArchiveCheckForm>,
) -> Response {
    let checked = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        check(&house, &actor, &row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let checked = checked.await;
    sent.reply(checked, |_| console_page(id))
}

/// # Errors
/// 422 without a finding, or a no without what is missing; 409 when somebody looked already; 412 when it changed meanwhile.
async fn check(house: &House, actor: &Actor, row: &RequestRow, version: i64, form: &ArchiveCheckForm) -> Answer<()> {
    let check = ArchiveCheck::parse(form).map_err(Refusal::invalid)?;
    let open = is_open(house, row.id(), check.message).await?;
    let open = open.ok_or_else(|| Refusal::invalid(vec![FieldError::new("message", Issue::UnknownChoice)]))?;
    if !open {
        return Err(Refusal::new(ProblemCode::IllegalMove));
    }
    change::same_version(row, version)?;
    // Only what is missing is told, and registered.
    let mut tx = match &check.missing {
        Some(_) => house.begin_at(&row.office_area).await?,
        None => house.begin().await?,
    };
    match &check.missing {
        Some(missing) => tell_missing(house, &mut tx, actor, row, version, missing).await?,
        None => tell_held(house, &mut tx, actor, row).await?,
    }
    if !mark(house, &mut tx, actor, &check).await? {
        return Err(Refusal::new(ProblemCode::Stale));
    }
    Ok(tx.commit().await?)
}

/// The company reads what is missing as a word of the office; what was closed is worked again, with a promise of its own.
async fn tell_missing(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    row: &RequestRow,
    version: i64,
    missing: &str,
) -> Answer<()> {
    let mut to = row.standing()?;
    if let Ok(reopened) = to.state.reopen() {
        to = to.reopened(house.now().day());
        to.state = reopened;
        to.solved = None;
    }
    let turn = Some(Turn::comment(MessageId(house.new_id()), missing));
    let (by, event) = (By::Person(actor), EventKind::ArchivesFailed);
    let step = Step { by, row, version, to, event, day: None, turn, pause: None, named: None };
    change::write(house, tx, &step).await.map(drop)
}

/// The version stays: what holds changes nothing that anybody's form was written on.
async fn tell_held(house: &House, tx: &mut Tx, actor: &Actor, row: &RequestRow) -> Answer<()> {
    store::hold(tx, row.id()).await?;
    audit::note(house, tx, actor, "archives_checked", Some(row.company()), Some(row.id()), row.office()).await?;
    tx.announce(Change { office_only: true, ..change::changed(row, row.version)? }).await?;
    Ok(())
}

async fn mark(house: &House, tx: &mut Tx, actor: &Actor, check: &ArchiveCheck) -> Result<bool, sqlx::Error> {
    let sql = "UPDATE archive_actions SET checked_at = $2, checked_by = $3, checked_by_name = $4, held = $5
               WHERE message_id = $1 AND checked_at IS NULL";
    let marked = within!(tx, conn => sqlx::query(sql).bind(check.message.0).bind(At(house.now())).bind(actor.id.0)
        .bind(&actor.name).bind(check.missing.is_none()).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(marked == 1)
}

/// Whether somebody still has to look; none when the request has no such answer.
async fn is_open(house: &House, request: RequestId, message: MessageId) -> Answer<Option<bool>> {
    let sql = "SELECT check_on, checked_at FROM archive_actions WHERE request_id = $1 AND message_id = $2";
    let found: Option<(Option<Day>, Option<At>)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(request.0).bind(message.0).fetch_optional(pool).await)?;
    Ok(found.map(|(check_on, checked_at)| check_on.is_some() && checked_at.is_none()))
}

/// Keeps what an answer states, in the transaction that writes the answer.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn write(
    tx: &mut Tx,
    row: &RequestRow,
    message: MessageId,
    answer: &requests::Answer,
) -> Result<(), sqlx::Error> {
    let Some(stated) = &answer.archives else { return Ok(()) };
    let (text, check_on) = match stated {
        ArchiveStated::Nothing => ("", None),
        ArchiveStated::Action { text, check_on, .. } => (text.as_str(), Some(Day(*check_on))),
    };
    let sql = "INSERT INTO archive_actions (message_id, request_id, office_id, kind, text, check_on)
               VALUES ($1, $2, $3, $4, $5, $6)";
    within!(tx, conn => sqlx::query(sql).bind(message.0).bind(row.id().0).bind(row.office().0)
        .bind(stated.kind().as_str()).bind(text).bind(check_on).execute(conn).await.map(drop))
}

/// What is still to be looked up goes with the request to its new office.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn take_along(tx: &mut Tx, id: RequestId, office: OfficeId) -> Result<(), sqlx::Error> {
    let sql = "UPDATE archive_actions SET office_id = $2 WHERE request_id = $1";
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(office.0).execute(conn).await.map(drop))
}

/// What stands beside an answer, all of it empty beside every other turn.
#[derive(FromRow)]
pub(super) struct ArchiveRow {
    archive_kind: Option<String>,
    archive_text: Option<String>,
    check_on: Option<Day>,
    checked_at: Option<At>,
    checked_by_name: Option<String>,
    held: Option<bool>,
}

impl ArchiveRow {
    pub fn into_action(self) -> Answer<Option<ArchiveAction>> {
        let Some(word) = self.archive_kind else { return Ok(None) };
        let kind = ArchiveKind::from_word(&word)
            .ok_or_else(|| Refusal::internal(format!("unknown kind {word:?} in archive_actions")))?;
        Ok(Some(ArchiveAction {
            kind,
            text: self.archive_text.unwrap_or_default(),
            check_on: self.check_on.map(|day| day.0),
            checked_at: self.checked_at.map(|at| at.0),
            checked_by: self.checked_by_name,
            held: self.held,
        }))
    }
}
