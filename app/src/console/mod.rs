//! The office's rooms: the work list, and one request at work.

mod calendar;
mod close;
mod comment;
mod company_card;
mod documents;
mod meeting;
mod one;
mod stale;
mod take_charge;
mod work;
mod work_list;
mod work_table;

pub(crate) use calendar::{CALENDAR, Calendar};
pub(crate) use one::WorkOne;
pub(crate) use work_list::WorkList;

/// Where the office works one request.
fn address_of(id: impl std::fmt::Display) -> String {
    format!("/console/richieste/{id}")
}
