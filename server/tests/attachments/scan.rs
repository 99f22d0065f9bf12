//! A real clamd looks at what is sent: clean files go, infected ones never leave again, and an antivirus that is away
//! holds back only where it is required.

use crate::harness::story::*;
use crate::harness::{Clamd, Client, Reply, World, eicar, infected_zip, pdf};
use contatti_model::attachments::{Attachment, Scan};
use contatti_model::requests::RequestForm;
use contatti_model::{Issue, ProblemCode, RequestId};
use contatti_server::attachments::{run_scans, scan_next, settle_antivirus};
use contatti_server::config::Antivirus;
use std::io::Cursor;
use std::time::Duration;

/// Where nobody listens.
const AWAY: &str = "127.0.0.1:1";

async fn about(client: &Client, file: &Attachment) -> Attachment {
    client.read(&format!("/api/v1/attachments/{}/about", file.id)).await
}

/// Scans all that is due; how many.
async fn scan_all(world: &World) -> usize {
    let mut count = 0;
    while scan_next(&world.house).await.unwrap() {
        count += 1;
    }
    count
}

async fn send_form(client: &mut Client, form: &RequestForm, files: &[&Attachment]) -> Reply {
    let attachments = files.iter().map(|file| file.id.to_string()).collect();
    client.post("/api/v1/requests", &RequestForm { attachments, ..form.clone() }).await
}

fn issues(reply: &Reply) -> Vec<Issue> {
    let problem = reply.problem();
    assert_eq!(problem.code, ProblemCode::Invalid);
    assert!(problem.fields.iter().all(|error| error.field == "attachments"), "{:?}", problem.fields);
    problem.fields.into_iter().map(|error| error.issue).collect()
}

on_both_engines! {
    async fn the_infected_file_of_three_is_named_and_the_two_others_go(world: World) {
        let Some(clamd) = Clamd::start() else { return };
        let world = world.guarded(Antivirus::On, &clamd.address);
        let mut anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        let before = anna.uploaded("prima.pdf", pdf(900)).await;
        let infected = anna.uploaded("fattura.txt", eicar()).await;
        let after = anna.uploaded("dopo.pdf", pdf(1_900)).await;
        assert_eq!(infected.scan, Scan::Waiting);

        let early = send_form(&mut anna, &form, &[&before]).await;
        assert_eq!(issues(&early), [Issue::FileInVerification { name: "prima.pdf".into() }]);

        assert_eq!(scan_all(&world).await, 3);
        assert_eq!(about(&anna, &before).await.scan, Scan::Clean);
        let found = about(&anna, &infected).await;
        let signature = found.signature.unwrap();
        assert!(found.scan == Scan::Infected && signature.contains("Eicar"), "{signature}");

        let refused = send_form(&mut anna, &form, &[&before, &infected, &after]).await;
        assert_eq!(issues(&refused), [Issue::FileInfected { name: "fattura.txt".into(), signature }]);
        let read = anna.get(&format!("/api/v1/attachments/{}", infected.id)).await;
        assert_eq!((read.status, read.problem().code), (410, ProblemCode::FileInfected));
        assert_eq!(anna.get(&format!("/api/v1/attachments/{}?inline=true", infected.id)).await.status, 410);

        assert_eq!(send_form(&mut anna, &form, &[&before, &after]).await.status, 201);
    }

    async fn a_virus_inside_an_archive_is_found_too(world: World) {
        let Some(clamd) = Clamd::start() else { return };
        let world = world.guarded(Antivirus::Required, &clamd.address);
        let mut anna = world.person(ANNA).await;
        let archive = anna.uploaded("documenti.zip", infected_zip()).await;
        scan_all(&world).await;
        assert_eq!(about(&anna, &archive).await.scan, Scan::Infected);
    }

    async fn while_clamd_is_away_files_go_unscanned_and_are_scanned_when_it_comes_back(world: World) {
        let Some(clamd) = Clamd::start() else { return };
        let world = world.guarded(Antivirus::On, AWAY);
        let (mut anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let form = filled_form(&anna).await;
        let good = anna.uploaded("buono.pdf", pdf(900)).await;
        let infected = anna.uploaded("cattivo.zip", infected_zip()).await;
        assert_eq!(scan_all(&world).await, 2);
        assert_eq!(about(&anna, &good).await.scan, Scan::NotScanned);
        let sent = send_form(&mut anna, &form, &[&good, &infected]).await;
        assert_eq!(sent.status, 201, "{}", sent.text());

        let world = world.guarded(Antivirus::On, &clamd.address);
        assert_eq!(scan_all(&world).await, 0, "tried again without patience");
        world.at("2026-11-23T09:00:06Z");
        assert_eq!(scan_all(&world).await, 2);
        let id: RequestId = form.id.parse().unwrap();
        let files = detail(&luca, id).await.thread[0].attachments.clone();
        assert_eq!(files.iter().map(|file| file.scan).collect::<Vec<_>>(), [Scan::Clean, Scan::Infected]);
        // What an office has already received is not served any more, alone or with the rest.
        assert_eq!(luca.get(&format!("/api/v1/attachments/{}", infected.id)).await.status, 410);
        let all = luca.get(&format!("/api/v1/requests/{id}/attachments.zip")).await;
        let archive = zip::ZipArchive::new(Cursor::new(all.body)).unwrap();
        let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["buono.pdf"]);
    }

    async fn a_required_antivirus_that_is_away_holds_the_send_and_the_readiness(world: World) {
        let Some(clamd) = Clamd::start() else { return };
        let world = world.guarded(Antivirus::Required, AWAY);
        let mut anna = world.person(ANNA).await;
        let form = filled_form(&anna).await;
        let file = anna.uploaded("a.pdf", pdf(900)).await;
        assert_eq!(scan_all(&world).await, 1);
        let held = send_form(&mut anna, &form, &[&file]).await;
        assert_eq!(issues(&held), [Issue::FileInVerification { name: "a.pdf".into() }]);
        assert_eq!(world.stranger().get("/readyz").await.status, 503);

        world.at("2026-11-23T09:01:00Z");
        let world = world.guarded(Antivirus::Required, &clamd.address);
        assert_eq!(world.stranger().get("/readyz").await.status, 204);
        assert_eq!(scan_all(&world).await, 1);
        assert_eq!(send_form(&mut anna, &form, &[&file]).await.status, 201);
    }

    async fn a_content_found_clean_is_not_scanned_again_within_a_day_and_an_infected_one_never(world: World) {
        let Some(clamd) = Clamd::start() else { return };
        let world = world.guarded(Antivirus::On, &clamd.address);
        let (mut anna, mut giulia) = (world.person(ANNA).await, world.person(GIULIA).await);
        anna.uploaded("a.pdf", pdf(900)).await;
        anna.uploaded("b.txt", eicar()).await;
        assert_eq!(scan_all(&world).await, 2);
        assert_eq!(giulia.uploaded("stesso.pdf", pdf(900)).await.scan, Scan::Clean);
        assert_eq!(giulia.uploaded("stesso.txt", eicar()).await.scan, Scan::Infected);
        assert_eq!(scan_all(&world).await, 0);
        world.at("2026-11-24T09:00:01Z");
        let mut anna = world.person(ANNA).await;
        assert_eq!(anna.uploaded("domani.pdf", pdf(900)).await.scan, Scan::Waiting);
        assert_eq!(anna.uploaded("domani.txt", eicar()).await.scan, Scan::Infected);
    }

    async fn what_stood_in_line_survives_a_restart_and_a_change_of_mind(world: World) {
        let Some(clamd) = Clamd::start() else { return };
        let world = world.guarded(Antivirus::On, &clamd.address);
        let mut anna = world.person(ANNA).await;
        let file = anna.uploaded("a.pdf", pdf(900)).await;
        // A server that starts without antivirus lets it go; one that requires it takes it back.
        let world = world.guarded(Antivirus::Off, AWAY);
        settle_antivirus(&world.house).await.unwrap();
        assert_eq!(about(&anna, &file).await.scan, Scan::NotScanned);
        let world = world.guarded(Antivirus::Required, &clamd.address);
        settle_antivirus(&world.house).await.unwrap();
        assert_eq!(about(&anna, &file).await.scan, Scan::Waiting);
        let scanning = tokio::spawn(run_scans(world.house.clone()));
        for _ in 0..100 {
            if about(&anna, &file).await.scan == Scan::Clean {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(about(&anna, &file).await.scan, Scan::Clean);
        scanning.abort();
    }

    async fn without_an_antivirus_nothing_stands_in_line(world: World) {
        let mut anna = world.person(ANNA).await;
        let file = anna.uploaded("a.pdf", pdf(900)).await;
        assert_eq!((file.scan, scan_all(&world).await), (Scan::Off, 0));
        send_with(&mut anna, &[file.id]).await;
    }

    async fn a_stranger_is_not_told_how_a_file_stands(world: World) {
        let (mut anna, mathieu) = (world.person(ANNA).await, world.person(MATHIEU).await);
        let file = anna.uploaded("a.pdf", pdf(900)).await;
        assert_eq!(mathieu.get(&format!("/api/v1/attachments/{}/about", file.id)).await.status, 404);
    }
}
