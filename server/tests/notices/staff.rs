//! What people of the offices are told of themselves: once, by letter and in the console, and never what was written.

use super::letters;
use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::PersonId;
use contatti_model::notices::{StaffNotice, StaffNoticeKind};
use contatti_model::offices::{AbsenceForm, OfficeAbsences};
use contatti_server::escalation::remind_enablements;
use jiff::civil::date;
use serde_json::json;

const NOTICES: &str = "/api/v1/console/notices";
const ABSENCES: &str = "/api/v1/console/absences";

async fn named(client: &Client, name: &str) -> PersonId {
    let office: OfficeAbsences = client.read(ABSENCES).await;
    office.colleagues.iter().find(|one| one.name == name).unwrap().id
}

async fn of(world: &World, username: &str) -> Vec<StaffNotice> {
    world.person(username).await.read(NOTICES).await
}

/// Letters to Sara, on one line each.
async fn to_sara(world: &World, count: usize) -> Vec<String> {
    let address = world.strings("SELECT email FROM people WHERE username = 'sara.montella'").await.remove(0);
    let all = letters(world, count).await.into_iter().map(|letter| letter.replace("=\r\n", ""));
    all.filter(|letter| letter.contains(&format!("To: {address}"))).collect()
}

on_both_engines! {
    async fn sara_is_told_for_whom_she_stands_in_and_when_she_need_not_any_more(world: World) {
        let (mut carmela, mut luca) = (world.person(DIRECTOR).await, world.person(LUCA).await);
        let (person, substitute) = (named(&carmela, "Luca Ferrara").await, named(&carmela, "Sara Montella").await);
        let form = AbsenceForm {
            person: person.to_string(),
            first_day: "2026-11-24".into(),
            last_day: "2026-11-27".into(),
            substitute: substitute.to_string(),
        };
        let entered = carmela.post(ABSENCES, &form).await;
        assert_eq!(entered.status, 201, "{}", entered.text());
        let told = of(&world, SARA).await;
        let [notice] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((notice.kind, notice.named.as_str()), (StaffNoticeKind::StandsIn, "Luca Ferrara"));
        assert_eq!((notice.first_day, notice.last_day), (Some(date(2026, 11, 24)), Some(date(2026, 11, 27))));
        assert_eq!((of(&world, LUCA).await.len(), of(&world, DIRECTOR).await.len()), (0, 0));
        let letters = to_sara(&world, 1).await;
        assert!(letters.len() == 1 && letters[0].contains("Luca Ferrara") && letters[0].contains("24 nov 2026"), "{letters:?}");

        let id = entered.json::<OfficeAbsences>().absences.iter().find(|one| one.person == person).unwrap().id;
        assert_eq!(luca.post(&format!("{ABSENCES}/{id}/end"), &()).await.status, 200);
        let told = of(&world, SARA).await;
        assert_eq!(told.iter().map(|one| one.kind).collect::<Vec<_>>(), [StaffNoticeKind::StandsInNoMore]);
        assert_eq!(to_sara(&world, 2).await.len(), 2);
        let read = format!("{NOTICES}/{}/read", told[0].id);
        assert_eq!(luca.post(&read, &()).await.status, 404, "another's");
        let mut sara = world.person(SARA).await;
        assert_eq!(sara.post(&read, &()).await.json::<Vec<StaffNotice>>(), []);
        assert_eq!(sara.post(&read, &()).await.status, 200);
    }

    async fn who_is_named_in_a_note_gets_its_number_and_not_a_word_of_it(world: World) {
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let receipt = send_with(&mut anna, &[]).await;
        let notes = format!("/api/v1/requests/{}/notes", receipt.request);
        for mention in ["Sara Montella", "Luca Ferrara"] {
            let mention = named(&luca, mention).await;
            let written = luca.post(&notes, &json!({ "text": "Segreto della nota", "mentions": [mention] })).await;
            assert_eq!(written.status, 200, "{}", written.text());
        }
        let letters = to_sara(&world, 2).await;
        let [letter] = letters.as_slice() else { panic!("{letters:?}") };
        assert!(letter.contains(&receipt.registration.number.to_string()), "{letter}");
        assert!(letter.contains(&format!("/console/richieste/{}", receipt.request)), "{letter}");
        for secret in ["Segreto", "Luca", "Vesuvio", "DURC"] {
            assert!(!letter.contains(secret), "{secret} left the house: {letter}");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM staff_notices").await, 1, "nobody is told what they did themselves");
        assert_eq!(of(&world, SARA).await, [], "it is read beside the request");
    }

    async fn whose_enablement_ends_is_told_a_month_and_a_week_before_also_by_two_servers_once(world: World) {
        const SARAS: &str = "SELECT s.occasion FROM staff_notices s JOIN people p ON p.id = s.person_id
            JOIN notices n ON n.staff_notice_id = s.id AND n.recipient = p.email
            WHERE s.kind = 'enablement_ends' AND p.username = 'sara.montella' ORDER BY s.told_at";
        const CARMELAS: &str = "SELECT COUNT(*) FROM staff_notices s JOIN people p ON p.id = s.person_id
            WHERE s.kind = 'enablement_of_colleague_ends' AND s.named = 'Sara Montella' AND p.username = 'carmela.improta'";
        world.run("UPDATE enablements SET valid_to = '2026-12-23' WHERE state = 'granted'
                   AND person_id = (SELECT id FROM people WHERE username = 'sara.montella')").await;
        world.run("UPDATE grants SET valid_to = '2026-12-23' WHERE role = 'operator'
                   AND person_id = (SELECT id FROM people WHERE username = 'sara.montella')").await;
        world.at("2026-11-23T05:00:00Z");
        assert_eq!(remind_enablements(&world.house).await.unwrap(), 0, "nobody is written to in the night");
        world.at("2026-11-23T09:00:00Z");
        let (one, other) = tokio::join!(remind_enablements(&world.house), remind_enablements(&world.house));
        assert!(one.unwrap() + other.unwrap() >= 2);
        assert_eq!((world.strings(SARAS).await, world.count(CARMELAS).await), (vec!["month".to_owned()], 1));
        let told = of(&world, DIRECTOR).await;
        let hers = told.iter().find(|one| one.named == "Sara Montella").unwrap();
        assert_eq!((hers.kind, hers.last_day), (StaffNoticeKind::EnablementOfColleagueEnds, Some(date(2026, 12, 23))));
        world.at("2026-12-15T09:00:00Z");
        remind_enablements(&world.house).await.unwrap();
        assert_eq!((world.strings(SARAS).await.len(), world.count(CARMELAS).await), (1, 1), "told a month before");
        world.at("2026-12-16T09:00:00Z");
        assert!(remind_enablements(&world.house).await.unwrap() >= 2);
        assert_eq!(remind_enablements(&world.house).await.unwrap(), 0);
        assert_eq!((world.strings(SARAS).await, world.count(CARMELAS).await), (vec!["month".to_owned(), "week".to_owned()], 2));
    }
}
