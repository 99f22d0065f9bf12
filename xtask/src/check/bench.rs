//! `cargo xtask bench`: builds as for real use, then measures and writes `docs/BENCHMARKS.md`; asserts nothing.

use std::process::Command;

use super::postgres::{Care, Postgres};
use crate::command::aloud;
use crate::failure::Outcome;
use crate::places::Places;
use crate::{product, setup};

/// How many requests, and for how long each figure, follow `CONTATTI_BENCH_REQUESTS` and `CONTATTI_BENCH_SECONDS`.
pub fn bench(places: &Places) -> Outcome {
    setup::for_measuring(places)?;
    product::build(places)?;
    let postgres = Postgres::start(Care::Durable)?;
    aloud(
        Command::new("node")
            .current_dir(places.end2end())
            .arg("bench/bench.mjs")
            .env("CONTATTI_BIN", places.binary())
            .env("CONTATTI_SITE", places.site())
            .env("CONTATTI_BENCH_FSYNC", "on")
            .env("CONTATTI_TEST_POSTGRES", postgres.url()),
    )
}
