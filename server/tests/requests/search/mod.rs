//! Searching the list: by filters, by words, into files, and filters kept under a name.

mod authority;
mod exports;
mod filters;
mod hostile;
mod views;
mod words;

use crate::harness::Client;
use crate::harness::story::*;
use contatti_model::RequestId;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

/// The list's address with these filters.
pub fn address(filters: &[(&str, &str)]) -> String {
    let encoded = |value: &str| utf8_percent_encode(value, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<_> = filters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("/api/v1/requests?{}", pairs.join("&"))
}

pub async fn lines(client: &Client, filters: &[(&str, &str)]) -> Vec<Line> {
    let page: Page<Line> = client.read(&address(filters)).await;
    page.items
}

pub async fn ids(client: &Client, filters: &[(&str, &str)]) -> Vec<RequestId> {
    lines(client, filters).await.into_iter().map(|line| line.id).collect()
}

/// Sends a request with this text, for the `place`th position the sender may act for.
pub async fn say(client: &mut Client, place: usize, text: &str) -> RequestId {
    let options: contatti_model::requests::ComposeOptions = client.read("/api/v1/compose").await;
    let position = &options.positions[place];
    let area = options.areas.iter().find(|area| area.scheme == position.scheme).expect("no subject");
    let mut form = filled_form(client).await;
    form.position = position.id.to_string();
    form.subject = area.subjects[0].id.to_string();
    form.text = text.into();
    send(client, &form).await.request
}

/// Takes the request in charge and closes it with this answer.
pub async fn close(operator: &mut Client, id: RequestId, outcome: &str, answer: &str) {
    let path = format!("/api/v1/requests/{id}");
    let taken = operator.post(&format!("{path}/take-charge"), &json!({ "version": "1" })).await;
    assert_eq!(taken.status, 200, "{}", taken.text());
    let body = json!({ "version": "2", "outcome": outcome, "text": answer });
    let closed = operator.post(&format!("{path}/close"), &body).await;
    assert_eq!(closed.status, 200, "{}", closed.text());
}
