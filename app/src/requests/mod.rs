//! The company's rooms: home, new request, list, one request, receipt.

mod chips;
mod compose;
mod drafts;
mod export;
mod filters;
mod home;
mod line;
mod list;
mod meeting;
mod more_filters;
mod one;
mod onward;
mod position_table;
mod positions;
mod promise;
mod receipt;
mod related;
mod remind;
mod reply;
mod standing;
mod verdict;
mod views;

pub(crate) use compose::Compose;
pub(crate) use home::Home;
pub(crate) use line::RequestTable;
pub(crate) use list::List;
pub(crate) use one::One;
pub(crate) use onward::ChainLinks;
pub(crate) use position_table::PositionLinks;
pub(crate) use receipt::ReceiptPage;
pub(crate) use related::RelatedLine;

/// The prefix of what the browser keeps of requests not sent yet.
pub(crate) const DRAFTS: &str = "contatti.draft.";

/// Where a company reads one request.
pub(crate) fn address_of<Id: std::fmt::Display>(id: Id) -> String {
    format!("/contatti/richieste/{id}")
}
