//! `/api/v1/events`: changes as they are committed, to whoever may see them, checked at each.

use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::requests::access;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use contatti_model::Problem;
use futures::Stream;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(watch))
}

/// Server-Sent Events named `request`, each `{"request": id, "version": n}`.
#[utoipa::path(get, path = "/events", tag = "monitoring", responses(
    (status = 200, content_type = "text/event-stream"), (status = 401, body = Problem)))]
async fn watch(State(house): State<House>, actor: Actor) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = house.live.watch();
    let mut closing = house.live.closing();
    let stream = async_stream::stream! {
        loop {
            let change = tokio::select! {
                change = changes.recv() => change,
                _ = closing.wait_for(|closing| *closing) => break,
            };
            match change {
                Ok(change) if may_hear(&house, &actor, &change).await => yield Ok(told(&change)),
                Ok(_) => {}
                // Too slow to follow: the page asks anew.
                Err(RecvError::Lagged(_)) => yield Ok(Event::default().event("missed").data("{}")),
                Err(RecvError::Closed) => break,
            }
        }
    };
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

fn told(change: &Change) -> Event {
    let data = serde_json::json!({ "request": change.request, "version": change.version });
    Event::default().event("request").data(data.to_string())
}

/// Authority is asked again for each change: a mandate revoked or a session ended since the stream began ends what is heard.
async fn may_hear(house: &House, actor: &Actor, change: &Change) -> bool {
    if actor.watches(change.office) {
        return actor.still_signed_in(house).await;
    }
    if change.office_only {
        return false;
    }
    let acts = access::acts_for(house, actor, change.company, change.scheme).await;
    acts.unwrap_or(false) && actor.still_signed_in(house).await
}
