//! Enablement (*abilitazione*): the director nominates, the IT contact grants and revokes the group `APP_FEA_COMBID`.

mod nominate;
mod overview;
mod reminder;
mod state;

pub use nominate::{
    ENABLED_DAYS, MAX_ENABLED_DAYS, MAX_ENABLEMENT_REASON_CHARS, NominateForm, Nomination, ReasonForm, goes_on_from,
};
pub use overview::{EnablementLine, EnablementLogLine, Enablements, REVIEW_DAYS, to_review};
pub use reminder::{LAST_REMINDER_DAYS, Reminder};
pub use state::{EnablementDeed, EnablementMove, EnablementState, IllegalEnablement, separate_duties};
