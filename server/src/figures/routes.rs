//! The figures over HTTP, for who watches an office's load.

use super::{behind, export, forecast, over_time, view};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal, chosen_language, csv_download};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use contatti_model::figures::{Figures, FiguresForm, ForecastForm, ForecastView, Period, Step};
use contatti_model::{FieldError, Issue, Problem};
use contatti_words::words;
use jiff::civil::Date;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// More people than any office has away.
const MOST_AWAY: u32 = 999;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(figures))
        .routes(routes!(foretold))
        .routes(routes!(exported))
        .routes(routes!(over_time_exported))
        .merge(behind::routes())
}

/// What an office received, answered and still has, over some days; counted a moment after it happened.
#[utoipa::path(get, path = "/console/figures", tag = "figures", params(FiguresForm), responses(
    (status = 200, body = Figures), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn figures(State(house): State<House>, actor: Actor, Query(form): Query<FiguresForm>) -> Answer<Json<Figures>> {
    let office = actor.overseen_office(&form.office)?;
    let (period, step) = period(&form, house.now().day())?;
    Ok(Json(view::view(&house, &actor, office, (&period, step)).await?))
}

/// What the coming ten working days will bring, with so many people away, and how wrong earlier forecasts were.
#[utoipa::path(get, path = "/console/figures/forecast", tag = "figures", params(ForecastForm), responses(
    (status = 200, body = ForecastView), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 422, body = Problem)))]
async fn foretold(
    State(house): State<House>,
    actor: Actor,
    Query(form): Query<ForecastForm>,
) -> Answer<Json<ForecastView>> {
    let office = actor.overseen_office(&form.office)?;
    Ok(Json(forecast::view(&house, office.id, away(&form.away)?).await?))
}

/// The sums of the period as CSV.
#[utoipa::path(get, path = "/console/figures/export.csv", tag = "figures", params(FiguresForm), responses(
    (status = 200, content_type = "text/csv", body = String), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn exported(
    State(house): State<House>,
    actor: Actor,
    Query(form): Query<FiguresForm>,
) -> Answer<impl IntoResponse> {
    let office = actor.overseen_office(&form.office)?;
    let period = Period::parse(&form, house.now().day()).map_err(Refusal::invalid)?;
    let csv = export::csv(&house, office.id, &period).await?;
    let name = format!("attachment; filename=\"cruscotto-{}-{}.csv\"", period.from, period.to);
    Ok(csv_download(name, csv))
}

/// The qualities over time as CSV, of the whole office and of each of its units: a line for each week or month.
#[utoipa::path(get, path = "/console/figures/over-time/export.csv", tag = "figures", params(FiguresForm), responses(
    (status = 200, content_type = "text/csv", body = String), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn over_time_exported(
    State(house): State<House>,
    actor: Actor,
    headers: HeaderMap,
    Query(form): Query<FiguresForm>,
) -> Answer<impl IntoResponse> {
    let office = actor.overseen_office(&form.office)?;
    let (period, step) = period(&form, house.now().day())?;
    let csv = over_time::csv(&house, office.id, (&period, step), words(chosen_language(&headers))).await?;
    let name = format!("attachment; filename=\"cruscotto-andamento-{}-{}.csv\"", period.from, period.to);
    Ok(csv_download(name, csv))
}

/// Both, or every field that does not hold.
fn period(form: &FiguresForm, today: Date) -> Answer<(Period, Step)> {
    match (Period::parse(form, today), Step::parse(&form.step)) {
        (Ok(period), Ok(step)) => Ok((period, step)),
        (period, step) => {
            let errors = period.err().into_iter().flatten().chain(step.err());
            Err(Refusal::invalid(errors.collect()))
        }
    }
}

fn away(raw: &str) -> Answer<u16> {
    if raw.trim().is_empty() {
        return Ok(0);
    }
    let away = raw.trim().parse().ok().filter(|away| u32::from(*away) <= MOST_AWAY);
    away.ok_or_else(|| Refusal::invalid(vec![FieldError::new("away", Issue::OutOfRange { min: 0, max: MOST_AWAY })]))
}
