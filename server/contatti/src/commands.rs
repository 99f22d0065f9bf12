//! The short commands: each does one thing and says what it did.

use crate::UserCommand;
use contatti_server::config::{Antivirus, Config};
use contatti_server::identity::{self, NewAccount};
use contatti_server::{House, attachments, demo, register};

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

pub async fn verify_register(house: &House) -> Result<(), String> {
    match register::verify(house).await.map_err(|error| format!("the database does not answer: {error}"))? {
        Ok(verified) => {
            println!("The register holds: {} entries in {} areas.", verified.entries, verified.areas);
            Ok(())
        }
        Err(broken) => Err(format!("the register is broken at {broken}")),
    }
}
