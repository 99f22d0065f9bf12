//! The director's figures: each move counted once, sums that equal a slow recount and the lines behind them, and a forecast
//! that owns its error.

mod backlog;
mod behind;
mod forecast;
mod history;
mod over_time;
pub(crate) mod sums;

use crate::harness::Client;
use contatti_model::RequestId;
use serde_json::Value;

/// A move of a request that must succeed.
async fn step(client: &mut Client, id: RequestId, verb: &str, body: Value) {
    let reply = client.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
    assert!((200..300).contains(&reply.status), "{verb}: {}", reply.text());
}
