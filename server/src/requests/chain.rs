//! Chained requests (*richieste concatenate*): a new one that goes on from another keeps its thread, office and, where possible, its officer.

use super::access;
use super::store;
use crate::db::{At, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::identity::Position;
use contatti_model::register::{RegisterNumber, Registration};
use contatti_model::requests::{ChainLink, Draft, State};
use contatti_model::{OfficeId, PersonId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

/// What a new request takes over from the one it is chained to.
pub(super) struct Chain {
    pub parent: RequestId,
    /// The first request of the chain.
    pub thread: RequestId,
    pub office: OfficeId,
    pub known_by: Option<PersonId>,
}

/// # Errors
/// 404 for a request one may not act for, or of another position.
pub(super) async fn of(house: &House, actor: &Actor, draft: &Draft, position: &Position) -> Answer<Option<Chain>> {
    let Some(parent) = draft.after else { return Ok(None) };
    let row = store::request(house, parent).await?.ok_or_else(Refusal::not_found)?;
    let theirs = access::acts_for(house, actor, row.company(), row.scheme()?).await?;
    if !theirs || row.position != position.number {
        return Err(Refusal::not_found());
    }
    let known_by = row.owner_id().or(row.known_by_id());
    Ok(Some(Chain { parent, thread: row.thread(), office: row.office(), known_by }))
}

#[derive(FromRow)]
struct LinkRow {
    id: Uuid,
    subject: String,
    state: String,
    opened_at: At,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

/// The other requests of the chain, oldest first.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn links(house: &House, id: RequestId, thread: RequestId) -> Answer<Vec<ChainLink>> {
    let sql =
        "SELECT r.id, s.title AS subject, r.state, r.opened_at, r.register_area, r.register_year, r.register_number
               FROM requests r JOIN subjects s ON s.id = r.subject_id
               WHERE (r.thread_id = $1 OR r.id = $1) AND r.id <> $2 ORDER BY r.opened_at, r.id LIMIT 100";
    let rows: Vec<LinkRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(thread.0).bind(id.0).fetch_all(pool).await)?;
    rows.into_iter().map(LinkRow::into_link).collect()
}

impl LinkRow {
    fn into_link(self) -> Answer<ChainLink> {
        let state = State::from_word(&self.state)
            .ok_or_else(|| Refusal::internal(format!("unknown state {:?} in requests", self.state)))?;
        let number =
            RegisterNumber { area: self.register_area, year: self.register_year, number: self.register_number };
        Ok(ChainLink {
            id: RequestId(self.id),
            subject: self.subject,
            state: state.public(),
            registration: Registration { number, at: self.opened_at.0 },
        })
    }
}
