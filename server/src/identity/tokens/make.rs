//! Making a token: bound to no more than its maker may act for today, its secret shown once and never kept.

use super::{in_force, list};
use crate::db::{At, Day, Tx, broken_constraint, on, within};
use crate::house::House;
use crate::identity::{Actor, session};
use crate::monitoring::audit;
use crate::web::{Answer, Refusal};
use contatti_model::identity::{Binding, NewToken, Scope, TOKEN_PREFIX, TokenDraft, TokenForm};
use contatti_model::{CompanyId, FieldError, Issue, ProblemCode};
use uuid::Uuid;

const SECONDS_A_DAY: i64 = 86_400;

/// # Errors
/// 422 with every field to mend; 409 when the form's id was already used: its secret cannot be shown a second time.
pub(super) async fn make(house: &House, actor: &Actor, form: &TokenForm) -> Answer<NewToken> {
    let draft = TokenDraft::parse(form).map_err(Refusal::invalid)?;
    let company = company_concerned(house, actor, draft.binding).await?;
    let secret = format!("{TOKEN_PREFIX}{}", session::new_token().map_err(Refusal::internal)?);
    let mut tx = house.begin().await?;
    if let Err(error) = insert(house, &mut tx, actor, &draft, &session::token_hash(&secret)).await {
        let taken =
            broken_constraint(&error).is_some_and(|name| name.contains("tokens_pkey") || name.contains("tokens.id"));
        return Err(if taken { Refusal::new(ProblemCode::IdTaken) } else { error.into() });
    }
    audit::note_access(house, &mut tx, actor, "token_made", company).await?;
    tx.commit().await?;
    Ok(NewToken { token: list::one(house, actor, draft.id).await?, secret })
}

/// The one company a token would reach; none for all those of a firm.
async fn company_concerned(house: &House, actor: &Actor, binding: Binding) -> Answer<Option<CompanyId>> {
    let firm = actor.intermediary.as_ref().map(|(firm, _)| *firm);
    let found = match binding {
        Binding::Company(company) => actor.belongs_to(company).then_some(Some(company)),
        Binding::Firm(wanted) => (firm == Some(wanted)).then_some(None),
        Binding::Mandate(mandate) => {
            const SQL: &str = concat!(
                "SELECT d.company_id FROM mandates d WHERE d.id = $1 AND d.intermediary_id = $3 AND ",
                in_force!("d")
            );
            let today = Day(house.now().day());
            let firm = firm.map(|firm| firm.0);
            let company: Option<Uuid> = on!(&house.db, pool => sqlx::query_scalar(SQL).bind(mandate.0).bind(today)
                .bind(firm).fetch_optional(pool).await)?;
            company.map(|company| Some(CompanyId(company)))
        }
    };
    found.ok_or_else(|| Refusal::invalid(vec![FieldError::new("bound_to", Issue::UnknownChoice)]))
}

async fn insert(house: &House, tx: &mut Tx, actor: &Actor, draft: &TokenDraft, hash: &[u8]) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO tokens (id, token_hash, person_id, name, company_id, mandate_id, intermediary_id, scopes,
                                   created_at, ends_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (company, mandate, firm) = match draft.binding {
        Binding::Company(id) => (Some(id.0), None, None),
        Binding::Mandate(id) => (None, Some(id.0), None),
        Binding::Firm(id) => (None, None, Some(id.0)),
    };
    let now = house.now();
    let ends = now.plus_seconds(i64::from(draft.days) * SECONDS_A_DAY);
    within!(tx, conn => sqlx::query(sql).bind(draft.id.0).bind(hash).bind(actor.id.0).bind(&draft.name).bind(company)
        .bind(mandate).bind(firm).bind(Scope::written(&draft.scopes)).bind(At(now)).bind(At(ends))
        .execute(conn).await.map(drop))
}
