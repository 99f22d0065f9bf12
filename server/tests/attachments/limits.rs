//! What a file may be: each refusal names the file and leaves nothing behind.

use crate::harness::story::*;
use crate::harness::{EXE, JPEG, pdf};
use axum::body::Body;
use bytes::Bytes;
use contatti_model::requests::ComposeOptions;
use contatti_model::{Issue, ProblemCode};

on_both_engines! {
    async fn three_megabytes_pass_and_a_hundred_thousand_bytes_more_do_not(world: World) {
        let mut anna = world.person(ANNA).await;
        let subject = filled_form(&anna).await.subject;
        let path = format!("/api/v1/attachments?name=a.pdf&subject={subject}");
        let put = |size: usize| { let mut bytes = pdf(size); bytes.resize(size, b'\n'); bytes };
        let post = axum::http::Method::POST;
        let heavy = anna.call(post.clone(), &path, "application/pdf", put(3_100_000)).await;
        let expected = Issue::FileTooLarge { name: "a.pdf".into(), max_bytes: 3_000_000 };
        assert_eq!(heavy.problem().fields[0].issue, expected);
        assert_eq!(anna.call(post, &path, "application/pdf", put(3_000_000)).await.status, 201);
    }

    async fn an_empty_file_and_a_program_named_pdf_are_refused(world: World) {
        let mut anna = world.person(ANNA).await;
        let empty = anna.upload("vuoto.pdf", Body::empty()).await.problem();
        assert_eq!(empty.fields[0].issue, Issue::FileEmpty { name: "vuoto.pdf".into() });
        let program = anna.upload("fattura.pdf", EXE).await.problem();
        assert!(matches!(&program.fields[0].issue, Issue::FileNotAsNamed { name, found } if name == "fattura.pdf" && found.contains("exe") || found.contains("dosexec") || found.contains("portable")), "{:?}", program.fields);
        let options: ComposeOptions = anna.read("/api/v1/compose").await;
        assert!(options.uploaded.is_empty());
    }

    async fn hostile_names_are_made_harmless_and_kind_ones_kept(world: World) {
        let mut anna = world.person(ANNA).await;
        let long = format!("{}.jpeg", "x".repeat(300));
        for (sent, kept) in [("../../etc/passwd.jpg", "passwd.jpg"), ("🧾 busta.jpeg", "🧾 busta.jpeg"), (long.as_str(), "")] {
            let file = anna.uploaded(sent, JPEG).await;
            assert!(kept.is_empty() || file.name == kept, "{}", file.name);
            assert!(file.name.chars().count() <= 120 && !file.name.contains('/'));
        }
        let nameless = anna.upload("///", JPEG).await.problem();
        assert_eq!(nameless.fields[0].issue, Issue::FileNameUnusable);
    }

    async fn a_body_cut_halfway_keeps_nothing(world: World) {
        let mut anna = world.person(ANNA).await;
        let chunks: [Result<Bytes, std::io::Error>; 2] =
            [Ok(Bytes::from(pdf(50_000))), Err(std::io::Error::other("the line dropped"))];
        let cut = anna.upload("a.pdf", Body::from_stream(futures::stream::iter(chunks))).await;
        assert_eq!(cut.problem().code, ProblemCode::CutShort);
        let options: ComposeOptions = anna.read("/api/v1/compose").await;
        assert!(options.uploaded.is_empty());
    }

    async fn a_file_that_waits_can_be_taken_back(world: World) {
        let mut anna = world.person(ANNA).await;
        let file = anna.uploaded("a.pdf", pdf(500)).await;
        let path = format!("/api/v1/attachments/{}", file.id);
        let delete = axum::http::Method::DELETE;
        assert_eq!(world.person(GIULIA).await.call(delete.clone(), &path, "text/plain", "").await.status, 404);
        assert_eq!(anna.call(delete, &path, "text/plain", "").await.status, 204);
        assert_eq!(anna.get(&path).await.status, 404);
    }
}
