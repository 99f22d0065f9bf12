//! Taking a message in: its files made safe, its number given, its place found, all in one transaction.

use super::POST;
use super::intake::{Envelope, Original};
use super::known::{Matched, matched};
use super::store::{self, NewMissive};
use crate::attachments::Foreign;
use crate::db::{Tx, broken_constraint};
use crate::house::House;
use crate::register::{self, Document};
use crate::requests::{Arrived, Joining};
use crate::web::{Answer, Refusal};
use contatti_model::correspondence::MissiveState;
use contatti_model::register::{Direction, Registration};
use contatti_model::{Instant, MessageId, MissiveId, ProblemCode};
use sha2::{Digest, Sha256};

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    New(MissiveId),
    /// Delivered before: nothing was written.
    Known,
}

/// How often a request that changed in the same moment is read anew.
const TRIES: usize = 5;
/// Dates further back are not believed, in seconds: ten years.
const OLDEST_SECONDS: i64 = 10 * 365 * 86_400;
/// A sender's clock may be wrong by this.
const AHEAD_SECONDS: i64 = 86_400;

/// Takes it in, once.
///
/// # Errors
/// When database or store do not answer; nothing is written then, and trying again is right.
pub async fn take(house: &House, mut envelope: Envelope) -> Answer<Taken> {
    let sha256 = match &envelope.original {
        Original::Message(bytes) => hex::encode(Sha256::digest(bytes)),
        Original::Digest(digest) => digest.clone(),
    };
    if store::is_known(house, &sha256).await? {
        return Ok(Taken::Known);
    }
    let received = files(house, &mut envelope).await?;
    let taken = keep(house, &envelope, &sha256, &received).await;
    if !matches!(taken, Ok(Taken::New(_))) {
        for file in received.original.iter().chain(&received.files) {
            file.discard(house).await;
        }
    }
    taken
}

/// The message as it came, and the files an office takes of it.
struct Received {
    original: Option<Foreign>,
    files: Vec<Foreign>,
}

async fn files(house: &House, envelope: &mut Envelope) -> Answer<Received> {
    let mut received = Received { original: None, files: vec![] };
    if let Original::Message(bytes) = &mut envelope.original {
        received.original = Foreign::original(house, std::mem::take(bytes)).await?;
    }
    for (name, bytes) in std::mem::take(&mut envelope.files) {
        match Foreign::receive(house, &name, bytes).await? {
            Some(file) => received.files.push(file),
            None => envelope.left_out += 1,
        }
    }
    Ok(received)
}

async fn keep(house: &House, envelope: &Envelope, sha256: &str, received: &Received) -> Answer<Taken> {
    for _ in 0..TRIES {
        let matched = matched(house, envelope).await?;
        match write(house, envelope, sha256, received, &matched).await {
            Ok(id) => {
                house.to_scan.notify_one();
                return Ok(Taken::New(id));
            }
            Err(Unwritten::Known) => return Ok(Taken::Known),
            // Its request moved in this very moment: what fits now may be something else.
            Err(Unwritten::Refused(refusal))
                if matches!(refusal.problem.code, ProblemCode::Stale | ProblemCode::IllegalMove) => {}
            Err(Unwritten::Refused(refusal)) => return Err(refusal),
        }
    }
    Err(Refusal::new(ProblemCode::Unavailable))
}

enum Unwritten {
    /// Another server was faster with the same message.
    Known,
    Refused(Refusal),
}

impl From<Refusal> for Unwritten {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for Unwritten {
    fn from(error: sqlx::Error) -> Self {
        let twice = broken_constraint(&error).is_some_and(|name| name.contains("original"));
        if twice { Self::Known } else { Self::Refused(error.into()) }
    }
}

async fn write(
    house: &House,
    envelope: &Envelope,
    sha256: &str,
    received: &Received,
    matched: &Matched,
) -> Result<MissiveId, Unwritten> {
    let id = MissiveId(house.new_id());
    let mut tx = house.begin().await?;
    if let Some(joining) = &matched.request {
        joining.hold(&mut tx).await?;
    }
    let registration = number(house, &mut tx, id, envelope, received, matched).await?;
    let state = state(envelope, matched);
    let request = matched.request.as_ref().map(Joining::id);
    let new = NewMissive {
        id,
        state,
        channel: envelope.channel,
        direction: envelope.direction,
        office: matched.office.office.id,
        at: believed(envelope.at, house.now()),
        correspondent: &envelope.correspondent,
        address: &envelope.address,
        subject: &envelope.subject,
        text: &envelope.text,
        automatic: envelope.automatic,
        left_out: envelope.left_out,
        files: received.files.len(),
        original_sha256: Some(sha256),
        registration: &registration,
        person: matched.person.as_ref().map(|(id, _)| *id),
        position: matched.position,
        request,
        proposed_position: matched.proposed_position,
        proposed_request: matched.proposed_request,
        decided_by: None,
    };
    new.insert(&mut tx).await?;
    for (place, file) in (0_i32..).zip(received.files.iter().chain(&received.original)) {
        file.keep(house, &mut tx, POST, id, place).await?;
    }
    if let Some(joining) = &matched.request {
        join(
            house,
            &mut tx,
            envelope,
            received,
            matched,
            joining,
            Arrived { missive: id, channel: envelope.channel, registration },
        )
        .await?;
    }
    tx.commit().await?;
    Ok(id)
}

async fn number(
    house: &House,
    tx: &mut Tx,
    id: MissiveId,
    envelope: &Envelope,
    received: &Received,
    matched: &Matched,
) -> Result<Registration, sqlx::Error> {
    let correspondent = party(&envelope.correspondent, &envelope.address);
    let office = matched.office.office.name.as_str();
    let (sender, recipient) = match envelope.direction {
        Direction::In => (correspondent.as_str(), office),
        Direction::Out => (office, correspondent.as_str()),
    };
    let all = received.original.iter().chain(&received.files);
    let documents = register::documents(&envelope.text, all.map(|file| (file.sha256.as_str(), file.name.as_str())));
    let (area, direction, message) = (matched.office.register_area.as_str(), envelope.direction, MessageId(id.0));
    let subject = if envelope.subject.is_empty() { envelope.channel.as_str() } else { &envelope.subject };
    register::register(tx, house.now(), Document { area, direction, message, sender, recipient, subject, documents })
        .await
}

/// Name and address, as the register keeps parties.
pub(super) fn party(name: &str, address: &str) -> String {
    match (name, address) {
        ("", "") => "sconosciuto".to_owned(),
        (name, address) if address.is_empty() || name == address => name.to_owned(),
        ("", address) => address.to_owned(),
        (name, address) => format!("{name} ({address})"),
    }
}

/// What a machine wrote needs nobody; what the institute did itself, and what is in a thread, is done.
fn state(envelope: &Envelope, matched: &Matched) -> MissiveState {
    let done = matched.request.is_some() || (envelope.direction == Direction::Out && matched.position.is_some());
    match (done, envelope.automatic) {
        (true, _) => MissiveState::Filed,
        (false, true) => MissiveState::SetAside,
        (false, false) => MissiveState::Waiting,
    }
}

fn believed(said: Option<Instant>, now: Instant) -> Instant {
    let believable = |at: &Instant| *at >= now.plus_seconds(-OLDEST_SECONDS) && *at <= now.plus_seconds(AHEAD_SECONDS);
    said.filter(believable).unwrap_or(now)
}

/// The author is the account of the address, or whoever sent the request with it; of one the office opened, the post's hand.
async fn join(
    house: &House,
    tx: &mut Tx,
    envelope: &Envelope,
    received: &Received,
    matched: &Matched,
    joining: &Joining,
    arrived: Arrived,
) -> Answer<()> {
    let author = match &matched.person {
        Some((id, name)) => (*id, name.as_str()),
        None if joining.opened_by_office() => (super::POST, envelope.correspondent.as_str()),
        None => (joining.sender().0, envelope.correspondent.as_str()),
    };
    let text = if envelope.text.is_empty() { &envelope.subject } else { &envelope.text };
    joining.join(house, tx, author, text, received.files.len(), &arrived).await
}
