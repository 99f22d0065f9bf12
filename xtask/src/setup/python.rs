//! Installs the Python tools of the tests into a private environment, once per list of them.

use std::path::Path;
use std::process::Command;

use super::apt;
use crate::command::{quietly, say};
use crate::failure::Outcome;
use crate::files;
use crate::places::Places;

pub fn install(places: &Places) -> Outcome {
    let wanted_tools = places.end2end().join("requirements.txt");
    let environment = places.python();
    let stamp = environment.join(".installed");
    let wanted = files::fingerprint(std::slice::from_ref(&wanted_tools))?;
    if files::read_text(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    say("fetching the Python tools of the tests");
    make(&environment)?;
    let mut pip = Command::new(environment.join("bin").join("pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&wanted_tools);
    quietly(&mut pip)?;
    files::write(&stamp, wanted.as_bytes())
}

/// Debian keeps the maker of environments in a package of its own.
fn make(environment: &Path) -> Outcome {
    let attempt = || quietly(Command::new("python3").args(["-m", "venv", "--clear"]).arg(environment)).map(drop);
    attempt().or_else(|_| {
        apt::install(&["python3", "python3-venv"], "Python and its private environments")?;
        attempt()
    })
}
