//! Files on their way in and out.

mod archive;
mod limits;
mod sweep;
