//! A turn of the thread: registered under its own number, then written with its files.

use super::change::By;
use super::store::RequestRow;
use crate::attachments;
use crate::db::{At, Tx, within};
use crate::house::House;
use crate::register::{self, Document};
use crate::web::{Answer, Refusal};
use contatti_model::attachments::Attachment;
use contatti_model::register::{Direction, Registration};
use contatti_model::requests::{ArchiveStated, Channel, MessageKind, Side, registered_text};
use contatti_model::{FieldError, Issue, MessageId, MissiveId, PersonId, RequestId};
use jiff::civil::Date;

/// What somebody writes.
pub(super) struct Turn<'a> {
    pub id: MessageId,
    pub kind: MessageKind,
    pub text: &'a str,
    /// Files of the author that wait to be sent.
    pub files: &'a [Attachment],
    /// How it came in, when it did not come through the drawer.
    pub arrived: Option<&'a Arrived>,
    /// What it states of the archives, if it is an answer: registered with its text, kept beside it.
    pub archives: Option<&'a ArchiveStated>,
}

impl<'a> Turn<'a> {
    /// A word of the office, without files.
    pub fn comment(id: MessageId, text: &'a str) -> Self {
        Self { id, kind: MessageKind::Comment, text, files: &[], arrived: None, archives: None }
    }
}

/// A missive that becomes a turn: registered when it arrived, and never again.
pub(crate) struct Arrived {
    pub missive: MissiveId,
    pub channel: Channel,
    pub registration: Registration,
}

/// Registers and writes it.
///
/// # Errors
/// 422 when a file was sent with something else, removed or swept meanwhile.
pub(super) async fn write(
    house: &House,
    tx: &mut Tx,
    row: &RequestRow,
    version: i64,
    by: &By<'_>,
    turn: &Turn<'_>,
) -> Answer<()> {
    let id = RequestId(row.id);
    if let Some(arrived) = turn.arrived {
        let place = Written { id: turn.id, version, kind: turn.kind, channel: arrived.channel };
        insert_message(tx, id, place, by.author(), turn.text, &arrived.registration).await?;
        attachments::hand_over(tx, arrived.missive, id, turn.id, row.attachment_count).await?;
        return Ok(());
    }
    let registration = register(house, tx, row, turn).await?;
    let place = Written { id: turn.id, version, kind: turn.kind, channel: Channel::Web };
    insert_message(tx, id, place, by.author(), turn.text, &registration).await?;
    for (place, file) in (row.attachment_count..).zip(turn.files) {
        if !attachments::claim(tx, by.hand(), file.id, id, turn.id, place).await? {
            return Err(file_missing());
        }
    }
    Ok(())
}

async fn register(house: &House, tx: &mut Tx, row: &RequestRow, turn: &Turn<'_>) -> Result<Registration, sqlx::Error> {
    let (office, company) = (row.office_name().name, row.company_name());
    let company = format!("{} ({})", company.name, company.tax_code);
    let (direction, sender, recipient) = match turn.kind.side() {
        Side::Office => (Direction::Out, &office, &company),
        Side::Company => (Direction::In, &company, &office),
    };
    let files = turn.files.iter().map(|file| (file.sha256.as_str(), file.name.as_str()));
    let text = registered_text(turn.text, turn.archives.map(ArchiveStated::parts));
    let documents = register::documents(&text, files);
    let (area, subject) = (row.office_area.as_str(), row.subject.as_str());
    let document = Document { area, direction, message: turn.id, sender, recipient, subject, documents };
    register::register(tx, house.now(), document).await
}

/// A day as the office writes it in what the system writes for it.
pub(super) fn italian_day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

pub(super) fn file_missing() -> Refusal {
    Refusal::invalid(vec![FieldError::new(contatti_model::attachments::FIELD, Issue::FileMissing)])
}

/// Where a message stands in its thread, and how it came there.
pub(crate) struct Written {
    pub id: MessageId,
    pub version: i64,
    pub kind: MessageKind,
    pub channel: Channel,
}

pub(crate) async fn insert_message(
    tx: &mut Tx,
    request: RequestId,
    written: Written,
    (author, name): (PersonId, &str),
    text: &str,
    registration: &Registration,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO messages (id, request_id, version, kind, author_id, author_name, text, written_at,
                                     register_area, register_year, register_number, channel)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let number = &registration.number;
    within!(tx, conn => sqlx::query(sql).bind(written.id.0).bind(request.0).bind(written.version)
        .bind(written.kind.as_str()).bind(author.0).bind(name).bind(text).bind(At(registration.at)).bind(&number.area)
        .bind(number.year).bind(number.number).bind(written.channel.as_str()).execute(conn).await.map(drop))
}
