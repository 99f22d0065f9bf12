//! What the OpenAPI document says beyond each route's own words: how callers show who they are, how many calls they may
//! make, and the media type of refusals.

use crate::identity::tokens::{Door, door};
use axum::http::Method;
use contatti_model::identity::Scope;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ComponentsBuilder, Content, OpenApi, Ref, RefOr, Response};

/// The names of the two ways in.
const SESSION: &str = "session";
const TOKEN: &str = "token";
const PROBLEM_JSON: &str = "application/problem+json";

/// The document with everything that follows from the routes without being written at each.
pub(crate) fn completed(mut document: OpenApi) -> OpenApi {
    let mut components = document.components.take().unwrap_or_else(|| ComponentsBuilder::new().build());
    components.add_security_scheme(SESSION, session());
    components.add_security_scheme(TOKEN, token());
    document.components = Some(components);
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            unreadable(operation);
            secured(operation, door(&method, path));
            named_refusals(operation);
        }
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let methods = [
        (Method::GET, &mut item.get),
        (Method::POST, &mut item.post),
        (Method::PUT, &mut item.put),
        (Method::DELETE, &mut item.delete),
        (Method::PATCH, &mut item.patch),
        (Method::HEAD, &mut item.head),
        (Method::OPTIONS, &mut item.options),
    ];
    methods.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

fn session() -> SecurityScheme {
    let words =
        "The cookie `POST /api/v1/session` sets, for browsers; `contatti` where the server is reached by plain http.";
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description("__Host-contatti", words)))
}

fn token() -> SecurityScheme {
    let words = "A token made on the page `/accessi/token`, for programs; the scopes it wants stand at each operation.";
    SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(words)).build())
}

/// What any operation answers whose path, query or body holds something else than it should.
fn unreadable(operation: &mut Operation) {
    let json = |content: &str| content == "application/json";
    let has_form = match &operation.request_body {
        Some(RefOr::T(body)) => body.content.keys().any(|content| json(content)),
        _ => false,
    };
    if has_form || operation.parameters.as_ref().is_some_and(|parameters| !parameters.is_empty()) {
        also(operation, "400", "The request could not be read (`malformed`, `cut_short`)");
    }
    if has_form {
        also(operation, "413", "The body is larger than the limit (`too_large`)");
        also(operation, "415", "This content type is not accepted here (`unsupported_media`)");
    }
}

/// Adds a refusal the route itself says nothing of.
fn also(operation: &mut Operation, status: &str, words: &str) {
    operation.responses.responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(refusal(words)));
}

/// An operation that says nothing of security wants somebody: a person, and where there is a door a program too.
fn secured(operation: &mut Operation, door: Option<Door>) {
    if operation.security.is_some() {
        return;
    }
    let mut ways = vec![SecurityRequirement::new(SESSION, [] as [&str; 0])];
    if let Some(door) = door {
        ways.push(SecurityRequirement::new(TOKEN, door.needs.map(Scope::as_str)));
        if door.needs.is_some() {
            also(operation, "403", "The token's scopes do not allow this (`scope_missing`)");
        }
    } else {
        also(operation, "404", "For a program this does not exist (`not_found`)");
    }
    operation.security = Some(ways);
    operation.responses.responses.insert("429".to_owned(), RefOr::T(too_many()));
}

fn too_many() -> Response {
    let mut response = refusal("Too many calls in a minute (`too_many_requests`)");
    for (name, words) in [
        ("RateLimit-Limit", "Calls a token or session may make in a minute"),
        ("RateLimit-Remaining", "Calls left now"),
        ("RateLimit-Reset", "Seconds until all are there again"),
        ("Retry-After", "Seconds until the next may be made"),
    ] {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0));
        let header = HeaderBuilder::new().schema(Some(number)).description(Some(words)).build();
        response.headers.insert(name.to_owned(), RefOr::T(header));
    }
    response
}

fn refusal(words: &str) -> Response {
    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new().description(words).content(PROBLEM_JSON, problem).build()
}

/// Refusals are named by their own media type (RFC 9457), which utoipa cannot know from their body alone.
fn named_refusals(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        if status.starts_with(['4', '5'])
            && let Some(body) = response.content.shift_remove("application/json")
        {
            response.content.insert(PROBLEM_JSON.to_owned(), body);
        }
    }
}
