//! The office's rooms: the work list, one request at work, the files of companies and consultants.

mod absences;
mod archives;
mod arrange;
mod assign;
mod calendar;
mod campaigns;
mod close;
mod comment;
mod company_card;
mod company_file;
mod consultant_file;
mod contacting;
mod documents;
mod enablement;
mod figures;
mod file_counts;
mod file_parts;
mod find;
mod hand_over;
mod linking;
mod listed;
mod mandate_span;
mod meeting;
mod narrow;
mod notes;
mod offices;
mod one;
mod pass;
mod presence;
mod reopen;
mod saved_views;
mod shortcuts;
mod staff_notices;
mod stale;
mod subject;
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
pub(crate) use campaigns::{CAMPAIGNS, Campaigns, NewCampaign, OneCampaign};
pub(crate) use company_file::{COMPANIES, CompanyFile, address_at as company_file_address};
pub(crate) use consultant_file::{CONSULTANTS, ConsultantFile};
pub(crate) use contacting::{CONTACT, ContactFirst};
pub(crate) use enablement::{ENABLEMENT, Enablement};
pub(crate) use figures::{BehindNumber, FIGURES, Figures};
pub(crate) use find::{FILES, FindFile};
pub(crate) use one::WorkOne;
pub(crate) use texts::{TEXTS, Texts};
pub(crate) use units::{UNITS, Units};
pub(crate) use work_list::WorkList;

/// Where the office works one request.
fn address_of<Id: std::fmt::Display>(id: Id) -> String {
    format!("/console/richieste/{id}")
}
