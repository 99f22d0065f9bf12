//! A year of an office under dice: people take, answer, ask, give back, fall ill and leave; nothing is ever left alone.

use super::invariants::*;
use super::{at, climbed};
use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::RequestId;
use contatti_model::escalation::{Finding, Night};
use contatti_model::requests::RequestForm;
use contatti_server::escalation::check_night;
use contatti_server::requests::expire;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde_json::{Value, json};
use uuid::Uuid;

const BEGINS: Date = date(2026, 11, 23);
const DAYS: i64 = 365;
const CIRO: &str = "ciro.auriemma";

/// Set to run the same year over more requests, such as 200000.
fn how_many() -> u64 {
    std::env::var("CONTATTI_SIMULATED").ok().and_then(|count| count.parse().ok()).unwrap_or(120)
}

/// Chance that returns (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// An open request as the database has it this morning.
struct Open {
    id: RequestId,
    version: String,
    state: String,
    owner: String,
}

const OPEN: &str = "SELECT lower(hex(r.id)) || ' ' || r.version || ' ' || r.state || ' ' || COALESCE(p.username, '-')
                    FROM requests r LEFT JOIN people p ON p.id = r.owner_id WHERE r.state <> 'closed' ORDER BY r.id";

async fn open(world: &World) -> Vec<Open> {
    let parse = |line: String| {
        let [id, version, state, owner] = line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let [version, state, owner] = [version, state, owner].map(str::to_owned);
        Open { id: id.parse().unwrap(), version, state, owner }
    };
    world.strings(OPEN).await.into_iter().map(parse).collect()
}

struct Year {
    world: World,
    anna: Client,
    carmela: Client,
    operators: Vec<(&'static str, Client)>,
    letter: RequestForm,
    dice: Dice,
    closed: Vec<RequestId>,
}

impl Year {
    async fn begin() -> Self {
        let world = World::on_sqlite().await.with_long_sessions();
        at(&world, BEGINS, 0);
        let (anna, carmela) = (world.person(ANNA).await, world.person(DIRECTOR).await);
        let mut operators = vec![];
        for name in [LUCA, SARA, CIRO] {
            operators.push((name, world.person(name).await));
        }
        let letter = filled_form(&anna).await;
        Self { world, anna, carmela, operators, letter, dice: Dice(94_923_349), closed: vec![] }
    }

    async fn day(&mut self, day: Date, letters: u64) {
        at(&self.world, day, 0);
        self.machines(day).await;
        for _ in 0..letters {
            let form = RequestForm { id: Uuid::now_v7().to_string(), ..self.letter.clone() };
            send(&mut self.anna, &form).await;
        }
        self.what_the_night_found().await;
        // Nobody works on a Saturday or Sunday; each is away one day in five.
        if day.weekday().to_monday_one_offset() > 5 {
            return;
        }
        let present: Vec<usize> = (0..self.operators.len()).filter(|_| !self.dice.chance(20)).collect();
        for request in open(&self.world).await {
            self.one(&request, &present).await;
        }
        self.company().await;
    }

    /// Twice each on a Monday, as two servers would; then nothing is in the hands of somebody who is gone.
    async fn machines(&self, day: Date) {
        for _ in 0..if day.weekday() == Weekday::Monday { 2 } else { 1 } {
            expire(&self.world.house).await.unwrap();
            check_night(&self.world.house).await.unwrap();
            climbed(&self.world).await;
        }
        let alone = "SELECT COUNT(*) FROM requests r WHERE r.state = 'in_charge' AND NOT EXISTS (
            SELECT 1 FROM grants g WHERE g.person_id = r.owner_id AND g.office_id = r.office_id AND g.role = 'operator'
              AND g.valid_to IS NULL)";
        assert_eq!(self.world.count(alone).await, 0);
    }

    /// The director has what the night found taken in charge by somebody.
    async fn what_the_night_found(&mut self) {
        let night: Night = self.carmela.read("/api/v1/escalation/night").await;
        for line in night.findings.into_iter().filter(|line| line.finding == Finding::NoNextStep) {
            let version = detail(&self.carmela, line.id).await.version.to_string();
            for who in 0..2 {
                // Luca or Sara: one of them may have answered it before.
                if self.office(who, line.id, "take-charge", json!({ "version": version })).await == 200 {
                    break;
                }
            }
        }
    }

    async fn one(&mut self, request: &Open, present: &[usize]) {
        let version = request.version.as_str();
        let owner = self.operators.iter().position(|(name, _)| *name == request.owner);
        match (request.state.as_str(), owner.filter(|who| present.contains(who))) {
            ("routed" | "reopened", _) if !present.is_empty() && self.dice.chance(12) => {
                let who = present[self.dice.below(present.len() as u64) as usize];
                self.office(who, request.id, "take-charge", json!({ "version": version })).await;
            }
            ("in_charge", Some(who)) => match self.dice.below(100) {
                0..12 => {
                    let answer = json!({ "version": version, "outcome": "informative", "text": "Vedi la circolare." });
                    if self.office(who, request.id, "close", answer).await == 200 {
                        self.closed.push(request.id);
                    }
                }
                12..15 => {
                    let until = self.world.house.now().day().checked_add(20.days()).unwrap();
                    let asked = json!({ "version": version, "text": "Serve il LUL.", "until": until });
                    self.office(who, request.id, "ask-documents", asked).await;
                }
                15..18 => drop(self.office(who, request.id, "give-back", json!({ "version": version })).await),
                18..22 => {
                    self.office(who, request.id, "comment", json!({ "version": version, "text": "Ci lavoro." })).await;
                }
                _ => {}
            },
            ("awaiting_documents", _) if self.dice.chance(8) => {
                self.ask(request.id, "reply", json!({ "id": Uuid::now_v7(), "text": "Ecco il LUL." })).await;
            }
            ("routed" | "in_charge", _) if self.dice.chance(4) => {
                // Refused while the office is not late: the company may always ask.
                self.ask(request.id, "remind", json!({})).await;
            }
            _ => {}
        }
    }

    /// One answer in five did not answer.
    async fn company(&mut self) {
        for id in std::mem::take(&mut self.closed) {
            if self.dice.chance(20) {
                self.ask(id, "verdict", json!({ "solved": "no", "text": "Non dice quando." })).await;
            }
        }
    }

    /// The institute's own system takes the group from Ciro, and gives it back.
    async fn ciro(&self, comes: bool) {
        let (goes, back) = (
            "UPDATE grants SET valid_to = '2026-01-01' WHERE role = 'operator'
               AND person_id = (SELECT id FROM people WHERE username = 'ciro.auriemma')",
            "UPDATE grants SET valid_to = NULL WHERE role = 'operator'
               AND person_id = (SELECT id FROM people WHERE username = 'ciro.auriemma')",
        );
        self.world.run(if comes { back } else { goes }).await;
    }

    async fn office(&mut self, who: usize, id: RequestId, verb: &str, body: Value) -> u16 {
        self.operators[who].1.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await.status
    }

    async fn ask(&mut self, id: RequestId, verb: &str, body: Value) -> u16 {
        self.anna.post(&format!("/api/v1/requests/{id}/{verb}"), &body).await.status
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_simulated_year_nothing_is_ever_without_owner_and_next_step_and_each_rung_is_told_once() {
    let mut year = Year::begin().await;
    let (count, mut sent) = (how_many(), 0);
    for place in 0..DAYS {
        let day = BEGINS.checked_add(place.days()).unwrap();
        if place % 60 == 30 || place % 60 == 50 {
            year.ciro(place % 60 == 50).await;
        }
        // Letters come on every day but in the last weeks, when the office catches up or not.
        let until = (u64::try_from(place).unwrap() + 1) * count / u64::try_from(DAYS - 20).unwrap();
        let letters = until.min(count) - sent;
        sent += letters;
        year.day(day, letters).await;
    }
    // What reached the top of its ladder since the last night is said this night, and is somebody's by the next.
    at(&year.world, BEGINS.checked_add(DAYS.days()).unwrap(), 0);
    check_night(&year.world.house).await.unwrap();
    assert_eq!(year.world.count(ALONE_AND_UNSAID).await, 0, "the night did not say what is alone");
    year.what_the_night_found().await;
    let world = &year.world;
    assert_eq!(world.count("SELECT COUNT(*) FROM requests").await, i64::try_from(count).unwrap());
    at(world, BEGINS.checked_add((DAYS + 1).days()).unwrap(), 0);
    assert_eq!(check_night(&world.house).await.unwrap(), 0, "something has neither owner nor next step");
    for (sql, what) in [
        (RUNGS_OUT_OF_ORDER, "rungs out of order"),
        (TOLD_TWICE, "rungs told twice"),
        (UNEQUAL, "lines without their rung"),
        (TIMELINES_WITH_HOLES, "timelines with holes"),
        (AFTER_CLOSING, "told after closing"),
    ] {
        assert_eq!(world.count(sql).await, 0, "{what}");
    }
    // The year was one in which all of it happened.
    for (sql, least) in [
        ("SELECT COUNT(*) FROM escalations WHERE rung = 'region'", 5),
        ("SELECT COUNT(*) FROM events WHERE kind = 'reopened'", 5),
        ("SELECT COUNT(*) FROM events WHERE kind = 'expired'", 1),
        ("SELECT COUNT(*) FROM night_findings WHERE finding = 'owner_gone' AND given_back", 3),
        (
            "SELECT COUNT(*) FROM (SELECT request_id FROM escalations GROUP BY request_id HAVING COUNT(DISTINCT clock_from) > 1) anew",
            1,
        ),
    ] {
        assert!(world.count(sql).await >= least, "{sql}");
    }
}
