//! The binary `contatti`: words on the command line are what it does.

mod commands;
mod logging;
mod pages;
mod serve;
mod site;

use clap::{Args, CommandFactory, Parser, Subcommand};
use contatti_model::identity::Role;
use contatti_server::House;
use contatti_server::clock::SystemClock;
use contatti_server::config::Config;
use jiff::civil::Date;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Answers are many small pieces of memory, given back on other threads than they were asked on (ADR 0034).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Requests of companies and their intermediaries to a social-security office.
#[derive(Parser)]
#[command(name = "contatti", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve pages and API; brings the database up to date first.
    Serve,
    /// Bring the database up to date.
    Migrate,
    /// Load demonstration data (twice is as once) and print its accounts.
    Demo {
        /// How many requests.
        #[arg(long, default_value_t = 300)]
        requests: u32,
    },
    /// Local accounts.
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Days that rest or count against the law, in every office or in one.
    Holiday {
        #[command(subcommand)]
        command: HolidayCommand,
    },
    /// The legal register.
    Register {
        #[command(subcommand)]
        command: RegisterCommand,
    },
    /// Hand a received fax to the intake, with the words HylaFAX's `faxrcvd` gets.
    Faxrcvd {
        /// The TIFF or PDF.
        file: PathBuf,
        /// The device that received it.
        device: String,
        /// The communication's id.
        communication: String,
        /// What went wrong, or nothing.
        error: String,
        /// The caller's number, the name it announced, the number called.
        caller: Vec<String>,
    },
    /// Read the configuration and say what would be used, without secrets.
    CheckConfig,
}

#[derive(Subcommand)]
pub(crate) enum UserCommand {
    /// Add an account; the password is read from the variable CONTATTI_PASSWORD.
    Add {
        username: String,
        #[arg(long)]
        name: String,
        #[arg(long, default_value = "")]
        email: String,
        /// An office role: operator, unit_manager, director or it_contact; with --office.
        #[arg(long, value_parser = role, requires = "office")]
        role: Option<Role>,
        /// The office's code.
        #[arg(long)]
        office: Option<String>,
        /// Tax code of the company the person belongs to.
        #[arg(long)]
        company: Option<String>,
        #[arg(env = "CONTATTI_PASSWORD", hide_env_values = true, hide = true, long)]
        password: String,
    },
    /// Disable an account; its sessions stop at the next request.
    Disable { username: String },
    /// End every session of an account.
    SignOut { username: String },
}

#[derive(Subcommand)]
pub(crate) enum HolidayCommand {
    /// From now on the day rests; open requests are re-dated while the server runs.
    Add(HolidayWords),
    /// From now on the day counts: takes back what was added, or opens a day the law closes.
    Remove(HolidayWords),
}

#[derive(Args)]
pub(crate) struct HolidayWords {
    /// As 2026-12-24; not in the past.
    #[arg(long)]
    day: Date,
    /// What people read as the reason; not needed to take back.
    #[arg(long, default_value = "")]
    name: String,
    /// The code of the one office it is for; without it, all of them.
    #[arg(long)]
    office: Option<String>,
}

#[derive(Subcommand)]
enum RegisterCommand {
    /// Recompute the chain and name the first broken row.
    Verify {
        /// Check a downloaded bundle instead, without database or configuration.
        #[arg(long)]
        bundle: Option<PathBuf>,
        /// Accept only the seal of this certificate (PEM).
        #[arg(long, requires = "bundle")]
        seal: Option<PathBuf>,
    },
    /// Produce the daily registers that are due.
    Daily {
        /// Produce every day up to this one, which must be over, and say what was produced for it.
        #[arg(long)]
        day: Option<Date>,
    },
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("contatti: {why}");
            ExitCode::FAILURE
        }
    }
}

/// `cargo leptos watch` starts the binary with nothing but its own variables: it wants to see pages.
fn while_developing() -> Option<Command> {
    std::env::var_os("LEPTOS_SITE_ROOT").map(|_| Command::Serve)
}

fn run() -> Result<(), String> {
    let Some(command) = CommandLine::parse().command.or_else(while_developing) else {
        return CommandLine::command().print_help().map_err(|error| error.to_string());
    };
    if let Command::Register { command: RegisterCommand::Verify { bundle: Some(bundle), seal } } = &command {
        return commands::verify_bundle(bundle, seal.as_deref());
    }
    let config = Config::read()?;
    if let Command::Faxrcvd { file, communication, error, caller, .. } = &command {
        return commands::faxrcvd(&config, file, communication, error, caller);
    }
    logging::start(config.log);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        if let Command::CheckConfig = command {
            return commands::check_config(&config).await;
        }
        let house = House::open(config, Arc::new(SystemClock)).await?;
        match command {
            Command::Serve => serve::serve(house).await,
            Command::Migrate => commands::migrate(&house).await,
            Command::Demo { requests } => commands::demo(&house, requests).await,
            Command::User { command } => commands::user(&house, command).await,
            Command::Holiday { command } => commands::holiday(&house, command).await,
            Command::Register { command: RegisterCommand::Verify { .. } } => commands::verify_register(&house).await,
            Command::Register { command: RegisterCommand::Daily { day } } => commands::daily(&house, day).await,
            Command::CheckConfig | Command::Faxrcvd { .. } => Ok(()),
        }
    })
}

fn role(word: &str) -> Result<Role, String> {
    Role::from_word(word)
        .filter(|role| !matches!(role, Role::CompanyUser | Role::Intermediary))
        .ok_or_else(|| "operator, unit_manager, director or it_contact".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_is_checked_without_configuration_or_database() {
        let line = |words: &str| CommandLine::try_parse_from(words.split(' ')).map(|line| line.command);
        assert!(line("contatti register verify --seal a.pem").is_err(), "a seal belongs to a bundle");
        assert!(line("contatti register daily --day 2026-13-01").is_err());
        assert!(line("contatti holiday add --name Sciopero").is_err(), "a holiday is a day");
        assert!(line("contatti holiday remove --day 2026-12-24 --office 5100").is_ok());
        let Ok(Some(Command::Register { command: RegisterCommand::Verify { bundle: Some(bundle), seal: None } })) =
            line("contatti register verify --bundle Cargo.toml")
        else {
            panic!("the words of the manual are not understood");
        };
        let fax = line("contatti faxrcvd recvq/fax000012.tif ttyS0 000000012 ok +390815551234 VESUVIO 0810005100");
        assert!(matches!(fax, Ok(Some(Command::Faxrcvd { caller, .. })) if caller.len() == 3));
        let refused = commands::verify_bundle(&bundle, None).unwrap_err();
        assert!(refused.contains("is not a bundle"), "{refused}");
    }
}
