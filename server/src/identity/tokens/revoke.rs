//! Revoking a token: it opens nothing from the next call on.

use crate::db::{At, within};
use crate::house::House;
use crate::identity::Actor;
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::{CompanyId, TokenId};
use uuid::Uuid;

/// # Errors
/// 404 for a token of somebody else, or one already revoked.
pub(super) async fn revoke(house: &House, actor: &Actor, token: TokenId) -> Answer<()> {
    let sql = "UPDATE tokens SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL
               RETURNING COALESCE(company_id, (SELECT d.company_id FROM mandates d WHERE d.id = tokens.mandate_id))";
    let now = At(house.now());
    let mut tx = house.begin().await?;
    let revoked: Option<Option<Uuid>> = within!(tx, conn => sqlx::query_scalar(sql).bind(token.0).bind(actor.id.0)
        .bind(now).fetch_optional(conn).await)?;
    let company = revoked.ok_or_else(Refusal::not_found)?;
    audit::note_access(house, &mut tx, actor, "token_revoked", company.map(CompanyId)).await?;
    Ok(tx.commit().await?)
}
