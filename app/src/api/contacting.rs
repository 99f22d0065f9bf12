//! Contact first: whom an office may write to, and writing.

use super::requests::path;
use super::{Outcome, get, post, with_query};
use contatti_model::identity::Position;
use contatti_model::requests::{ChainedContactForm, ContactForm, ContactOptions, RequestDetail};

/// Where the form that contacts one company posts to, with or without JavaScript.
pub const CONTACTS: &str = "/api/v1/console/contacts";

/// The first positions the words fit.
pub async fn contactable(search: String) -> Outcome<Vec<Position>> {
    get(with_query("/api/v1/console/positions", &[("search", &search)])).await
}

/// One of them, with its subjects.
pub async fn contact_options(position: String) -> Outcome<ContactOptions> {
    get(format!("/api/v1/console/positions/{}", super::encoded(&position))).await
}

pub async fn contact(form: &ContactForm) -> Outcome<RequestDetail> {
    post(CONTACTS.into(), form).await
}

/// Writes on from a closed request.
pub async fn contact_on(id: &str, form: &ChainedContactForm) -> Outcome<RequestDetail> {
    post(contact_on_path(id), form).await
}

/// Where a plain form posts to.
pub fn contact_on_path(id: &str) -> String {
    path(id, "/contact")
}
