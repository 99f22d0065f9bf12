//! Ids that follow from a name or a number, so that loading the demo twice finds its own rows again.

use super::dice::mixed;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// What is numbered; part of the id, so that two kinds never meet.
#[derive(Clone, Copy)]
pub(super) enum Numbered {
    Request = 1,
    Message = 2,
    Event = 3,
    Attachment = 4,
}

/// 1 January 2024, where the numbered ids' clock begins.
const BASE_MILLIS: u64 = 1_704_067_200_000;

/// Most rows one request may have of a kind.
const PLACES: u64 = 16;

/// The id of a thing with a name of its own: an office's code, a user name.
pub(super) fn named(kind: &str, name: &str) -> Uuid {
    let digest = Sha256::digest(format!("contatti demo\n{kind}\n{name}"));
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest) {
        *to = from;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// The id of the `place`-th row of request `index`: a UUIDv7 that sorts by index, as real ids sort by time, and keeps large
/// tables fast to fill. Its clock counts requests, not milliseconds: nothing of the id depends on the day of loading.
pub(super) fn numbered(kind: Numbered, index: u64, place: u64) -> Uuid {
    let row = index.wrapping_mul(PLACES).wrapping_add(place % PLACES);
    let tail = mixed(row).to_be_bytes();
    let random = [kind as u8, tail[0], tail[1], tail[2], tail[3], tail[4], tail[5], tail[6], tail[7], 0xD0];
    Builder::from_unix_timestamp_millis(BASE_MILLIS.wrapping_add(index), &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_are_stable_distinct_and_in_order() {
        assert_eq!(named("office", "5100"), named("office", "5100"));
        assert_ne!(named("office", "5100"), named("company", "5100"));
        let ids: Vec<_> = (0..5_000).map(|index| numbered(Numbered::Request, index, 0)).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        let all: HashSet<_> = (0..500_u64)
            .flat_map(|index| (0..PLACES).map(move |place| (index, place)))
            .map(|(index, place)| numbered(Numbered::Event, index, place))
            .collect();
        assert_eq!(all.len(), 8_000);
    }
}
