//! Sweeping: files that waited a day for a request nobody sent and no draft names, uploads nobody went on with, and bytes no row knows.

use super::{store, uploads};
use crate::db::At;
use crate::house::House;
use crate::web::Answer;

/// How long a file may wait for its request, and an upload for its next bytes: long enough for a form left open over a night.
pub(super) const WAIT_SECONDS: i64 = 24 * 3600;

/// Removes what waited too long; how many rows and how many objects.
///
/// # Errors
/// When database or store do not answer; the next sweep goes on.
pub async fn sweep(house: &House) -> Answer<(u64, u64)> {
    let before = house.now().plus_seconds(-WAIT_SECONDS);
    let rows = store::forget_waiting(house, At(before)).await? + uploads::forget_old(house, At(before)).await?;
    let mut objects = 0;
    let before = jiff::Timestamp::from_microsecond(before.as_micros()).unwrap_or(jiff::Timestamp::MIN);
    for (path, digest) in house.files.older_than(before).await? {
        // Checked and removed while no attachment can be written: the same content may arrive again at this moment.
        let mut tx = house.begin().await?;
        tx.hold_attachments().await?;
        let wanted = match &digest {
            Some(sha256) => store::is_referenced(&mut tx, sha256).await?,
            None => false,
        };
        if !wanted {
            house.files.remove(&path).await?;
            objects += 1;
        }
        tx.commit().await?;
    }
    Ok((rows, objects))
}
