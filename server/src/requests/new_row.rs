//! The row of a new request, whoever opens it: promised from the day its document was registered.

use crate::db::{At, Day, Tx, within};
use crate::offices::Competent;
use contatti_model::offices::Subject;
use contatti_model::register::Registration;
use contatti_model::requests::{Audience, Channel, Outcome, State};
use contatti_model::{CompanyId, IntermediaryId, PersonId, PositionId, RequestId};
use jiff::civil::Date;

pub(super) struct NewRow<'a> {
    pub id: RequestId,
    pub company: CompanyId,
    pub position: PositionId,
    pub subject: &'a Subject,
    pub competent: &'a Competent,
    pub sender: PersonId,
    pub intermediary: Option<IntermediaryId>,
    pub email: &'a str,
    pub telephone: &'a str,
    pub registration: &'a Registration,
    /// Counted by the office's calendar while its register is held.
    pub promised_on: Date,
    pub files: usize,
    pub draft_hash: &'a [u8],
    pub thread: Option<RequestId>,
    pub parent: Option<RequestId>,
    pub known_by: Option<PersonId>,
    pub channel: Channel,
    /// How the office's own request begins; none for what a company opens.
    pub contact: Option<Opened>,
}

/// A request an office opens: the sender's to work, or closed as soon as it is sent.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    pub audience: Audience,
    pub answer_expected: bool,
}

impl NewRow<'_> {
    pub async fn insert(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO requests (id, version, state, company_id, position_id, subject_id, office_id, sender_id,
                intermediary_id, email, telephone, opened_at, updated_at, promised_on, working_days, rule_source,
                register_area, register_year, register_number, attachment_count, draft_hash, clock_from, thread_id,
                parent_id, known_by_id, channel, owner_id, outcome, closed_at, first_response_at, audience, unit_id)
            VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                $21, $22, $23, $24, $25, $26, $27, $28, $29,
                (SELECT s.unit_id FROM unit_subjects s WHERE s.office_id = $6 AND s.subject_id = $5))";
        let state = self.state();
        let over = state == State::Closed;
        let (at, number) = (self.registration.at, &self.registration.number);
        within!(tx, conn => sqlx::query(sql).bind(self.id.0).bind(state.as_str()).bind(self.company.0)
            .bind(self.position.0).bind(self.subject.id.0).bind(self.competent.office.id.0).bind(self.sender.0)
            .bind(self.intermediary.map(|firm| firm.0)).bind(self.email).bind(self.telephone).bind(At(at))
            .bind(Day(self.promised_on)).bind(i32::from(self.subject.working_days)).bind(&self.subject.rule_source)
            .bind(&number.area).bind(number.year).bind(number.number).bind(i32::try_from(self.files).unwrap_or(0))
            .bind(self.draft_hash).bind(Day(at.day())).bind(self.thread.map(|id| id.0)).bind(self.parent.map(|id| id.0))
            .bind(self.known_by.map(|id| id.0)).bind(self.channel.as_str())
            .bind(self.contact.map(|_| self.sender.0)).bind(over.then(|| Outcome::Informative.as_str()))
            .bind(over.then_some(At(at))).bind(self.contact.map(|_| At(at)))
            .bind(self.contact.map(|opened| opened.audience.as_str())).execute(conn).await.map(drop))
    }

    /// Registered, routed, taken and answered in one breath: all moves are legal from a new request.
    fn state(&self) -> State {
        let routed = State::Registered.route();
        let state = match self.contact {
            None => routed,
            Some(Opened { answer_expected: true, .. }) => routed.and_then(State::take_charge),
            Some(_) => routed.and_then(State::take_charge).and_then(State::close),
        };
        state.unwrap_or(State::Registered)
    }
}
