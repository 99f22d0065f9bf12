//! The sender's digest is compared with what arrived, whole or in pieces.

use crate::harness::story::*;
use crate::harness::{Client, Reply, pdf};
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use contatti_model::ProblemCode;
use contatti_model::attachments::Attachment;
use contatti_model::requests::ComposeOptions;
use sha2::{Digest, Sha256};

/// The header's value for these bytes.
pub fn repr_digest(bytes: &[u8]) -> String {
    format!("sha-256=:{}:", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

async fn upload(client: &mut Client, bytes: &[u8], digest: &str) -> Reply {
    let request = Request::post("/api/v1/attachments?name=a.pdf").header("repr-digest", digest);
    client.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

on_both_engines! {
    async fn a_file_that_changed_on_the_way_is_refused_and_the_same_sent_well_is_kept(world: World) {
        let mut anna = world.person(ANNA).await;
        let sent = pdf(5_000);
        let mut arrived = sent.clone();
        arrived[2_500] ^= 1;
        let refused = upload(&mut anna, &arrived, &repr_digest(&sent)).await.problem();
        assert_eq!((refused.status, refused.code), (400, ProblemCode::DigestMismatch));
        let options: ComposeOptions = anna.read("/api/v1/compose").await;
        assert!(options.uploaded.is_empty());
        let kept: Attachment = upload(&mut anna, &sent, &repr_digest(&sent)).await.json();
        assert_eq!(kept.sha256, hex::encode(Sha256::digest(&sent)));
    }

    async fn a_digest_nobody_can_read_is_no_digest_and_is_said_so(world: World) {
        let mut anna = world.person(ANNA).await;
        let refused = upload(&mut anna, &pdf(900), "sha-256=abc").await.problem();
        assert_eq!(refused.code, ProblemCode::Malformed);
        assert_eq!(upload(&mut anna, &pdf(900), "sha-512=:AA==:").await.status, 201);
    }
}
