//! The programs somebody lets in.

use super::{Outcome, encoded, get, post, with_query};
use contatti_model::TokenId;
use contatti_model::identity::{ActingToken, NewToken, TokenBindings, TokenForm, TokenLine};

/// Where the form of a new token posts to, with or without JavaScript.
pub const TOKENS: &str = "/api/v1/tokens";

pub async fn tokens() -> Outcome<Vec<TokenLine>> {
    get(TOKENS.into()).await
}

pub async fn make_token(form: &TokenForm) -> Outcome<NewToken> {
    post(TOKENS.into(), form).await
}

pub async fn revoke_token(id: TokenId) -> Outcome<()> {
    post(revoke_path(id), &()).await
}

/// What a new token may be bound to; an empty search means the first mandates.
pub async fn token_bindings(search: String) -> Outcome<TokenBindings> {
    get(with_query("/api/v1/tokens/bindings", &[("search", &search)])).await
}

/// Programs of others that may act for the person's companies.
pub async fn acting_tokens() -> Outcome<Vec<ActingToken>> {
    get("/api/v1/tokens/acting".into()).await
}

pub fn revoke_path(id: TokenId) -> String {
    format!("{TOKENS}/{}/revoke", encoded(&id.to_string()))
}
