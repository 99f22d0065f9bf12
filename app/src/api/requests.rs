//! A company's requests: composing, sending, following.

use super::{Outcome, encoded, get, post, with_query};
use contatti_model::page::Page;
use contatti_model::requests::search::{FilterChoices, FilterForm};
use contatti_model::requests::{ComposeOptions, Line, Receipt, RequestDetail, RequestForm};
use contatti_model::{Problem, ProblemCode, RequestId};

/// Where the new request's form posts to, with or without JavaScript.
pub const SEND: &str = "/api/v1/requests";

pub async fn compose_options() -> Outcome<ComposeOptions> {
    get("/api/v1/compose".into()).await
}

pub async fn send(form: &RequestForm) -> Outcome<Receipt> {
    post(SEND.into(), form).await
}

/// One page of the list.
pub async fn list(filter: FilterForm, cursor: String) -> Outcome<Page<Line>> {
    let pairs: Vec<_> = filter.pairs().into_iter().chain([("cursor", cursor.as_str())]).collect();
    get(with_query(SEND, &pairs)).await
}

/// What the list can be narrowed to.
pub async fn filter_choices() -> Outcome<FilterChoices> {
    get(format!("{SEND}/choices")).await
}

/// Where the filtered list is downloaded as `csv` or `xlsx`.
pub fn export_path(filter: &FilterForm, ending: &str) -> String {
    with_query(&format!("{SEND}/export.{ending}"), &filter.pairs())
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
