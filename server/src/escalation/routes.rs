//! Escalation over HTTP, for who directs an office or answers for one of its units.

use super::{ahead, night, steps};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Sent};
use axum::Json;
use axum::extract::{Query, State};
use axum::response::Response;
use contatti_model::Problem;
use contatti_model::escalation::{Ahead, Night, Steps, StepsForm};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The page that shows it.
const PAGE: &str = "/console/scadenze";

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(look_ahead))
        .routes(routes!(read_steps, change_steps))
        .routes(routes!(read_night))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Whose {
    /// The office's id; without it, the first office one oversees.
    #[serde(default)]
    office: String,
}

/// What an office will miss in the coming five working days, and what is late already with whom it reached.
#[utoipa::path(get, path = "/escalation/ahead", tag = "escalation", operation_id = "look_ahead", params(Whose), responses(
    (status = 200, body = Ahead), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn look_ahead(State(house): State<House>, actor: Actor, Query(whose): Query<Whose>) -> Answer<Json<Ahead>> {
    let office = actor.overseen_office(&whose.office)?;
    Ok(Json(ahead::ahead(&house, &actor, office).await?))
}

/// The steps of an office's ladder, in working days after the promised day.
#[utoipa::path(get, path = "/escalation/steps", tag = "escalation", operation_id = "read_steps", params(Whose), responses(
    (status = 200, body = Steps), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read_steps(State(house): State<House>, actor: Actor, Query(whose): Query<Whose>) -> Answer<Json<Steps>> {
    let office = actor.overseen_office(&whose.office)?;
    Ok(Json(steps::read(&house, &actor, office).await?))
}

/// Change the steps of an office one directs; the last comes within twenty working days of the first contact whatever they say.
#[utoipa::path(post, path = "/escalation/steps", tag = "escalation", operation_id = "change_steps",
    request_body = StepsForm, responses((status = 200, body = Steps), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
    (status = 428, body = Problem)))]
async fn change_steps(State(house): State<House>, mut sent: Sent<StepsForm>) -> Response {
    let changed = async {
        let (actor, form) = (sent.actor()?, sent.form()?);
        let office = actor.overseen_office(&form.office)?;
        steps::change(&house, &actor, &office, sent.version(&form.version)?, &form).await?;
        Ok(Json(steps::read(&house, &actor, office).await?))
    };
    let changed = changed.await;
    let page = sent.page().unwrap_or(PAGE).to_owned();
    sent.reply(changed, |_| page)
}

/// What the last nightly check found at an office: requests without an owner who can work them and without a next step.
#[utoipa::path(get, path = "/escalation/night", tag = "escalation", operation_id = "read_night", params(Whose), responses(
    (status = 200, body = Night), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn read_night(State(house): State<House>, actor: Actor, Query(whose): Query<Whose>) -> Answer<Json<Night>> {
    let office = actor.overseen_office(&whose.office)?;
    Ok(Json(night::last(&house, office.id).await?))
}
