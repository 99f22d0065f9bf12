//! From moves to sums: what each move adds, and what changes of how much there is.

use super::counting::{CountedMove, Counting};
use super::store::{self, Counted, MovementRow, NowRow, Sums};
use crate::db::{Day, Tx};
use crate::offices;
use crate::web::Answer;
use contatti_model::OfficeId;
use contatti_model::figures::{Measure, Tally};
use contatti_model::offices::WorkingCalendar;
use contatti_model::requests::{EventKind, State};
use jiff::civil::Date;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a batch of moves adds; how each request of it stands is remembered on the way.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn counting_of(tx: &mut Tx, moves: &[MovementRow]) -> Answer<Counting> {
    let mut calendars = Calendars::default();
    let mut counting = Counting::default();
    for row in moves {
        let calendar = calendars.of(tx, row.office_id).await?;
        happened(&mut counting, row, calendar);
    }
    // Each request with its last move of the batch: a first answer is counted with that one.
    let requests: BTreeMap<Uuid, Uuid> = moves.iter().map(|row| (row.request_id, row.event_id)).collect();
    for (request, event) in requests {
        let (before, now) = (store::counted(tx, request).await?, store::now(tx, request).await?);
        let calendar = calendars.of(tx, now.office_id).await?;
        let after = stands(&now);
        if !now.opened_by_office && after.answered && !before.as_ref().is_some_and(|before| before.answered) {
            counting.add(first_answer((request, event), &now, calendar));
        }
        if before.as_ref() != Some(&after) {
            before.iter().for_each(|before| stood(&mut counting.sums, before, -1));
            stood(&mut counting.sums, &after, 1);
            store::remember(tx, request, &after).await?;
        }
    }
    Ok(counting)
}

/// The calendars of a batch's offices, each read once.
#[derive(Default)]
struct Calendars(BTreeMap<Uuid, WorkingCalendar>);

impl Calendars {
    async fn of(&mut self, tx: &mut Tx, office: Uuid) -> Answer<&WorkingCalendar> {
        if let std::collections::btree_map::Entry::Vacant(entry) = self.0.entry(office) {
            entry.insert(offices::calendar_within(tx, OfficeId(office)).await?);
        }
        Ok(&self.0[&office])
    }
}

/// What the move itself adds; letters an office wrote first are no work it was asked for.
fn happened(counting: &mut Counting, row: &MovementRow, calendar: &WorkingCalendar) {
    if row.opened_by_office {
        return;
    }
    let day = row.at.0.day();
    let mut add = |measure, word: &str, value| {
        counting.add(CountedMove {
            office: row.office_id,
            measure,
            at: row.at,
            event: row.event_id,
            request: row.request_id,
            unit: row.unit_id.unwrap_or_default(),
            subject: row.subject_id,
            word: word.to_owned(),
            value,
        });
    };
    if row.interlocutory {
        add(Measure::Interlocutory, "", 0);
    }
    match EventKind::from_word(&row.kind) {
        Some(EventKind::Registered) => add(Measure::Received, &row.channel, 0),
        Some(EventKind::Reminded) => add(Measure::Reminded, "", 0),
        Some(EventKind::HandedOver) => add(Measure::HandedOver, "", 0),
        Some(EventKind::Passed) => add(Measure::Passed, "", 0),
        Some(EventKind::GivenBack) => add(Measure::GivenBack, "", 0),
        Some(EventKind::Solved) => add(Measure::Solved, "", 0),
        Some(EventKind::Reopened) => {
            add(Measure::Reopened, "", 0);
            // A company that brings something new does not say that it was not answered.
            if row.not_solved {
                add(Measure::NotSolved, "", 0);
            }
        }
        Some(EventKind::TakenUpAgain) => add(Measure::Reopened, "", 0),
        // The office reopens by finding that the archives do not hold what its answer said.
        Some(EventKind::ArchivesFailed) if row.was_closed => add(Measure::Reopened, "", 0),
        Some(EventKind::Closed | EventKind::Expired) => {
            let word = Tally::promise_word(day, row.promised_on.0);
            let from = row.clock_from.map_or_else(|| row.opened_at.0.day(), |day| day.0);
            add(Measure::Closed, word, working_days(calendar, from, day));
            add(Measure::Outcome, row.outcome.as_deref().unwrap_or_default(), 0);
            if row.hands == 1 {
                add(Measure::OneHand, "", 0);
            }
        }
        _ => {}
    }
}

/// The first answer, once: comment, question or closing, whichever came first.
fn first_answer((request, event): (Uuid, Uuid), now: &NowRow, calendar: &WorkingCalendar) -> CountedMove {
    let at = now.first_response_at.or(now.closed_at).unwrap_or(now.updated_at);
    let (opened, day) = (now.opened_at.0.day(), at.0.day());
    CountedMove {
        office: now.office_id,
        measure: Measure::Answered,
        at,
        event,
        request,
        unit: now.unit_id.unwrap_or_default(),
        subject: now.subject_id,
        word: Tally::promise_word(day, now.promised_on.0).to_owned(),
        value: working_days(calendar, opened, day),
    }
}

/// How the request stands in the sums from now on.
fn stands(now: &NowRow) -> Counted {
    let state = State::from_word(&now.state);
    let open = state != Some(State::Closed);
    let since = now.clock_from.unwrap_or(Day(now.opened_at.0.day()));
    let due = open && state != Some(State::AwaitingDocuments) && !now.waits_for_company;
    Counted {
        office_id: now.office_id,
        unit_id: now.unit_id,
        subject_id: now.subject_id,
        open_since: open.then_some(since),
        due_on: due.then_some(now.promised_on),
        answered: now.first_response_at.is_some() || !open,
    }
}

fn stood(sums: &mut Sums, counted: &Counted, amount: i64) {
    let unit = counted.unit_id.unwrap_or_default();
    let standings = [(Measure::Open, counted.open_since), (Measure::Due, counted.due_on)];
    for (measure, day) in standings.into_iter().filter_map(|(measure, day)| Some((measure, day?))) {
        let key = (counted.office_id, measure, day.0, unit, counted.subject_id, String::new(), 0);
        *sums.entry(key).or_default() += amount;
    }
}

fn working_days(calendar: &WorkingCalendar, from: Date, to: Date) -> u16 {
    u16::try_from(calendar.working_days_between(from, to)).unwrap_or(0)
}
