//! The office's rooms: the work list, and one request at work.

mod archives;
mod assign;
mod calendar;
mod close;
mod comment;
mod company_card;
mod documents;
mod hand_over;
mod linking;
mod meeting;
mod narrow;
mod notes;
mod one;
mod presence;
mod shortcuts;
mod stale;
mod subject;
mod take_charge;
mod text_picker;
mod texts;
mod view_tabs;
mod work;
mod work_list;
mod work_table;

pub(crate) use calendar::{CALENDAR, Calendar};
pub(crate) use one::WorkOne;
pub(crate) use texts::{TEXTS, Texts};
pub(crate) use work_list::WorkList;

/// Where the office works one request.
fn address_of(id: impl std::fmt::Display) -> String {
    format!("/console/richieste/{id}")
}
