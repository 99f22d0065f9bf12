//! Requests and their turns into the database, each turn registered when its time comes.

use super::super::{DemoEvent, DemoMessage, DemoRequest, Turn, World};
use super::archives;
use crate::db::{At, Day, Tx, within};
use crate::figures::note_movement;
use crate::register::{self, Document};
use crate::requests::{Written, write_document};
use contatti_model::register::{Direction, RegisterNumber, Registration};
use contatti_model::requests::{Channel, Side};
use contatti_model::{CompanyId, OfficeId, SubjectId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The words the register keeps of companies, offices and subjects.
pub(super) struct Names {
    companies: HashMap<CompanyId, String>,
    /// Name and register area.
    offices: HashMap<OfficeId, (String, String)>,
    subjects: HashMap<SubjectId, String>,
    today: Date,
}

impl Names {
    pub(super) fn of(world: &World, today: Date) -> Self {
        let company =
            |company: &super::super::DemoCompany| (company.id, format!("{} ({})", company.name, company.tax_code));
        let office =
            |office: &super::super::DemoOffice| (office.id, (office.name.clone(), office.register_area.clone()));
        Self {
            companies: world.companies.iter().map(company).collect(),
            offices: world.offices.iter().map(office).collect(),
            subjects: world.subjects().map(|subject| (subject.id, subject.title.clone())).collect(),
            today,
        }
    }
}

/// Whether the request of a first turn is there already, from an earlier loading.
pub(super) async fn is_there(tx: &mut Tx, request: &DemoRequest) -> Result<bool, sqlx::Error> {
    let sql = "SELECT COUNT(*) FROM requests WHERE id = $1";
    let there: i64 = within!(tx, conn => sqlx::query_scalar(sql).bind(request.id.0).fetch_one(conn).await)?;
    Ok(there > 0)
}

/// Writes one turn, and with the first turn its request.
pub(super) async fn write(tx: &mut Tx, names: &Names, turn: &Turn) -> Result<(), sqlx::Error> {
    let Some(message) = turn.message() else { return Ok(()) };
    let request = &turn.request;
    let registration = register(tx, names, request, message, turn.place == 0).await?;
    if turn.place == 0 {
        insert_request(tx, request, &registration.number).await?;
        for event in &request.events {
            insert_event(tx, request, event).await?;
        }
    }
    insert_message(tx, request, message, &registration).await?;
    archives::write(tx, request, message, names.today).await?;
    if turn.place == 0 {
        insert_attachments(tx, request, message).await?;
    }
    // A document is written whole: once, with the last turn.
    let last = turn.place + 1 == request.messages.len();
    if last { write_document(tx, request.id).await } else { Ok(()) }
}

async fn register(
    tx: &mut Tx,
    names: &Names,
    request: &DemoRequest,
    message: &DemoMessage,
    first: bool,
) -> Result<Registration, sqlx::Error> {
    let nameless = (String::new(), String::new());
    let (office, area) = names.offices.get(&request.office).unwrap_or(&nameless);
    let company = names.companies.get(&request.company).map_or("", String::as_str);
    let from_company = message.kind.side() == Side::Company;
    let (direction, sender, recipient) = if from_company {
        (Direction::In, company, office.as_str())
    } else {
        (Direction::Out, office.as_str(), company)
    };
    let files = request.attachments.iter().filter(|_| first).map(|file| (file.sha256.as_str(), file.name.as_str()));
    let document = Document {
        area,
        direction,
        message: message.id,
        sender,
        recipient,
        subject: names.subjects.get(&request.subject).map_or("", String::as_str),
        documents: register::documents(&message.text, files),
    };
    register::register(tx, message.written_at, document).await
}

async fn insert_request(tx: &mut Tx, request: &DemoRequest, number: &RegisterNumber) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO requests (id, version, state, company_id, position_id, subject_id, office_id, sender_id,
            intermediary_id, owner_id, email, telephone, opened_at, updated_at, promised_on, working_days, rule_source,
            outcome, register_area, register_year, register_number, attachment_count, draft_hash, unit_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
            (SELECT s.unit_id FROM unit_subjects s WHERE s.office_id = $7 AND s.subject_id = $6))";
    let files = i32::try_from(request.attachments.len()).unwrap_or(0);
    let draft_hash = Sha256::digest(request.id.0.as_bytes()).to_vec();
    within!(tx, conn => sqlx::query(sql).bind(request.id.0).bind(request.version).bind(request.state.as_str())
        .bind(request.company.0).bind(request.position.0).bind(request.subject.0).bind(request.office.0)
        .bind(request.sender.0).bind(request.intermediary.map(|id| id.0)).bind(request.owner.map(|id| id.0))
        .bind(&request.email).bind(&request.telephone).bind(At(request.opened_at)).bind(At(request.updated_at))
        .bind(Day(request.promised_on)).bind(i32::from(request.working_days)).bind(&request.rule_source)
        .bind(request.outcome.map(|outcome| outcome.as_str())).bind(&number.area).bind(number.year).bind(number.number)
        .bind(files).bind(draft_hash).execute(conn).await.map(drop))
}

async fn insert_event(tx: &mut Tx, request: &DemoRequest, event: &DemoEvent) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO events (id, request_id, place, kind, at, person_id, person_name, office_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (person, name) = (event.by.as_ref().map(|(id, _)| id.0), event.by.as_ref().map(|(_, name)| name.as_str()));
    within!(tx, conn => sqlx::query(sql).bind(event.id.0).bind(request.id.0).bind(event.place).bind(event.kind.as_str())
        .bind(At(event.at)).bind(person).bind(name).bind(event.office.map(|id| id.0)).execute(conn).await.map(drop))?;
    let office = event.office.unwrap_or(request.office);
    note_movement(tx, event.id, request.id, event.kind.as_str(), event.at, office).await
}

async fn insert_message(
    tx: &mut Tx,
    request: &DemoRequest,
    message: &DemoMessage,
    registration: &Registration,
) -> Result<(), sqlx::Error> {
    let author = (message.author, message.author_name.as_str());
    let (id, version, kind) = (message.id, message.version, message.kind);
    let written = Written { id, version, kind, channel: Channel::Web };
    crate::requests::insert_message(tx, request.id, written, author, &message.text, registration).await
}

async fn insert_attachments(tx: &mut Tx, request: &DemoRequest, message: &DemoMessage) -> Result<(), sqlx::Error> {
    let sql =
        "INSERT INTO attachments (id, owner_id, message_id, request_id, place, name, size, sha256, kind, stored_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    for file in &request.attachments {
        let place = i32::try_from(file.place).unwrap_or(0);
        within!(tx, conn => sqlx::query(sql).bind(file.id.0).bind(request.sender.0).bind(message.id.0).bind(request.id.0)
            .bind(place).bind(&file.name).bind(i64::try_from(file.size).unwrap_or(0)).bind(&file.sha256)
            .bind(file.kind.as_str()).bind(At(file.stored_at)).execute(conn).await.map(drop))?;
    }
    Ok(())
}
