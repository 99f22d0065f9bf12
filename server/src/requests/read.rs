//! One request with its timeline, thread and files.

use super::access;
use super::store::RequestRow;
use crate::attachments;
use crate::db::{At, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::attachments::Attachment;
use contatti_model::identity::Contacts;
use contatti_model::register::{RegisterNumber, Registration};
use contatti_model::requests::{EventKind, EventLine, Message, MessageKind, RequestDetail};
use contatti_model::{EventId, MessageId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

/// # Errors
/// 404 whether it does not exist or is not the person's to see.
pub(super) async fn read(house: &House, actor: &Actor, id: RequestId) -> Answer<RequestDetail> {
    let row = access::readable(house, actor, id).await?;
    let (timeline, thread) = tokio::try_join!(timeline(house, id), thread(house, id))?;
    detail(house, actor, row, timeline, thread)
}

fn detail(
    house: &House,
    actor: &Actor,
    row: RequestRow,
    timeline: Vec<EventLine>,
    thread: Vec<Message>,
) -> Answer<RequestDetail> {
    let state = row.state()?;
    let operates = actor.operates(row.office());
    Ok(RequestDetail {
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
        days_left: row.calendar().days_left(house.now().day(), row.promised_on.0),
        promised_on: row.promised_on.0,
        updated_at: row.updated_at.0,
        contacts: Contacts { email: row.email, telephone: row.telephone },
        subject: row.subject,
        area: row.area,
        position: row.position,
        sender: row.sender,
        on_behalf_through: row.firm,
        owner: row.owner,
        rule_source: row.rule_source,
        timeline,
        thread,
        may_take_charge: operates && state.take_charge().is_ok(),
        may_answer: operates && state.close().is_ok(),
    })
}

#[derive(FromRow)]
struct EventRow {
    id: Uuid,
    kind: String,
    at: At,
    person_name: Option<String>,
    office: Option<String>,
}

async fn timeline(house: &House, id: RequestId) -> Answer<Vec<EventLine>> {
    let sql = "SELECT e.id, e.kind, e.at, e.person_name, o.name AS office
               FROM events e LEFT JOIN offices o ON o.id = e.office_id WHERE e.request_id = $1 ORDER BY e.place";
    let rows: Vec<EventRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_all(pool).await)?;
    let line = |row: EventRow| {
        let kind = EventKind::from_word(&row.kind)
            .ok_or_else(|| Refusal::internal(format!("unknown kind {:?} in events", row.kind)))?;
        Ok(EventLine { id: EventId(row.id), kind, at: row.at.0, by: row.person_name, office: row.office })
    };
    rows.into_iter().map(line).collect()
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
}

/// The thread, request first.
pub(super) async fn thread(house: &House, id: RequestId) -> Answer<Vec<Message>> {
    let sql = "SELECT id, kind, author_name, text, written_at, register_area, register_year, register_number
               FROM messages WHERE request_id = $1 ORDER BY version";
    let rows: Vec<MessageRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_all(pool).await)?;
    let files = attachments::belonging_to(house, id).await?;
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
        })
    }
}
