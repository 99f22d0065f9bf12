//! One request with its timeline, thread and files.

use super::store::{self, RequestRow};
use super::{access, archives, chain, linking, meetings, redate, reopen};
use crate::attachments;
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::offices;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::{Attachment, AttachmentProfile};
use contatti_model::identity::Contacts;
use contatti_model::offices::WorkingCalendar;
use contatti_model::register::{RegisterNumber, Registration};
use contatti_model::requests::{
    ArchiveAction, ChainLink, EventKind, EventLine, Meeting, MeetingState, Message, MessageKind, Pause, PauseCause,
    Promise, Redated, RelatedRequest, RequestDetail, State, holidays_between, may_reopen, may_talk, next_reminder,
    worked_between,
};
use contatti_model::{EventId, IntermediaryId, MessageId, OfficeId, PositionId, RequestId};
use jiff::civil::Date;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// # Errors
/// 404 whether it does not exist or is not the person's to see.
pub(super) async fn read(house: &House, actor: &Actor, id: RequestId) -> Answer<RequestDetail> {
    let row = access::readable(house, actor, id).await?;
    whole(house, actor, row).await
}

/// The request after the reader's own move, which is noted already.
///
/// # Errors
/// As [`read`].
pub(super) async fn moved(house: &House, actor: &Actor, id: RequestId) -> Answer<RequestDetail> {
    let row = access::unnoted(house, actor, id).await?;
    whole(house, actor, row).await
}

async fn whole(house: &House, actor: &Actor, row: RequestRow) -> Answer<RequestDetail> {
    let around = Around::read(house, actor, &row).await?;
    // Every version wrote one line of the timeline, the first two: what shows more was written while it was read.
    if around.timeline.len() as i64 == row.version + 1 {
        return detail(house, actor, row, around);
    }
    // It may have gone where the reader may not follow.
    let row = access::unnoted(house, actor, row.id()).await?;
    let around = Around::read(house, actor, &row).await?;
    detail(house, actor, row, around)
}

/// What is read beside the row; `sends` says whether the reader acts for the company.
struct Around {
    timeline: Vec<EventLine>,
    thread: Vec<Message>,
    pauses: Vec<Pause>,
    chain: Vec<ChainLink>,
    profile: AttachmentProfile,
    sends: bool,
    calendar: WorkingCalendar,
    meeting: Option<Meeting>,
    related: Vec<linking::Seen>,
}

impl Around {
    async fn read(house: &House, actor: &Actor, row: &RequestRow) -> Answer<Self> {
        let (id, beside) = (row.id(), row.beside);
        let (timeline, thread, pauses, chain, profile, sends, calendar, meeting, related) = tokio::try_join!(
            timeline(house, id),
            thread(house, row),
            read_if(beside.has_pauses, store::pauses(house, id)),
            read_if(beside.has_chain, chain::links(house, id, row.thread())),
            store::profile(house, row),
            access::acts_for(house, actor, row.company(), row.scheme()?),
            offices::calendar_of(house, row.office()),
            read_if(beside.has_meeting, meetings::of(house, id)),
            read_if(beside.has_links, linking::related(house, id)),
        )?;
        let meeting = meeting.map(|kept| kept.meeting);
        Ok(Self { timeline, thread, pauses, chain, profile, sends, calendar, meeting, related })
    }
}

/// What is not there is not asked for.
async fn read_if<T: Default>(there: bool, read: impl Future<Output = Answer<T>>) -> Answer<T> {
    if there { read.await } else { Ok(T::default()) }
}

fn detail(house: &House, actor: &Actor, row: RequestRow, around: Around) -> Answer<RequestDetail> {
    let (state, today) = (row.state()?, house.now().day());
    let Around { timeline, thread, pauses, chain, profile, sends, calendar, meeting, related } = around;
    let operates = actor.operates(row.office());
    let reopens = may_reopen(state, row.outcome()?, row.closed_on(), today);
    let talks = talks(&row, &thread, today)?;
    let meeting_state = meeting.as_ref().map(|meeting| meeting.state);
    let to_be_held = meeting_state.is_some_and(MeetingState::is_alive);
    Ok(RequestDetail {
        promise: promise(&row, &calendar, pauses),
        awaiting_until: row.awaiting_until.map(|day| day.0),
        reminders: row.reminders(),
        solved: row.solved(),
        known_by: row.known_by.clone().filter(|_| row.owner.is_none()),
        may_ask_documents: operates && state.ask_documents().is_ok(),
        may_reply: sends && (state.reply().is_ok() || reopens),
        may_remind: sends && may_remind(&row, state, &calendar, today),
        // What the company was only told answers nothing it asked.
        may_judge: sends && reopens && row.solved().is_none() && !row.waits_for_company,
        may_contact: operates && state == State::Closed,
        may_reopen: operates && reopen::may_reopen(&row, state, &related),
        may_chain: sends && state == State::Closed && !reopens,
        may_talk: sends && talks && MeetingState::ask(meeting_state).is_ok(),
        may_set_meeting: operates && to_be_held,
        may_cancel_meeting: (sends || operates) && to_be_held,
        meeting,
        chain,
        related: seen_from(related, (!sends).then(|| row.office())),
        profile,
        id: RequestId(row.id),
        version: row.version,
        state: state.public(),
        internal_state: state,
        company: row.company_name(),
        office: row.office_name(),
        registration: row.registration(),
        scheme: row.scheme()?,
        outcome: row.outcome()?,
        working_days: row.working_days(),
        days_left: calendar.days_left(today, row.promised_on.0),
        promised_on: row.promised_on.0,
        updated_at: row.updated_at.0,
        opened_by_office: row.opened_by_office(),
        contacts: Contacts { email: row.email, telephone: row.telephone },
        subject: row.subject,
        area: row.area,
        position: row.position,
        position_id: PositionId(row.position_id),
        waits_for_company: row.waits_for_company,
        sender: row.sender,
        on_behalf_through: row.firm,
        intermediary: row.intermediary_id.map(IntermediaryId),
        owner: row.owner,
        unit: row.unit,
        rule_source: row.rule_source,
        timeline,
        may_check_archives: operates && to_check(&thread),
        thread,
        may_assign: operates && state.assign().is_ok(),
        may_give_back: operates && state.give_back().is_ok(),
        may_hand_over: operates && state.hand_over().is_ok() && meeting_state != Some(MeetingState::Set),
        may_pass: operates && (state.pass(false).is_ok() || state.pass(true).is_ok()),
        may_note: operates,
        may_correct: operates && state.correct().is_ok(),
        may_link: operates,
        may_take_charge: operates && state.take_charge().is_ok(),
        may_answer: operates && state.close().is_ok(),
    })
}

/// What whoever reads sees of the requests linked with it: a company all of them, an office its own.
fn seen_from(related: Vec<linking::Seen>, office: Option<OfficeId>) -> Vec<RelatedRequest> {
    let seen = related.into_iter().filter(|seen| office.is_none_or(|office| office == seen.office));
    seen.map(|seen| seen.link).collect()
}

/// Whether the company may remind the office today; of what it was only told it reminds nobody.
fn may_remind(row: &RequestRow, state: State, calendar: &WorkingCalendar, today: Date) -> bool {
    let reminded_on = row.reminded_at.map(|at| at.0.day());
    let from = next_reminder(state, calendar, row.promised_on.0, row.reminders(), reminded_on);
    !row.waits_for_company && from.is_some_and(|day| day <= today)
}

/// Whether an answer said something of the archives that is still to be looked at.
fn to_check(thread: &[Message]) -> bool {
    thread.iter().filter_map(|message| message.archive.as_ref()).any(ArchiveAction::is_to_check)
}

/// Whether so much was written that talking is offered.
fn talks(row: &RequestRow, thread: &[Message], today: Date) -> Answer<bool> {
    let exchanges = thread.iter().filter(|message| message.kind.is_exchange()).count();
    Ok(may_talk(exchanges, row.outcome()?, row.goes_on(today)?))
}

fn promise(row: &RequestRow, calendar: &WorkingCalendar, pauses: Vec<Pause>) -> Promise {
    let still = row.awaiting_since.map(|day| Pause { cause: PauseCause::AwaitingDocuments, since: day.0, until: None });
    let from = row.clock_from();
    Promise {
        from,
        working_days: row.working_days(),
        rule_source: row.rule_source.clone(),
        holidays: holidays_between(calendar, from, row.promised_on.0),
        worked: worked_between(calendar, from, row.promised_on.0),
        // Rests before a reopening belong to the clock that was.
        pauses: pauses.into_iter().filter(|pause| pause.since >= from).chain(still).collect(),
        first_response_at: row.first_response_at.map(|at| at.0),
    }
}

#[derive(FromRow)]
struct EventRow {
    id: Uuid,
    kind: String,
    at: At,
    person_name: Option<String>,
    office: Option<String>,
    day: Option<Day>,
    moment: Option<At>,
    named: Option<String>,
    instead_of: Option<String>,
}

async fn timeline(house: &House, id: RequestId) -> Answer<Vec<EventLine>> {
    let sql = "SELECT e.id, e.kind, e.at, e.person_name, o.name AS office, e.day, e.moment, e.named, e.instead_of
               FROM events e LEFT JOIN offices o ON o.id = e.office_id WHERE e.request_id = $1 ORDER BY e.place";
    let rows: Vec<EventRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_all(pool).await)?;
    let moved = rows.iter().any(|row| row.kind == EventKind::Redated.as_str());
    // Few requests were ever re-dated: only theirs asks once more.
    let mut told = if moved { redate::causes_told(house, id).await? } else { HashMap::new() };
    rows.into_iter()
        .map(|row| {
            let redated = told.remove(&row.id);
            row.into_line(redated)
        })
        .collect()
}

impl EventRow {
    fn into_line(self, redated: Option<Redated>) -> Answer<EventLine> {
        let kind = EventKind::from_word(&self.kind)
            .ok_or_else(|| Refusal::internal(format!("unknown kind {:?} in events", self.kind)))?;
        let (by, office, day) = (self.person_name, self.office, self.day.map(|day| day.0));
        let (moment, named, instead_of) = (self.moment.map(|at| at.0), self.named, self.instead_of);
        Ok(EventLine { id: EventId(self.id), kind, at: self.at.0, by, office, day, moment, named, redated, instead_of })
    }
}

#[derive(FromRow)]
struct MessageRow {
    id: Uuid,
    kind: String,
    author_name: String,
    text: String,
    written_at: At,
    register_area: String,
    register_year: i16,
    register_number: i64,
    channel: String,
    #[sqlx(flatten)]
    archive: archives::ArchiveRow,
}

/// The thread, request first, as far as the row was read: what came since has files of which the row knows nothing.
async fn thread(house: &House, row: &RequestRow) -> Answer<Vec<Message>> {
    let sql =
        "SELECT m.id, m.kind, m.author_name, m.text, m.written_at, m.register_area, m.register_year, m.register_number,
                      m.channel, a.kind AS archive_kind, a.text AS archive_text, a.check_on, a.checked_at,
                      a.checked_by_name, a.held
               FROM messages m LEFT JOIN archive_actions a ON a.message_id = m.id
               WHERE m.request_id = $1 AND m.version <= $2 ORDER BY m.version";
    let rows: Vec<MessageRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(row.id).bind(row.version).fetch_all(pool).await)?;
    let files = read_if(row.beside.has_files, attachments::belonging_to(house, row.id())).await?;
    rows.into_iter().map(|row| row.into_message(&files)).collect()
}

impl MessageRow {
    fn into_message(self, files: &[(MessageId, Attachment)]) -> Answer<Message> {
        let kind = MessageKind::from_word(&self.kind)
            .ok_or_else(|| Refusal::internal(format!("unknown kind {:?} in messages", self.kind)))?;
        let id = MessageId(self.id);
        let number =
            RegisterNumber { area: self.register_area, year: self.register_year, number: self.register_number };
        let own = files.iter().filter(|(message, _)| *message == id).map(|(_, file)| file.clone());
        Ok(Message {
            id,
            kind,
            side: kind.side(),
            author: self.author_name,
            text: self.text,
            written_at: self.written_at.0,
            registration: Registration { number, at: self.written_at.0 },
            attachments: own.collect(),
            channel: store::channel(&self.channel)?,
            archive: self.archive.into_action()?,
        })
    }
}
