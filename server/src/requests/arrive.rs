//! What arrived by another way than the drawer becomes part of a request: a turn of its thread, or a request of its own.

use super::change::{self, By, insert_beginning};
use super::new_row::NewRow;
use super::reply;
use super::search::write_document;
use super::store::{self, RequestRow};
use super::turn::{self, Arrived, Turn, Written};
use crate::attachments;
use crate::db::{Tx, on};
use crate::house::House;
use crate::identity::Actor;
use crate::live::Change;
use crate::monitoring::audit;
use crate::notices;
use crate::offices::{self, Competent};
use crate::register;
use crate::web::Answer;
use contatti_model::offices::{Scheme, Subject};
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{MessageKind, may_reopen};
use contatti_model::{CompanyId, MessageId, OfficeId, PersonId, PositionId, RequestId};
use jiff::civil::Date;
use uuid::Uuid;

/// The request a register number names, whoever may see it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn named(house: &House, number: &RegisterNumber) -> Answer<Option<Joining>> {
    let sql = "SELECT id FROM requests WHERE register_area = $1 AND register_year = $2 AND register_number = $3";
    let found: Option<Uuid> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(&number.area).bind(number.year)
        .bind(number.number).fetch_optional(pool).await)?;
    match found {
        Some(id) => Joining::to(house, RequestId(id)).await,
        None => Ok(None),
    }
}

/// A request something may join, as it stands now.
pub(crate) struct Joining(RequestRow);

impl Joining {
    /// # Errors
    /// When the database does not answer.
    pub async fn to(house: &House, id: RequestId) -> Answer<Option<Self>> {
        Ok(store::request(house, id).await?.map(Self))
    }

    pub fn id(&self) -> RequestId {
        RequestId(self.0.id)
    }

    pub fn office(&self) -> OfficeId {
        self.0.office()
    }

    pub fn position(&self) -> PositionId {
        PositionId(self.0.position_id)
    }

    /// Who sent it, and the address they gave for it.
    pub fn sender(&self) -> (PersonId, &str) {
        (self.0.sender_id(), self.0.email.as_str())
    }

    /// Whether the office wrote first: its sender, then, is an operator.
    pub fn opened_by_office(&self) -> bool {
        self.0.opened_by_office()
    }

    /// Whether a turn more needs nobody's decision: it is not closed.
    ///
    /// # Errors
    /// When the row holds a state this version does not know.
    pub fn goes_on(&self) -> Answer<bool> {
        Ok(self.0.state()?.reply().is_ok())
    }

    /// Whether a turn more is possible at all, be it by opening it again.
    ///
    /// # Errors
    /// As [`Joining::goes_on`].
    pub fn takes(&self, house: &House) -> Answer<bool> {
        let row = &self.0;
        let reopens = may_reopen(row.state()?, row.outcome()?, row.closed_on(), house.now().day());
        Ok(self.goes_on()? || reopens)
    }

    /// Takes the request's lock, before the register's ([`store::hold`]).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        store::hold(tx, self.0.id()).await
    }

    /// Writes the turn: registered when it arrived, told to whoever has the request in charge.
    ///
    /// # Errors
    /// 412 when the request changed in this very moment, and trying again is right; 409 when it takes nothing more.
    pub async fn join(
        &self,
        house: &House,
        tx: &mut Tx,
        author: (PersonId, &str),
        text: &str,
        files: usize,
        arrived: &Arrived,
    ) -> Answer<()> {
        let id = MessageId(arrived.missive.0);
        let turn = Turn { id, kind: MessageKind::Reply, text, files: &[], arrived: Some(arrived), archives: None };
        let by = By::Post(author.0, author.1);
        change::write(house, tx, &reply::step(&self.0, by, turn, files, house.now().day())?).await.map(drop)
    }
}

/// A request an office opens for a company from what came in.
pub(crate) struct NewRequest<'a> {
    pub id: RequestId,
    pub position: PositionId,
    pub company: CompanyId,
    pub scheme: Scheme,
    pub subject: &'a Subject,
    /// The office that received it, which works it.
    pub competent: &'a Competent,
    pub sender: (PersonId, &'a str),
    /// Where the sender is told; empty where there is no address.
    pub email: &'a str,
    pub telephone: &'a str,
    pub text: &'a str,
    pub files: usize,
    pub arrived: &'a Arrived,
}

/// Opens it: under the number the document got when it arrived, promised from that day.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn open(house: &House, tx: &mut Tx, actor: &Actor, new: &NewRequest<'_>) -> Answer<()> {
    let (arrived, office) = (new.arrived, new.competent.office.id);
    // Held like in a sending: no change of the calendar comes between its reading and the promise.
    register::hold(tx, &new.competent.register_area).await?;
    let calendar = offices::calendar_within(tx, office).await?;
    let promised = calendar.working_days_after(arrived.registration.at.day(), new.subject.working_days);
    row(new, promised).insert(tx).await?;
    let message = MessageId(arrived.missive.0);
    let written = Written { id: message, version: 1, kind: MessageKind::Request, channel: arrived.channel };
    turn::insert_message(tx, new.id, written, new.sender, new.text, &arrived.registration).await?;
    attachments::hand_over(tx, arrived.missive, new.id, message, 0).await?;
    write_document(tx, new.id).await?;
    let routed = insert_beginning(house, tx, new.id, new.sender, office, arrived.registration.at).await?;
    notices::enqueue(house, tx, routed, new.email, new.sender.0).await?;
    audit::note(house, tx, actor, "request_opened", Some(new.company), Some(new.id), office).await?;
    let (request, company, scheme) = (new.id, new.company, new.scheme);
    Ok(tx.announce(Change { request, version: 1, company, office, scheme, office_only: false }).await?)
}

fn row<'a>(new: &'a NewRequest<'_>, promised_on: Date) -> NewRow<'a> {
    NewRow {
        id: new.id,
        company: new.company,
        position: new.position,
        subject: new.subject,
        competent: new.competent,
        sender: new.sender.0,
        intermediary: None,
        email: new.email,
        telephone: new.telephone,
        registration: &new.arrived.registration,
        promised_on,
        files: new.files,
        // No form made it: none can be sent twice.
        draft_hash: &[],
        thread: None,
        parent: None,
        known_by: None,
        channel: new.arrived.channel,
        contact: None,
    }
}
