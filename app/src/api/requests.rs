//! A company's requests: composing, sending, following.

use super::{Outcome, encoded, get, post, with_query};
use contatti_model::page::Page;
use contatti_model::requests::{ComposeOptions, Line, Receipt, RequestDetail, RequestForm};
use contatti_model::{Problem, ProblemCode, RequestId};

/// Where the new request's form posts to, with or without JavaScript.
pub const SEND: &str = "/api/v1/requests";

/// What a new request may be about; the position one means to write for is among the positions offered.
pub async fn compose_options(position: String) -> Outcome<ComposeOptions> {
    get(with_query("/api/v1/compose", &[("position", &position)])).await
}

pub async fn send(form: &RequestForm) -> Outcome<Receipt> {
    post(SEND.into(), form).await
}

/// One page of the list; empty strings mean no filter.
pub async fn list(state: String, position: String, cursor: String) -> Outcome<Page<Line>> {
    get(with_query(SEND, &[("state", &state), ("position", &position), ("cursor", &cursor)])).await
}

/// Requests of the same position and subject that are not over, or were a short time ago.
pub async fn similar(position: String, subject: String) -> Outcome<Vec<Line>> {
    get(with_query("/api/v1/requests/similar", &[("position", &position), ("subject", &subject)])).await
}

pub async fn one(id: String) -> Outcome<RequestDetail> {
    get(path(known(&id)?, "")).await
}

pub async fn receipt(id: String) -> Outcome<Receipt> {
    get(path(known(&id)?, "/receipt")).await
}

/// An address with something else in the place of an id leads nowhere.
fn known(id: &str) -> Outcome<&str> {
    match id.parse::<RequestId>() {
        Ok(_) => Ok(id),
        Err(_) => Err(Problem::new(ProblemCode::NotFound)),
    }
}

/// Where all files of a request are downloaded together.
pub fn all_files_path(id: &str) -> String {
    path(id, "/attachments.zip")
}

pub(super) fn path(id: &str, rest: &str) -> String {
    format!("{SEND}/{}{rest}", encoded(id))
}
