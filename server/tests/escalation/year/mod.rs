//! A year of an office under dice: people take, answer, ask, give back, fall ill and leave; nothing is ever left alone.

mod dice;
mod hands;

use super::invariants::*;
use super::{at, climbed};
use crate::figures::sums::{counted, figures, recount};
use crate::harness::story::*;
use crate::harness::{Client, World};
use contatti_model::RequestId;
use contatti_model::escalation::{Finding, Night};
use contatti_model::requests::RequestForm;
use contatti_server::escalation::check_night;
use contatti_server::figures::count_due;
use contatti_server::requests::expire;
use dice::Dice;
use hands::{Deed, People};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde_json::json;
use std::time::Instant;
use uuid::Uuid;

const BEGINS: Date = date(2026, 11, 23);
const DAYS: i64 = 365;

/// `CONTATTI_SIMULATED` lives the same year over more requests, such as 200000; so many want `cargo test --release`.
fn how_many() -> u64 {
    std::env::var("CONTATTI_SIMULATED").ok().and_then(|count| count.parse().ok()).unwrap_or(120)
}

/// Of a hundred requests that wait for a hand, how many get one in a day: an office to which thousands write has more of them.
fn pace() -> u64 {
    if how_many() < 10_000 { 12 } else { 40 }
}

/// Who is away this week, and who does their work.
#[derive(Clone, Copy)]
struct Away {
    who: usize,
    stands_in: usize,
    last_day: Date,
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

/// What the last night found without a step to come.
const FOUND: &str = "SELECT lower(hex(request_id)) FROM night_findings
                     WHERE finding = 'no_next_step' AND day = (SELECT MAX(day) FROM escalation_rounds WHERE kind = 'night')";
/// The page names no more of one night.
const SHOWN: usize = 200;

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
    people: People,
    carmela: Client,
    letter: RequestForm,
    dice: Dice,
    pace: u64,
    away: Option<Away>,
    closed: Vec<RequestId>,
    began: Instant,
}

impl Year {
    async fn begin() -> Self {
        let world = World::on_sqlite().await.with_long_sessions();
        at(&world, BEGINS, 0);
        let (people, carmela) = (People::of(&world).await, world.person(DIRECTOR).await);
        let letter = filled_form(&people.anna).await;
        let (dice, began) = (Dice(94_923_349), Instant::now());
        Self { world, people, carmela, letter, dice, pace: pace(), away: None, closed: vec![], began }
    }

    async fn day(&mut self, day: Date, letters: u64) {
        at(&self.world, day, 0);
        self.machines(day).await;
        let form = |_| json!(RequestForm { id: Uuid::now_v7().to_string(), ..self.letter.clone() });
        self.people.letters((0..letters).map(form).collect()).await;
        self.what_the_night_found().await;
        // Nobody works on a Saturday or Sunday; each is ill one day in five, and some weeks away for all of it.
        if day.weekday().to_monday_one_offset() > 5 {
            return;
        }
        self.weeks_off(day).await;
        let away = self.away.map(|away| away.who);
        let present = (0..self.people.operators.len()).filter(|who| !self.dice.chance(20) && Some(*who) != away);
        let present: Vec<usize> = present.collect();
        let mut deeds = vec![];
        for request in open(&self.world).await {
            deeds.extend(self.one(&request, &present));
        }
        let closing: Vec<_> = deeds.iter().map(|deed| (deed.verb == "close").then_some(deed.id)).collect();
        let done = self.people.all_do(deeds).await;
        let closed = closing.into_iter().zip(done).filter_map(|(id, status)| id.filter(|_| status == 200));
        self.closed.extend(closed);
        self.company().await;
    }

    /// Twice each on a Monday, as two servers would; then nothing is in the hands of somebody who is gone.
    async fn machines(&self, day: Date) {
        for _ in 0..if day.weekday() == Weekday::Monday { 2 } else { 1 } {
            while expire(&self.world.house).await.unwrap() > 0 {}
            check_night(&self.world.house).await.unwrap();
            climbed(&self.world).await;
        }
        let alone = "SELECT COUNT(*) FROM requests r WHERE r.state = 'in_charge' AND NOT EXISTS (
            SELECT 1 FROM grants g WHERE g.person_id = r.owner_id AND g.office_id = r.office_id AND g.role = 'operator'
              AND g.valid_to IS NULL)";
        assert_eq!(self.world.count(alone).await, 0);
    }

    /// The director has what the night found taken in charge by Luca, or by Sara where Luca answered it before.
    async fn what_the_night_found(&mut self) {
        let found = self.world.strings(FOUND).await;
        let found: Vec<RequestId> = found.iter().map(|id| id.parse().unwrap()).collect();
        let night: Night = self.carmela.read("/api/v1/escalation/night").await;
        let shown = night.findings.iter().filter(|line| line.finding == Finding::NoNextStep).count();
        assert!(shown == found.len() || night.findings.len() == SHOWN, "{shown} of {} shown", found.len());
        for who in 0..if found.is_empty() { 0 } else { 2 } {
            let open = open(&self.world).await;
            let alone = open.iter().filter(|request| request.owner == "-" && found.contains(&request.id));
            let deed = |request: &Open| Deed::of(who, request.id, "take-charge", &request.version, json!({}));
            self.people.all_do(alone.map(deed).collect()).await;
        }
    }

    /// One of two enters an absence of five days every third week or so; the other stands in.
    async fn weeks_off(&mut self, day: Date) {
        self.away = self.away.filter(|away| away.last_day >= day);
        if self.away.is_some() || day.weekday() != Weekday::Monday || !self.dice.chance(30) {
            return;
        }
        let (who, last_day) = (self.dice.below(2) as usize, day.checked_add(4.days()).unwrap());
        let away = Away { who, stands_in: 1 - who, last_day };
        self.people.goes_away(away.who, away.stands_in, (day, last_day)).await;
        self.away = Some(away);
    }

    /// What happens to one request today, if anything.
    fn one(&mut self, request: &Open, present: &[usize]) -> Option<Deed> {
        let (id, version) = (request.id, request.version.as_str());
        let owner = self.people.operators.iter().position(|(name, _)| *name == request.owner);
        let owner = match self.away {
            Some(away) if owner == Some(away.who) => Some(away.stands_in),
            _ => owner,
        };
        match (request.state.as_str(), owner.filter(|who| present.contains(who))) {
            ("routed" | "reopened", _) if !present.is_empty() && self.dice.chance(self.pace) => {
                let who = present[self.dice.below(present.len() as u64) as usize];
                Some(Deed::of(who, id, "take-charge", version, json!({})))
            }
            ("in_charge", Some(who)) if self.dice.chance(self.pace) => {
                let answer = json!({ "outcome": "informative", "text": "Vedi la circolare." });
                Some(Deed::of(who, id, "close", version, answer))
            }
            ("in_charge", Some(who)) => match self.dice.below(100) {
                0..3 => {
                    let until = self.world.house.now().day().checked_add(20.days()).unwrap();
                    let asked = json!({ "text": "Serve il LUL.", "until": until });
                    Some(Deed::of(who, id, "ask-documents", version, asked))
                }
                3..6 => Some(Deed::of(who, id, "give-back", version, json!({}))),
                6..10 => Some(Deed::of(who, id, "comment", version, json!({ "text": "Ci lavoro." }))),
                // Also to who is away: then it is whose who stands in.
                10..13 => {
                    let to = self.people.ids[self.dice.below(2) as usize];
                    Some(Deed::of(who, id, "assign", version, json!({ "to": to })))
                }
                _ => None,
            },
            ("awaiting_documents", _) if self.dice.chance(8) => {
                Some(Deed::by_anna(id, "reply", json!({ "id": Uuid::now_v7(), "text": "Ecco il LUL." })))
            }
            // Refused while the office is not late: the company may always ask.
            ("routed" | "in_charge", _) if self.dice.chance(4) => Some(Deed::by_anna(id, "remind", json!({}))),
            _ => None,
        }
    }

    /// One answer in five did not answer.
    async fn company(&mut self) {
        let mut deeds = vec![];
        for id in std::mem::take(&mut self.closed) {
            if self.dice.chance(20) {
                deeds.push(Deed::by_anna(id, "verdict", json!({ "solved": "no", "text": "Non dice quando." })));
            }
        }
        self.people.all_do(deeds).await;
    }

    /// The director reads what a slow recount finds.
    async fn figures_hold(&self, day: Date) {
        count_due(&self.world.house).await.unwrap();
        let read = figures(&self.carmela, &format!("from={BEGINS}&to={day}")).await;
        assert_eq!((counted(&read), read.behind), (recount(&self.world).await, false), "{day}");
    }

    /// For whoever waits for a long year; nothing is held against it.
    async fn tell(&self, place: i64, sent: u64) {
        if std::env::var_os("CONTATTI_SIMULATED").is_some() {
            let open = open(&self.world).await.len();
            eprintln!("day {place}: {sent} sent, {open} open, {} s", self.began.elapsed().as_secs());
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn in_a_simulated_year_nothing_is_ever_without_owner_and_next_step_and_each_rung_is_told_once() {
    let mut year = Year::begin().await;
    year.world.let_the_disk_be().await;
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
        if place % 30 == 29 {
            // A connection that was opened anew waits for the disk again.
            year.world.let_the_disk_be().await;
            year.figures_hold(day).await;
            year.tell(place + 1, sent).await;
        }
    }
    // What reached the top of its ladder since the last night is said this night, and is somebody's by the next.
    at(&year.world, BEGINS.checked_add(DAYS.days()).unwrap(), 0);
    check_night(&year.world.house).await.unwrap();
    assert_eq!(year.world.count(ALONE_AND_UNSAID).await, 0, "the night did not say what is alone");
    year.what_the_night_found().await;
    year.figures_hold(BEGINS.checked_add(DAYS.days()).unwrap()).await;
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
        ("SELECT COUNT(*) FROM absences WHERE substitute_id IS NOT NULL", 3),
        (
            "SELECT COUNT(*) FROM (SELECT request_id FROM escalations GROUP BY request_id HAVING COUNT(DISTINCT clock_from) > 1) anew",
            1,
        ),
    ] {
        assert!(world.count(sql).await >= least, "{sql}");
    }
}
