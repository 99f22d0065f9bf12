//! How an entry is hashed: SHA-256 over the previous entry's hash and this entry's fields as canonical JSON.

use contatti_model::register::Direction;
use contatti_model::{Instant, MessageId};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The hash before an area's first entry.
pub(super) const ORIGIN: [u8; 32] = [0; 32];

/// What is registered of a document (DPR 445/2000 art. 53): all of it is covered by the hash.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    pub area: String,
    pub year: i16,
    pub number: i64,
    #[serde(serialize_with = "micros")]
    pub registered_at: Instant,
    pub direction: &'static str,
    pub message: MessageId,
    pub sender: String,
    pub recipient: String,
    pub subject: String,
    /// SHA-256 and name of the text and of each file, one a line.
    pub documents: String,
}

impl Entry {
    /// The entry's hash, given the one before it. Fields are hashed in declaration order.
    pub(super) fn hash(&self, previous: &[u8]) -> Vec<u8> {
        let canonical = serde_json::to_vec(self).unwrap_or_default();
        Sha256::new().chain_update(previous).chain_update(canonical).finalize().to_vec()
    }
}

/// The stored word of a direction, as the chain hashes it.
pub(super) fn direction(word: &str) -> Option<&'static str> {
    [Direction::In, Direction::Out].into_iter().map(Direction::as_str).find(|known| *known == word)
}

fn micros<S: serde::Serializer>(instant: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(instant.as_micros())
}
