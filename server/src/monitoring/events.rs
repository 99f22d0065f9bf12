//! `/api/v1/events`: changes as they are committed, to whoever may see them, checked at each.

use crate::house::House;
use crate::identity::Actor;
use crate::live::{Change, Live, Told};
use crate::requests::access;
use crate::web::Answer;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use contatti_model::offices::Scheme;
use contatti_model::{CompanyId, Problem};
use futures::Stream;
use serde::Deserialize;
use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;
use utoipa::IntoParams;
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

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct HeardBefore {
    /// The id of the last event heard, where the reader sends no `Last-Event-ID`: what came since is told first.
    since: Option<String>,
}

impl HeardBefore {
    /// What a browser says when it comes back by itself is later than the address it came by first.
    fn word(&self, headers: &HeaderMap) -> Option<String> {
        let said = headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
        said.or_else(|| self.since.clone())
    }
}

/// Server-Sent Events named `request`, each `{"request": id, "version": n}` with the id to come back with; `missed` where
/// what came since is not known.
#[utoipa::path(get, path = "/events", tag = "monitoring", params(HeardBefore), responses(
    (status = 200, content_type = "text/event-stream"), (status = 401, body = Problem)))]
async fn watch(
    State(house): State<House>,
    actor: Actor,
    headers: HeaderMap,
    Query(before): Query<HeardBefore>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (mut changes, behind) = begin(&house.live, before.word(&headers));
    let mut closing = house.live.closing();
    let mut listener = Listener::new(house, actor);
    let stream = async_stream::stream! {
        for told in behind {
            if let Some(event) = listener.hears(&told).await {
                yield Ok(event);
            }
        }
        loop {
            let change = tokio::select! {
                change = changes.recv() => change,
                _ = closing.wait_for(|closing| *closing) => break,
            };
            let news = match change {
                Ok(told) => listener.hears(&told).await,
                // Too slow to follow: the page asks anew.
                Err(RecvError::Lagged(_)) => Some(missed()),
                Err(RecvError::Closed) => break,
            };
            let Some(news) = news else { continue };
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

/// The changes from now on, and what is to be told before them: whatever came since `heard`, or that it is not known.
fn begin(live: &Live, heard: Option<String>) -> (Receiver<Told>, Vec<Told>) {
    let Some(word) = heard else { return (live.watch(), vec![]) };
    let known = word.parse().map(|heard| live.watch_since(&heard));
    let (changes, behind) = known.unwrap_or_else(|_| (live.watch(), None));
    let anything = || vec![Told { heard: live.heard(), change: None }];
    (changes, behind.unwrap_or_else(anything))
}

fn event(told: &Told) -> Event {
    let event = told.change.as_ref().map_or_else(missed, |change| {
        let data = serde_json::json!({ "request": change.request, "version": change.version });
        Event::default().event("request").data(data.to_string())
    });
    event.id(told.heard.to_string())
}

fn missed() -> Event {
    Event::default().event("missed").data("{}")
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

    /// What the listener is told of it, if anything. Where nobody can say whether they may hear, they are told that something may be
    /// missed, which says nothing of what; they ask, and are refused or not.
    async fn hears(&mut self, told: &Told) -> Option<Event> {
        match self.may_hear(told).await {
            Ok(true) => Some(event(told)),
            Ok(false) => None,
            Err(_) => Some(missed()),
        }
    }

    /// Authority is asked again while the stream lasts: a mandate revoked or a session ended since it began ends what is heard.
    async fn may_hear(&mut self, told: &Told) -> Answer<bool> {
        if self.asked.elapsed() >= HOLDS {
            (self.asked, self.signed_in) = (Instant::now(), None);
            self.acts_for.clear();
        }
        Ok(self.is_concerned(told.change.as_ref()).await? && self.is_signed_in().await?)
    }

    async fn is_concerned(&mut self, change: Option<&Change>) -> Answer<bool> {
        let Some(change) = change else { return Ok(true) };
        Ok(self.actor.watches(change.office)
            || (!change.office_only && self.acts(change.company, change.scheme).await?))
    }

    async fn acts(&mut self, company: CompanyId, scheme: Scheme) -> Answer<bool> {
        if let Some(known) = self.acts_for.get(&(company, scheme)) {
            return Ok(*known);
        }
        let acts = access::acts_for(&self.house, &self.actor, company, scheme).await?;
        self.acts_for.insert((company, scheme), acts);
        Ok(acts)
    }

    async fn is_signed_in(&mut self) -> Answer<bool> {
        match self.signed_in {
            Some(known) => Ok(known),
            None => Ok(*self.signed_in.insert(self.actor.still_signed_in(&self.house).await?)),
        }
    }
}
