//! The parts that the files of companies and of consultants have in common: appointments, documents, notes (ADR 0024).

mod documents;
mod meetings;
mod notes;

pub(super) use documents::documents;
pub(super) use meetings::{meetings, next_meeting};
pub(super) use notes::notes;

use crate::identity::Whose;
use contatti_model::OfficeId;
use contatti_model::identity::CompanyName;
use contatti_model::page::Page;
use uuid::Uuid;

/// Which part of whose file: authority, and the row that says who looked, are the caller's.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub whose: Whose,
    pub office: OfficeId,
    /// Words to find; blank for all there is.
    pub text: &'a str,
    /// `next` of the page before, with the same words.
    pub cursor: Option<&'a str>,
}

impl Wanted<'_> {
    /// A company's own file says its name at its head: in the lines it stands where they are of several.
    fn named(&self, company: CompanyName) -> Option<CompanyName> {
        matches!(self.whose, Whose::Firm(_)).then_some(company)
    }
}

/// What there is of nobody.
pub(super) fn empty<T>() -> Page<T> {
    Page { items: vec![], next: None }
}

fn company_name((id, name, tax_code): (Uuid, String, String)) -> CompanyName {
    CompanyName { id: contatti_model::CompanyId(id), name, tax_code }
}
