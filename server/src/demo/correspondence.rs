//! Correspondence of the demonstration: letters, calls and faxes as the intake would have read them.

use super::data::{DemoError, data_file, read};
use super::files;
use crate::correspondence::intake::{Envelope, Original};
use contatti_model::Instant;
use contatti_model::attachments::FileKind;
use contatti_model::identity::PositionNumber;
use contatti_model::register::Direction;
use contatti_model::requests::Channel;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// One missive; `number` is filled in by whoever knows the companies.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoMissive {
    channel: Channel,
    direction: Direction,
    days_ago: i64,
    correspondent: String,
    #[serde(default)]
    address: String,
    /// The mailbox of the office it was sent to.
    office: String,
    /// Whether the sender's own system names the position.
    #[serde(default)]
    position: bool,
    subject: String,
    text: String,
    #[serde(default)]
    file: Option<FileKind>,
    #[serde(skip)]
    number: Option<PositionNumber>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Missives {
    missive: Vec<DemoMissive>,
}

/// All of them, about this position.
pub(super) fn load(number: &str) -> Result<Vec<DemoMissive>, DemoError> {
    let list: Missives = read(data_file!("missives.toml"))?;
    let about = |missive: DemoMissive| DemoMissive {
        number: number.parse().ok().filter(|_| missive.position),
        subject: missive.subject.replace("{number}", number),
        text: missive.text.replace("{number}", number),
        ..missive
    };
    Ok(list.missive.into_iter().map(about).collect())
}

impl DemoMissive {
    /// The missive as it comes in, some days before `now`.
    pub fn envelope(&self, now: Instant) -> Envelope {
        let digest = Sha256::digest(format!("{}\n{}\n{}", self.address, self.subject, self.text));
        let ending = |kind: FileKind| kind.endings().first().copied().unwrap_or_default();
        let file = |kind: FileKind| (format!("documento{}", ending(kind)), files::file(kind, 3));
        Envelope {
            channel: self.channel,
            direction: self.direction,
            at: Some(now.plus_seconds(-self.days_ago * 86_400)),
            correspondent: self.correspondent.clone(),
            address: self.address.clone(),
            recipients: vec![format!("{}@{}", self.office, super::DOMAIN)],
            subject: self.subject.clone(),
            text: self.text.clone(),
            automatic: false,
            files: self.file.map(file).into_iter().collect(),
            left_out: 0,
            original: Original::Digest(hex::encode(digest)),
            position: self.number.clone(),
            request: None,
        }
    }
}
