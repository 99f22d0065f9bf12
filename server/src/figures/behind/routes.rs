//! What lies behind a number over HTTP, for who reads the number.

use super::{export, read, store};
use crate::figures::{forecast, store as sums, view};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, PAGE_SIZE, Refusal, chosen_language, csv_download};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use contatti_model::figures::{Behind, BehindForm, BehindNumber};
use contatti_model::identity::OfficeName;
use contatti_model::{OfficeId, Problem};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::figures) fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(behind_figure)).routes(routes!(behind_figure_exported))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReadOn {
    /// `next` of the page before, of the same number.
    cursor: Option<String>,
}

/// The requests a number of the dashboard counts, a line for each thing counted: what happened newest first, what there is
/// now oldest first.
#[utoipa::path(get, path = "/console/figures/requests", tag = "figures", params(BehindForm, ReadOn), responses(
    (status = 200, body = BehindNumber), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn behind_figure(
    State(house): State<House>,
    actor: Actor,
    Query(form): Query<BehindForm>,
    Query(read_on): Query<ReadOn>,
) -> Answer<Json<BehindNumber>> {
    let office = actor.overseen_office(&form.office)?;
    let today = house.now().day();
    let asked = Behind::parse(&form, today).map_err(Refusal::invalid)?;
    let (total, behind, recounted_until, titles, units) = tokio::try_join!(
        store::total(&house, office.id, &asked, asked.days(today)),
        async { Ok(sums::any_waiting(&house).await?) },
        store::recounted_until(&house),
        view::titles(&house),
        view::units(&house, office.id),
    )?;
    let foretold = foretold(&house, office.id, &asked).await?;
    let lines = read::page(&house, &actor, office.id, &asked, read_on.cursor.as_deref(), PAGE_SIZE).await?;
    let Behind { measure, period, .. } = asked;
    // What there is now stands as it stands now.
    let told_later = |until: &Date| !measure.is_standing() && period.from <= *until;
    Ok(Json(BehindNumber {
        office,
        measure,
        from: period.from,
        to: period.to,
        subject: period.subject.and_then(|id| titles.get(&id).cloned()),
        unit: period.unit.and_then(|id| units.get(&id).cloned()),
        total,
        foretold,
        behind,
        recounted_until: recounted_until.filter(told_later),
        lines,
    }))
}

/// What the forecast says of the day a list is of; a subject or a unit has none of its own.
async fn foretold(house: &House, office: OfficeId, asked: &Behind) -> Answer<Option<u64>> {
    let Behind { period, promised: Some(day), .. } = asked else { return Ok(None) };
    if period.subject.is_some() || period.unit.is_some() || *day < house.now().day() {
        return Ok(None);
    }
    let days = forecast::days(house, office, 0).await?;
    Ok(days.into_iter().find(|foretold| foretold.day == *day).map(|foretold| foretold.will_miss))
}

/// The same lines as CSV: UTF-8 with a byte order mark, semicolons, sent row by row.
#[utoipa::path(get, path = "/console/figures/requests/export.csv", tag = "figures", params(BehindForm), responses(
    (status = 200, content_type = "text/csv", body = String), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn behind_figure_exported(
    State(house): State<House>,
    actor: Actor,
    headers: HeaderMap,
    Query(form): Query<BehindForm>,
) -> Answer<impl IntoResponse> {
    let OfficeName { id: office, .. } = actor.overseen_office(&form.office)?;
    let asked = Behind::parse(&form, house.now().day()).map_err(Refusal::invalid)?;
    let name = file_name(&asked);
    let body = export::stream(house, actor, office, asked, chosen_language(&headers));
    Ok(csv_download(name, body))
}

fn file_name(asked: &Behind) -> String {
    let (measure, from, to) = (asked.measure.as_str(), asked.period.from, asked.period.to);
    format!("attachment; filename=\"cruscotto-{measure}-{from}-{to}.csv\"")
}
