//! Correspondence: what comes and goes beside the drawer (e-mail, PEC, fax, calls, the counter, letters), part of one history.

mod forms;
mod state;
mod views;

pub use forms::{Filing, FilingForm, Opening, OpeningForm, RecordForm, Recorded, SetAside, SetAsideForm, TakeBackForm};
pub use state::{IllegalMissiveMove, MissiveState};
pub use views::{CompanyHistory, HistoryLine, MissiveDetail, MissiveLine, MissivePosition, MissiveRequest};
