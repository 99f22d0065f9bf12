//! What a program bound to one mandate searches, asks after and writes again stays within it too.

use super::program_reach::{Scene, form_for, scene, sent_for};
use crate::harness::pdf;
use crate::harness::story::*;
use axum::http::Method;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use serde_json::json;
use uuid::Uuid;

on_both_engines! {
    async fn what_is_searched_and_what_is_similar_end_at_the_mandate(world: World) {
        let Scene { mut giulia, program, mine, other } = scene(&world).await;
        let (inside, outside) = (form_for(&giulia, &mine).await, form_for(&giulia, &other).await);
        for form in [&inside, &outside] {
            send(&mut giulia, form).await;
        }
        let everywhere: Page<Line> = giulia.read("/api/v1/requests?text=irregolare").await;
        assert!([&inside, &outside].iter().all(|form| everywhere.items.iter().any(|line| line.id.to_string() == form.id)));
        let found: Page<Line> = program.read("/api/v1/requests?text=irregolare").await;
        assert!(found.items.iter().any(|line| line.id.to_string() == inside.id));
        assert!(found.items.iter().all(|line| line.company == mine.company.name));
        let named: Page<Line> = program.read(&format!("/api/v1/requests?company={}", other.company.tax_code)).await;
        assert!(named.items.is_empty());
        for (form, expected) in [(&inside, 200), (&outside, 404)] {
            let path = format!("/api/v1/requests/similar?position={}&subject={}", form.position, form.subject);
            assert_eq!(giulia.get(&path).await.status, 200);
            assert_eq!(program.get(&path).await.status, expected, "{path}");
        }
    }

    async fn a_program_writes_again_within_its_mandate_and_with_its_own_files(world: World) {
        let Scene { mut giulia, mut program, mine, other } = scene(&world).await;
        let (inside, outside) = (sent_for(&mut giulia, &mine).await, sent_for(&mut giulia, &other).await);
        let hers = giulia.uploaded("sua.pdf", pdf(500)).await.id.to_string();
        let its = program.uploaded("del-programma.pdf", pdf(600)).await.id.to_string();
        let form = |file: &str| json!({ "id": Uuid::now_v7().to_string(), "text": "Ecco il documento.", "attachments": [file] });
        for (request, file, expected) in [(outside.request, &its, 404), (inside.request, &hers, 422), (inside.request, &its, 200)] {
            let reply = program.post(&format!("/api/v1/requests/{request}/reply"), &form(file)).await;
            assert_eq!(reply.status, expected, "{}", reply.text());
        }
        let thread = detail(&giulia, inside.request).await.thread;
        assert_eq!(thread.last().map(|message| message.attachments.len()), Some(1));
        let written = world.count("SELECT COUNT(*) FROM audit WHERE token_id IS NOT NULL AND action = 'replied'").await;
        assert_eq!(written, 1);
        for verb in ["remind", "verdict"] {
            let refused = program.post(&format!("/api/v1/requests/{}/{verb}", outside.request), &json!({})).await;
            assert_eq!(refused.status, 404, "{verb}");
        }
    }

    async fn a_persons_drafts_hold_no_files_of_their_programs(world: World) {
        let Scene { mut giulia, mut program, .. } = scene(&world).await;
        let hers = giulia.uploaded("sua.pdf", pdf(500)).await.id.to_string();
        let its = program.uploaded("del-programma.pdf", pdf(600)).await.id.to_string();
        let form = json!({ "version": "0", "text": "Bozza", "attachments": [hers, its] }).to_string();
        let path = format!("/api/v1/drafts/{}", Uuid::now_v7());
        let saved = giulia.call(Method::PUT, &path, "application/json", form).await;
        assert_eq!(saved.status, 200, "{}", saved.text());
        assert_eq!(world.count("SELECT COUNT(*) FROM draft_files").await, 1);
        let held = "SELECT COUNT(*) FROM draft_files f JOIN attachments a ON a.id = f.attachment_id WHERE a.token_id IS NULL";
        assert_eq!(world.count(held).await, 1);
    }
}
