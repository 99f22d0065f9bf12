//! Scanning in the background: files in line are claimed, scanned a few at a time, and tried again while clamd is away.

use super::{clamd, scan_store, store};
use crate::config::Antivirus;
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::attachments::{Scan, Verdict};
use futures::StreamExt;
use scan_store::InLine;
use std::io;
use std::time::Duration;

/// Files scanned at a time by one server.
const AT_ONCE: usize = 4;
/// How often a server looks for files other servers received, or whose next attempt has come.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// Waiting between attempts doubles from this, in seconds, …
const FIRST_PATIENCE: i64 = 5;
/// … to this.
const LONGEST_PATIENCE: i64 = 600;
/// How long a plain form waits for the files it brought.
const FORM_PATIENCE: Duration = Duration::from_secs(5);
const FORM_LOOKS_EVERY: Duration = Duration::from_millis(200);

/// Scans until the server closes; does nothing where no antivirus is wanted.
pub async fn run_scans(house: House) {
    if house.config.antivirus == Antivirus::Off {
        return;
    }
    let scanners = (0..AT_ONCE).map(|_| scanner(house.clone()));
    futures::future::join_all(scanners).await;
}

async fn scanner(house: House) {
    let mut closing = house.live.closing();
    loop {
        match scan_next(&house).await {
            Ok(true) => {
                if *closing.borrow() {
                    return;
                }
                continue;
            }
            Ok(false) => {}
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "files wait for the antivirus"),
        }
        tokio::select! {
            () = house.to_scan.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// Scans the file that has been due longest; whether there was one.
///
/// # Errors
/// When the database does not answer.
pub async fn scan_next(house: &House) -> Answer<bool> {
    let Some(file) = scan_store::claim(house).await? else { return Ok(false) };
    let verdict = verdict(house, &file).await;
    match &verdict {
        Verdict::Missed { .. } => {
            metrics::counter!("contatti_scans_missed_total").increment(1);
            scan_store::try_again(house, &file, &verdict, patience(file.attempts)).await?;
        }
        Verdict::Clean => {
            metrics::counter!("contatti_scans_clean_total").increment(1);
            scan_store::settle(house, &file.sha256, &verdict).await?;
        }
        Verdict::Infected(signature) => {
            metrics::counter!("contatti_scans_infected_total").increment(1);
            tracing::warn!(attachment = %file.id, signature, "an infected file: its content is not served any more");
            scan_store::settle(house, &file.sha256, &verdict).await?;
        }
    }
    Ok(true)
}

async fn verdict(house: &House, file: &InLine) -> Verdict {
    let asked = match house.files.read(&file.sha256).await {
        Ok(content) => clamd::scan(&house.config.clamd, content.map(|chunk| chunk.map_err(io::Error::other))).await,
        Err(refusal) => Err(refusal.problem.to_string()),
    };
    asked.unwrap_or_else(|why| {
        tracing::warn!(attachment = %file.id, why, "a file could not be scanned; it is tried again");
        Verdict::Missed { required: house.config.antivirus == Antivirus::Required }
    })
}

/// 5, 10, 20 … seconds, at most ten minutes.
fn patience(attempts: i32) -> i64 {
    (FIRST_PATIENCE << attempts.saturating_sub(1).clamp(0, 20)).min(LONGEST_PATIENCE)
}

/// Brings rows into agreement with what the configuration wants now; before the server answers.
///
/// # Errors
/// When the database does not answer.
pub async fn settle_antivirus(house: &House) -> Result<(), sqlx::Error> {
    match house.config.antivirus {
        Antivirus::Off => scan_store::let_go(house).await,
        Antivirus::On => scan_store::look_again(house).await,
        Antivirus::Required => {
            scan_store::look_again(house).await?;
            scan_store::recall_unsent(house).await
        }
    }
}

/// Waits a moment for the verdicts on files a plain form brought: nobody should have to press twice for a scan that
/// takes milliseconds.
///
/// # Errors
/// When the database does not answer.
pub async fn await_verdicts(house: &House, actor: &Actor, chosen: &[String]) -> Answer<()> {
    let end = tokio::time::Instant::now() + FORM_PATIENCE;
    loop {
        let files = store::waiting(house, actor).await?;
        let in_line = |id: &String| files.iter().any(|file| file.scan == Scan::Waiting && file.id.to_string() == *id);
        if !chosen.iter().any(in_line) || tokio::time::Instant::now() >= end {
            return Ok(());
        }
        tokio::time::sleep(FORM_LOOKS_EVERY).await;
    }
}

#[cfg(test)]
mod tests {
    use super::patience;

    #[test]
    fn patience_grows_to_ten_minutes_and_no_further() {
        let waits: Vec<_> = (1..=9).map(patience).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 600, 600]);
        assert_eq!(patience(i32::MAX), 600);
    }
}
