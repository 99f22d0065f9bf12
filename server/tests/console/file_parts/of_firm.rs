//! The parts of a consultant's file: what the firm sent, met, wrote and was told at one office, and whose affairs each was.

use super::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

on_both_engines! {
    async fn a_firms_file_holds_what_it_sent_met_and_was_told_and_says_of_which_company(world: World) {
        let (mut anna, mut giulia, mut luca) =
            (world.person(ANNA).await, world.person(GIULIA).await, world.person(LUCA).await);
        let position = client_in_naples(&giulia).await;
        let file = format!("/api/v1/console/consultants/{}", firm_of(&giulia).await);
        let attached = giulia.uploaded("delega.pdf", pdf(500)).await.id;
        let request = send_at(&mut giulia, &position, &[attached]).await;
        talked_over(&mut giulia, &mut luca, request, &position, "la delega").await;
        // A company that wrote for itself is none of the firm's.
        let [own, _] = two_positions(&anna).await;
        let attached = anna.uploaded("mio.pdf", pdf(600)).await.id;
        let annas = send_at(&mut anna, &own, &[attached]).await;
        talked_over(&mut anna, &mut luca, annas, &own, "altro").await;

        for part in PARTS {
            assert_eq!(shown(&luca, &file, part, "").await, [request], "{part}");
        }
        for part in ["meetings", "documents", "notes"] {
            assert_eq!(named(&luca, &file, part).await, [Some(position.company.id)], "{part}");
            let company = of_company(position.company.id);
            assert_eq!(named(&luca, &company, part).await, [None], "a company's own file says its name at its head: {part}");
        }
        let word = position.company.name.split(' ').next().unwrap_or_default().to_uppercase();
        let word = utf8_percent_encode(&word, NON_ALPHANUMERIC).to_string();
        for (part, words, many) in [
            ("meetings", word.as_str(), 1), ("meetings", "zanzibar", 0), ("communications", "delega", 1),
            ("communications", &word, 1), ("communications", "altro", 0), ("documents", "DELEGA", 1),
            ("documents", "mio", 0), ("notes", "lunedi+delega", 1), ("notes", "altro", 0),
        ] {
            assert_eq!(shown(&luca, &file, part, &format!("?text={words}")).await.len(), many, "{part}: {words}");
        }
        for part in PARTS {
            assert_eq!(luca.get(&format!("{file}/{part}?cursor=x")).await.status, 404, "{part}");
        }
    }

    async fn a_letter_of_the_firms_people_is_in_its_file_before_anybody_filed_it(world: World) {
        let giulia = world.person(GIULIA).await;
        let luca = world.person(LUCA).await;
        let letters = format!("/api/v1/console/consultants/{}/communications", firm_of(&giulia).await);
        let address = world.strings("SELECT email FROM people WHERE username = 'giulia.capuano'").await.remove(0);
        mailed(&world, &address, "Orari dello studio").await;
        let lines: Vec<MissiveLine> = items(&luca, &letters).await;
        let told: Vec<_> = lines.iter().map(|line| (line.subject.as_str(), line.position.is_none())).collect();
        assert_eq!(told, [("Orari dello studio", true)], "she writes for several, and named none");
        mailed(&world, "x@altrove.example", "Orari di un altro").await;
        assert_eq!(items::<MissiveLine>(&luca, &letters).await.len(), 1);
        let id = lines[0].id;
        let mut luca = luca;
        let aside = json!({ "reason": "Solo un saluto.", "version": "1" });
        assert_eq!(luca.post(&format!("/api/v1/missives/{id}/set-aside"), &aside).await.status, 200);
        assert_eq!(items::<MissiveLine>(&luca, &letters).await, [], "what was set aside is nobody's");
    }

    async fn a_strangers_letter_becomes_the_firms_with_the_request_it_is_filed_in(world: World) {
        let (mut giulia, mut luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let position = client_in_naples(&giulia).await;
        let letters = format!("/api/v1/console/consultants/{}/communications", firm_of(&giulia).await);
        let request = send_at(&mut giulia, &position, &[]).await;
        act(&mut luca, request, "take-charge", json!({ "version": "1" })).await;
        mailed(&world, "x@altrove.example", "Un documento").await;
        assert_eq!(items::<MissiveLine>(&luca, &letters).await, []);
        let waiting: Vec<MissiveLine> = items(&luca, "/api/v1/missives?state=waiting").await;
        let number = detail(&luca, request).await.registration.number.to_string();
        let filing = json!({ "request": number, "version": "1" });
        let filed = luca.post(&format!("/api/v1/missives/{}/file", waiting[0].id), &filing).await;
        assert_eq!(filed.status, 200, "{}", filed.text());
        let lines: Vec<MissiveLine> = items(&luca, &letters).await;
        assert_eq!(lines.iter().map(|line| line.id).collect::<Vec<_>>(), [waiting[0].id]);
        assert_eq!(lines[0].position.as_ref().map(|named| named.company_id), Some(position.company.id));
    }

    async fn what_went_to_another_office_is_in_its_file_of_the_firm_and_the_notes_stay_behind(world: World) {
        let (mut giulia, mut luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let position = client_in_naples(&giulia).await;
        let file = format!("/api/v1/console/consultants/{}", firm_of(&giulia).await);
        let attached = giulia.uploaded("f24.pdf", pdf(500)).await.id;
        let goes = send_at(&mut giulia, &position, &[attached]).await;
        act(&mut luca, goes, "notes", json!({ "text": "Di Napoli soltanto." })).await;
        let mut marco = world.person(MARCO).await;
        assert_eq!(marco.get(&format!("{file}/documents")).await.status, 404, "Milan has nothing of the firm yet");
        to_milan(&mut luca, goes).await;
        act(&mut marco, goes, "notes", json!({ "text": "Di Milano." })).await;
        let notes = async |client: &Client| {
            let notes: Vec<FileNote> = items(client, &format!("{file}/notes")).await;
            notes.into_iter().map(|line| line.note.text).collect::<Vec<_>>()
        };
        assert_eq!((notes(&luca).await, notes(&marco).await), (vec![], vec!["Di Milano.".to_owned()]));
        assert_eq!(shown(&luca, &file, "documents", "").await, []);
        assert_eq!(shown(&marco, &file, "documents", "").await, [goes]);
    }

    async fn each_reading_of_a_firms_part_is_noted_for_the_firm_and_for_each_company_shown(world: World) {
        let (mut giulia, mut luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let position = client_in_naples(&giulia).await;
        let file = format!("/api/v1/console/consultants/{}", firm_of(&giulia).await);
        let attached = giulia.uploaded("delega.pdf", pdf(500)).await.id;
        let request = send_at(&mut giulia, &position, &[attached]).await;
        talked_over(&mut giulia, &mut luca, request, &position, "la delega").await;
        let all = "SELECT COUNT(*) FROM audit WHERE action = 'consultant_file_read' AND intermediary_id IS NOT NULL";
        let of_companies = "SELECT COUNT(*) FROM audit WHERE action = 'consultant_file_read' AND company_id IS NOT NULL";
        for (read, part) in ["meetings", "communications", "documents", "notes"].into_iter().enumerate() {
            assert_eq!(shown(&luca, &file, part, "").await, [request], "{part}");
            let read = read as i64 + 1;
            assert_eq!((world.count(all).await, world.count(of_companies).await), (2 * read, read), "{part}");
        }
        let nothing = luca.get(&format!("{file}/notes?text=zanzibar")).await;
        assert_eq!((nothing.status, world.count(of_companies).await), (200, 4), "no company was shown");
        assert_eq!(world.count(all).await, 9);
    }
}
