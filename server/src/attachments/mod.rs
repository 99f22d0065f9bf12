//! Files: received as a stream or piece by piece, hashed and told apart by content, scanned, kept by their SHA-256,
//! served back byte for byte.

mod archive;
mod clamd;
mod digest;
mod files;
mod foreign;
mod inspect;
mod passed_on;
mod preview;
mod receive;
pub mod routes;
mod scan;
mod scan_store;
mod settle;
mod sniff;
mod store;
mod sweep;
mod uploads;

pub(crate) use archive::{Source, stream, unique_names};
pub use clamd::answers as clamd_answers;
pub use files::FileStore;
pub(crate) use foreign::{Foreign, hand_over, of_missive};
pub(crate) use passed_on::passed_on;
pub use receive::receive_field;
pub(crate) use routes::disposition;
pub use scan::{await_verdicts, run_scans, scan_next, settle_antivirus};
pub use store::{belonging_to, claim, waiting};
pub use sweep::sweep;
