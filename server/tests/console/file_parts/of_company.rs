//! The parts of a company's file: one position of it, words looked for, page by page.

use super::*;
use contatti_model::console::CompanyFile;
use contatti_model::offices::Scheme;

on_both_engines! {
    async fn a_position_that_is_chosen_narrows_every_part_and_another_companys_has_nothing(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let positions = two_positions(&anna).await;
        let file = of_company(positions[0].company.id);
        let mut sent = vec![];
        for (place, position) in positions.iter().enumerate() {
            let attached = anna.uploaded("f24.pdf", pdf(500 + place)).await.id;
            let request = send_at(&mut anna, position, &[attached]).await;
            talked_over(&mut anna, &mut luca, request, position, &position.number).await;
            sent.push(request);
        }
        for part in PARTS {
            let mut all = shown(&luca, &file, part, "").await;
            all.sort();
            assert_eq!(all, sent, "{part} of the whole company");
            for (position, request) in positions.iter().zip(&sent) {
                let query = format!("?position={}", position.id);
                assert_eq!(shown(&luca, &file, part, &query).await, [*request], "{part}");
            }
            let nobodys = format!("?position={}", PositionId(Uuid::nil()));
            assert_eq!(shown(&luca, &file, part, &nobodys).await, [], "{part}");
            let odd = luca.get(&format!("{file}/{part}?position=boh")).await;
            assert_eq!((odd.status, odd.problem().fields[0].field.as_str()), (422, "position"), "{part}");
        }
    }

    async fn the_head_of_the_file_is_of_one_position_too(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let positions = two_positions(&anna).await;
        let file = of_company(positions[0].company.id);
        let request = send_at(&mut anna, &positions[0], &[]).await;
        talked_over(&mut anna, &mut luca, request, &positions[0], "prima").await;
        let version = detail(&luca, request).await.version.to_string();
        let set = json!({ "version": version, "mode": "in_person", "day": "2026-12-03", "time": "10:30", "place": "Stanza 4" });
        act(&mut luca, request, "set-appointment", set).await;
        send_at(&mut anna, &positions[1], &[]).await;
        let head = async |query: &str| luca.read::<CompanyFile>(&format!("{file}{query}")).await;
        let counted = |head: &CompanyFile| head.counts.iter().map(|count| count.count).sum::<u32>();
        let whole = head("").await;
        assert_eq!((whole.positions.len(), counted(&whole), whole.next_meeting.is_some()), (2, 2, true));
        for (place, position) in positions.iter().enumerate() {
            let head = head(&format!("?position={}", position.id)).await;
            assert_eq!(head.positions.iter().map(|line| line.id).collect::<Vec<_>>(), [position.id]);
            assert_eq!((counted(&head), head.next_meeting.is_some()), (1, place == 0));
            let hold = |scheme: Option<Scheme>| scheme.is_none_or(|scheme| scheme == position.scheme);
            let all: Vec<_> = whole.mandates.iter().filter(|mandate| hold(mandate.scheme)).collect();
            assert_eq!(head.mandates.iter().collect::<Vec<_>>(), all);
        }
        assert!(whole.mandates.iter().any(|mandate| mandate.scheme.is_some()), "one mandate is for a scheme alone");
        assert_eq!(luca.get(&format!("{file}?position={}", Uuid::nil())).await.status, 404);
        assert_eq!(luca.get(&format!("{file}?position=boh")).await.status, 422);
    }

    async fn the_line_of_time_is_told_of_one_position_too(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let positions = two_positions(&anna).await;
        let first = send_at(&mut anna, &positions[0], &[]).await;
        talked_over(&mut anna, &mut luca, first, &positions[0], "prima").await;
        send_at(&mut anna, &positions[1], &[]).await;
        let history = format!("/api/v1/companies/{}/history", positions[0].company.id);
        for reader in [&luca, &anna] {
            let told = reader.read::<CompanyHistory>(&history).await.entries.items;
            assert_eq!(told.len(), 3, "two requests and a call: {told:?}");
            let told = reader.read::<CompanyHistory>(&format!("{history}?position={}", positions[0].id)).await.entries.items;
            assert_eq!(told.len(), 2, "{told:?}");
            assert!(told.iter().any(|entry| matches!(entry, HistoryLine::Request(line) if line.id == first)), "{told:?}");
            let nothing = reader.read::<CompanyHistory>(&format!("{history}?position={}", Uuid::nil())).await;
            assert_eq!(nothing.entries.items, [], "a position without a history is none of its company");
            let odd = reader.get(&format!("{history}?position=boh")).await;
            assert_eq!((odd.status, odd.problem().fields[0].field.as_str()), (422, "position"));
        }
        // What an office never dealt with stays unknown, whatever is narrowed.
        let marco = world.person(MARCO).await;
        assert_eq!(marco.get(&format!("{history}?position={}", positions[0].id)).await.status, 404);
    }

    async fn a_company_that_never_wrote_has_an_empty_file_and_no_error_in_any_part(world: World) {
        let (anna, luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let company = two_positions(&anna).await[0].company.id;
        for part in PARTS {
            assert_eq!(shown(&luca, &of_company(company), part, "").await, [], "{part}");
        }
        let history = format!("/api/v1/companies/{company}/history");
        assert_eq!(luca.read::<CompanyHistory>(&history).await.entries.items, []);
        assert_eq!(world.person(MARCO).await.get(&history).await.status, 404);
    }

    async fn each_part_is_searched_by_words_accents_and_capitals_aside(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let [position, _] = two_positions(&anna).await;
        let file = of_company(position.company.id);
        let named = anna.uploaded("Quietanza però.pdf", pdf(500)).await.id;
        let other = anna.uploaded("busta paga.pdf", pdf(600)).await.id;
        let request = send_at(&mut anna, &position, &[named, other]).await;
        talked_over(&mut anna, &mut luca, request, &position, "il libro unico").await;
        let version = detail(&luca, request).await.version.to_string();
        let set = json!({ "version": version, "mode": "in_person", "day": "2026-12-03", "time": "10:30", "place": "Stanza Città" });
        act(&mut luca, request, "set-appointment", set).await;

        let found = async |part: &str, words: &str| shown(&luca, &file, part, &format!("?text={words}")).await.len();
        let number = detail(&luca, request).await.registration.number.to_string();
        for (part, words) in [
            ("meetings", "stanza+CITTA"), ("meetings", &number), ("notes", "LUNEDI+perche"), ("notes", "libro"),
            ("documents", "PERO+quietanza"), ("documents", "%22busta+paga%22"), ("communications", "chiamata+UNICO"),
        ] {
            assert_eq!(found(part, words).await, 1, "{part}: {words}");
        }
        for part in ["meetings", "notes", "documents", "communications"] {
            for words in ["zanzibar", "%25", "_"] {
                assert_eq!(found(part, words).await, 0, "{part}: {words}");
            }
        }
        // Both words, but of two files.
        assert_eq!(found("documents", "quietanza+busta").await, 0);
        let groups: Vec<FileDocuments> = items(&luca, &format!("{file}/documents?text=quietanza")).await;
        let names: Vec<_> = groups[0].files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["Quietanza però.pdf"], "the other file of the same request was not looked for");
    }

    async fn pages_of_notes_hold_together_with_words_and_without(world: World) {
        let (mut giulia, mut luca) = (world.person(GIULIA).await, world.person(LUCA).await);
        let position = client_in_naples(&giulia).await;
        let firm = format!("/api/v1/console/consultants/{}/notes", firm_of(&giulia).await);
        let company = format!("{}/notes", of_company(position.company.id));
        let request = send_at(&mut giulia, &position, &[]).await;
        for minute in 0..27 {
            world.at(&format!("2026-11-23T09:{minute:02}:00Z"));
            act(&mut luca, request, "notes", json!({ "text": format!("Nota numero {minute:02}.") })).await;
        }
        let newest: Vec<_> = (0..27).rev().map(|minute| format!("Nota numero {minute:02}.")).collect();
        for address in [&firm, &company] {
            for query in ["?", "?text=nota&"] {
                let first: Page<FileNote> = luca.read(&format!("{address}{query}")).await;
                let next = first.next.expect("a second page");
                let second: Page<FileNote> = luca.read(&format!("{address}{query}cursor={next}")).await;
                let texts: Vec<_> = first.items.iter().chain(&second.items).map(|line| line.note.text.clone()).collect();
                assert_eq!((first.items.len(), second.next), (25, None), "{address}{query}");
                assert_eq!(texts, newest, "{address}{query}");
            }
            let odd = luca.get(&format!("{address}?cursor=x")).await;
            assert_eq!((odd.status, odd.problem().code), (404, ProblemCode::NotFound));
        }
    }
}
