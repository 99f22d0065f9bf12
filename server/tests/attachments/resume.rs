//! Uploads that go on where they broke off, as tus clients speak: the same file as one sent whole, and nobody else's.

use super::digest::repr_digest;
use crate::harness::story::*;
use crate::harness::{Client, EXE, JPEG, Reply, World, pdf};
use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use contatti_model::attachments::Attachment;
use contatti_model::requests::ComposeOptions;
use contatti_model::{Issue, ProblemCode};
use contatti_server::attachments::sweep;

/// Announces a file; its address, or the refusal.
async fn begin(client: &mut Client, name: &str, size: usize, more: &[(&str, &str)]) -> Result<String, Reply> {
    let metadata = format!("filename {}", BASE64_STANDARD.encode(name));
    let mut request = Request::post("/api/v1/uploads")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", size)
        .header("upload-metadata", metadata);
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    let reply = client.send(request.body(Body::empty()).unwrap()).await;
    if reply.status == 201 { Ok(reply.header("location").to_owned()) } else { Err(reply) }
}

pub(crate) async fn began(client: &mut Client, name: &str, size: usize) -> String {
    begin(client, name, size, &[]).await.unwrap_or_else(|reply| panic!("{}", reply.text()))
}

pub(crate) async fn add(client: &mut Client, address: &str, offset: usize, body: impl Into<Body>) -> Reply {
    let request = Request::patch(address)
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", offset)
        .header("content-type", "application/offset+octet-stream");
    client.send(request.body(body.into()).unwrap()).await
}

pub(crate) async fn offset(client: &mut Client, address: &str) -> (u16, String) {
    let request = Request::head(address).header("tus-resumable", "1.0.0");
    let reply = client.send(request.body(Body::empty()).unwrap()).await;
    (reply.status, reply.header("upload-offset").to_owned())
}

/// The bytes so far, then a line that drops.
fn broken(bytes: &[u8]) -> Body {
    let chunks: [Result<Bytes, std::io::Error>; 2] =
        [Ok(Bytes::copy_from_slice(bytes)), Err(std::io::Error::other("the line dropped"))];
    Body::from_stream(futures::stream::iter(chunks))
}

async fn uploaded(client: &Client) -> Vec<Attachment> {
    client.read::<ComposeOptions>("/api/v1/compose").await.uploaded
}

fn about(address: &str) -> String {
    address.replace("/uploads/", "/attachments/") + "/about"
}

on_both_engines! {
    async fn a_line_cut_in_the_middle_loses_nothing_and_the_file_equals_one_sent_whole(world: World) {
        let mut anna = world.person(ANNA).await;
        let bytes = pdf(1_500_000);
        let size = bytes.len().to_string();
        let whole = anna.uploaded("F24 è.pdf", bytes.clone()).await;
        let digest = repr_digest(&bytes);
        let address = begin(&mut anna, "F24 è.pdf", bytes.len(), &[("repr-digest", &digest)]).await.ok().unwrap();
        assert_eq!(add(&mut anna, &address, 0, bytes[..500_000].to_vec()).await.status, 204);
        let cut = add(&mut anna, &address, 500_000, broken(&bytes[500_000..700_000])).await;
        assert_eq!(cut.problem().code, ProblemCode::CutShort);
        assert_eq!(offset(&mut anna, &address).await, (200, "700000".into()));
        assert_eq!(anna.get(&about(&address)).await.status, 404);
        let last = add(&mut anna, &address, 700_000, bytes[700_000..].to_vec()).await;
        assert_eq!((last.status, last.header("upload-offset")), (204, size.as_str()));
        assert_eq!(last.header("tus-resumable"), "1.0.0");

        let pieces: Attachment = anna.read(&about(&address)).await;
        let expected = Attachment { id: pieces.id, ..whole.clone() };
        assert_eq!(pieces, expected);
        assert_ne!(pieces.id, whole.id);
        assert_eq!(anna.get(&format!("/api/v1/attachments/{}", pieces.id)).await.body.as_ref(), bytes);
        // Whoever missed the last answer asks, and hears that all is there.
        assert_eq!(offset(&mut anna, &address).await, (200, size));
        let receipt = send_with(&mut anna, &[pieces.id]).await;
        assert_eq!(receipt.attachments[0].sha256, whole.sha256);
    }

    async fn bytes_from_another_offset_or_past_the_end_are_refused_and_change_nothing(world: World) {
        let mut anna = world.person(ANNA).await;
        let bytes = pdf(3_000);
        let address = began(&mut anna, "a.pdf", bytes.len()).await;
        add(&mut anna, &address, 0, bytes[..1_000].to_vec()).await;
        for wrong in [0, 999, 1_001] {
            let refused = add(&mut anna, &address, wrong, bytes[..10].to_vec()).await.problem();
            assert_eq!((refused.status, refused.code), (409, ProblemCode::OffsetConflict));
        }
        let surplus = add(&mut anna, &address, 1_000, vec![b'x'; bytes.len() - 999]).await;
        assert_eq!(surplus.status, 413);
        assert_eq!(offset(&mut anna, &address).await, (200, "1000".into()));
        assert_eq!(add(&mut anna, &address, 1_000, bytes[1_000..].to_vec()).await.status, 204);
        assert_eq!(uploaded(&anna).await.len(), 1);
    }

    async fn what_name_or_length_break_is_refused_before_a_byte_is_sent(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = BASE64_STANDARD.encode(filled_form(&anna).await.subject);
        let issue = |reply: Reply| reply.problem().fields.remove(0).issue;
        let heavy = format!("filename {}, subject {subject}", BASE64_STANDARD.encode("a.pdf"));
        let request = Request::post("/api/v1/uploads").header("tus-resumable", "1.0.0")
            .header("upload-length", 3_000_001).header("upload-metadata", heavy);
        let reply = anna.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(issue(reply), Issue::FileTooLarge { name: "a.pdf".into(), max_bytes: 3_000_000 });
        let any = begin(&mut anna, "a.pdf", 10_000_001, &[]).await.err().unwrap();
        assert_eq!(issue(any), Issue::FileTooLarge { name: "a.pdf".into(), max_bytes: 10_000_000 });
        let empty = begin(&mut anna, "a.pdf", 0, &[]).await.err().unwrap();
        assert_eq!(issue(empty), Issue::FileEmpty { name: "a.pdf".into() });
        let kind = begin(&mut anna, "a.docm", 10, &[]).await.err().unwrap();
        assert_eq!(issue(kind), Issue::FileKindNotAccepted { name: "a.docm".into() });
        let mute = anna.send(Request::post("/api/v1/uploads").header("upload-length", 1).body(Body::empty()).unwrap()).await;
        assert_eq!(mute.problem().code, ProblemCode::TusVersion);
    }

    async fn a_file_that_is_not_what_it_says_is_refused_at_its_last_byte_and_leaves_nothing(world: World) {
        let mut anna = world.person(ANNA).await;
        let address = began(&mut anna, "fattura.pdf", EXE.len()).await;
        let refused = add(&mut anna, &address, 0, EXE).await.problem();
        assert!(matches!(&refused.fields[0].issue, Issue::FileNotAsNamed { name, .. } if name == "fattura.pdf"));
        assert_eq!(offset(&mut anna, &address).await.0, 404);

        let digest = repr_digest(JPEG);
        let mut changed = JPEG.to_vec();
        changed[20] ^= 1;
        let address = begin(&mut anna, "foto.jpg", JPEG.len(), &[("repr-digest", &digest)]).await.ok().unwrap();
        assert_eq!(add(&mut anna, &address, 0, changed).await.problem().code, ProblemCode::DigestMismatch);
        assert_eq!(offset(&mut anna, &address).await.0, 404);
        assert!(uploaded(&anna).await.is_empty());
    }

    async fn somebody_elses_upload_does_not_exist(world: World) {
        let (mut anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        let bytes = pdf(2_000);
        let address = began(&mut anna, "a.pdf", 2_000).await;
        assert_eq!(offset(&mut giulia, &address).await.0, 404);
        assert_eq!(add(&mut giulia, &address, 0, bytes.clone()).await.status, 404);
        assert_eq!(giulia.call(Method::DELETE, &address, "text/plain", "").await.status, 404);
        assert_eq!(add(&mut anna, &address, 0, bytes).await.status, 204);
        assert_eq!(offset(&mut giulia, &address).await.0, 404);
    }

    async fn an_upload_given_up_or_left_for_a_day_is_gone_with_its_bytes(world: World) {
        let mut anna = world.person(ANNA).await;
        let given_up = began(&mut anna, "a.pdf", 2_000).await;
        let left = began(&mut anna, "b.pdf", 2_000).await;
        add(&mut anna, &left, 0, pdf(900)[..500].to_vec()).await;
        assert_eq!(anna.call(Method::DELETE, &given_up, "text/plain", "").await.status, 204);
        assert_eq!(incoming(&world), 1);
        assert_eq!(sweep(&world.house).await.unwrap(), (0, 0));
        // Bytes carry the machine's own time, so the world moves a day past that too.
        world.at("2099-01-01T00:00:00Z");
        assert_eq!(sweep(&world.house).await.unwrap(), (1, 1));
        let mut anna = world.person(ANNA).await;
        assert_eq!((offset(&mut anna, &left).await.0, incoming(&world)), (404, 0));
    }

    async fn nobody_fills_the_disk_with_uploads_that_never_end(world: World) {
        let mut anna = world.person(ANNA).await;
        let bytes = pdf(900);
        let first = began(&mut anna, "a.pdf", bytes.len()).await;
        for _ in 1..50 {
            began(&mut anna, "a.pdf", 10_000_000).await;
        }
        let refused = begin(&mut anna, "a.pdf", 900, &[]).await.err().unwrap().problem();
        assert_eq!(refused.fields[0].issue, Issue::TooManyFiles { max: 50 });
        // What has begun may end.
        assert_eq!(add(&mut anna, &first, 0, bytes).await.status, 204);
        world.person(GIULIA).await.uploaded("b.pdf", pdf(900)).await;
    }

    async fn two_senders_of_one_upload_make_one_file(world: World) {
        let mut anna = world.person(ANNA).await;
        let bytes = pdf(400_000);
        let address = begin(&mut anna, "a.pdf", bytes.len(), &[("repr-digest", &repr_digest(&bytes))]).await.ok().unwrap();
        let senders = (0..4).map(|_| {
            let (mut tab, address, bytes) = (anna.clone(), address.clone(), bytes.clone());
            tokio::spawn(async move { add(&mut tab, &address, 0, bytes).await.status })
        });
        let mut taken = 0;
        for sender in senders.collect::<Vec<_>>() {
            let status = sender.await.unwrap();
            assert!(matches!(status, 204 | 404 | 409), "{status}");
            taken += u32::from(status == 204);
        }
        assert_eq!((taken, uploaded(&anna).await.len()), (1, 1));
    }
}

/// How many files lie half received.
fn incoming(world: &World) -> usize {
    std::fs::read_dir(world.house.config.data.join("files/incoming")).unwrap().count()
}
