//! Weeks of work as it happens: requests of a company moved by whoever's turn it is, in any order, refused where it must be.

use super::step;
use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::page::Page;
use contatti_model::requests::{ComposeOptions, ContactForm, ContactOptions, Hands, RequestDetail, SubjectChoice};
use contatti_model::{OfficeId, RequestId};
use contatti_server::figures::count_due;
use serde_json::{Value, json};
use uuid::Uuid;

const OUTCOMES: [&str; 3] = ["accepted", "informative", "not_accepted"];
const MOVES: usize = 14;

/// Numbers that look like chance and are the same at each run (a linear congruential generator, Knuth's constants).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// Words no two answers of an office share.
    fn text(&mut self) -> String {
        (0..8).map(|_| format!("parola{}", self.below(100_000))).collect::<Vec<_>>().join(" ")
    }
}

struct People {
    anna: Client,
    luca: Client,
    sara: Client,
    marco: Client,
}

/// Four weeks of it; the moves that were counted on the way are counted again by nobody.
pub(super) async fn busy_weeks(world: &World) {
    let mut people = People {
        anna: world.person(ANNA).await,
        luca: world.person(LUCA).await,
        sara: world.person(SARA).await,
        marco: world.person(MARCO).await,
    };
    let mut chance = Chance(20_261_123);
    unit_for_a_subject(world, &people.anna).await;
    let mut requests = vec![contacted(&mut people).await];
    for day in 0..20 {
        let date = jiff::civil::date(2026, 11, 23).checked_add(jiff::Span::new().days(day)).unwrap();
        // The last moments of a day in Greenwich are the next one's in Rome.
        world.at(&format!("{date}T{}", if day % 4 == 3 { "23:30:00Z" } else { "09:00:00Z" }));
        if requests.len() < 13 {
            requests.push(sent(&mut people.anna, &mut chance).await);
        }
        for _ in 0..7 {
            let id = requests[chance.below(requests.len())];
            moved(&mut people, &mut chance, id).await;
        }
        if day % 6 == 5 {
            count_due(&world.house).await.unwrap();
        }
    }
    solved(&mut people, &mut chance).await;
    count_due(&world.house).await.unwrap();
}

/// A request that ends well, whatever chance brought.
async fn solved(people: &mut People, chance: &mut Chance) {
    let id = send_with(&mut people.anna, &[]).await.request;
    let answer = json!({ "version": "2", "outcome": "accepted", "text": chance.text() });
    step(&mut people.luca, id, "take-charge", json!({ "version": "1" })).await;
    step(&mut people.luca, id, "close", answer).await;
    step(&mut people.anna, id, "verdict", json!({ "solved": "yes", "text": "" })).await;
}

/// A unit where one of the offered subjects arrives, so that what is of it and what is of none stand side by side.
async fn unit_for_a_subject(world: &World, anna: &Client) {
    let subject = filled_form(anna).await.subject;
    let made = json!({ "name": "Sportello", "subjects": [subject] });
    let reply = world.person(DIRECTOR).await.post("/api/v1/console/units", &made).await;
    assert!((200..300).contains(&reply.status), "{}", reply.text());
}

async fn sent(anna: &mut Client, chance: &mut Chance) -> RequestId {
    let mut form = filled_form(anna).await;
    form.text = chance.text();
    let options: ComposeOptions = anna.read("/api/v1/compose").await;
    let position = options.positions.iter().find(|position| position.id.to_string() == form.position).unwrap();
    let area = options.areas.iter().find(|area| area.scheme == position.scheme).unwrap();
    if chance.below(2) == 0 {
        form.subject = area.subjects[chance.below(area.subjects.len())].id.to_string();
    }
    let reply = anna.post("/api/v1/requests", &form).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json::<contatti_model::requests::Receipt>().request
}

/// A letter the office wrote first: open work, and nothing a company asked.
async fn contacted(people: &mut People) -> RequestId {
    let positions: Page<contatti_model::identity::Position> = people.anna.read("/api/v1/positions").await;
    let position = positions.items[0].id;
    let options: ContactOptions = people.luca.read(&format!("/api/v1/console/positions/{position}")).await;
    let form = ContactForm {
        id: Uuid::now_v7().to_string(),
        position: position.to_string(),
        subject: options.areas[0].subjects[0].id.to_string(),
        text: "Manca la denuncia di ottobre: può inviarla?".into(),
        audience: "both".into(),
        answer: "yes".into(),
    };
    let reply = people.luca.post("/api/v1/console/contacts", &form).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json::<RequestDetail>().id
}

/// One move by chance; what does not hold just then is refused, and changes nothing.
async fn moved(people: &mut People, chance: &mut Chance, id: RequestId) {
    let version = detail(&people.anna, id).await.version.to_string();
    let text = chance.text();
    let said = json!({ "version": version, "text": text });
    let (who, verb, body): (&mut Client, &str, Value) = match chance.below(MOVES) {
        0 | 1 => (&mut people.luca, "take-charge", json!({ "version": version })),
        2 => (&mut people.sara, "take-charge", json!({ "version": version })),
        3 => (&mut people.marco, "take-charge", json!({ "version": version })),
        4 => (&mut people.luca, "comment", said),
        5 | 6 => (&mut people.luca, "close", closing(chance, said)),
        7 => (&mut people.marco, "close", closing(chance, said)),
        8 => (&mut people.luca, "give-back", json!({ "version": version })),
        9 => (&mut people.anna, "verdict", json!({ "solved": "no", "text": text })),
        10 => (&mut people.anna, "verdict", json!({ "solved": "yes", "text": "" })),
        11 => (&mut people.anna, "remind", json!({})),
        12 => match other_subject(&people.luca, chance, id).await {
            Some(subject) => (&mut people.luca, "subject", with(said, "subject", &subject)),
            None => (&mut people.sara, "comment", said),
        },
        _ => match other_office(&people.luca, chance, id).await {
            Some(office) => (&mut people.luca, "hand-over", with(said, "office", &office.to_string())),
            None => (&mut people.anna, "reply", json!({ "id": Uuid::now_v7(), "text": text, "attachments": [] })),
        },
    };
    let reply = who.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await;
    assert!(reply.status < 500, "{verb}: {}", reply.text());
}

fn closing(chance: &mut Chance, said: Value) -> Value {
    with(said, "outcome", OUTCOMES[chance.below(OUTCOMES.len())])
}

fn with(mut body: Value, field: &str, value: &str) -> Value {
    body[field] = value.into();
    body
}

async fn other_subject(luca: &Client, chance: &mut Chance, id: RequestId) -> Option<String> {
    let reply = luca.get(&format!("/api/v1/requests/{id}/subject")).await;
    let choices: Vec<SubjectChoice> = if reply.status == 200 { reply.json() } else { vec![] };
    (!choices.is_empty()).then(|| choices[chance.below(choices.len())].id.to_string())
}

/// Milan, now and then.
async fn other_office(luca: &Client, chance: &mut Chance, id: RequestId) -> Option<OfficeId> {
    let reply = luca.get(&format!("/api/v1/requests/{id}/hands")).await;
    if reply.status != 200 || chance.below(3) > 0 {
        return None;
    }
    let hands: Hands = reply.json();
    hands.offices.iter().find(|office| office.name.contains("Milano")).map(|office| office.id)
}
