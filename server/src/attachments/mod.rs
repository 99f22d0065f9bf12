//! Files: received as a stream, hashed and told apart by content, kept by their SHA-256, served back byte for byte.

mod archive;
mod files;
mod receive;
pub mod routes;
mod sniff;
mod store;
mod sweep;

pub(crate) use archive::{Source, stream, unique_names};
pub use files::FileStore;
pub use receive::receive_field;
pub(crate) use routes::disposition;
pub use store::{belonging_to, claim, waiting};
pub use sweep::sweep;
