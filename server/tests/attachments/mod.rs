//! Files on their way in and out.

mod archive;
mod bombs;
mod digest;
mod limits;
mod preview;
pub(crate) mod resume;
mod scan;
mod sweep;
