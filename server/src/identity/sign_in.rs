//! Signing in with a local account, and being made to wait after wrong attempts.

use super::{password, session, store};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::identity::Credentials;
use contatti_model::{FieldError, Issue, Problem, ProblemCode};

/// Wrong attempts allowed within [`WINDOW_SECONDS`]; the next has to wait.
const MAX_FAILURES: i64 = 5;
const WINDOW_SECONDS: i64 = 15 * 60;

/// Checks the credentials and opens a session; gives back its token.
///
/// # Errors
/// 422 for an empty field, 401 for wrong credentials (never saying which), 429 after five wrong attempts in 15 minutes.
pub(super) async fn sign_in(house: &House, credentials: Credentials, device: &str) -> Answer<String> {
    let username = credentials.username.trim().to_lowercase();
    required(&username, &credentials.password)?;
    wait_if_locked(house, &username).await?;
    let account = store::account(house, &username).await?;
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let fits = password::verify(credentials.password, hash).await?;
    let Some(account) = account.filter(|_| fits) else {
        store::note_failure(house, &username).await?;
        return Err(Refusal::new(ProblemCode::WrongCredentials));
    };
    let token = session::new_token().map_err(Refusal::internal)?;
    store::open_session(house, account.id, &session::token_hash(&token), device).await?;
    Ok(token)
}

fn required(username: &str, password: &str) -> Answer<()> {
    let empty = [("username", username), ("password", password)].into_iter().filter(|(_, value)| value.is_empty());
    let errors: Vec<_> = empty.map(|(field, _)| FieldError::new(field, Issue::Required)).collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::invalid(errors)) }
}

async fn wait_if_locked(house: &House, username: &str) -> Answer<()> {
    let since = house.now().plus_seconds(-WINDOW_SECONDS);
    let (failures, oldest) = store::failures_since(house, username, since).await?;
    if failures < MAX_FAILURES {
        return Ok(());
    }
    let waited = (house.now().as_micros() - oldest.as_micros()) / 1_000_000;
    let retry_after = u32::try_from((WINDOW_SECONDS - waited).max(1)).ok();
    Err(Problem { retry_after, ..Problem::new(ProblemCode::TooManyAttempts) }.into())
}
