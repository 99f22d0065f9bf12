//! The short commands: each does one thing and says what it did.

use crate::{HolidayCommand, HolidayWords, UserCommand};
use contatti_server::clock::{Clock, SystemClock};
use contatti_server::config::{Antivirus, Config};
use contatti_server::correspondence::intake::{FaxReceived, Folders, deliver_fax};
use contatti_server::identity::{self, NewAccount};
use contatti_server::requests::proof;
use contatti_server::{House, attachments, demo, offices, register};
use jiff::civil::Date;
use std::path::Path;

pub async fn check_config(config: &Config) -> Result<(), String> {
    println!("{config:#?}");
    contatti_server::notices::Mailer::open(config)?;
    if config.antivirus == Antivirus::Off || attachments::clamd_answers(&config.clamd).await {
        return Ok(());
    }
    let away = format!("clamd does not answer at {}", config.clamd);
    match config.antivirus {
        Antivirus::Required => Err(format!("{away}: nothing could be sent with attachments")),
        _ => {
            println!("Mind: {away}; files would be sent unscanned and scanned later.");
            Ok(())
        }
    }
}

/// A fax server calls this for each fax; the running server takes it in.
pub fn faxrcvd(
    config: &Config,
    file: &Path,
    communication: &str,
    error: &str,
    caller: &[String],
) -> Result<(), String> {
    let word = |place: usize| caller.get(place).cloned().unwrap_or_default();
    let said = FaxReceived {
        from: word(0),
        name: word(1),
        to: word(2),
        received_at: SystemClock.now().to_rfc3339(),
        communication: communication.to_owned(),
        error: error.to_owned(),
    };
    deliver_fax(&Folders::at(&config.intake()), file, &said)
        .map_err(|error| format!("the fax {} cannot be handed over: {error}", file.display()))
}

pub async fn migrate(house: &House) -> Result<(), String> {
    house.db.migrate().await.map_err(|error| format!("the database could not be brought up to date: {error}"))?;
    println!("The database is up to date.");
    Ok(())
}

pub async fn demo(house: &House, requests: u32) -> Result<(), String> {
    house.db.migrate().await.map_err(|error| format!("the database could not be brought up to date: {error}"))?;
    demo::load(house, requests, |done| eprintln!("  {done} letters loaded")).await?;
    let world = demo::World::load().map_err(|error| error.to_string())?;
    println!("Demonstration accounts (role, user name, password, who they are):");
    for account in world.accounts() {
        println!("{}\t{}\t{}\t{}", account.role.as_str(), account.username, account.password, account.description);
    }
    house.db.close().await;
    Ok(())
}

pub async fn user(house: &House, command: UserCommand) -> Result<(), String> {
    match command {
        UserCommand::Add { username, name, email, role, office, company, password } => {
            let seat = role.zip(office.as_deref());
            let company = company.as_deref();
            let account =
                NewAccount { username: &username, password: &password, name: &name, email: &email, seat, company };
            identity::add_account(house, &account).await?;
            println!("{username} may sign in.");
        }
        UserCommand::Disable { username } => {
            let found = identity::disable_account(house, &username).await.map_err(|error| error.to_string())?;
            if !found {
                return Err(format!("there is no enabled account named {username}"));
            }
            println!("{username} may not sign in any more.");
        }
        UserCommand::SignOut { username } => {
            let ended =
                identity::end_sessions_of(house, &username).await.map_err(|refusal| refusal.problem.to_string())?;
            println!("{ended} sessions ended.");
        }
    }
    Ok(())
}

pub async fn holiday(house: &House, command: HolidayCommand) -> Result<(), String> {
    let (adds, HolidayWords { day, name, office }) = match command {
        HolidayCommand::Add(words) => (true, words),
        HolidayCommand::Remove(words) => (false, words),
    };
    let office = office.as_deref();
    let changed = match adds {
        true => offices::add_holiday(house, day, &name, office).await?,
        false => offices::remove_holiday(house, day, &name, office).await?,
    };
    let becomes = if adds { "rests" } else { "counts" };
    match changed {
        true => println!("{day} {becomes}. Open requests are re-dated and people told while `contatti serve` runs."),
        false => println!("{day} {becomes} already: nothing changed."),
    }
    Ok(())
}

pub async fn verify_register(house: &House) -> Result<(), String> {
    match register::verify(house).await.map_err(|error| format!("the database does not answer: {error}"))? {
        Ok(verified) => {
            println!("The register holds: {} entries in {} areas.", verified.entries, verified.areas);
            Ok(())
        }
        Err(broken) => Err(format!("the register is broken at {broken}")),
    }
}

/// Checks a bundle with nothing but its bytes and, where one is named, the certificate it must be sealed with.
pub fn verify_bundle(bundle: &Path, seal: Option<&Path>) -> Result<(), String> {
    let words = |path: &Path, error: &dyn std::fmt::Display| format!("cannot read {}: {error}", path.display());
    let file = std::fs::File::open(bundle).map_err(|error| words(bundle, &error))?;
    let proved =
        proof::verify(std::io::BufReader::new(file)).map_err(|broken| format!("the bundle is broken at {broken}"))?;
    if let Some(seal) = seal {
        let pem = std::fs::read(seal).map_err(|error| words(seal, &error))?;
        let known = register::certificate_digest(&pem).map_err(|error| words(seal, &error))?;
        if known != proved.sealed_by {
            return Err(format!("the bundle is sealed by another certificate: {}", proved.sealed_by));
        }
    }
    println!(
        "The bundle of {} holds: {} register entries, {} files; sealed by the certificate with SHA-256 {}.",
        proved.number, proved.entries, proved.files, proved.sealed_by
    );
    Ok(())
}

pub async fn daily(house: &House, day: Option<Date>) -> Result<(), String> {
    let words = |refusal: contatti_server::web::Refusal| refusal.problem.to_string();
    let Some(day) = day else {
        let mut produced = 0;
        loop {
            match register::daily::produce_due(house).await.map_err(words)? {
                0 => break,
                days => produced += days,
            }
        }
        println!("{produced} daily registers produced; none is due any more.");
        return Ok(());
    };
    if day >= house.now().day() {
        return Err(format!("{day} is not over yet"));
    }
    for (area, _) in offices::register_areas(house).await.map_err(words)? {
        register::daily::produce_until(house, &area, day).await.map_err(words)?;
        if let Some(register) = register::daily::of_day(house, &area, day).await.map_err(words)? {
            println!("{area}\t{day}\t{} entries\t{}", register.entries, register.sha256);
        }
    }
    Ok(())
}
