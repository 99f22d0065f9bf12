//! Sending a request: checked at the door, then written, registered, routed and noticed in one transaction.

use super::chain::{self, Chain};
use super::change::insert_beginning;
use super::new_row::NewRow;
use super::search::write_document;
use super::turn::{self, Written};
use super::{access, drafts, receipt, store};
use crate::attachments;
use crate::db::{Tx, broken_constraint};
use crate::house::House;
use crate::identity::{Actor, position_for};
use crate::live::Change;
use crate::monitoring::audit;
use crate::notices;
use crate::offices::{self, Competent};
use crate::register::{self, Document};
use crate::web::{Answer, Refusal};
use contatti_model::attachments::Attachment;
use contatti_model::identity::Position;
use contatti_model::offices::Subject;
use contatti_model::register::{Direction, Registration};
use contatti_model::requests::{Channel, Draft, DraftRules, Email, MessageKind, Receipt, RequestForm};
use contatti_model::{MessageId, ProblemCode, RequestId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// Everything a sending needs, read before the transaction so that it is short.
struct Sending<'a> {
    actor: &'a Actor,
    draft: Draft,
    position: Position,
    subject: Subject,
    competent: Competent,
    files: Vec<Attachment>,
    draft_hash: Vec<u8>,
    /// The request this one is chained to, which keeps its office.
    chain: Option<Chain>,
}

/// Sends the request, or repeats the receipt of the same id sent before.
///
/// # Errors
/// 404 for a position one may not act for; 422 with every field to mend; 409 when the id was used for something else.
pub async fn submit(house: &House, actor: &Actor, form: &RequestForm) -> Answer<Receipt> {
    let draft_hash = draft_hash(form);
    if let Some(receipt) = repeated(house, actor, form, &draft_hash).await? {
        return Ok(receipt);
    }
    let sending = prepare(house, actor, form, draft_hash).await?;
    match write(house, &sending).await {
        Err(error) if is_second_send(&error) => {
            let receipt = repeated(house, actor, form, &sending.draft_hash).await?;
            receipt.ok_or_else(|| Refusal::new(ProblemCode::IdTaken))
        }
        Err(WriteError::FileGone) => Err(turn::file_missing()),
        Err(WriteError::Sql(error)) => Err(error.into()),
        Err(WriteError::Refused(refusal)) => Err(refusal),
        Ok(()) => receipt::of(house, sending.draft.id, false).await,
    }
}

/// Checks the form as far as it goes, for a plain form that moves between steps.
///
/// # Errors
/// As [`submit`], without writing anything.
pub async fn check(house: &House, actor: &Actor, form: &RequestForm) -> Answer<()> {
    prepare(house, actor, form, vec![]).await.map(drop)
}

async fn repeated(house: &House, actor: &Actor, form: &RequestForm, draft_hash: &[u8]) -> Answer<Option<Receipt>> {
    let Ok(id) = form.id.parse::<RequestId>() else { return Ok(None) };
    let Some(row) = store::request(house, id).await? else { return Ok(None) };
    if row.sender_id() != actor.id || row.draft_hash != draft_hash {
        return Err(Refusal::new(ProblemCode::IdTaken));
    }
    // A receipt is for whoever may still read it: a mandate may have ended since, a program may be bound elsewhere.
    if !access::acts_for(house, actor, row.company(), row.scheme()?).await? {
        return Err(Refusal::not_found());
    }
    receipt::of(house, id, true).await.map(Some)
}

async fn prepare<'a>(house: &House, actor: &'a Actor, form: &RequestForm, draft_hash: Vec<u8>) -> Answer<Sending<'a>> {
    let position = match form.position.parse() {
        // A position of somebody else does not exist for this person.
        Ok(id) => Some(position_for(house, actor, id).await?.ok_or_else(Refusal::not_found)?),
        Err(_) => None,
    };
    let subject = match form.subject.parse() {
        Ok(id) => offices::subject(house, id).await?,
        Err(_) => None,
    };
    let uploaded = attachments::waiting(house, actor).await?;
    let rules = DraftRules {
        today: house.now().day(),
        scheme: position.as_ref().map(|position| position.scheme),
        subject: subject.as_ref(),
        uploaded: &uploaded,
    };
    let draft = Draft::parse(form, &rules).map_err(Refusal::invalid)?;
    let (Some(position), Some(subject)) = (position, subject) else { return Err(Refusal::not_found()) };
    let chain = chain::of(house, actor, &draft, &position).await?;
    let competent = match &chain {
        Some(chain) => offices::as_competent(house, chain.office).await?,
        None => offices::competent_office(house, position.id, subject.id).await?,
    };
    let chosen = |id| uploaded.iter().find(|file| file.id == id).cloned();
    let files = draft.attachments.iter().copied().filter_map(chosen).collect();
    Ok(Sending { actor, draft, position, subject, competent, files, draft_hash, chain })
}

enum WriteError {
    Sql(sqlx::Error),
    FileGone,
    Refused(Refusal),
}

impl From<Refusal> for WriteError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for WriteError {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
}

/// Two tabs, a double click or a retry: the request's own key says that it is there already.
fn is_second_send(error: &WriteError) -> bool {
    let WriteError::Sql(error) = error else { return false };
    broken_constraint(error).is_some_and(|name| name.contains("requests_pkey") || name.contains("requests.id"))
}

async fn write(house: &House, sending: &Sending<'_>) -> Result<(), WriteError> {
    let message = MessageId(house.new_id());
    let (company, office) = (&sending.position.company, &sending.competent.office);
    let mut tx = house.begin_at(&sending.competent.register_area).await?;
    let document = Document {
        area: &sending.competent.register_area,
        direction: Direction::In,
        message,
        sender: &format!("{} ({})", company.name, company.tax_code),
        recipient: &office.name,
        subject: &sending.subject.title,
        documents: register::documents(
            &sending.draft.text,
            sending.files.iter().map(|file| (file.sha256.as_str(), file.name.as_str())),
        ),
    };
    drafts::forget(&mut tx, sending.actor.id, sending.draft.id).await?;
    audit::note(house, &mut tx, sending.actor, "request_sent", Some(company.id), Some(sending.draft.id), office.id)
        .await?;
    let scheme = sending.position.scheme;
    tx.announce(Change {
        request: sending.draft.id,
        version: 1,
        company: company.id,
        office: office.id,
        scheme,
        office_only: false,
    })
    .await?;
    let registration = register::register(&mut tx, house.now(), document).await?;
    // The register is held since: no change of the calendar comes between its reading and the promise.
    let calendar = offices::calendar_within(&mut tx, office.id).await?;
    let promised = calendar.working_days_after(registration.at.day(), sending.subject.working_days);
    insert_request(&mut tx, sending, &registration, promised).await?;
    insert_message(&mut tx, sending, message, &registration).await?;
    for (place, file) in (0_i32..).zip(&sending.files) {
        if !attachments::claim(&mut tx, sending.actor.hand(), file.id, sending.draft.id, message, place).await? {
            return Err(WriteError::FileGone);
        }
    }
    write_document(&mut tx, sending.draft.id).await?;
    let sender = (sending.actor.id, sending.actor.name.as_str());
    let routed = insert_beginning(house, &mut tx, sending.draft.id, sender, office.id, registration.at).await?;
    let address = sending.draft.email.as_ref().map_or("", Email::as_str);
    notices::enqueue(house, &mut tx, routed, address, sending.actor.id).await?;
    Ok(tx.commit().await?)
}

async fn insert_request(
    tx: &mut Tx,
    sending: &Sending<'_>,
    registration: &Registration,
    promised: Date,
) -> Result<(), sqlx::Error> {
    let (draft, chain) = (&sending.draft, sending.chain.as_ref());
    let row = NewRow {
        id: draft.id,
        company: sending.position.company.id,
        position: draft.position,
        subject: &sending.subject,
        competent: &sending.competent,
        sender: sending.actor.id,
        intermediary: sending.position.through,
        email: draft.email.as_ref().map_or("", |email| email.as_str()),
        telephone: draft.telephone.as_ref().map_or("", |telephone| telephone.as_str()),
        registration,
        promised_on: promised,
        files: sending.files.len(),
        draft_hash: &sending.draft_hash,
        thread: chain.map(|chain| chain.thread),
        parent: chain.map(|chain| chain.parent),
        known_by: chain.and_then(|chain| chain.known_by),
        channel: Channel::Web,
        contact: None,
    };
    row.insert(tx).await
}

async fn insert_message(
    tx: &mut Tx,
    sending: &Sending<'_>,
    id: MessageId,
    registration: &Registration,
) -> Result<(), sqlx::Error> {
    let author = (sending.actor.id, sending.actor.name.as_str());
    let text = &sending.draft.text;
    let written = Written { id, version: 1, kind: MessageKind::Request, channel: Channel::Web };
    turn::insert_message(tx, sending.draft.id, written, author, text, registration).await
}

/// The digest by which a second send of the same id is known to be the same draft.
fn draft_hash(form: &RequestForm) -> Vec<u8> {
    Sha256::digest(serde_json::to_vec(form).unwrap_or_default()).to_vec()
}
