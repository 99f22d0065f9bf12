//! Builds the product as people use it: the site and the server side by side, since either alone leaves cores idle.

use std::thread;

use crate::command::{aloud, cargo, say};
use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::site;

/// They share no target folder, so neither waits for the other's lock.
pub fn build(places: &Places) -> Outcome {
    say("the site and the server (release builds: minutes the first time, seconds after)");
    let (site, server) = thread::scope(|both| {
        let site = both.spawn(|| site::build(places, site::Weight::Release));
        let server = build_server(places);
        (site.join(), server)
    });
    server?;
    site.unwrap_or_else(|_| Err(Failure::new("building the site broke off.")))
}

fn build_server(places: &Places) -> Outcome {
    aloud(cargo(places).args(["build", "--release", "--quiet", "--package", "contatti"]))
}
