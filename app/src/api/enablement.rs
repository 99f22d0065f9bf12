//! Who may work an office's requests: nominated, granted, taken away.

use super::{Outcome, get, post, with_query};
use contatti_model::EnablementId;
use contatti_model::identity::enablement::{EnablementLogLine, EnablementMove, Enablements, NominateForm, ReasonForm};
use contatti_model::page::Page;

/// Where a nomination posts to, with or without JavaScript.
pub const ENABLEMENTS: &str = "/api/v1/enablements";

/// The enablements of an office one answers for; of the first, where none is named.
pub async fn enablements(office: String) -> Outcome<Enablements> {
    get(with_query(ENABLEMENTS, &[("office", &office)])).await
}

/// One page of what was done, newest first.
pub async fn enablement_log(office: String, cursor: String) -> Outcome<Page<EnablementLogLine>> {
    get(with_query("/api/v1/enablements/log", &[("office", &office), ("cursor", &cursor)])).await
}

pub async fn nominate(form: &NominateForm) -> Outcome<Enablements> {
    post(ENABLEMENTS.into(), form).await
}

/// Granting reads no reason; the other moves want one.
pub async fn decide(id: EnablementId, step: EnablementMove, form: &ReasonForm) -> Outcome<Enablements> {
    post(decide_path(id, step), form).await
}

/// Where a plain form posts to.
pub fn decide_path(id: EnablementId, step: EnablementMove) -> String {
    let verb = match step {
        EnablementMove::Grant => "grant",
        EnablementMove::Refuse => "refuse",
        EnablementMove::Withdraw => "withdraw",
        EnablementMove::Revoke => "revoke",
    };
    format!("{ENABLEMENTS}/{id}/{verb}")
}
