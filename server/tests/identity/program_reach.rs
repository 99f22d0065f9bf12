//! A program bound to one mandate never meets the consultant's other companies, wherever it looks.

use crate::harness::story::*;
use crate::harness::{Client, World, pdf};
use axum::body::{Body, BodyDataStream};
use axum::http::{Method, Request};
use contatti_model::RequestId;
use contatti_model::identity::{ActingToken, Binding, MandateChoice, Position, Role, TokenBindings};
use contatti_model::page::Page;
use contatti_model::requests::{ComposeOptions, Line, Receipt};
use contatti_server::router;
use futures::StreamExt;
use serde_json::json;
use std::time::Duration;
use tower::ServiceExt;

/// Giulia, her program bound to the mandate of one company, and the mandate of another.
pub(super) struct Scene {
    pub giulia: Client,
    pub program: Client,
    pub mine: MandateChoice,
    pub other: MandateChoice,
}

/// Two mandates for every scheme; and Giulia belongs to a company of her own too.
pub(super) async fn scene(world: &World) -> Scene {
    world
        .run(
            "INSERT INTO memberships (person_id, company_id)
         SELECT p.id, c.id FROM people p, companies c WHERE p.username = 'giulia.capuano' AND c.name LIKE 'Vesuvio%'",
        )
        .await;
    let mut giulia = world.person(GIULIA).await;
    let choices: TokenBindings = giulia.read("/api/v1/tokens/bindings").await;
    let mut whole = choices.mandates.into_iter().filter(|mandate| mandate.scheme.is_none());
    let (mine, other) = (whole.next().unwrap(), whole.next().unwrap());
    let made = made(&mut giulia, Binding::Mandate(mine.id), "read send").await;
    let program = world.program(&made.secret);
    Scene { giulia, program, mine, other }
}

/// Sends for one company of Giulia's, with a file.
pub(super) async fn sent_for(giulia: &mut Client, company: &MandateChoice) -> Receipt {
    let file = giulia.uploaded("busta.pdf", pdf(700)).await;
    let mut form = form_for(giulia, company).await;
    form.attachments = vec![file.id.to_string()];
    send(giulia, &form).await
}

pub(super) async fn form_for(client: &Client, of: &MandateChoice) -> contatti_model::requests::RequestForm {
    let options: ComposeOptions = client.read("/api/v1/compose").await;
    let position = options.positions.iter().find(|position| position.company.id == of.company.id).unwrap();
    let area = options.areas.iter().find(|area| area.scheme == position.scheme).unwrap();
    let subject = area.subjects.iter().find(|subject| subject.profile.code == "3x3").unwrap();
    let filled = filled_form(client).await;
    contatti_model::requests::RequestForm {
        position: position.id.to_string(),
        subject: subject.id.to_string(),
        ..filled
    }
}

async fn watching(world: &World, program: &Client) -> BodyDataStream {
    let secret = program.token.clone().unwrap();
    let request = Request::get("/api/v1/events").header("authorization", format!("Bearer {secret}"));
    let response = world.api.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), 200);
    response.into_body().into_data_stream()
}

async fn hears(stream: &mut BodyDataStream, patience: Duration) -> Option<String> {
    let chunk = tokio::time::timeout(patience, stream.next()).await.ok()??.ok()?;
    Some(String::from_utf8_lossy(&chunk).into_owned())
}

on_both_engines! {
    async fn positions_lists_and_compose_hold_the_one_company(world: World) {
        let Scene { mut giulia, program, mine, other } = scene(&world).await;
        let (inside, outside) = (sent_for(&mut giulia, &mine).await, sent_for(&mut giulia, &other).await);
        let positions: Page<Position> = program.read("/api/v1/positions").await;
        assert!(!positions.items.is_empty());
        assert!(positions.items.iter().all(|position| position.company.id == mine.company.id && position.through.is_some()));
        let options: ComposeOptions = program.read("/api/v1/compose").await;
        assert!(options.positions.iter().all(|position| position.company.id == mine.company.id));
        let wide: ComposeOptions = giulia.read("/api/v1/compose").await;
        let far = wide.positions.iter().find(|position| position.company.id == other.company.id).unwrap();
        let options: ComposeOptions = program.read(&format!("/api/v1/compose?position={}", far.id)).await;
        assert!(options.positions.iter().all(|position| position.company.id == mine.company.id));
        let lines: Page<Line> = program.read("/api/v1/requests").await;
        let ids: Vec<RequestId> = lines.items.iter().map(|line| line.id).collect();
        assert!(ids.contains(&inside.request) && !ids.contains(&outside.request));
        assert!(lines.items.iter().all(|line| line.company == mine.company.name));
        let narrowed: Page<Line> = program.read(&format!("/api/v1/requests?position={}", far.id)).await;
        assert!(narrowed.items.is_empty());
        let me: contatti_model::identity::Me = program.read("/api/v1/me").await;
        assert_eq!(me.roles, [Role::Intermediary]);
    }

    async fn requests_receipts_files_and_sending_end_at_the_mandate(world: World) {
        let Scene { mut giulia, mut program, mine, other } = scene(&world).await;
        let (inside, outside) = (sent_for(&mut giulia, &mine).await, sent_for(&mut giulia, &other).await);
        for (receipt, expected) in [(&inside, 200), (&outside, 404)] {
            let id = receipt.request;
            for path in [
                format!("/api/v1/requests/{id}"),
                format!("/api/v1/requests/{id}/receipt"),
                format!("/api/v1/requests/{id}/receipt.pdf"),
                format!("/api/v1/requests/{id}/segnatura.xml"),
                format!("/api/v1/requests/{id}/bundle.zip"),
                format!("/api/v1/requests/{id}/attachments.zip"),
                format!("/api/v1/attachments/{}", receipt.attachments[0].id),
                format!("/api/v1/attachments/{}/about", receipt.attachments[0].id),
            ] {
                assert_eq!(program.get(&path).await.status, expected, "{path}");
            }
        }
        let form = form_for(&giulia, &other).await;
        assert_eq!(program.post("/api/v1/requests", &form).await.status, 404);
        // The very draft Giulia sent for the other company brings no receipt to this program.
        send(&mut giulia, &form).await;
        assert_eq!(program.post("/api/v1/requests", &form).await.status, 404);
        assert_eq!(giulia.post("/api/v1/requests", &form).await.status, 200);
        let own = form_for(&program, &mine).await;
        let receipt = send(&mut program, &own).await;
        assert_eq!(receipt.company.id, mine.company.id);
        assert!(receipt.on_behalf_through.is_some());
    }

    async fn waiting_files_stay_with_the_hand_that_left_them(world: World) {
        let Scene { mut giulia, mut program, mine, .. } = scene(&world).await;
        let hers = giulia.uploaded("sua.pdf", pdf(500)).await;
        let its = program.uploaded("del-programma.pdf", pdf(600)).await;
        for (who, own, foreign) in [(&giulia, &hers, &its), (&program, &its, &hers)] {
            let options: ComposeOptions = who.read("/api/v1/compose").await;
            assert_eq!(options.uploaded.iter().map(|file| file.id).collect::<Vec<_>>(), [own.id]);
            assert_eq!(who.get(&format!("/api/v1/attachments/{}", own.id)).await.status, 200);
            assert_eq!(who.get(&format!("/api/v1/attachments/{}", foreign.id)).await.status, 404);
        }
        let mut form = form_for(&program, &mine).await;
        form.attachments = vec![hers.id.to_string()];
        assert_eq!(program.post("/api/v1/requests", &form).await.status, 422);
        let path = format!("/api/v1/attachments/{}", hers.id);
        assert_eq!(program.call(Method::DELETE, &path, "application/json", "").await.status, 404);
        form.attachments = vec![its.id.to_string()];
        send(&mut program, &form).await;
    }

    async fn changes_of_other_companies_are_not_heard(world: World) {
        let Scene { mut giulia, program, mine, other } = scene(&world).await;
        let mut stream = watching(&world, &program).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        let outside = sent_for(&mut giulia, &other).await.request;
        let inside = sent_for(&mut giulia, &mine).await.request;
        let heard = hears(&mut stream, Duration::from_secs(5)).await.expect("silence");
        assert!(heard.contains(&inside.to_string()) && !heard.contains(&outside.to_string()), "{heard}");
        let tokens: Vec<contatti_model::identity::TokenLine> = giulia.read("/api/v1/tokens").await;
        giulia.post(&format!("/api/v1/tokens/{}/revoke", tokens[0].id), &json!({})).await;
        // What was found out about a listener holds for a second.
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        sent_for(&mut giulia, &mine).await;
        assert_eq!(hears(&mut stream, Duration::from_millis(400)).await, None);
    }

    async fn a_revoked_mandate_stops_its_program_and_leaves_the_firms_without_it(world: World) {
        let Scene { mut giulia, program, mine, other } = scene(&world).await;
        let firm = giulia.read::<TokenBindings>("/api/v1/tokens/bindings").await.firm.unwrap();
        let whole = made(&mut giulia, Binding::Firm(firm.id), "read").await;
        let whole = world.program(&whole.secret);
        let inside = sent_for(&mut giulia, &mine).await.request;
        assert_eq!(whole.get(&format!("/api/v1/requests/{inside}")).await.status, 200);
        world.revoke_mandate(mine.id).await;
        assert_eq!(program.get("/api/v1/requests").await.status, 401);
        assert_eq!(whole.get(&format!("/api/v1/requests/{inside}")).await.status, 404);
        let left: Page<Position> = whole.read("/api/v1/positions").await;
        assert!(left.items.iter().any(|position| position.company.id == other.company.id));
        // The company Giulia herself belongs to is no affair of her firm's.
        assert!(left.items.iter().all(|position| position.through.is_some() && position.company.id != mine.company.id));
    }

    async fn a_mandate_of_one_scheme_opens_that_scheme_alone(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let choices: TokenBindings = giulia.read("/api/v1/tokens/bindings").await;
        let narrow = choices.mandates.into_iter().find(|mandate| mandate.scheme.is_some()).unwrap();
        let made = made(&mut giulia, Binding::Mandate(narrow.id), "read").await;
        let positions: Page<Position> = world.program(&made.secret).read("/api/v1/positions").await;
        assert!(!positions.items.is_empty());
        assert!(positions.items.iter().all(|position| Some(position.scheme) == narrow.scheme));
    }

    async fn whatever_a_program_may_read_never_names_another_company(world: World) {
        let Scene { mut giulia, program, mine, other } = scene(&world).await;
        sent_for(&mut giulia, &mine).await;
        let outside = sent_for(&mut giulia, &other).await;
        giulia.uploaded("riservato.pdf", pdf(800)).await;
        let marks = [other.company.name.as_str(), &other.company.tax_code, "Vesuvio", &outside.request.to_string(), "riservato.pdf"];
        let document = serde_json::to_value(router::document()).unwrap();
        let mut read = 0;
        for (path, item) in document["paths"].as_object().unwrap() {
            if item.get("get").is_none() || path.contains('{') || path.ends_with("/events") {
                continue;
            }
            let reply = program.get(path).await;
            let said = reply.text();
            assert!(marks.iter().all(|mark| !said.contains(*mark)), "{path} tells of another company: {said}");
            read += u32::from(reply.status == 200);
        }
        assert!(read >= 5, "only {read} could be read");
    }

    async fn the_company_sees_which_programs_may_act_for_it(world: World) {
        let mut giulia = world.person(GIULIA).await;
        let choices: TokenBindings = giulia.read("/api/v1/tokens/bindings").await;
        let annas = choices.mandates.iter().find(|mandate| mandate.company.name.starts_with("Vesuvio")).unwrap();
        made(&mut giulia, Binding::Mandate(annas.id), "read").await;
        made(&mut giulia, Binding::Firm(choices.firm.unwrap().id), "send").await;
        let elsewhere = choices.mandates.iter().find(|mandate| !mandate.company.name.starts_with("Vesuvio")).unwrap();
        made(&mut giulia, Binding::Mandate(elsewhere.id), "read").await;
        let anna = world.person(ANNA).await;
        let acting: Vec<ActingToken> = anna.read("/api/v1/tokens/acting").await;
        assert_eq!(acting.len(), 2);
        assert!(acting.iter().all(|token| token.company.starts_with("Vesuvio") && token.holder.starts_with("Studio")));
        world.revoke_mandate(annas.id).await;
        assert!(anna.read::<Vec<ActingToken>>("/api/v1/tokens/acting").await.is_empty());
        assert!(world.person(MATHIEU).await.read::<Vec<ActingToken>>("/api/v1/tokens/acting").await.is_empty());
    }
}
