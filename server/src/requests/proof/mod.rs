//! Proof of a request that holds without this server: the receipt on paper, the sealed segnature, the bundle of it all.

mod bundle;
pub mod manifest;
mod receipt_pdf;
pub mod routes;
mod segnature;
pub mod verify;

pub use verify::{Proved, Unproved, verify};
