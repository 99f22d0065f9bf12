//! What programs may call. A route that is not named here does not exist for a token, so a new one is closed until it is opened.

use axum::http::Method;
use contatti_model::identity::Scope;

/// A route open to programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    /// The scope it wants; none where either will do.
    pub(crate) needs: Option<Scope>,
}

const READ: Option<Scope> = Some(Scope::Read);
const SEND: Option<Scope> = Some(Scope::Send);

/// Method, path as the OpenAPI document writes it, and the scope.
const DOORS: [(Method, &str, Option<Scope>); 31] = [
    (Method::GET, "/api/v1/me", None),
    (Method::GET, "/api/v1/positions", None),
    (Method::GET, "/api/v1/subjects", None),
    (Method::GET, "/api/v1/compose", None),
    (Method::GET, "/api/v1/requests", READ),
    (Method::POST, "/api/v1/requests", SEND),
    (Method::GET, "/api/v1/requests/{id}", READ),
    (Method::GET, "/api/v1/requests/{id}/receipt", READ),
    (Method::GET, "/api/v1/requests/{id}/receipt.pdf", READ),
    (Method::GET, "/api/v1/requests/{id}/segnatura.xml", READ),
    (Method::GET, "/api/v1/requests/{id}/messages/{message}/segnatura.xml", READ),
    (Method::GET, "/api/v1/requests/{id}/bundle.zip", READ),
    (Method::GET, "/api/v1/requests/{id}/attachments.zip", READ),
    (Method::GET, "/api/v1/requests/similar", READ),
    (Method::GET, "/api/v1/requests/export.csv", READ),
    (Method::GET, "/api/v1/requests/export.xlsx", READ),
    (Method::POST, "/api/v1/requests/{id}/reply", SEND),
    (Method::POST, "/api/v1/requests/{id}/remind", SEND),
    (Method::POST, "/api/v1/requests/{id}/verdict", SEND),
    (Method::POST, "/api/v1/attachments", SEND),
    (Method::GET, "/api/v1/attachments/{id}", READ),
    (Method::GET, "/api/v1/attachments/{id}/about", READ),
    (Method::DELETE, "/api/v1/attachments/{id}", SEND),
    (Method::GET, "/api/v1/companies/{id}/history", READ),
    (Method::GET, "/api/v1/missives/{id}", READ),
    (Method::OPTIONS, "/api/v1/uploads", SEND),
    (Method::POST, "/api/v1/uploads", SEND),
    (Method::HEAD, "/api/v1/uploads/{id}", SEND),
    (Method::PATCH, "/api/v1/uploads/{id}", SEND),
    (Method::DELETE, "/api/v1/uploads/{id}", SEND),
    (Method::GET, "/api/v1/events", READ),
];

/// The door at this method and path, if programs have one there.
pub(crate) fn door(method: &Method, path: &str) -> Option<Door> {
    let at = |method: &Method| DOORS.iter().find(|(of, at, _)| of == method && *at == path);
    // Whoever may read may ask for the head alone.
    let found = at(method).or_else(|| (*method == Method::HEAD).then(|| at(&Method::GET)).flatten());
    found.map(|(_, _, needs)| Door { needs: *needs })
}
