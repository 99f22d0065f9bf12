//! The file of a company: what one office has of it, read by that office alone, and each reading noted.

use crate::harness::story::*;
use crate::harness::{Client, pdf};
use contatti_model::console::{CompanyFile, ConsultantFile, FileDocuments, FileMeeting, FileNote, FoundFiles, Origin};
use contatti_model::correspondence::{CompanyHistory, MissiveLine};
use contatti_model::identity::{Me, Position, TokenBindings};
use contatti_model::page::Page;
use contatti_model::requests::search::FoundIn;
use contatti_model::requests::{Hands, Line, MeetingState};
use contatti_model::{CompanyId, RequestId};
use serde_json::{Value, json};
use uuid::Uuid;

/// The company's file, or one of its parts.
fn url(company: CompanyId, part: &str) -> String {
    format!("/api/v1/console/companies/{company}{part}")
}

async fn company_of(client: &Client) -> CompanyId {
    client.read::<TokenBindings>("/api/v1/tokens/bindings").await.companies[0].id
}

async fn page<T: serde::de::DeserializeOwned>(client: &Client, company: CompanyId, part: &str) -> Vec<T> {
    client.read::<Page<T>>(&url(company, part)).await.items
}

pub(super) async fn act(client: &mut Client, id: RequestId, verb: &str, body: Value) {
    let reply = client.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
    assert!(reply.status < 300, "{verb}: {}", reply.text());
}

pub(super) async fn to_milan(luca: &mut Client, id: RequestId) {
    let hands: Hands = luca.read(&format!("/api/v1/requests/{id}/hands")).await;
    let milan = hands.offices.into_iter().find(|office| office.name.contains("Milano")).expect("no Milan");
    let version = detail(luca, id).await.version.to_string();
    act(luca, id, "hand-over", json!({ "version": version, "office": milan.id, "text": "Seguita a Milano." })).await;
}

fn counts(file: &CompanyFile) -> Vec<(&str, u32)> {
    file.counts.iter().map(|count| (count.state.as_str(), count.count)).collect()
}

async fn ids(client: &Client, company: CompanyId, part: &str) -> Vec<RequestId> {
    page::<Line>(client, company, part).await.into_iter().map(|line| line.id).collect()
}

on_both_engines! {
    async fn luca_reads_what_naples_has_and_marco_what_went_to_milan(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let (company, marco) = (company_of(&anna).await, world.person(MARCO).await);
        let (stays, goes) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        assert_eq!(marco.get(&url(company, "")).await.status, 404, "Milan has nothing of it yet");
        to_milan(&mut luca, goes).await;
        act(&mut luca, stays, "take-charge", json!({ "version": "1" })).await;

        let file: CompanyFile = luca.read(&url(company, "")).await;
        assert_eq!((file.company.id, counts(&file)), (company, vec![("open", 0), ("in_charge", 1), ("closed", 0)]));
        assert!(file.office.name.contains("Napoli"), "{:?}", file.office);
        let own = anna.read::<Page<Position>>("/api/v1/positions").await.items.remove(0);
        let listed = file.positions.iter().find(|position| position.id == own.id).expect("a position is missing");
        assert_eq!((&listed.number, listed.office.id, listed.closed_on), (&own.number, own.office.id, None));
        assert_eq!(ids(&luca, company, "/requests").await, [stays]);
        let file: CompanyFile = marco.read(&url(company, "")).await;
        assert_eq!(counts(&file), [("open", 1), ("in_charge", 0), ("closed", 0)]);
        assert_eq!(ids(&marco, company, "/requests").await, [goes]);
    }

    async fn who_works_at_two_offices_reads_what_each_has_of_a_company_and_its_consultant(world: World) {
        let (mut giulia, mut luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let (stays, goes) = (send_with(&mut giulia, &[]).await.request, send_with(&mut giulia, &[]).await.request);
        to_milan(&mut luca, goes).await;
        let sent = detail(&luca, stays).await;
        let (company, firm) = (sent.company.id, sent.intermediary.expect("Giulia writes for a company"));
        world.luca_also_works_in_milan().await;
        let luca = world.person(LUCA).await;
        let me: Me = luca.read("/api/v1/me").await;
        let [naples, milan] = ["Napoli", "Milano"]
            .map(|name| me.offices.iter().find(|office| office.name.contains(name)).expect("an office is missing").id);
        let consultant = format!("/api/v1/console/consultants/{firm}");
        for (office, id) in [(naples, stays), (milan, goes)] {
            let file: CompanyFile = luca.read(&url(company, &format!("?office={office}"))).await;
            assert_eq!((file.office.id, counts(&file)[0]), (office, ("open", 1)));
            assert_eq!(ids(&luca, company, &format!("/requests?office={office}")).await, [id]);
            let lines: Page<Line> = luca.read(&format!("{consultant}/requests?office={office}")).await;
            assert_eq!(lines.items.iter().map(|line| line.id).collect::<Vec<_>>(), [id]);
            let head: ConsultantFile = luca.read(&format!("{consultant}?office={office}")).await;
            assert_eq!(head.office.id, office);
            let history: CompanyHistory =
                luca.read(&format!("/api/v1/companies/{company}/history?office={office}")).await;
            assert_eq!(history.entries.items.len(), 1);
            let name = sent.company.name.replace(' ', "+");
            let found: FoundFiles = luca.read(&format!("/api/v1/console/companies?search={name}&office={office}")).await;
            assert!(found.companies.iter().any(|found| found.company.id == company), "{office}");
        }
        let marco = world.person(MARCO).await;
        for part in ["", "/requests", "/meetings", "/communications", "/documents", "/notes"] {
            assert_eq!(luca.get(&url(company, &format!("{part}?office={milan}"))).await.status, 200, "{part}");
            assert_eq!(marco.get(&url(company, &format!("{part}?office={naples}"))).await.status, 404, "{part}");
        }
        for part in ["", "/clients", "/requests", "/meetings", "/communications", "/documents", "/notes"] {
            assert_eq!(luca.get(&format!("{consultant}{part}?office={milan}")).await.status, 200, "{part}");
            assert_eq!(marco.get(&format!("{consultant}{part}?office={naples}")).await.status, 404, "{part}");
        }
        let history = format!("/api/v1/companies/{company}/history?office={naples}");
        assert_eq!(marco.get(&history).await.status, 404);
    }

    async fn a_rule_for_a_whole_scheme_routes_files_letters_and_positions_alike(world: World) {
        let (mathieu, luca, emanuele) = (world.person(MATHIEU).await, world.person(LUCA).await, world.person(EMANUELE).await);
        let company = company_of(&mathieu).await;
        let own = mathieu.read::<Page<Position>>("/api/v1/positions").await.items.remove(0);
        let contact = format!("/api/v1/console/positions/{}", own.id);
        let found = async |client: &Client| (client.get(&url(company, "")).await.status, client.get(&contact).await.status);
        assert_eq!((found(&luca).await, found(&emanuele).await), ((404, 404), (200, 200)), "no rule knows his province");
        world.run("INSERT INTO routing_rules (id, scheme, office_id)
                   SELECT p.id, p.scheme, g.office_id FROM positions p JOIN memberships m ON m.company_id = p.company_id
                   JOIN people w ON w.id = m.person_id AND w.username = 'mathieu.vuillermoz'
                   JOIN people l ON l.username = 'luca.ferrara' JOIN grants g ON g.person_id = l.id").await;
        assert_eq!((found(&luca).await, found(&emanuele).await), ((200, 200), (404, 404)));
        let file: CompanyFile = luca.read(&url(company, "")).await;
        let routed = mathieu.read::<Page<Position>>("/api/v1/positions").await.items.remove(0);
        assert!(file.positions.iter().all(|position| position.office.id == file.office.id));
        assert_eq!(routed.office.id, file.office.id);
    }

    async fn who_is_not_of_the_office_finds_no_file(world: World) {
        let mut anna = world.person(ANNA).await;
        let company = company_of(&anna).await;
        send_with(&mut anna, &[]).await;
        for name in [ANNA, GIULIA, MARCO, EMANUELE] {
            let person = world.person(name).await;
            for part in ["", "/requests", "/meetings", "/communications", "/documents", "/notes"] {
                assert_eq!(person.get(&url(company, part)).await.status, 404, "{name} {part}");
            }
        }
        assert_eq!(anna.get("/api/v1/console/companies?search=vesuvio").await.status, 404);
        assert_eq!(world.person(LUCA).await.get(&url(CompanyId(Uuid::nil()), "")).await.status, 404);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit WHERE action = 'company_file_read'").await, 0);
        assert_eq!(world.person(DIRECTOR).await.get(&url(company, "")).await.status, 200);
    }

    async fn each_reading_is_noted_in_the_name_of_the_company(world: World) {
        let anna = world.person(ANNA).await;
        let (company, luca) = (company_of(&anna).await, world.person(LUCA).await);
        for part in ["", "/requests", "/meetings", "/communications", "/documents", "/notes"] {
            assert_eq!(luca.get(&url(company, part)).await.status, 200, "{part}");
        }
        let noted = "SELECT p.username FROM audit a JOIN people p ON p.id = a.person_id JOIN companies c ON c.id = a.company_id
                     JOIN offices o ON o.id = a.office_id WHERE a.action = 'company_file_read' AND o.name LIKE '%Napoli%'";
        assert_eq!(world.strings(noted).await, [LUCA; 6]);
    }

    async fn letters_are_found_by_sender_subject_and_numbers_at_ones_own_office(world: World) {
        let (anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let (company, position) = (company_of(&anna).await, anna.read::<Page<Position>>("/api/v1/positions").await.items.remove(0));
        for (at, correspondent, subject) in [("09:10", "Niccolò Però", "Rateazione"), ("09:20", "Anna Rossi", "La rateazione, di nuovo"), ("09:30", "Anna Rossi", "LUL")] {
            let form = json!({ "id": Uuid::now_v7(), "position": position.number, "channel": "phone", "direction": "in",
                "at": format!("2026-11-23T{at}"), "correspondent": correspondent, "subject": subject, "text": "Segreto del testo." });
            assert_eq!(luca.post("/api/v1/missives", &form).await.status, 201);
        }
        let found = async |words: &str| {
            let lines = page::<MissiveLine>(&luca, company, &format!("/communications?text={words}")).await;
            lines.into_iter().map(|line| line.subject).collect::<Vec<_>>()
        };
        assert_eq!(found("RATEAZIONE").await, ["La rateazione, di nuovo", "Rateazione"], "newest first");
        assert_eq!(found("niccolo%20rateazione").await, ["Rateazione"]);
        assert_eq!((found("segreto").await.len(), found("").await.len()), (0, 3));
        let all = page::<MissiveLine>(&luca, company, "/communications").await;
        assert_eq!(found(&all[0].registration.number.to_string()).await, ["LUL"]);
        assert_eq!(world.person(MARCO).await.get(&url(company, "/communications?text=lul")).await.status, 404);
    }

    async fn words_of_answers_and_file_names_are_found_and_only_at_ones_own_office(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let company = company_of(&anna).await;
        let file = anna.uploaded("quietanza-settembre.pdf", pdf(500)).await;
        let with_file = send_with(&mut anna, &[file.id]).await.request;
        let (answered, goes) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        act(&mut luca, answered, "take-charge", json!({ "version": "1" })).await;
        let answer = json!({ "version": "2", "outcome": "accepted", "text": "La rateazione è concessa." });
        act(&mut luca, answered, "close", answer).await;
        act(&mut luca, goes, "take-charge", json!({ "version": "1" })).await;
        act(&mut luca, goes, "comment", json!({ "version": "2", "text": "Vista la rateazione." })).await;

        let both = ids(&luca, company, "/requests?text=rateazioni").await;
        assert_eq!(both, [goes, answered], "newest first");
        let closed = page::<Line>(&luca, company, "/requests?text=rateazioni&state=closed").await;
        assert_eq!((closed.len(), closed[0].found.as_ref().unwrap().place), (1, FoundIn::Answer));
        let named = page::<Line>(&luca, company, "/requests?text=quietanza").await;
        assert_eq!((named[0].id, named[0].found.as_ref().unwrap().place), (with_file, FoundIn::FileName));
        to_milan(&mut luca, goes).await;
        assert_eq!(ids(&luca, company, "/requests?text=rateazioni").await, [answered]);
        assert_eq!(luca.get(&url(company, "/requests?position=boh")).await.status, 422);
        assert_eq!(ids(&luca, company, &format!("/requests?position={}", Uuid::nil())).await, []);
    }

    async fn a_file_infected_or_in_verification_is_not_among_the_documents(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let company = company_of(&anna).await;
        let good = anna.uploaded("buono.pdf", pdf(500)).await;
        let bad = anna.uploaded("cattivo.pdf", pdf(600)).await;
        let mixed = send_with(&mut anna, &[good.id, bad.id]).await.request;
        let waiting = anna.uploaded("attesa.pdf", pdf(700)).await;
        send_with(&mut anna, &[waiting.id]).await;
        send_with(&mut anna, &[]).await;
        assert_eq!(page::<FileDocuments>(&luca, company, "/documents").await.len(), 2);
        world.run("UPDATE attachments SET scan = 'infected' WHERE name = 'cattivo.pdf'").await;
        world.run("UPDATE attachments SET scan = 'waiting' WHERE name = 'attesa.pdf'").await;
        let groups = page::<FileDocuments>(&luca, company, "/documents").await;
        let names: Vec<_> = groups[0].files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!((groups.len(), groups[0].origin, names), (1, Origin::Request(mixed), vec!["buono.pdf"]));
        to_milan(&mut luca, mixed).await;
        assert_eq!(page::<FileDocuments>(&luca, company, "/documents").await, []);
    }

    async fn notes_are_the_offices_own_and_stay_behind(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let (company, mut marco) = (company_of(&anna).await, world.person(MARCO).await);
        let (stays, goes) = (send_with(&mut anna, &[]).await.request, send_with(&mut anna, &[]).await.request);
        act(&mut luca, stays, "notes", json!({ "text": "Sentita al telefono." })).await;
        world.at("2026-11-23T09:01:00Z");
        act(&mut luca, goes, "notes", json!({ "text": "Di Napoli soltanto." })).await;
        let texts = |notes: Vec<FileNote>| notes.into_iter().map(|line| (line.request, line.note.text)).collect::<Vec<_>>();
        let all = texts(page(&luca, company, "/notes").await);
        assert_eq!(all, [(goes, "Di Napoli soltanto.".to_owned()), (stays, "Sentita al telefono.".to_owned())]);
        to_milan(&mut luca, goes).await;
        act(&mut marco, goes, "notes", json!({ "text": "Di Milano." })).await;
        assert_eq!(texts(page(&luca, company, "/notes").await), [(stays, "Sentita al telefono.".to_owned())]);
        assert_eq!(texts(page(&marco, company, "/notes").await), [(goes, "Di Milano.".to_owned())]);
    }

    async fn the_next_appointment_stands_at_the_head_and_what_is_asked_for_comes_first(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let company = company_of(&anna).await;
        let mut asked = vec![];
        for _ in 0..2 {
            let id = send_with(&mut anna, &[]).await.request;
            act(&mut luca, id, "take-charge", json!({ "version": "1" })).await;
            act(&mut luca, id, "close", json!({ "version": "2", "outcome": "not_accepted", "text": "No." })).await;
            act(&mut anna, id, "ask-appointment", json!({ "mode": "in_person", "part": "any", "text": "Parliamone." })).await;
            asked.push(id);
        }
        let version = detail(&luca, asked[1]).await.version.to_string();
        let set = json!({ "version": version, "mode": "in_person", "day": "2026-12-03", "time": "10:30", "place": "Stanza 4" });
        act(&mut luca, asked[1], "set-appointment", set).await;
        let meetings = page::<FileMeeting>(&luca, company, "/meetings").await;
        let told: Vec<_> = meetings.iter().map(|meeting| (meeting.request, meeting.state)).collect();
        assert_eq!(told, [(asked[0], MeetingState::Asked), (asked[1], MeetingState::Set)]);
        let next = luca.read::<CompanyFile>(&url(company, "")).await.next_meeting.expect("none is next");
        assert_eq!((next.request, next.place.as_str()), (asked[1], "Stanza 4"));
        world.at("2026-12-04T09:00:00Z");
        let luca = world.person(LUCA).await;
        assert_eq!(luca.read::<CompanyFile>(&url(company, "")).await.next_meeting, None);
        assert_eq!(page::<FileMeeting>(&luca, company, "/meetings").await[1].state, MeetingState::Over);
    }

    async fn pages_of_requests_and_documents_hold_together(world: World) {
        let mut anna = world.person(ANNA).await;
        let company = company_of(&anna).await;
        for hour in 0..27 {
            world.at(&format!("2026-11-{:02}T{:02}:00:00Z", 23 + hour / 8, 9 + hour % 8));
            anna = if hour % 8 == 0 { world.person(ANNA).await } else { anna };
            let file = anna.uploaded("a.pdf", pdf(500 + hour)).await;
            send_with(&mut anna, &[file.id]).await;
        }
        let luca = world.person(LUCA).await;
        let first: Page<FileDocuments> = luca.read(&url(company, "/documents")).await;
        let next = first.next.expect("a second page");
        let second: Page<FileDocuments> = luca.read(&url(company, &format!("/documents?cursor={next}"))).await;
        let all: Vec<_> = first.items.iter().chain(&second.items).collect();
        assert_eq!((first.items.len(), all.len(), second.next), (25, 27, None));
        assert!(all.windows(2).all(|pair| pair[0].at > pair[1].at));
        let first: Page<Line> = luca.read(&url(company, "/requests")).await;
        let next = first.next.expect("a second page");
        let second = ids(&luca, company, &format!("/requests?cursor={next}")).await;
        assert_eq!((first.items.len(), second.len()), (25, 2));
        assert!(first.items.iter().all(|line| !second.contains(&line.id)));
        for part in ["/requests", "/documents", "/meetings", "/notes"] {
            assert_eq!(luca.get(&url(company, &format!("{part}?cursor=x"))).await.status, 404, "{part}");
        }
    }

    async fn a_file_is_found_by_name_tax_code_and_number_where_the_office_deals_with_it(world: World) {
        let (anna, luca, marco) = (world.person(ANNA).await, world.person(LUCA).await, world.person(MARCO).await);
        let own = anna.read::<Page<Position>>("/api/v1/positions").await.items.remove(0);
        let name = own.company.name.split(' ').next().unwrap_or_default().to_uppercase();
        for search in [name.as_str(), &own.company.tax_code, &own.number] {
            let address = format!("/api/v1/console/companies?search={search}");
            let found: FoundFiles = luca.read(&address).await;
            assert!(found.companies.iter().any(|found| found.company.id == own.company.id), "{search}: {found:?}");
            let elsewhere: FoundFiles = marco.read(&address).await;
            assert!(elsewhere.companies.iter().all(|found| found.company.id != own.company.id), "{search}");
        }
        let found: FoundFiles = luca.read("/api/v1/console/companies?search=capuano").await;
        assert_eq!(found.consultants.len(), 1, "{found:?}");
        for nothing in ["", "%25", "nessuno"] {
            let found: FoundFiles = luca.read(&format!("/api/v1/console/companies?search={nothing}")).await;
            assert_eq!(found, FoundFiles::default());
        }
    }
}
