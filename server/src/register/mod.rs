//! The legal register: the next number inside the sender's transaction, a chain of hashes, its verification, and what is
//! made of it for others: the sealed segnatura of an entry, the register of a day.

mod chain;
pub mod daily;
mod entries;
mod seal;
mod segnatura;
mod store;
mod verify;

pub use chain::{Entry, Kept};
pub use entries::entry_of;
pub use seal::{Seal, certificate_digest, holds as seal_holds};
pub use segnatura::{About, segnatura, tells_of};
pub use store::{Document, digest, documents, hold, open_area, register};
pub use verify::{Break, Verified, verify};
