//! From a fresh clone to the demo in the browser.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::command::aloud;
use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::{product, setup};

pub fn serve_the_demo(places: &Places) -> Outcome {
    setup::for_building(places)?;
    product::build(places)?;
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
