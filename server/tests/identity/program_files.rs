//! What a program sends in pieces is its own alone, and what it exports ends at what its token is bound to.

use super::program_reach::{Scene, form_for, scene, sent_for};
use crate::attachments::resume::{add, began, offset};
use crate::harness::story::*;
use crate::harness::{Client, World, pdf};
use axum::body::Body;
use axum::http::Request;
use contatti_model::ProblemCode;
use contatti_model::identity::Binding;
use contatti_model::requests::ComposeOptions;

async fn give_up(client: &mut Client, address: &str) -> u16 {
    client.send(Request::delete(address).body(Body::empty()).unwrap()).await.status
}

async fn waiting(client: &Client) -> Vec<String> {
    let uploaded = client.read::<ComposeOptions>("/api/v1/compose").await.uploaded;
    uploaded.into_iter().map(|file| file.name).collect()
}

/// Giulia's program bound to another mandate than the first.
async fn second_program(world: &World, giulia: &mut Client, scene: &contatti_model::identity::MandateChoice) -> Client {
    world.program(&made(giulia, Binding::Mandate(scene.id), "read send").await.secret)
}

on_both_engines! {
    async fn a_file_in_pieces_is_the_hands_alone_that_began_it(world: World) {
        let Scene { mut giulia, mut program, mine, other } = scene(&world).await;
        let mut second = second_program(&world, &mut giulia, &other).await;
        let bytes = pdf(90_000);
        let address = began(&mut program, "busta.pdf", bytes.len()).await;
        assert_eq!(add(&mut program, &address, 0, bytes[..40_000].to_vec()).await.status, 204);
        for stranger in [&mut giulia, &mut second] {
            assert_eq!(offset(stranger, &address).await.0, 404);
            assert_eq!(add(stranger, &address, 40_000, bytes[40_000..].to_vec()).await.status, 404);
            assert_eq!(give_up(stranger, &address).await, 404);
        }
        assert_eq!(offset(&mut program, &address).await, (200, "40000".into()));
        assert_eq!(add(&mut program, &address, 40_000, bytes[40_000..].to_vec()).await.status, 204);
        assert_eq!(offset(&mut program, &address).await, (200, bytes.len().to_string()));
        assert_eq!(waiting(&program).await, ["busta.pdf"]);
        for stranger in [&mut giulia, &mut second] {
            assert!(waiting(stranger).await.is_empty());
            assert_eq!(offset(stranger, &address).await.0, 404, "also when it has ended");
        }
        let file = address.rsplit('/').next().unwrap().to_owned();
        let mut foreign = form_for(&second, &other).await;
        foreign.attachments = vec![file.clone()];
        assert_eq!(second.post("/api/v1/requests", &foreign).await.status, 422);
        let mut form = form_for(&program, &mine).await;
        form.attachments = vec![file];
        assert_eq!(send(&mut program, &form).await.attachments[0].name, "busta.pdf");
    }

    async fn what_a_person_sends_in_pieces_is_none_of_their_programs_affair(world: World) {
        let Scene { mut giulia, mut program, .. } = scene(&world).await;
        let address = began(&mut giulia, "sua.pdf", 900).await;
        assert_eq!(offset(&mut program, &address).await.0, 404);
        assert_eq!(add(&mut program, &address, 0, pdf(900)).await.status, 404);
        assert_eq!(give_up(&mut program, &address).await, 404);
        assert_eq!(give_up(&mut giulia, &address).await, 204);
        let own = began(&mut program, "del-programma.pdf", 900).await;
        assert_eq!(give_up(&mut program, &own).await, 204);
        assert_eq!(offset(&mut program, &own).await.0, 404);
    }

    async fn sending_in_pieces_wants_the_scope_of_sending_and_exporting_that_of_reading(world: World) {
        let Scene { mut giulia, mine, .. } = scene(&world).await;
        let reads = made(&mut giulia, Binding::Mandate(mine.id), "read").await.secret;
        let sends = made(&mut giulia, Binding::Mandate(mine.id), "send").await.secret;
        let (mut reads, mut sends) = (world.program(&reads), world.program(&sends));
        let address = began(&mut sends, "busta.pdf", 900).await;
        assert_eq!(add(&mut reads, &address, 0, pdf(900)).await.problem().code, ProblemCode::ScopeMissing);
        assert_eq!(offset(&mut reads, &address).await.0, 403);
        let announced = reads.send(Request::post("/api/v1/uploads").body(Body::empty()).unwrap()).await;
        assert_eq!(announced.problem().code, ProblemCode::ScopeMissing);
        for format in ["csv", "xlsx"] {
            let path = format!("/api/v1/requests/export.{format}");
            assert_eq!(sends.get(&path).await.problem().code, ProblemCode::ScopeMissing, "{format}");
            assert_eq!(reads.get(&path).await.status, 200, "{format}");
        }
        assert_eq!(add(&mut sends, &address, 0, pdf(900)).await.status, 204);
    }

    async fn exports_hold_the_one_mandate_and_end_with_it(world: World) {
        let Scene { mut giulia, program, mine, other } = scene(&world).await;
        let (inside, outside) = (sent_for(&mut giulia, &mine).await, sent_for(&mut giulia, &other).await);
        let whole = giulia.get("/api/v1/requests/export.csv").await.text();
        let narrow = program.get("/api/v1/requests/export.csv").await.text();
        let numbers = [&inside, &outside].map(|receipt| receipt.registration.number.to_string());
        assert!(numbers.iter().all(|number| whole.contains(number)));
        assert!(narrow.contains(&numbers[0]) && !narrow.contains(&numbers[1]), "{narrow}");
        assert!(!narrow.contains(&other.company.name));
        let named = program.get(&format!("/api/v1/requests/export.csv?company={}", other.company.tax_code)).await;
        assert_eq!(named.text().lines().count(), 1, "only the head");
        world.revoke_mandate(mine.id).await;
        assert_eq!(program.get("/api/v1/requests/export.csv").await.status, 401);
    }

    async fn files_under_way_count_among_those_a_program_may_leave(world: World) {
        let Scene { mut program, .. } = scene(&world).await;
        for place in 0..50 {
            began(&mut program, &format!("{place}.pdf"), 900).await;
        }
        let refused = program.upload("uno-di-troppo.pdf", pdf(900)).await;
        assert_eq!(refused.status, 422, "{}", refused.text());
        let mut giulia = world.person(GIULIA).await;
        assert_eq!(giulia.upload("sua.pdf", pdf(900)).await.status, 201);
    }
}
