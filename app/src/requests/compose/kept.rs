//! What the browser keeps of drafts: everything typed, at once, also when the line is down or the battery dies.

use crate::browser;
use crate::requests::DRAFTS;
use contatti_model::attachments::Attachment;
use contatti_model::identity::Me;
use contatti_model::requests::DraftForm;
use serde::{Deserialize, Serialize};

/// One draft as kept here.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub draft: DraftForm,
    pub files: Vec<Attachment>,
    /// The server's version it was written upon.
    pub version: i64,
    /// Whether the server has all of it.
    pub saved: bool,
}

/// The drafts of one person, each under its own key, so that two tabs do not write over one another.
pub(super) struct Shelf {
    prefix: String,
}

impl Shelf {
    pub fn of(me: &Me) -> Self {
        Self { prefix: format!("{DRAFTS}{}.", me.id) }
    }

    /// The draft of this id; without one, whatever the server does not have yet, the last written first.
    pub fn find(&self, id: Option<&str>) -> Option<Kept> {
        if let Some(id) = id {
            return read(&self.key(id));
        }
        let last = browser::kept(&self.last()).map(|id| self.key(&id));
        let all = browser::kept_keys(&self.prefix).into_iter();
        last.into_iter().chain(all).filter_map(|key| read(&key)).find(|kept| !kept.saved)
    }

    pub fn keep(&self, kept: &Kept) {
        let json = serde_json::to_string(kept).unwrap_or_default();
        browser::keep(&self.key(&kept.draft.request.id), &json);
        browser::keep(&self.last(), &kept.draft.request.id);
    }

    pub fn forget(&self, id: &str) {
        browser::forget(&self.key(id));
        if browser::kept(&self.last()).as_deref() == Some(id) {
            browser::forget(&self.last());
        }
    }

    /// Lets go of copies of what the server has, but for the one in hand.
    pub fn tidy(&self, in_hand: &str) {
        for key in browser::kept_keys(&self.prefix) {
            if key != self.key(in_hand) && read(&key).is_some_and(|kept| kept.saved) {
                browser::forget(&key);
            }
        }
    }

    fn key(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    fn last(&self) -> String {
        self.key("last")
    }
}

/// The draft was discarded: no copy of it stays here, whoever's it was.
pub(crate) fn forget_copies(id: &str) {
    for key in browser::kept_keys(DRAFTS) {
        if key.ends_with(id) {
            browser::forget(&key);
        }
    }
}

fn read(key: &str) -> Option<Kept> {
    serde_json::from_str(&browser::kept(key)?).ok()
}
