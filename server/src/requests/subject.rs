//! Putting a subject right (*correzione dell'oggetto*): the register keeps the old one, what follows carries the new (ADR 0025).

use super::change::{self, By, Step};
use super::routes::{console_page, with_version};
use super::store::{self, RequestRow};
use super::turn::Turn;
use super::{access, promise, read, unit};
use crate::db::{Tx, within};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, Sent};
use crate::{offices, register};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use contatti_model::offices::Subject;
use contatti_model::requests::{Correction, EventKind, RequestDetail, SubjectChoice, SubjectForm};
use contatti_model::{FieldError, Issue, MessageId, Problem, RequestId, SubjectId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(choices, correct_subject))
}

/// The subjects a request can be put right to: those of its scheme that are offered today.
#[utoipa::path(get, path = "/requests/{id}/subject", tag = "requests", params(("id" = RequestId, Path)), responses(
    (status = 200, body = Vec<SubjectChoice>), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn choices(
    State(house): State<House>,
    actor: Actor,
    Path(id): Path<RequestId>,
) -> Answer<Json<Vec<SubjectChoice>>> {
    let row = access::workable(&house, &actor, id).await?;
    let areas = offices::offered_areas(&house, &[row.scheme()?], house.now().day()).await?;
    let choices = areas.into_iter().flat_map(|area| {
        let title = area.title;
        area.subjects.into_iter().map(move |subject| SubjectChoice {
            id: subject.id,
            title: subject.title,
            area: title.clone(),
            working_days: subject.working_days,
        })
    });
    Ok(Json(choices.filter(|choice| choice.id != row.subject_id()).collect()))
}

/// Put a request's subject right, with the reason the company reads; the promise is counted anew by the new subject.
#[utoipa::path(post, path = "/requests/{id}/subject", tag = "requests", request_body = SubjectForm,
    params(("id" = RequestId, Path)), responses((status = 200, body = RequestDetail), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
    (status = 422, body = Problem), (status = 428, body = Problem)))]
async fn correct_subject(
    State(house): State<House>,
    Path(id): Path<RequestId>,
    mut sent: Sent<SubjectForm>,
) -> Response {
    let moved = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let row = access::workable(&house, &actor, id).await?;
        correct(&house, &actor, row, sent.version(&form.version)?, &form).await?;
        Ok(with_version(read::moved(&house, &actor, id).await?))
    };
    let moved = moved.await;
    sent.reply(moved, |_| console_page(id))
}

/// # Errors
/// 412 when it changed meanwhile, 409 when it is closed, 422 without a reason or for a subject it cannot have.
async fn correct(house: &House, actor: &Actor, row: RequestRow, version: i64, form: &SubjectForm) -> Answer<()> {
    let correction = Correction::parse(form).map_err(Refusal::invalid)?;
    change::same_version(&row, version)?;
    let subject = offered(house, &row, correction.subject).await?;
    let mut to = row.standing()?;
    to.state = to.state.correct()?;
    let named = format!("{} → {}", row.subject, subject.title);
    let before = row.promised_on.0;
    // From here on it is the new subject's: its turns, its days, the rule they come from.
    let row = &row.under(&subject);
    let mut tx = house.begin_at(&row.office_area).await?;
    store::hold(&mut tx, row.id()).await?;
    register::hold(&mut tx, &row.office_area).await?;
    to.promised_on = promise::count_at(&mut tx, row, row.office(), row.clock_from()).await?;
    write(&mut tx, row, &subject).await?;
    // Whoever has it in charge keeps it, for the unit where the new subject arrives.
    unit::route(&mut tx, row.id()).await?;
    let day = Some(to.promised_on).filter(|day| *day != before);
    let turn = Some(Turn::comment(MessageId(house.new_id()), &correction.reason));
    let (by, event, named) = (By::Person(actor), EventKind::SubjectCorrected, Some(named.as_str()));
    change::write(house, &mut tx, &Step { by, row, version, to, event, day, turn, pause: None, named }).await?;
    Ok(tx.commit().await?)
}

async fn offered(house: &House, row: &RequestRow, id: SubjectId) -> Answer<Subject> {
    let refused = |issue| Refusal::invalid(vec![FieldError::new("subject", issue)]);
    let found = offices::subject(house, id).await?.filter(|found| found.id != row.subject_id());
    let subject = found.ok_or_else(|| refused(Issue::UnknownChoice))?;
    if subject.scheme != row.scheme()? {
        return Err(refused(Issue::SubjectOfAnotherScheme));
    }
    if subject.is_valid_on(house.now().day()) { Ok(subject) } else { Err(refused(Issue::SubjectExpired)) }
}

async fn write(tx: &mut Tx, row: &RequestRow, subject: &Subject) -> Result<(), sqlx::Error> {
    let sql = "UPDATE requests SET subject_id = $2, working_days = $3, rule_source = $4 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(row.id().0).bind(subject.id.0).bind(i32::from(subject.working_days))
        .bind(&subject.rule_source).execute(conn).await.map(drop))
}
