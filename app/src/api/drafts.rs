//! Requests not sent yet, kept on the server for their author.

use super::{Outcome, delete, encoded, get, put};
use contatti_model::RequestId;
use contatti_model::requests::{DraftForm, DraftLine, SavedDraft};

/// Where a plain form saves its draft.
pub const SAVE: &str = "/api/v1/drafts";

/// One's own drafts, last saved first.
pub async fn drafts() -> Outcome<Vec<DraftLine>> {
    get(SAVE.into()).await
}

pub async fn draft(id: &str) -> Outcome<SavedDraft> {
    get(path(id)).await
}

/// Saves what was written upon the form's own version.
pub async fn save(form: &DraftForm) -> Outcome<DraftLine> {
    put(path(&form.request.id), form).await
}

pub async fn discard(id: RequestId) -> Outcome<()> {
    delete(path(&id.to_string())).await
}

/// Where a plain form discards a draft.
pub fn discard_path(id: RequestId) -> String {
    format!("{}/discard", path(&id.to_string()))
}

fn path(id: &str) -> String {
    format!("{SAVE}/{}", encoded(id))
}
