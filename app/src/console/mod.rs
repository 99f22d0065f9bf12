//! The office's rooms: the work list, and one request at work.

mod absences;
mod assign;
mod calendar;
mod close;
mod comment;
mod company_card;
mod documents;
mod figures;
mod enablement;
mod hand_over;
mod meeting;
mod narrow;
mod notes;
mod one;
mod pass;
mod shortcuts;
mod stale;
mod take_charge;
mod text_picker;
mod texts;
mod units;
mod view_tabs;
mod work;
mod work_list;
mod work_table;

pub(crate) use absences::{ABSENCES, Absences};
pub(crate) use calendar::{CALENDAR, Calendar};
pub(crate) use figures::{FIGURES, Figures};
pub(crate) use enablement::{ENABLEMENT, Enablement};
pub(crate) use one::WorkOne;
pub(crate) use texts::{TEXTS, Texts};
pub(crate) use units::{UNITS, Units};
pub(crate) use work_list::WorkList;

/// Where the office works one request.
fn address_of(id: impl std::fmt::Display) -> String {
    format!("/console/richieste/{id}")
}
