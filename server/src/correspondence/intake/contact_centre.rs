//! A communication of the contact centre: a record its system writes for each call, message or letter it makes.

use super::clean;
use super::envelope::{Envelope, Original};
use contatti_model::Instant;
use contatti_model::register::Direction;
use contatti_model::requests::Channel;
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The record; `docs/INTAKE.md` says what each field is.
#[derive(Debug, Deserialize)]
struct Record {
    channel: Channel,
    direction: Direction,
    /// RFC 3339.
    at: Timestamp,
    position: String,
    #[serde(default)]
    request: String,
    correspondent: String,
    #[serde(default)]
    address: String,
    /// The office it concerns, by its address; else the position's.
    #[serde(default)]
    office: String,
    subject: String,
    text: String,
}

/// Reads a record; none when it is not one.
pub(super) fn read(bytes: &[u8]) -> Option<Envelope> {
    let record: Record = serde_json::from_slice(bytes).ok()?;
    // What came through the drawer is there already.
    if record.channel == Channel::Web {
        return None;
    }
    let number = |raw: &str| if raw.contains('@') { clean::line(&raw.to_lowercase()) } else { clean::number(raw) };
    Some(Envelope {
        channel: record.channel,
        direction: record.direction,
        at: Some(Instant::new(record.at)),
        correspondent: clean::line(&record.correspondent),
        address: number(&record.address),
        recipients: clean::addresses(&record.office).collect(),
        subject: clean::line(&record.subject),
        text: clean::text(&record.text),
        automatic: false,
        files: vec![],
        left_out: 0,
        original: Original::Digest(hex::encode(Sha256::digest(bytes))),
        position: Some(record.position.parse().ok()?),
        request: record.request.parse().ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_names_its_position_or_is_none() {
        let record = r#"{"channel":"phone","direction":"out","at":"2026-11-27T10:30:00+01:00","position":"7012345662",
            "correspondent":"Anna Rossi","address":"+39 081 5551234","subject":"Richiamata","text":"Chiesto il LUL."}"#;
        let envelope = read(record.as_bytes()).unwrap();
        assert_eq!((envelope.channel, envelope.direction), (Channel::Phone, Direction::Out));
        assert_eq!(envelope.position.unwrap().as_str(), "7012345662");
        for broken in [
            "",
            "{}",
            &record.replace("7012345662", "12"),
            &record.replace("phone", "web"),
            &record.replace("out", "via"),
        ] {
            assert!(read(broken.as_bytes()).is_none(), "{broken}");
        }
    }
}
