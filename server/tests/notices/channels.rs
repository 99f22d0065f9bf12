//! An event tells by exactly the channels its reader accepts, once each.

use super::preferences::{PREFERENCES, SOMEWHERE, choose};
use crate::harness::story::*;
use contatti_model::identity::Position;
use contatti_model::notices::NoticePreferences;
use contatti_model::offices::OfficeAbsences;
use contatti_model::page::Page;
use contatti_model::requests::{ContactForm, ContactOptions};
use serde_json::json;
use uuid::Uuid;

const NUMBER: &str = "333 1234567";
/// By which channels whoever is told of a request's arrival is told.
const OF_ARRIVALS: &str =
    "SELECT n.channel FROM notices n JOIN events e ON e.id = n.event_id WHERE e.kind = 'routed' ORDER BY n.channel";
/// By which channels Anna, the only one with a number, is told that an office wrote first.
const ANNAS: &str = "SELECT n.channel FROM notices n JOIN events e ON e.id = n.event_id WHERE e.kind = 'contacted'
    AND (n.channel = 'sms' OR n.recipient IN (SELECT email FROM people WHERE username = 'anna.rossi'))";

on_both_engines! {
    async fn annas_own_address_follows_her_choice_and_another_one_is_a_wish_of_its_own(world: World) {
        let world = world.texting(SOMEWHERE);
        let mut anna = world.person(ANNA).await;
        assert_eq!(choose(&mut anna, false, NUMBER).await.status, 200);
        let mut form = filled_form(&anna).await;
        form.email = anna.read::<NoticePreferences>(PREFERENCES).await.email.to_uppercase();
        send(&mut anna, &form).await;
        anna.post("/api/v1/requests", &form).await;
        assert_eq!(world.strings(OF_ARRIVALS).await, ["sms"]);
        assert_eq!(world.count("SELECT COUNT(*) FROM notices WHERE recipient LIKE '%3331234567%'").await, 0);
        let form = filled_form(&anna).await;
        send(&mut anna, &form).await;
        assert_eq!(world.strings(OF_ARRIVALS).await, ["email", "sms", "sms"]);
        let by_telephone = filled_form(&anna).await;
        let by_telephone = contatti_model::requests::RequestForm { email: String::new(), telephone: "081 123456".into(), ..by_telephone };
        send(&mut anna, &by_telephone).await;
        assert_eq!(world.strings(OF_ARRIVALS).await, ["email", "sms", "sms", "sms"]);
    }

    async fn the_operator_in_charge_is_told_by_both_and_a_colleague_named_in_a_note_too(world: World) {
        let world = world.texting(SOMEWHERE);
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        let mut sara = world.person(SARA).await;
        let id = send_with(&mut anna, &[]).await.request;
        luca.post(&format!("/api/v1/requests/{id}/take-charge"), &json!({ "version": "1" })).await;
        for (person, number) in [(&mut luca, NUMBER), (&mut sara, "+49 151 23456789")] {
            assert_eq!(choose(person, true, number).await.status, 200);
        }
        let reply = json!({ "id": Uuid::now_v7(), "text": "Una precisazione." });
        let replied = anna.post(&format!("/api/v1/requests/{id}/reply"), &reply).await;
        assert_eq!(replied.status, 200, "{}", replied.text());
        let told = world.strings("SELECT n.channel FROM notices n JOIN events e ON e.id = n.event_id
                                  WHERE e.kind = 'replied' ORDER BY n.channel").await;
        assert_eq!(told, ["email", "sms"]);
        let office: OfficeAbsences = luca.read("/api/v1/console/absences").await;
        let mention = office.colleagues.iter().find(|one| one.name == "Sara Montella").unwrap().id;
        let note = json!({ "text": "Puoi vedere?", "mentions": [mention] });
        assert_eq!(luca.post(&format!("/api/v1/requests/{id}/notes"), &note).await.status, 200);
        let told = world.strings("SELECT channel FROM notices WHERE staff_notice_id IS NOT NULL ORDER BY channel").await;
        assert_eq!(told, ["email", "sms"]);
    }

    async fn who_is_written_to_first_is_told_as_they_chose(world: World) {
        let world = world.texting(SOMEWHERE);
        let (mut anna, mut luca) = (world.person(ANNA).await, world.person(LUCA).await);
        assert_eq!(choose(&mut anna, false, NUMBER).await.status, 200);
        let position = anna.read::<Page<Position>>("/api/v1/positions").await.items.remove(0).id;
        let options: ContactOptions = luca.read(&format!("/api/v1/console/positions/{position}")).await;
        assert_eq!((options.people_by.sms, options.people_by.email), (1, options.people - 1));
        let form = ContactForm {
            id: Uuid::now_v7().to_string(),
            position: position.to_string(),
            subject: options.areas[0].subjects[0].id.to_string(),
            text: "Manca la denuncia di ottobre: può inviarla?".into(),
            audience: "company".into(),
            answer: "yes".into(),
        };
        let sent = luca.post("/api/v1/console/contacts", &form).await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        assert_eq!(world.strings(ANNAS).await, ["sms"]);
    }

    async fn without_a_gateway_everything_goes_by_e_mail_whatever_was_chosen_before(world: World) {
        let world = world.texting(SOMEWHERE);
        assert_eq!(choose(&mut world.person(ANNA).await, false, NUMBER).await.status, 200);
        let world = world.texting(None);
        let mut anna = world.person(ANNA).await;
        let mut form = filled_form(&anna).await;
        form.email = anna.read::<NoticePreferences>(PREFERENCES).await.email;
        send(&mut anna, &form).await;
        assert_eq!(world.strings(OF_ARRIVALS).await, ["email"]);
    }
}
