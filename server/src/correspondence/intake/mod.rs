//! The intake: folders that mail servers, fax servers and the contact centre deliver into, read one message at a time.

mod clean;
mod contact_centre;
mod envelope;
mod fax;
mod folders;
mod mail;
mod pec;
mod round;

pub use envelope::{Envelope, Original};
pub use fax::{FaxReceived, deliver as deliver_fax};
pub use folders::Folders;
pub use round::{Round, round, run};
