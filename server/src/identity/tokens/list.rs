//! One's own tokens, and the programs of others that may act for one's company.

use super::store::{binding, scopes};
use super::{binding_holds, in_force};
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::{Actor, scheme};
use crate::web::{Answer, Refusal};
use contatti_model::identity::{ActingToken, TokenLine, TokenState};
use contatti_model::{Instant, TokenId};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct TokenRow {
    id: Uuid,
    name: String,
    company_id: Option<Uuid>,
    mandate_id: Option<Uuid>,
    intermediary_id: Option<Uuid>,
    acts_for: String,
    scheme: Option<String>,
    scopes: String,
    created_at: At,
    last_used_at: Option<At>,
    ends_at: At,
    revoked_at: Option<At>,
    holds: i32,
}

/// $1 person, $2 today, $3 one token or none. Whoever needs more than a hundred tokens has left old ones about.
const TOKENS: &str = concat!(
    "SELECT t.id, t.name, t.company_id, t.mandate_id, t.intermediary_id, COALESCE(c.name, k.name, i.name, '') AS acts_for,
            d.scheme, t.scopes, t.created_at, t.last_used_at, t.ends_at, t.revoked_at, CASE WHEN ",
    binding_holds!(),
    " THEN 1 ELSE 0 END AS holds
     FROM tokens t LEFT JOIN companies c ON c.id = t.company_id
     LEFT JOIN mandates d ON d.id = t.mandate_id LEFT JOIN companies k ON k.id = d.company_id
     LEFT JOIN intermediaries i ON i.id = t.intermediary_id
     WHERE t.person_id = $1 AND ($3 IS NULL OR t.id = $3) ORDER BY t.created_at DESC, t.id DESC LIMIT 100"
);

/// The person's tokens, newest first, also those that open nothing any more.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn own(house: &House, actor: &Actor) -> Answer<Vec<TokenLine>> {
    read(house, actor, None).await
}

/// # Errors
/// 404 when the person has no such token.
pub(super) async fn one(house: &House, actor: &Actor, token: TokenId) -> Answer<TokenLine> {
    read(house, actor, Some(token)).await?.into_iter().next().ok_or_else(Refusal::not_found)
}

async fn read(house: &House, actor: &Actor, only: Option<TokenId>) -> Answer<Vec<TokenLine>> {
    let now = house.now();
    let rows: Vec<TokenRow> = on!(&house.db, pool => sqlx::query_as(TOKENS).bind(actor.id.0).bind(Day(now.day()))
        .bind(only.map(|id| id.0)).fetch_all(pool).await)?;
    rows.into_iter().map(|row| row.into_line(now)).collect()
}

impl TokenRow {
    fn into_line(self, now: Instant) -> Answer<TokenLine> {
        let state = match (self.revoked_at, self.ends_at.0 > now, self.holds) {
            (Some(_), ..) => TokenState::Revoked,
            (None, false, _) => TokenState::Expired,
            (None, true, 0) => TokenState::Withheld,
            (None, true, _) => TokenState::Active,
        };
        Ok(TokenLine {
            id: TokenId(self.id),
            name: self.name,
            bound_to: binding(self.company_id, self.mandate_id, self.intermediary_id)?,
            acts_for: self.acts_for,
            scheme: self.scheme.as_deref().map(scheme).transpose()?,
            scopes: scopes(&self.scopes)?,
            state,
            created_at: self.created_at.0,
            last_used_at: self.last_used_at.map(|at| at.0),
            ends_at: self.ends_at.0,
        })
    }
}

#[derive(FromRow)]
struct ActingRow {
    id: Uuid,
    company: String,
    holder: String,
    name: String,
    scopes: String,
    last_used_at: Option<At>,
    ends_at: At,
}

/// $1 person, $2 today, $3 now.
const ACTING: &str = concat!(
    "SELECT t.id, c.name AS company, COALESCE(i.name, p.name) AS holder, t.name, t.scopes, t.last_used_at, t.ends_at
     FROM (SELECT x.id AS token_id, m.company_id FROM memberships m JOIN tokens x ON x.company_id = m.company_id
           WHERE m.person_id = $1
           UNION
           SELECT x.id, m.company_id FROM memberships m JOIN mandates g ON g.company_id = m.company_id
           JOIN tokens x ON x.mandate_id = g.id WHERE m.person_id = $1
           UNION
           SELECT x.id, m.company_id FROM memberships m JOIN mandates g ON g.company_id = m.company_id
           JOIN tokens x ON x.intermediary_id = g.intermediary_id WHERE m.person_id = $1 AND ",
    in_force!("g"),
    ") a
     JOIN tokens t ON t.id = a.token_id JOIN companies c ON c.id = a.company_id JOIN people p ON p.id = t.person_id
     LEFT JOIN mandates d ON d.id = t.mandate_id
     LEFT JOIN intermediaries i ON i.id = COALESCE(t.intermediary_id, d.intermediary_id)
     WHERE t.person_id <> $1 AND t.revoked_at IS NULL AND t.ends_at > $3 AND p.disabled_at IS NULL AND ",
    binding_holds!(),
    " ORDER BY c.name, holder, t.created_at, t.id LIMIT 100"
);

/// Programs of colleagues and of intermediaries that may act today for the companies the person belongs to.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn acting(house: &House, actor: &Actor) -> Answer<Vec<ActingToken>> {
    let now = house.now();
    let rows: Vec<ActingRow> = on!(&house.db, pool => sqlx::query_as(ACTING).bind(actor.id.0).bind(Day(now.day()))
        .bind(At(now)).fetch_all(pool).await)?;
    rows.into_iter().map(ActingRow::into_token).collect()
}

impl ActingRow {
    fn into_token(self) -> Answer<ActingToken> {
        Ok(ActingToken {
            id: TokenId(self.id),
            company: self.company,
            holder: self.holder,
            name: self.name,
            scopes: scopes(&self.scopes)?,
            last_used_at: self.last_used_at.map(|at| at.0),
            ends_at: self.ends_at.0,
        })
    }
}
