//! Proof away from the server: the receipt on paper, the sealed segnature, the bundle and its verification.

mod bundle;
mod receipt_pdf;
mod segnatura;

use crate::harness::story::*;
use crate::harness::{P7M, World, pdf};
use contatti_model::RequestId;
use serde_json::json;

/// A request of Anna's with two files of one name and a signed one, taken in charge with a comment and closed by Luca.
async fn worked(world: &World) -> RequestId {
    let mut anna = world.person(ANNA).await;
    let mut files = vec![];
    for (name, bytes) in
        [("F24 ottobre.pdf", pdf(9_000)), ("F24 ottobre.pdf", pdf(700)), ("عقد & 🧾 contratto.pdf.p7m", P7M.to_vec())]
    {
        files.push(anna.uploaded(name, bytes).await.id);
    }
    let id = send_with(&mut anna, &files).await.request;
    world.at("2026-11-24T10:30:00Z");
    let url = |verb: &str| format!("/api/v1/requests/{id}/{verb}");
    let mut luca = world.person(LUCA).await;
    let taken = json!({ "version": "1", "text": "La leggo <subito> & rispondo." });
    assert_eq!(luca.post(&url("take-charge"), &taken).await.status, 200);
    let answer = json!({ "version": "2", "outcome": "accepted", "text": "Il versamento è stato abbinato." });
    assert_eq!(luca.post(&url("close"), &answer).await.status, 200);
    id
}
