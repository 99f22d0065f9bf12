//! What every channel brings, in one shape: from whom, to whom, when, what, and the bytes as they came.

use contatti_model::Instant;
use contatti_model::identity::PositionNumber;
use contatti_model::register::{Direction, RegisterNumber};
use contatti_model::requests::Channel;

/// A message read, not yet matched with anybody. All texts are clean: no control characters, no length without end.
#[derive(Debug)]
pub struct Envelope {
    pub channel: Channel,
    pub direction: Direction,
    /// When it says it was written; nothing is believed of a date long past or to come.
    pub at: Option<Instant>,
    /// Who wrote, or was written to, as they are called.
    pub correspondent: String,
    /// Their address in small letters, or the digits of their number.
    pub address: String,
    /// The addresses or numbers it was sent to.
    pub recipients: Vec<String>,
    pub subject: String,
    pub text: String,
    /// Written by a machine.
    pub automatic: bool,
    pub files: Vec<(String, Vec<u8>)>,
    /// Parts that are not among `files`.
    pub left_out: u32,
    pub original: Original,
    /// Named outright by the institute's own system, which is believed.
    pub position: Option<PositionNumber>,
    pub request: Option<RegisterNumber>,
}

/// The bytes as they came.
#[derive(Debug)]
pub enum Original {
    /// An e-mail, kept beside what was read of it.
    Message(Vec<u8>),
    /// What came is the first of the files (a fax), or says nothing that was not read (a record): its digest tells it again.
    Digest(String),
}
