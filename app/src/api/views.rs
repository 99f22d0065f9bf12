//! Filters kept under a name.

use super::{Outcome, delete, get, post};
use contatti_model::ViewId;
use contatti_model::requests::search::{SavedView, ViewForm};

/// Where the saving form posts to, with or without JavaScript.
pub const VIEWS: &str = "/api/v1/views";

pub async fn views() -> Outcome<Vec<SavedView>> {
    get(VIEWS.into()).await
}

pub async fn save_view(form: &ViewForm) -> Outcome<SavedView> {
    post(VIEWS.into(), form).await
}

pub async fn delete_view(id: ViewId) -> Outcome<()> {
    delete(format!("{VIEWS}/{id}")).await
}

/// Where a plain form posts to.
pub fn delete_path(id: ViewId) -> String {
    format!("{VIEWS}/{id}/delete")
}
