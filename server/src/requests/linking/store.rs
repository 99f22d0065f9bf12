//! The SQL of links; which other request may be named, and which of them a reader may see.

use crate::db::{At, Tx, on, within};
use crate::house::House;
use crate::identity::Actor;
use crate::requests::store::RequestRow;
use crate::requests::{arrive, store};
use crate::web::{Answer, Refusal};
use contatti_model::register::{RegisterNumber, Registration};
use contatti_model::requests::{LinkKind, RelatedRequest, State};
use contatti_model::{FieldError, Issue, OfficeId, RequestId};
use sqlx::FromRow;
use uuid::Uuid;

/// The other request a number names: of the same company and scheme, at the same office, and not this one.
///
/// # Errors
/// 422 for every other number, whether it exists or not.
pub(super) async fn other(house: &House, row: &RequestRow, number: &RegisterNumber) -> Answer<RequestRow> {
    let found = match arrive::named(house, number).await? {
        Some(joining) => store::request(house, joining.id()).await?,
        None => None,
    };
    let unknown = || Refusal::invalid(vec![FieldError::new("number", Issue::UnknownChoice)]);
    let other = found.filter(|other| other.id() != row.id()).ok_or_else(unknown)?;
    let same = other.company() == row.company() && other.office() == row.office() && other.scheme()? == row.scheme()?;
    if same { Ok(other) } else { Err(unknown()) }
}

/// Writes a link; one that is there already stays as it is, unless a merging says more.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn write(
    house: &House,
    tx: &mut Tx,
    actor: &Actor,
    (from, to): (RequestId, RequestId),
    kind: LinkKind,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO request_links (request_id, other_id, kind, person_id, at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (request_id, other_id) DO UPDATE SET kind = excluded.kind, at = excluded.at,
                   person_id = excluded.person_id WHERE excluded.kind = 'merged_into'";
    within!(tx, conn => sqlx::query(sql).bind(from.0).bind(to.0).bind(kind.as_str()).bind(actor.id.0)
        .bind(At(house.now())).execute(conn).await.map(drop))
}

/// Takes a link back, from whichever side it was made; what was merged stays.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn remove(tx: &mut Tx, one: RequestId, other: RequestId) -> Result<bool, sqlx::Error> {
    let sql = "DELETE FROM request_links WHERE kind = 'related'
               AND ((request_id = $1 AND other_id = $2) OR (request_id = $2 AND other_id = $1))";
    let gone = within!(tx, conn => sqlx::query(sql).bind(one.0).bind(other.0).execute(conn).await
        .map(|done| done.rows_affected()))?;
    Ok(gone > 0)
}

/// The state as this transaction sees it, its request held.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn state_within(tx: &mut Tx, id: RequestId) -> Answer<State> {
    let sql = "SELECT state FROM requests WHERE id = $1";
    let word: String = within!(tx, conn => sqlx::query_scalar(sql).bind(id.0).fetch_one(conn).await)?;
    state(&word)
}

/// A linked request before it is known whether the reader may see it.
pub(in crate::requests) struct Seen {
    pub office: OfficeId,
    pub link: RelatedRequest,
}

#[derive(FromRow)]
struct LinkRow {
    id: Uuid,
    kind: String,
    came_in: i64,
    office_id: Uuid,
    subject: String,
    state: String,
    opened_at: At,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

/// The requests linked with this one, from either side, oldest first; one that was merged is named once, as merged.
///
/// # Errors
/// When the database does not answer.
pub(in crate::requests) async fn related(house: &House, id: RequestId) -> Answer<Vec<Seen>> {
    let sql = "SELECT r.id, l.kind, l.came_in, r.office_id, s.title AS subject, r.state, r.opened_at, r.register_area,
                      r.register_year, r.register_number
               FROM (SELECT other_id AS id, kind, CAST(0 AS BIGINT) AS came_in FROM request_links WHERE request_id = $1
                     UNION ALL
                     SELECT request_id, kind, CAST(1 AS BIGINT) FROM request_links WHERE other_id = $1) l
               JOIN requests r ON r.id = l.id JOIN subjects s ON s.id = r.subject_id
               ORDER BY r.opened_at, r.id, l.kind LIMIT 100";
    let rows: Vec<LinkRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(id.0).fetch_all(pool).await)?;
    let mut seen: Vec<Seen> = rows.into_iter().map(LinkRow::into_seen).collect::<Answer<_>>()?;
    seen.dedup_by_key(|seen| seen.link.id);
    Ok(seen)
}

impl LinkRow {
    fn into_seen(self) -> Answer<Seen> {
        let kind = LinkKind::from_word(&self.kind)
            .ok_or_else(|| Refusal::internal(format!("unknown kind {:?} in request_links", self.kind)))?;
        let number =
            RegisterNumber { area: self.register_area, year: self.register_year, number: self.register_number };
        let link = RelatedRequest {
            id: RequestId(self.id),
            kind,
            came_in: self.came_in == 1,
            subject: self.subject,
            state: state(&self.state)?.public(),
            registration: Registration { number, at: self.opened_at.0 },
        };
        Ok(Seen { office: OfficeId(self.office_id), link })
    }
}

fn state(word: &str) -> Answer<State> {
    State::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown state {word:?} in requests")))
}
