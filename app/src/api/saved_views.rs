//! Views of the work list kept under a name.

use super::{Outcome, get, post, with_query};
use contatti_model::WorkViewId;
use contatti_model::requests::{SavedWork, SavedWorkChange, SavedWorkForm};

/// Where the keeping form posts to, with or without JavaScript.
pub const VIEWS: &str = "/api/v1/console/saved-views";

/// One's own and those the office shares, by name; the first office, where none is named.
pub async fn views(office: String) -> Outcome<Vec<SavedWork>> {
    get(with_query(VIEWS, &[("office", &office)])).await
}

pub async fn save_view(form: &SavedWorkForm) -> Outcome<Vec<SavedWork>> {
    post(VIEWS.into(), form).await
}

pub async fn change_view(id: WorkViewId, form: &SavedWorkChange) -> Outcome<Vec<SavedWork>> {
    post(change_path(id), form).await
}

pub async fn delete_view(id: WorkViewId) -> Outcome<Vec<SavedWork>> {
    post(delete_path(id), &()).await
}

/// Where a plain form posts to.
pub fn change_path(id: WorkViewId) -> String {
    format!("{VIEWS}/{id}")
}

/// Where a plain form posts to.
pub fn delete_path(id: WorkViewId) -> String {
    format!("{VIEWS}/{id}/delete")
}
