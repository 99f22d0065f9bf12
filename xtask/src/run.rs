//! From a fresh clone to the demo in the browser.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::command::{aloud, cargo, say};
use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::{setup, site};

pub fn serve_the_demo(places: &Places) -> Outcome {
    setup::for_building(places)?;
    site::build(places, site::Weight::Release)?;
    say("the server (a release build: minutes the first time, seconds after)");
    aloud(cargo(places).args(["build", "--release", "--quiet", "--package", "contatti"]))?;
    aloud(contatti(places).arg("demo"))?;
    let error = contatti(places).arg("serve").exec();
    Err(Failure::new(format!("the server could not be started: {error}")))
}

/// The product, told where the site just built is.
pub fn contatti(places: &Places) -> Command {
    let mut command = Command::new(places.binary());
    command.current_dir(&places.root).env("CONTATTI_SITE", places.site());
    command
}
