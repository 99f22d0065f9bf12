//! Without scripts: the same endpoints take plain forms, keep what was typed and hold on to the files.

use crate::harness::story::*;
use crate::harness::{Clamd, Client, EXE, Reply, eicar, pdf};
use axum::body::Body;
use axum::http::Request;
use contatti_model::requests::{PublicState, RequestForm};
use contatti_model::{Issue, ProblemCode};
use contatti_server::attachments::run_scans;
use contatti_server::config::Antivirus;

const BOUNDARY: &str = "----plain-form";

/// Posts the compose form as a browser without scripts would, with files.
async fn post(client: &mut Client, form: &RequestForm, more: &[(&str, &str)], files: &[(&str, &[u8])]) -> Reply {
    let mut body = vec![];
    let fields = [
        ("id", form.id.as_str()),
        ("position", &form.position),
        ("subject", &form.subject),
        ("text", &form.text),
        ("email", &form.email),
        ("telephone", &form.telephone),
        ("page", "/contatti/nuova-richiesta"),
    ];
    for (name, value) in fields.iter().chain(more) {
        body.extend(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    for id in &form.attachments {
        body.extend(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"attachments\"\r\n\r\n{id}\r\n").bytes(),
        );
    }
    for (name, bytes) in files {
        body.extend(format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n").bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    let request = Request::post("/api/v1/requests")
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin");
    client.send(request.body(Body::from(body)).unwrap()).await
}

on_both_engines! {
    async fn a_form_with_three_files_is_sent_and_leads_to_its_receipt(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = RequestForm { text: "Prima riga\r\nseconda".into(), ..filled_form(&anna).await };
        let (a, b, c) = (pdf(3_000), pdf(4_000), pdf(5_000));
        let reply = post(&mut anna, &form, &[], &[("a.pdf", &a), ("b.pdf", &b), ("c.pdf", &c), ("", b"")]).await;
        assert_eq!((reply.status, reply.header("location")), (303, format!("/contatti/richieste/{}/ricevuta", form.id).as_str()));
        let read = detail(&anna, form.id.parse().unwrap()).await;
        assert_eq!(read.thread[0].text, "Prima riga\nseconda");
        assert_eq!(read.thread[0].attachments.len(), 3);
    }

    async fn a_step_forward_keeps_text_and_files_and_names_what_is_missing(world: World) {
        let mut anna = world.person(ANNA).await;
        let mut form = RequestForm { text: String::new(), ..filled_form(&anna).await };
        let reply = post(&mut anna, &form, &[("step", "3")], &[("a.pdf", &pdf(500))]).await;
        let echo = reply.echo.expect("the page again");
        let problem = echo.problem.clone().expect("no text");
        assert_eq!((reply.status, problem.fields[0].field.as_str(), &problem.fields[0].issue), (422, "text", &Issue::Required));
        assert_eq!((echo.value("step"), echo.uploaded.len()), (Some("3"), 1));

        form.text = "Ora c'è.".into();
        form.attachments = vec![echo.uploaded[0].id.to_string()];
        let reply = post(&mut anna, &form, &[("step", "3")], &[]).await;
        let echo = reply.echo.expect("the next step");
        assert_eq!((reply.status, echo.problem, echo.uploaded.len()), (200, None, 1));
        assert_eq!(post(&mut anna, &form, &[], &[]).await.status, 303);
    }

    async fn a_bad_file_among_three_is_named_and_the_good_ones_stay(world: World) {
        let mut anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        let reply = post(&mut anna, &form, &[], &[("a.pdf", &pdf(500)), ("virus.pdf", EXE), ("c.pdf", &pdf(600))]).await;
        let echo = reply.echo.expect("the page again");
        assert_eq!(echo.uploaded.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["a.pdf", "c.pdf"]);
        let problem = echo.problem.clone().expect("a problem");
        assert!(matches!(&problem.fields[0].issue, Issue::FileNotAsNamed { name, .. } if name == "virus.pdf"));
        assert_eq!(echo.value("text"), Some(form.text.as_str()));
    }

    async fn a_form_waits_for_the_antivirus_and_an_infected_file_in_the_middle_loses_nothing(world: World) {
        let Some(clamd) = Clamd::start() else { return };
        let world = world.guarded(Antivirus::Required, &clamd.address);
        let scanning = tokio::spawn(run_scans(world.house.clone()));
        let mut anna = world.person(ANNA).await;
        let mut form = filled_form(&anna).await;
        let (a, c) = (pdf(3_000), pdf(4_000));
        let reply = post(&mut anna, &form, &[], &[("a.pdf", &a), ("b.txt", &eicar()), ("c.pdf", &c)]).await;
        let echo = reply.echo.expect("the page again");
        let issues: Vec<_> = echo.problem.clone().unwrap().fields.into_iter().map(|error| error.issue).collect();
        assert!(matches!(issues.as_slice(), [Issue::FileInfected { name, .. }] if name == "b.txt"), "{issues:?}");
        assert_eq!((echo.value("text"), echo.uploaded.len()), (Some(form.text.as_str()), 3));
        // The one left unticked, the rest goes.
        let good = echo.uploaded.iter().filter(|file| file.name != "b.txt");
        form.attachments = good.map(|file| file.id.to_string()).collect();
        assert_eq!(post(&mut anna, &form, &[], &[]).await.status, 303);
        assert_eq!(detail(&anna, form.id.parse().unwrap()).await.thread[0].attachments.len(), 2);
        scanning.abort();
    }

    async fn an_operator_takes_charge_and_closes_with_plain_forms(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let page = format!("/console/richieste/{id}");
        let take = luca.form(&format!("/api/v1/requests/{id}/take-charge"), &[("version", "1"), ("page", &page)]).await;
        assert_eq!((take.status, take.header("location")), (303, page.as_str()));
        let answer = [("version", "2"), ("outcome", "accepted"), ("text", "Fatto."), ("page", page.as_str())];
        assert_eq!(luca.form(&format!("/api/v1/requests/{id}/close"), &answer).await.status, 303);
        assert_eq!(detail(&anna, id).await.state, PublicState::Closed);
    }

    async fn a_stale_answer_comes_back_to_its_author_word_for_word(world: World) {
        let (mut anna, mut luca, mut sara) = (world.person(ANNA).await, world.person(LUCA).await, world.person(SARA).await);
        let id = send_with(&mut anna, &[]).await.request;
        let page = format!("/console/richieste/{id}");
        luca.form(&format!("/api/v1/requests/{id}/take-charge"), &[("version", "1"), ("page", &page)]).await;
        let typed = [("version", "1"), ("outcome", "accepted"), ("text", "Una lunga risposta."), ("page", page.as_str())];
        let echo = sara.form(&format!("/api/v1/requests/{id}/close"), &typed).await.echo.expect("the page again");
        assert_eq!((echo.value("text"), echo.value("outcome")), (Some("Una lunga risposta."), Some("accepted")));
        assert_eq!(echo.problem.map(|problem| problem.code), Some(ProblemCode::Stale));
    }
}
