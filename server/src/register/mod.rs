//! The legal register: the next number inside the sender's transaction, a chain of hashes, and its verification.

mod chain;
mod store;
mod verify;

pub use chain::Entry;
pub use store::{Document, digest, documents, open_area, register};
pub use verify::{Break, Verified, verify};
