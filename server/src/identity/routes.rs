//! Signing in and out, the signed-in person, their devices and language.

use super::actor::{Actor, Entry};
use super::{Wanted, clients, positions, session, sign_in, store};
use crate::house::House;
use crate::web::{Answer, Refusal, Sent, own_path};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use contatti_model::identity::{Client, Credentials, Me, Position, SessionLine};
use contatti_model::page::Page;
use contatti_model::{PositionId, Problem, SessionId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(end))
        .routes(routes!(me))
        .routes(routes!(own_positions))
        .routes(routes!(own_clients))
        .routes(routes!(list))
        .routes(routes!(end_one))
        .routes(routes!(language))
}

/// What the sign-in form sends: credentials, and where the person was going.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct SignIn {
    username: String,
    password: String,
    /// A path of this site.
    next: String,
}

/// Sign in with a local account; the session travels in a cookie.
#[utoipa::path(post, path = "/session", tag = "identity", request_body = SignIn, security(()), responses(
    (status = 200, body = Me), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn open(State(house): State<House>, headers: HeaderMap, mut sent: Sent<SignIn>) -> Response {
    let mut next = String::new();
    let result: Answer<Response> = async {
        let form = sent.form()?;
        next = form.next;
        let credentials = Credentials { username: form.username, password: form.password };
        let device = device(&headers);
        let token = sign_in::sign_in(&house, credentials, &device).await?;
        let actor = Actor::by_token(&house, &token).await?;
        let cookie = header(&session::cookie(&house, token));
        let me = as_me(&actor);
        next = if next.is_empty() { home(&me).to_owned() } else { own_path(&next) };
        Ok((AppendHeaders([(SET_COOKIE, cookie)]), Json(me)).into_response())
    }
    .await;
    sent.reply(result, |_| next)
}

/// End the current session.
#[utoipa::path(post, path = "/session/end", tag = "identity", responses(
    (status = 204), (status = 401, body = Problem)))]
async fn end(State(house): State<House>, mut sent: Sent<Nothing>) -> Response {
    let result: Answer<Response> = async {
        let actor = sent.actor()?;
        store::end_session(&house, actor.id, actor.session()?).await?;
        let cookie = header(&session::no_cookie(&house));
        Ok((StatusCode::NO_CONTENT, AppendHeaders([(SET_COOKIE, cookie)])).into_response())
    }
    .await;
    sent.reply(result, |_| "/accesso".into())
}

/// A form without fields of its own.
#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
struct Nothing {}

/// The signed-in person.
#[utoipa::path(get, path = "/me", tag = "identity", responses((status = 200, body = Me), (status = 401, body = Problem)))]
async fn me(actor: Actor) -> Json<Me> {
    Json(as_me(&actor))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FindPositions {
    /// Words of a company's name, its tax code or the position's number.
    #[serde(default)]
    search: String,
    /// `next` of the page before.
    cursor: Option<PositionId>,
}

/// The positions one may act for today, by company; those of a consultant's clients under mandate.
#[utoipa::path(get, path = "/positions", tag = "identity", params(FindPositions), responses(
    (status = 200, body = Page<Position>), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn own_positions(
    State(house): State<House>,
    actor: Actor,
    Query(query): Query<FindPositions>,
) -> Answer<Json<Page<Position>>> {
    let wanted = Wanted { search: &query.search, after: query.cursor, ..Wanted::default() };
    Ok(Json(positions(&house, &actor, &wanted).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FindClients {
    /// Words of a company's name, its tax code or the position's number.
    #[serde(default)]
    search: String,
    /// `today`: only positions where documents are waited for or the office is late.
    #[serde(default)]
    needing: String,
    /// `next` of the page before.
    cursor: Option<PositionId>,
}

/// The positions one may act for today, each with what goes on there, what waits for one and what was answered.
#[utoipa::path(get, path = "/clients", tag = "identity", params(FindClients), responses(
    (status = 200, body = Page<Client>), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn own_clients(
    State(house): State<House>,
    actor: Actor,
    Query(query): Query<FindClients>,
) -> Answer<Json<Page<Client>>> {
    let needing = query.needing == "today";
    let wanted = Wanted { search: &query.search, after: query.cursor, needing, only: None };
    Ok(Json(clients::clients(&house, &actor, &wanted).await?))
}

/// The person's signed-in devices.
#[utoipa::path(get, path = "/sessions", tag = "identity", responses(
    (status = 200, body = Vec<SessionLine>), (status = 401, body = Problem)))]
async fn list(State(house): State<House>, actor: Actor) -> Answer<Json<Vec<SessionLine>>> {
    Ok(Json(store::sessions(&house, &actor).await?))
}

/// End one of the person's sessions, on whatever device.
#[utoipa::path(post, path = "/sessions/{id}/end", tag = "identity", params(("id" = SessionId, Path)), responses(
    (status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn end_one(State(house): State<House>, Path(id): Path<SessionId>, mut sent: Sent<Nothing>) -> Response {
    let result: Answer<Response> = async {
        let actor = sent.actor()?;
        if !store::end_session(&house, actor.id, id).await? {
            return Err(Refusal::not_found());
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    }
    .await;
    sent.reply(result, |_| "/accessi".into())
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct LanguageForm {
    /// `it`, `en` or `de`.
    language: String,
}

/// Choose the pages' language; open to everybody.
#[utoipa::path(post, path = "/language", tag = "identity", request_body = LanguageForm, security(()), responses(
    (status = 204), (status = 400, body = Problem)))]
async fn language(State(house): State<House>, mut sent: Sent<LanguageForm>) -> Response {
    let page = sent.page().unwrap_or("/").to_owned();
    let result: Answer<Response> = async {
        let language = contatti_words::Language::parse(&sent.form()?.language).unwrap_or_default();
        let mut cookie = Cookie::new(session::LANGUAGE_COOKIE, language.as_str());
        cookie.set_path("/");
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(house.config.secure_cookie());
        cookie.make_permanent();
        Ok((StatusCode::NO_CONTENT, AppendHeaders([(SET_COOKIE, header(&cookie))])).into_response())
    }
    .await;
    sent.reply(result, |_| page)
}

fn as_me(actor: &Actor) -> Me {
    let firm = actor.intermediary.as_ref().map(|(_, firm)| firm.clone());
    let company = actor.companies.first().map(|(_, name)| name.clone());
    let acts_as = match &actor.entry {
        Entry::Session(_) => firm.or(company),
        Entry::Token(pass) => Some(pass.acts_as.clone()),
    };
    Me {
        id: actor.id,
        name: actor.name.clone(),
        roles: actor.roles(),
        acts_as,
        office: actor.seats.first().map(|seat| seat.office.clone()),
        offices: actor.read_offices(),
        contacts: actor.contacts.clone(),
        session_ends_at: actor.ends_at,
    }
}

fn home(me: &Me) -> &'static str {
    if me.opens_the_console() {
        "/console"
    } else if me.answers_for_enablements() {
        "/console/abilitazioni"
    } else {
        "/contatti"
    }
}

/// How the device names itself, cut to what a list can show.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    agent.chars().take(200).collect()
}

fn header(cookie: &Cookie<'_>) -> HeaderValue {
    HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}
