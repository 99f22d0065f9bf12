//! Whom a message is about: by the register number it quotes, by who wrote it, by the position it names.
//!
//! A message joins a request or a history by itself only when its sender is known to write for that position: anybody can
//! quote a number. What fits but comes from a stranger is proposed, and an operator decides (ADR 0019).

use super::intake::Envelope;
use crate::db::{Day, on};
use crate::house::House;
use crate::offices::{self, Competent};
use crate::requests::{self, Joining};
use crate::web::Answer;
use contatti_model::identity::PositionNumber;
use contatti_model::register::RegisterNumber;
use contatti_model::{PersonId, PositionId, RequestId};
use uuid::Uuid;

/// What is known of a message.
pub(super) struct Matched {
    /// The office that received it, which registers and works it.
    pub office: Competent,
    /// The account its address belongs to.
    pub person: Option<(PersonId, String)>,
    pub position: Option<PositionId>,
    /// The request it becomes a turn of.
    pub request: Option<Joining>,
    pub proposed_position: Option<PositionId>,
    pub proposed_request: Option<RequestId>,
}

/// # Errors
/// When the database does not answer.
pub(super) async fn matched(house: &House, envelope: &Envelope) -> Answer<Matched> {
    let person = person(house, &envelope.address).await?;
    let receiving = receiving_office(house, &envelope.recipients).await?;
    let quoted = envelope.request.clone().or_else(|| RegisterNumber::quoted_in(&envelope.subject));
    if let Some(number) = quoted
        && let Some(joining) = requests::named(house, &number).await?
    {
        return by_request(house, envelope, person, joining).await;
    }
    by_position(house, envelope, person, receiving).await
}

async fn by_request(
    house: &House,
    envelope: &Envelope,
    person: Option<(PersonId, String)>,
    joining: Joining,
) -> Answer<Matched> {
    let (office, position) = (offices::as_competent(house, joining.office()).await?, joining.position());
    let gave_it = !envelope.address.is_empty() && joining.sender().1.eq_ignore_ascii_case(&envelope.address);
    // The contact centre names a request of a position it names too.
    let believed = envelope.position.is_some();
    let known = believed || gave_it || !writes_for(house, &envelope.address, Some(position)).await?.is_empty();
    let mut matched =
        Matched { office, person, position: None, request: None, proposed_position: None, proposed_request: None };
    if !known {
        (matched.proposed_position, matched.proposed_request) = (Some(position), Some(joining.id()));
        return Ok(matched);
    }
    matched.position = Some(position);
    let joins = joining.goes_on()? && !envelope.automatic && !believed;
    if joins {
        matched.request = Some(joining);
    } else {
        matched.proposed_request = Some(joining.id());
    }
    Ok(matched)
}

async fn by_position(
    house: &House,
    envelope: &Envelope,
    person: Option<(PersonId, String)>,
    receiving: Option<Competent>,
) -> Answer<Matched> {
    let quoted = envelope.position.clone().or_else(|| PositionNumber::quoted_in(&envelope.subject));
    let quoted = quoted.or_else(|| PositionNumber::quoted_in(&envelope.text));
    let (mut position, mut proposed) = (None, None);
    match &quoted {
        Some(number) => {
            let named = positions_named(house, number).await?;
            let mut theirs = vec![];
            for named in &named {
                if envelope.position.is_some() || !writes_for(house, &envelope.address, Some(*named)).await?.is_empty()
                {
                    theirs.push(*named);
                }
            }
            match theirs.as_slice() {
                [one] => position = Some(*one),
                _ => proposed = named.first().copied(),
            }
        }
        // Whoever writes for many says nothing by that about which.
        None => position = <[_; 1]>::try_from(writes_for(house, &envelope.address, None).await?).ok().map(|[one]| one),
    }
    let office = match (receiving, position.or(proposed)) {
        (Some(office), _) => office,
        (None, Some(position)) => offices::territorial_office(house, position).await?,
        (None, None) => offices::fallback_office(house).await?,
    };
    Ok(Matched { office, person, position, request: None, proposed_position: proposed, proposed_request: None })
}

/// The account an e-mail address belongs to; none where several share it.
async fn person(house: &House, address: &str) -> Answer<Option<(PersonId, String)>> {
    let sql = "SELECT id, name FROM people WHERE lower(email) = $1 AND disabled_at IS NULL LIMIT 2";
    if !address.contains('@') {
        return Ok(None);
    }
    let found: Vec<(Uuid, String)> = on!(&house.db, pool => sqlx::query_as(sql).bind(address).fetch_all(pool).await)?;
    Ok(<[_; 1]>::try_from(found).ok().map(|[(id, name)]| (PersonId(id), name)))
}

/// At most two positions this address is known to write for today: a company's own people, a consultant under a mandate
/// that holds, or who was remembered; `only` asks for one position alone.
async fn writes_for(house: &House, address: &str, only: Option<PositionId>) -> Answer<Vec<PositionId>> {
    let sql = "SELECT p.id FROM people w JOIN memberships m ON m.person_id = w.id
                   JOIN positions p ON p.company_id = m.company_id
               WHERE lower(w.email) = $1 AND w.disabled_at IS NULL AND ($2 IS NULL OR p.id = $2)
               UNION
               SELECT p.id FROM people w JOIN intermediary_members i ON i.person_id = w.id
                   JOIN mandates d ON d.intermediary_id = i.intermediary_id JOIN positions p ON p.company_id = d.company_id
               WHERE lower(w.email) = $1 AND w.disabled_at IS NULL AND ($2 IS NULL OR p.id = $2)
                 AND (d.scheme IS NULL OR d.scheme = p.scheme) AND d.valid_from <= $3
                 AND (d.valid_to IS NULL OR d.valid_to >= $3) AND d.revoked_at IS NULL
               UNION
               SELECT k.position_id FROM known_senders k WHERE k.address = $1 AND ($2 IS NULL OR k.position_id = $2)
               LIMIT 2";
    if address.is_empty() {
        return Ok(vec![]);
    }
    let (only, today) = (only.map(|id| id.0), Day(house.now().day()));
    let ids: Vec<Uuid> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(address).bind(only).bind(today).fetch_all(pool).await)?;
    Ok(ids.into_iter().map(PositionId).collect())
}

/// The positions of any scheme that bear a number.
pub(super) async fn positions_named(house: &House, number: &PositionNumber) -> Answer<Vec<PositionId>> {
    let sql = "SELECT id FROM positions WHERE number = $1 ORDER BY scheme, id";
    let ids: Vec<Uuid> = on!(&house.db, pool => sqlx::query_scalar(sql).bind(number.as_str()).fetch_all(pool).await)?;
    Ok(ids.into_iter().map(PositionId).collect())
}

/// The office one of these addresses or numbers is.
async fn receiving_office(house: &House, recipients: &[String]) -> Answer<Option<Competent>> {
    for recipient in recipients.iter().filter(|recipient| !recipient.is_empty()) {
        if let Some(office) = offices::office_at(house, recipient).await? {
            return Ok(Some(office));
        }
    }
    Ok(None)
}
