//! What a day's people do, decided first and then done by a few hands at once, as in a real office.

use crate::harness::story::{ANNA, LUCA, SARA};
use crate::harness::{Client, World};
use contatti_model::offices::AbsenceForm;
use contatti_model::{PersonId, RequestId};
use jiff::civil::Date;
use serde_json::{Value, json};

pub(super) const CIRO: &str = "ciro.auriemma";
const IDS: &str =
    "SELECT lower(hex(id)) FROM people WHERE username IN ('luca.ferrara', 'sara.montella', 'ciro.auriemma')
    ORDER BY CASE username WHEN 'luca.ferrara' THEN 0 WHEN 'sara.montella' THEN 1 ELSE 2 END";
/// How many write at the same time; more wait for the database anyway.
const LANES: usize = 3;

/// Whoever does something; operators in the order of [`People::operators`].
#[derive(Clone, Copy)]
pub(super) enum Who {
    Anna,
    Operator(usize),
}

/// Something somebody decided to do; it may be refused.
pub(super) struct Deed {
    pub who: Who,
    pub id: RequestId,
    pub verb: &'static str,
    pub body: Value,
}

impl Deed {
    /// A move of the office, on what this operator read in the morning.
    pub fn of(who: usize, id: RequestId, verb: &'static str, version: &str, more: Value) -> Self {
        let mut body = json!({ "version": version });
        if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
            body.extend(more);
        }
        Self { who: Who::Operator(who), id, verb, body }
    }

    pub fn by_anna(id: RequestId, verb: &'static str, body: Value) -> Self {
        Self { who: Who::Anna, id, verb, body }
    }
}

pub(super) struct People {
    pub anna: Client,
    pub operators: Vec<(&'static str, Client)>,
    /// Of the operators, in their order.
    pub ids: Vec<PersonId>,
}

impl People {
    pub async fn of(world: &World) -> Self {
        let mut operators = vec![];
        for name in [LUCA, SARA, CIRO] {
            operators.push((name, world.person(name).await));
        }
        let ids = world.strings(IDS).await.iter().map(|id| id.parse().unwrap()).collect();
        Self { anna: world.person(ANNA).await, operators, ids }
    }

    /// Says so to the office, and who does their work.
    pub async fn goes_away(&mut self, who: usize, stands_in: usize, (first, last): (Date, Date)) {
        let form = AbsenceForm {
            first_day: first.to_string(),
            last_day: last.to_string(),
            substitute: self.ids[stands_in].to_string(),
            ..AbsenceForm::default()
        };
        let (name, client) = &mut self.operators[who];
        let reply = client.post("/api/v1/console/absences", &form).await;
        assert_eq!(reply.status, 201, "{name}: {}", reply.text());
    }

    fn client(&self, who: Who) -> Client {
        match who {
            Who::Anna => self.anna.clone(),
            Who::Operator(place) => self.operators[place].1.clone(),
        }
    }

    /// Does all of it, no two deeds on one request; how each ended, in the order given.
    pub async fn all_do(&self, deeds: Vec<Deed>) -> Vec<u16> {
        let calls = deeds.into_iter().map(|deed| {
            let path = format!("/api/v1/requests/{}/{}", deed.id, deed.verb);
            (self.client(deed.who), path, deed.body)
        });
        posted(calls.collect()).await
    }

    /// Anna sends all of these.
    pub async fn letters(&self, forms: Vec<Value>) {
        let calls = forms.into_iter().map(|form| (self.anna.clone(), "/api/v1/requests".to_owned(), form));
        let statuses = posted(calls.collect()).await;
        assert!(statuses.iter().all(|status| *status == 201), "{statuses:?}");
    }
}

async fn posted(calls: Vec<(Client, String, Value)>) -> Vec<u16> {
    let mut lanes: [Vec<_>; LANES] = Default::default();
    let mut statuses = vec![0; calls.len()];
    for (place, call) in calls.into_iter().enumerate() {
        lanes[place % LANES].push((place, call));
    }
    let working = lanes.map(|lane| {
        tokio::spawn(async move {
            let mut done = vec![];
            for (place, (mut client, path, body)) in lane {
                let status = client.post(&path, &body).await.status;
                assert!(status < 500, "{path} broke: {status}");
                done.push((place, status));
            }
            done
        })
    });
    for lane in working {
        for (place, status) in lane.await.unwrap() {
            statuses[place] = status;
        }
    }
    statuses
}
