//! Correspondence: the office's tray, one missive on either side, a company's history over all channels.

mod aside;
mod deciding;
mod facts;
mod file;
mod history;
mod letter;
mod one;
mod open;
mod record;
mod tray;
mod tray_table;

pub(crate) use history::{CompanyStory, OFFICE_PART, OfficeLetters, OfficeStory};
pub(crate) use letter::Letter;
pub(crate) use one::TrayOne;
pub(crate) use record::WriteDown;
pub(crate) use tray::{TRAY, Tray};

use contatti_model::{CompanyId, MissiveId};

/// Where the office decides what becomes of a missive.
pub(crate) fn address_of(id: MissiveId) -> String {
    format!("{TRAY}/{id}")
}

/// Where a company reads one.
fn letter_address(id: MissiveId) -> String {
    format!("/contatti/corrispondenza/{id}")
}

/// The history of a company, as it and its intermediaries read it.
pub(crate) fn history_address(company: CompanyId) -> String {
    format!("/contatti/aziende/{company}")
}
