//! The files a request brings: names that fit its subject, contents made when asked for.

use super::row::{DemoAttachment, DemoFile};
use crate::demo::dice::Dice;
use crate::demo::files;
use crate::demo::ids::{Numbered, numbered};
use crate::demo::letters::facts::Facts;
use crate::demo::letters::fill::fill;
use contatti_model::attachments::{AttachmentProfile, FileKind};
use contatti_model::{AttachmentId, Instant};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Up to this many requests each file has a content of its own; beyond, a few contents serve all.
const OWN_CONTENTS: u64 = 10_000;
const SHARED_CONTENTS: u32 = 6;

/// Of twenty requests, how many bring 0, 1, 2 and 3 files.
const HOW_MANY: [usize; 20] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3];

/// What is stored of a content: its size and its digest.
type Facets = (u64, String);

/// The contents shared by all; empty when each file has its own.
pub(super) struct Papers(HashMap<DemoFile, Facets>);

/// What the files are chosen by.
pub(super) struct Wanted<'a> {
    pub index: u64,
    pub names: &'a [String],
    pub profile: &'a AttachmentProfile,
    pub facts: &'a Facts,
    /// The letter says that something is enclosed.
    pub enclosed: bool,
    pub sent_at: Instant,
}

impl Papers {
    pub fn for_count(count: u64) -> Self {
        if count <= OWN_CONTENTS {
            return Self(HashMap::new());
        }
        let contents = FileKind::ALL.into_iter().flat_map(|kind| {
            (0..SHARED_CONTENTS).map(move |index| {
                let file = DemoFile { kind, index };
                (file, facets(file))
            })
        });
        Self(contents.collect())
    }

    pub fn attach(&self, wanted: &Wanted<'_>, dice: &mut Dice) -> Vec<DemoAttachment> {
        let mut names: Vec<_> = wanted
            .names
            .iter()
            .filter_map(|name| Some((name, FileKind::by_name(name)?)))
            .filter(|(_, kind)| wanted.profile.kinds.contains(kind))
            .collect();
        let count = dice.pick(&HOW_MANY).copied().unwrap_or(0);
        if wanted.enclosed {
            // What the letter calls enclosed stands first.
            names.truncate(count.max(2));
        } else {
            while names.len() > count {
                names.remove(usize::try_from(dice.below(names.len() as u64)).unwrap_or(0));
            }
        }
        names.truncate(usize::try_from(wanted.profile.max_files).unwrap_or(0));
        let mut files = vec![];
        for (place, (name, kind)) in (0..).zip(names) {
            let name = fill(name, wanted.facts, dice);
            files.push(self.paper(wanted, place, name, kind, dice));
        }
        files
    }

    fn paper(&self, wanted: &Wanted<'_>, place: u64, name: String, kind: FileKind, dice: &mut Dice) -> DemoAttachment {
        let file = DemoFile { kind, index: self.content(wanted, place, kind, dice) };
        let (size, sha256) = match self.0.get(&file) {
            Some(known) => known.clone(),
            None => facets(file),
        };
        let before = 60 * (4 - place.min(3).cast_signed());
        DemoAttachment {
            id: AttachmentId(numbered(Numbered::Attachment, wanted.index, place)),
            place: place.cast_signed(),
            name,
            size,
            sha256,
            kind,
            stored_at: wanted.sent_at.plus_seconds(-before),
            file,
        }
    }

    /// Which content; a heavy one only where the profile has room for three of them.
    fn content(&self, wanted: &Wanted<'_>, place: u64, kind: FileKind, dice: &mut Dice) -> u32 {
        let index = if self.0.is_empty() {
            u32::try_from(wanted.index * 4 + place).unwrap_or(0)
        } else {
            u32::try_from(dice.below(u64::from(SHARED_CONTENTS))).unwrap_or(0)
        };
        let (one, all) = (wanted.profile.max_file_bytes, wanted.profile.max_total_bytes);
        let room = one >= files::HEAVY_BYTES && all >= 3 * files::HEAVY_BYTES;
        if files::is_heavy(kind, index) && !room { 0 } else { index }
    }
}

fn facets(file: DemoFile) -> Facets {
    let bytes = file.bytes();
    (bytes.len() as u64, hex::encode(Sha256::digest(&bytes)))
}
