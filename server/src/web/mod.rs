//! What every room needs to speak HTTP: refusals, sent forms, the signed-in actor's door and the shields around all routes.

mod csv;
mod language;
mod limits;
mod pages;
mod refusal;
mod sent;
mod shield;
mod walk;
mod written;

pub(crate) use csv::{
    day as csv_day, download as csv_download, field as csv_field, moment as csv_moment, write as write_csv,
};
pub use language::chosen_language;
pub(crate) use limits::count_call;
pub use limits::{Limits, tell_limits};
pub(crate) use pages::{AT_ONCE, pages};
pub use refusal::{Answer, Refusal, finish_problems};
pub use sent::{Sent, StagedFiles, own_path, see_other};
pub use shield::{guard_cross_site, security_headers};
pub(crate) use walk::Walk;
pub use written::{Pipe, written};

use contatti_model::ProblemCode;
use contatti_model::page::Page;

/// The longest page of a list.
pub const PAGE_SIZE: i64 = 25;

/// Splits one row too many off a list and makes of the last kept row the cursor of the next page.
pub fn page_of<R, T>(mut rows: Vec<R>, size: i64, cursor: impl Fn(&R) -> String, view: impl FnMut(R) -> T) -> Page<T> {
    let size = usize::try_from(size).unwrap_or(0);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = if more { rows.last().map(&cursor) } else { None };
    Page { items: rows.into_iter().map(view).collect(), next }
}

/// Reads a cursor of the form `<number>_<uuid>`.
///
/// # Errors
/// 404 for a cursor this server did not make.
pub fn read_cursor(cursor: &str) -> Answer<(i64, uuid::Uuid)> {
    let parts = cursor.split_once('_').and_then(|(key, id)| Some((key.parse().ok()?, id.parse().ok()?)));
    parts.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}
