//! Who a token stands for, read afresh at each call.

use super::binding_holds;
use crate::db::{At, Day, on, within};
use crate::house::House;
use crate::identity::actor::{Actor, Entry, Pass};
use crate::web::{Answer, Refusal};
use contatti_model::identity::{Binding, Contacts, Scope};
use contatti_model::{CompanyId, Instant, IntermediaryId, MandateId, PersonId, TokenId};
use sqlx::FromRow;
use uuid::Uuid;

/// How stale `last_used_at` may be before it is written again: a write at each call would cost a commit a call.
const USED_EVERY_SECONDS: i64 = 300;

#[derive(FromRow)]
struct PassRow {
    token: Uuid,
    ends_at: At,
    last_used_at: Option<At>,
    scopes: String,
    company_id: Option<Uuid>,
    mandate_id: Option<Uuid>,
    intermediary_id: Option<Uuid>,
    acts_as: String,
    person: Uuid,
    name: String,
    email: String,
    telephone: String,
}

/// $1 hash, $2 today, $3 now.
const PASS: &str = concat!(
    "SELECT t.id AS token, t.ends_at, t.last_used_at, t.scopes, t.company_id, t.mandate_id, t.intermediary_id,
            COALESCE(c.name, i.name, '') AS acts_as, p.id AS person, p.name, p.email, p.telephone
     FROM tokens t JOIN people p ON p.id = t.person_id
     LEFT JOIN companies c ON c.id = t.company_id LEFT JOIN mandates d ON d.id = t.mandate_id
     LEFT JOIN intermediaries i ON i.id = COALESCE(t.intermediary_id, d.intermediary_id)
     WHERE t.token_hash = $1 AND t.ends_at > $3 AND t.revoked_at IS NULL AND p.disabled_at IS NULL AND ",
    binding_holds!()
);

/// The actor behind a token's hash; none when it is unknown, over, revoked, or bound to what no longer holds.
pub(in crate::identity) async fn actor_by_secret(house: &House, hash: &[u8]) -> Answer<Option<Actor>> {
    let now = house.now();
    let row: Option<PassRow> = on!(&house.db, pool => sqlx::query_as(PASS).bind(hash).bind(Day(now.day())).bind(At(now))
        .fetch_optional(pool).await)?;
    let Some(row) = row else { return Ok(None) };
    if row.last_used_at.is_none_or(|at| at.0.plus_seconds(USED_EVERY_SECONDS) < now) {
        touch(house, row.token, now).await?;
    }
    row.into_actor().map(Some)
}

/// Whether the token still stands; what it is bound to is asked for with each thing it reaches for.
pub(in crate::identity) async fn token_holds(house: &House, token: TokenId) -> Answer<bool> {
    let sql = "SELECT COUNT(*) FROM tokens t JOIN people p ON p.id = t.person_id
               WHERE t.id = $1 AND t.ends_at > $2 AND t.revoked_at IS NULL AND p.disabled_at IS NULL";
    let now = At(house.now());
    let count: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(token.0).bind(now).fetch_one(pool).await)?;
    Ok(count > 0)
}

async fn touch(house: &House, token: Uuid, now: Instant) -> Answer<()> {
    let mut tx = house.begin().await?;
    let sql = "UPDATE tokens SET last_used_at = $2 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(token).bind(At(now)).execute(conn).await.map(drop))?;
    Ok(tx.commit().await?)
}

impl PassRow {
    fn into_actor(self) -> Answer<Actor> {
        let binding = binding(self.company_id, self.mandate_id, self.intermediary_id)?;
        let (companies, intermediary) = match binding {
            Binding::Company(company) => (vec![(company, self.acts_as.clone())], None),
            Binding::Firm(firm) => (vec![], Some((firm, self.acts_as.clone()))),
            // Not the whole firm's reach: what asks for the firm finds none.
            Binding::Mandate(_) => (vec![], None),
        };
        let pass = Pass { id: TokenId(self.token), binding, scopes: scopes(&self.scopes)?, acts_as: self.acts_as };
        Ok(Actor {
            id: PersonId(self.person),
            name: self.name,
            contacts: Contacts { email: self.email, telephone: self.telephone },
            entry: Entry::Token(pass),
            ends_at: self.ends_at.0,
            intermediary,
            companies,
            seats: vec![],
        })
    }
}

pub(super) fn binding(company: Option<Uuid>, mandate: Option<Uuid>, firm: Option<Uuid>) -> Answer<Binding> {
    match (company, mandate, firm) {
        (Some(id), None, None) => Ok(Binding::Company(CompanyId(id))),
        (None, Some(id), None) => Ok(Binding::Mandate(MandateId(id))),
        (None, None, Some(id)) => Ok(Binding::Firm(IntermediaryId(id))),
        _ => Err(Refusal::internal("a token is not bound to exactly one thing")),
    }
}

pub(super) fn scopes(words: &str) -> Answer<Vec<Scope>> {
    Scope::parse_all(words).map_err(|_| Refusal::internal(format!("unknown scopes {words:?} in tokens")))
}
