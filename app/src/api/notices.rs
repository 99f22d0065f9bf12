//! How one wants to be told.

use super::{Outcome, get, post};
use contatti_model::notices::{NoticePreferences, NoticePreferencesForm};

/// Where they are read, and where the form that changes them posts to, with or without JavaScript.
pub const PREFERENCES: &str = "/api/v1/preferences";

pub async fn preferences() -> Outcome<NoticePreferences> {
    get(PREFERENCES.into()).await
}

pub async fn change_preferences(form: &NoticePreferencesForm) -> Outcome<NoticePreferences> {
    post(PREFERENCES.into(), form).await
}
