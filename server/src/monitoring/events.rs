//! `/api/v1/events`: changes as they are committed, to whoever may see them, checked at each.

use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::requests::access;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use contatti_model::offices::Scheme;
use contatti_model::{CompanyId, Problem};
use futures::Stream;
use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(watch))
}

/// How long an answer to "may this person hear it" holds, so that fifty changes a second to fifty listeners are not
/// thousands of questions: a session ended or a mandate revoked is silent a second later.
const HOLDS: Duration = Duration::from_secs(1);

/// What changes so soon after something was told goes out together: fifty changes a second to fifty pages would else be
/// thousands of packets, and as many awakenings of phones.
const TOGETHER: Duration = Duration::from_millis(100);

/// Server-Sent Events named `request`, each `{"request": id, "version": n}`.
#[utoipa::path(get, path = "/events", tag = "monitoring", responses(
    (status = 200, content_type = "text/event-stream"), (status = 401, body = Problem)))]
async fn watch(State(house): State<House>, actor: Actor) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = house.live.watch();
    let mut closing = house.live.closing();
    let mut listener = Listener::new(house, actor);
    let stream = async_stream::stream! {
        loop {
            let change = tokio::select! {
                change = changes.recv() => change,
                _ = closing.wait_for(|closing| *closing) => break,
            };
            let news = match change {
                Ok(change) if listener.may_hear(&change).await => told(&change),
                Ok(_) => continue,
                // Too slow to follow: the page asks anew.
                Err(RecvError::Lagged(_)) => Event::default().event("missed").data("{}"),
                Err(RecvError::Closed) => break,
            };
            yield Ok(news);
            if changes.is_empty() {
                tokio::select! {
                    () = tokio::time::sleep(TOGETHER) => {}
                    _ = closing.wait_for(|closing| *closing) => break,
                }
            }
        }
    };
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

fn told(change: &Change) -> Event {
    let data = serde_json::json!({ "request": change.request, "version": change.version });
    Event::default().event("request").data(data.to_string())
}

/// Who listens, and what was found out about them within the last second.
struct Listener {
    house: House,
    actor: Actor,
    asked: Instant,
    signed_in: Option<bool>,
    acts_for: HashMap<(CompanyId, Scheme), bool>,
}

impl Listener {
    fn new(house: House, actor: Actor) -> Self {
        Self { house, actor, asked: Instant::now(), signed_in: None, acts_for: HashMap::new() }
    }

    /// Authority is asked again while the stream lasts: a mandate revoked or a session ended since it began ends what is heard.
    async fn may_hear(&mut self, change: &Change) -> bool {
        if self.asked.elapsed() >= HOLDS {
            (self.asked, self.signed_in) = (Instant::now(), None);
            self.acts_for.clear();
        }
        let concerned = self.actor.watches(change.office)
            || (!change.office_only && self.acts(change.company, change.scheme).await);
        concerned && self.is_signed_in().await
    }

    async fn acts(&mut self, company: CompanyId, scheme: Scheme) -> bool {
        if let Some(known) = self.acts_for.get(&(company, scheme)) {
            return *known;
        }
        let acts = access::acts_for(&self.house, &self.actor, company, scheme).await.unwrap_or(false);
        self.acts_for.insert((company, scheme), acts);
        acts
    }

    async fn is_signed_in(&mut self) -> bool {
        match self.signed_in {
            Some(known) => known,
            None => *self.signed_in.insert(self.actor.still_signed_in(&self.house).await),
        }
    }
}
