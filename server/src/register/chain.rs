//! How an entry is hashed: SHA-256 over the previous entry's hash and this entry's fields as canonical JSON.

use contatti_model::register::{Direction, RegisterNumber};
use contatti_model::{Instant, MessageId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The hash before an area's first entry.
pub(super) const ORIGIN: [u8; 32] = [0; 32];

/// What is registered of a document (DPR 445/2000 art. 53): all of it is covered by the hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub area: String,
    pub year: i16,
    pub number: i64,
    /// Microseconds since 1970, in JSON.
    #[serde(with = "micros")]
    pub registered_at: Instant,
    pub direction: Direction,
    pub message: MessageId,
    pub sender: String,
    pub recipient: String,
    pub subject: String,
    /// SHA-256 and name of the text and of each file, one a line.
    pub documents: String,
}

impl Entry {
    pub fn register_number(&self) -> RegisterNumber {
        RegisterNumber { area: self.area.clone(), year: self.year, number: self.number }
    }

    /// Digest and name of the text (always the first) and of each file.
    pub fn digests(&self) -> impl Iterator<Item = (&str, &str)> {
        self.documents.lines().filter_map(|line| line.split_once(' '))
    }

    /// The entry's hash, given the one before it. Fields are hashed in declaration order.
    pub(super) fn hash(&self, previous: &[u8]) -> Vec<u8> {
        let canonical = serde_json::to_vec(self).unwrap_or_default();
        Sha256::new().chain_update(previous).chain_update(canonical).finalize().to_vec()
    }
}

/// An entry as it is kept: with the hash it follows and its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    #[serde(flatten)]
    pub entry: Entry,
    #[serde(with = "hex::serde")]
    pub previous_hash: Vec<u8>,
    #[serde(with = "hex::serde")]
    pub hash: Vec<u8>,
}

impl Kept {
    /// Whether the hash is the one of this content after that predecessor.
    pub fn holds(&self) -> bool {
        self.entry.hash(&self.previous_hash) == self.hash
    }
}

mod micros {
    use contatti_model::Instant;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(instant: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(instant.as_micros())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
        i64::deserialize(deserializer).map(Instant::from_micros)
    }
}
