//! The office's side: what to do next and why it is first, and the files of whom it deals with. Owns the views its people keep, and no other table.

mod company_file;
mod consultant_file;
mod counts;
mod file_parts;
mod find;
mod known;
mod list;
mod place;
pub mod routes;
mod saved_views;
mod standing;
mod views;

use crate::db::Together;
use contatti_model::OfficeId;
use contatti_model::page::Page;
use contatti_model::requests::{WorkCount, WorkLine};

/// What the pages of an office ask in the same moment, answered once.
#[derive(Default)]
pub struct AskedTogether {
    lists: Together<list::Asked, Page<WorkLine>>,
    counts: Together<OfficeId, Vec<WorkCount>>,
}
