//! Installs Debian packages where that is allowed, and says what to install where it is not.

use std::process::Command;

use crate::command::{on_path, quietly, say};
use crate::failure::{Failure, Outcome};

pub fn install(packages: &[&str], what: &str) -> Outcome {
    let names = packages.join(" ");
    let Some(mut attempt) = apt_get() else {
        return Err(Failure::new(format!(
            "{what} is missing and cannot be installed from here. \
             On Debian: apt-get install {names}; elsewhere: the same from your system's packages."
        )));
    };
    say(&format!("installing {what} ({names})"));
    if quietly(attempt.args(["install", "--yes", "--no-install-recommends"]).args(packages)).is_ok() {
        return Ok(());
    }
    // A machine that never listed its packages knows none of them.
    refresh_lists()?;
    match apt_get() {
        Some(mut again) => {
            quietly(again.args(["install", "--yes", "--no-install-recommends"]).args(packages)).map(drop)
        }
        None => Ok(()),
    }
}

fn refresh_lists() -> Outcome {
    match apt_get() {
        Some(mut command) => quietly(command.arg("update")).map(drop),
        None => Ok(()),
    }
}

/// `apt-get` as root, or through a sudo that asks nothing; none where neither is possible.
fn apt_get() -> Option<Command> {
    on_path("apt-get")?;
    let root = quietly(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if root {
        Command::new("apt-get")
    } else {
        quietly(Command::new("sudo").args(["-n", "true"])).ok()?;
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}
