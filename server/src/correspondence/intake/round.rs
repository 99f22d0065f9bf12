//! One look into the folders: each message is taken by itself, so that a broken one stops nobody else's.

use super::envelope::Envelope;
use super::folders::{Folders, files};
use super::{contact_centre, fax, mail, pec};
use crate::correspondence::take::{Taken, take};
use crate::house::House;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::fs;

/// How often the folders are looked into.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// The heaviest message taken.
const MAX_BYTES: u64 = 40_000_000;
/// Messages of one folder taken in one round, so that a flood in one leaves the others their turn.
const BATCH: usize = 50;

/// What one look came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// New missives.
    pub taken: usize,
    /// Delivered before.
    pub known: usize,
    /// Moved to `broken`.
    pub broken: usize,
    /// Left for the next round: the database or the store did not answer.
    pub left: usize,
}

/// Looks until the server closes.
pub async fn run(house: House) {
    let folders = Folders::at(&house.config.intake());
    if let Err(error) = folders.make() {
        tracing::error!(%error, "the intake's folders cannot be made: no mail, fax or record is taken in");
        return;
    }
    let mut closing = house.live.closing();
    loop {
        let round = round(&house, &folders).await;
        if round.taken + round.broken > 0 {
            tracing::info!(taken = round.taken, known = round.known, broken = round.broken, "messages taken in");
        }
        if round.taken >= BATCH && !*closing.borrow() {
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// Takes in what lies in the folders now.
pub async fn round(house: &House, folders: &Folders) -> Round {
    let mut round = Round::default();
    for folder in [folders.mail().join("new"), folders.mail()] {
        for path in files(&folder, BATCH) {
            one(house, folders, &mut round, vec![path], |bytes| Some(mail::read(bytes))).await;
        }
    }
    for folder in [folders.pec().join("new"), folders.pec()] {
        for path in files(&folder, BATCH) {
            one(house, folders, &mut round, vec![path], |bytes| Some(pec::read(bytes))).await;
        }
    }
    for path in files(&folders.contact_centre(), BATCH) {
        one(house, folders, &mut round, vec![path], |bytes| contact_centre::read(&bytes)).await;
    }
    faxes(house, folders, &mut round).await;
    round
}

/// A fax is whole once its sidecar is there.
async fn faxes(house: &House, folders: &Folders, round: &mut Round) {
    for sidecar in files(&folders.fax(), BATCH * 2).into_iter().filter(|path| has_ending(path, &["json"])) {
        let documents = ["tif", "tiff", "pdf"].map(|ending| sidecar.with_extension(ending));
        let Some(document) = documents.into_iter().find(|path| path.is_file()) else {
            set_apart(folders, round, &[sidecar]).await;
            continue;
        };
        let Ok(said) = fs::read(&sidecar).await else { continue };
        let name = document.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        one(house, folders, round, vec![document, sidecar], move |bytes| fax::read(&name, bytes, &said)).await;
    }
}

/// Takes one message, of which `paths` are the files and the first holds the bytes.
async fn one(
    house: &House,
    folders: &Folders,
    round: &mut Round,
    paths: Vec<PathBuf>,
    read: impl FnOnce(Vec<u8>) -> Option<Envelope> + Send + 'static,
) {
    let size = fs::metadata(&paths[0]).await.map_or(u64::MAX, |about| about.len());
    if size > MAX_BYTES || size == 0 {
        return set_apart(folders, round, &paths).await;
    }
    let Ok(bytes) = fs::read(&paths[0]).await else { return };
    // Parsing what strangers wrote: off the threads that answer people, and a panic of a parser ends nothing but itself.
    let Ok(Some(envelope)) = tokio::task::spawn_blocking(move || read(bytes)).await else {
        return set_apart(folders, round, &paths).await;
    };
    match take(house, envelope).await {
        Ok(taken) => {
            round.taken += usize::from(matches!(taken, Taken::New(_)));
            round.known += usize::from(taken == Taken::Known);
            metrics::counter!("contatti_missives_taken_total").increment(1);
            // Durable by now: a file that cannot be removed is known the next time.
            for path in &paths {
                let _ = fs::remove_file(path).await;
            }
        }
        Err(refusal) => {
            round.left += 1;
            tracing::warn!(problem = %refusal.into_problem(), "a message waits for the next round");
        }
    }
}

async fn set_apart(folders: &Folders, round: &mut Round, paths: &[PathBuf]) {
    round.broken += 1;
    metrics::counter!("contatti_missives_broken_total").increment(1);
    for path in paths {
        let name = path.file_name().unwrap_or_default();
        let moved = fs::rename(path, folders.broken().join(name)).await;
        tracing::warn!(file = %path.display(), moved = moved.is_ok(), "a message that cannot be read is set apart");
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
}
