//! Where a request stands: everything of its row that a move may change, written back at once.

use super::store::RequestRow;
use crate::db::{At, Day, Tx, within};
use crate::web::Answer;
use contatti_model::requests::{IllegalMove, Outcome, State};
use contatti_model::{Instant, OfficeId, PersonId};
use jiff::civil::Date;

#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub state: State,
    pub owner: Option<PersonId>,
    pub outcome: Option<Outcome>,
    /// The day the resolution clock started, and the day it promises.
    pub clock_from: Date,
    pub promised_on: Date,
    /// The clock goes on or starts anew: the day it promises is counted when the move is written.
    pub counts_anew: bool,
    pub first_response_at: Option<Instant>,
    pub awaiting: Option<Waiting>,
    pub closed_at: Option<Instant>,
    pub reminders: u8,
    pub reminded_at: Option<Instant>,
    /// Whether the answer answered, once the company said so.
    pub solved: Option<bool>,
    /// Who worked it before; with `second_officer`, who shall not work it again.
    pub known_by: Option<PersonId>,
    pub second_officer: bool,
    pub attachment_count: i32,
    /// The office that has it.
    pub office: OfficeId,
}

/// Documents waited for: since the day they were asked for, until the last day they count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    pub since: Date,
    pub until: Date,
}

impl Standing {
    /// The office wrote back: the first clock stops, and stays stopped.
    pub fn responded(mut self, at: Instant) -> Self {
        self.first_response_at = self.first_response_at.or(Some(at));
        self
    }

    /// The same where the move says something to the company.
    pub fn responded_if(self, said: bool, at: Instant) -> Self {
        if said { self.responded(at) } else { self }
    }

    /// The clock goes on: what it rested is added to the promise.
    pub fn waited(mut self) -> Self {
        self.counts_anew |= self.awaiting.take().is_some();
        self
    }

    /// The office's again, and nobody's until somebody takes it; who did not answer once shall not get it again.
    ///
    /// # Errors
    /// Where nobody has it in charge, or documents are waited for.
    pub fn given_back(mut self) -> Result<Self, IllegalMove> {
        self.state = self.state.give_back()?;
        if !self.second_officer {
            self.known_by = self.owner.or(self.known_by);
        }
        self.owner = None;
        Ok(self)
    }

    /// Open again: a clock of its own, and nobody's until somebody takes it.
    pub fn reopened(mut self, today: Date) -> Self {
        self.known_by = self.owner.or(self.known_by);
        self.owner = None;
        self.outcome = None;
        self.closed_at = None;
        self.clock_from = today;
        self.counts_anew = true;
        (self.reminders, self.reminded_at) = (0, None);
        self
    }
}

/// Writes it, unless somebody was faster: the database compares versions, not a check before.
pub(super) async fn compare_and_write(
    tx: &mut Tx,
    row: &RequestRow,
    version: i64,
    to: &Standing,
    at: Instant,
) -> Result<bool, sqlx::Error> {
    // What is open again is no longer a unit's that was dissolved meanwhile.
    // What left somebody's hands waits for a person's until it arrives elsewhere (`unit.rs`): nothing gives it out by itself.
    let sql = "UPDATE requests SET version = version + 1, updated_at = $3, state = $4, owner_id = $5, outcome = $6,
                   clock_from = $7, promised_on = $8, first_response_at = $9, awaiting_since = $10, awaiting_until = $11,
                   closed_at = $12, reminders = $13, reminded_at = $14, solved = $15, known_by_id = $16,
                   second_officer = $17, attachment_count = $18, office_id = $19,
                   unit_id = CASE WHEN closed_at IS NULL OR $12 IS NOT NULL THEN unit_id
                             ELSE (SELECT u.id FROM units u WHERE u.id = requests.unit_id AND u.retired_at IS NULL) END,
                   distributed_at = CASE WHEN owner_id IS NOT NULL AND $5 IS NULL THEN COALESCE(distributed_at, $3)
                                    ELSE distributed_at END
               WHERE id = $1 AND version = $2";
    let solved = to.solved.map(|solved| if solved { "yes" } else { "no" });
    let (since, until) = (to.awaiting.map(|waiting| Day(waiting.since)), to.awaiting.map(|waiting| Day(waiting.until)));
    let moved = within!(tx, conn => sqlx::query(sql).bind(row.id).bind(version).bind(At(at)).bind(to.state.as_str())
        .bind(to.owner.map(|id| id.0)).bind(to.outcome.map(Outcome::as_str)).bind(Day(to.clock_from))
        .bind(Day(to.promised_on)).bind(to.first_response_at.map(At)).bind(since).bind(until)
        .bind(to.closed_at.map(At)).bind(i32::from(to.reminders)).bind(to.reminded_at.map(At)).bind(solved)
        .bind(to.known_by.map(|id| id.0)).bind(to.second_officer).bind(to.attachment_count).bind(to.office.0)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}

impl RequestRow {
    /// Where it stands now, to be changed by a move.
    pub(super) fn standing(&self) -> Answer<Standing> {
        let waiting = self.awaiting_since.zip(self.awaiting_until);
        Ok(Standing {
            state: self.state()?,
            owner: self.owner_id(),
            outcome: self.outcome()?,
            clock_from: self.clock_from(),
            promised_on: self.promised_on.0,
            counts_anew: false,
            first_response_at: self.first_response_at.map(|at| at.0),
            awaiting: waiting.map(|(since, until)| Waiting { since: since.0, until: until.0 }),
            closed_at: self.closed_at.map(|at| at.0),
            reminders: self.reminders(),
            reminded_at: self.reminded_at.map(|at| at.0),
            solved: self.solved(),
            known_by: self.known_by_id(),
            second_officer: self.second_officer,
            attachment_count: self.attachment_count,
            office: self.office(),
        })
    }
}
