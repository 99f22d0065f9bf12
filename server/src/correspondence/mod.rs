//! Correspondence: what comes and goes beside the drawer is registered on arrival, matched with those it is about, and
//! becomes part of one history; what nobody can match waits in the office's tray.

mod access;
mod decide;
mod file;
mod history;
pub mod intake;
mod known;
mod open;
mod read;
mod record;
pub mod routes;
pub(crate) mod search;
mod set_aside;
mod store;
mod take;
mod tray;

pub(crate) use access::may_read_file;
pub use take::{Taken, take};

use contatti_model::PersonId;
use uuid::Uuid;

/// The hand of what no person brought: author of what strangers wrote, owner of the files that came along. Its account
/// is made by the migration and is nobody's.
pub(crate) const POST: PersonId = PersonId(Uuid::from_u128(0x0000_0000_0000_7000_8000_706f_7374_6100));
