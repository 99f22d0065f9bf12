//! What a plain HTML form gives back to its page when it cannot go on: everything typed, and what to mend.

use crate::attachments::Attachment;
use crate::problem::Problem;
use serde::{Deserialize, Serialize};

/// Travels inside the server from the API to the page that is shown again; the page's state starts from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FormEcho {
    /// The page to show again, a path of this site.
    pub page: String,
    /// Every text field as sent, in order; passwords are left out.
    pub values: Vec<(String, String)>,
    /// Files already safe on the server, so that they need not be chosen again.
    pub uploaded: Vec<Attachment>,
    /// What was refused; none when the form only moves to another step.
    pub problem: Option<Problem>,
}

impl FormEcho {
    /// The last value sent for `name`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The field that names the page a form came from.
pub const PAGE_FIELD: &str = "page";

/// The field of the button that moves a form to another step instead of sending it.
pub const STEP_FIELD: &str = "step";
