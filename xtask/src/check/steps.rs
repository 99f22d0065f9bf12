//! The steps themselves: cheap ones first, so that a mistake is known early.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use super::postgres::{Care, Postgres};
use super::tidy::tidy;
use crate::command::{aloud, cargo};
use crate::failure::{Failure, Outcome};
use crate::places::Places;
use crate::setup::wasm::{TARGET, cargo_for_wasm, has_clippy};
use crate::{files, product, setup};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    Fast,
    WithBrowser,
}

const HOST: [&str; 10] =
    ["-p", "contatti-model", "-p", "contatti-words", "-p", "contatti-server", "-p", "contatti", "-p", "xtask"];
const APP: [&str; 4] = ["-p", "contatti-app", "--features", "contatti-app/ssr"];
const NO_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

pub fn everything(places: &Places, depth: Depth) -> Outcome {
    let start = Instant::now();
    step("setup", || match depth {
        Depth::Fast => setup::for_building(places),
        Depth::WithBrowser => setup::for_testing(places),
    })?;
    step("format", || is_formatted(places))?;
    step("house rules", || tidy(places))?;
    lint(places)?;
    let postgres = step("a private PostgreSQL", || Postgres::start(Care::Hasty))?;
    step("tests", || test(places, &postgres, depth))?;
    if depth == Depth::WithBrowser {
        step("site and server", || product::build(places))?;
        step("in the browser", || browse(places, &postgres))?;
    }
    eprintln!("\nall checks passed in {} s", start.elapsed().as_secs());
    Ok(())
}

/// Names the files only: the whole difference of a forgotten `make fmt` helps nobody.
fn is_formatted(places: &Places) -> Outcome {
    aloud(cargo(places).args(["fmt", "--all", "--", "--check", "-l"]))
        .map_err(|_| Failure::new("the files above are not formatted: run `make fmt`."))
}

/// Three runs, never one over the whole workspace: `ssr` and `hydrate` must not meet in one build.
fn lint(places: &Places) -> Outcome {
    step("clippy: host", || {
        aloud(cargo(places).args(["clippy", "--quiet", "--all-targets"]).args(HOST).args(NO_WARNINGS))
    })?;
    step("clippy: pages on the server", || {
        aloud(cargo(places).args(["clippy", "--quiet", "--all-targets"]).args(APP).args(NO_WARNINGS))
    })?;
    step("clippy: pages in the browser", || lint_browser(places))
}

/// In the profile the site is built with, so that the build shares its macros.
fn lint_browser(places: &Places) -> Outcome {
    let mut run = cargo_for_wasm(places);
    if has_clippy() {
        run.arg("clippy");
    } else {
        run.arg("check");
    }
    run.args(["--quiet", "-p", "contatti-browser", "--target", TARGET, "--profile", "wasm-release"]);
    if has_clippy() {
        run.args(NO_WARNINGS);
    }
    aloud(&mut run)
}

fn test(places: &Places, postgres: &Postgres, depth: Depth) -> Outcome {
    let mut tests = cargo(places);
    tests.arg("test").args(HOST).args(APP).env("CONTATTI_TEST_POSTGRES", postgres.url());
    if depth == Depth::WithBrowser {
        // Named, it must be there: without the name, tests that need it pass it over.
        tests.env("CONTATTI_TEST_CLAMD", setup::CLAMD).env("CONTATTI_TEST_KANNEL", setup::KANNEL);
    }
    aloud(&mut tests)
}

/// Every `*.test.mjs`, one after the other: each starts servers and a browser of its own.
fn browse(places: &Places, postgres: &Postgres) -> Outcome {
    let specs: Vec<PathBuf> = files::below(&places.end2end(), &["node_modules", "results"])?
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    aloud(
        Command::new("node")
            .current_dir(places.end2end())
            .args(["--test", "--test-concurrency=1"])
            .args(specs)
            .env("CONTATTI_BIN", places.binary())
            .env("CONTATTI_SITE", places.site())
            .env("CONTATTI_PYTHON", places.python().join("bin").join("python3"))
            .env("CONTATTI_SCHEMATHESIS", places.python().join("bin").join("schemathesis"))
            .env("CONTATTI_TEST_CLAMD", setup::CLAMD)
            .env("CONTATTI_TEST_KANNEL", setup::KANNEL)
            .env("CONTATTI_TEST_POSTGRES", postgres.url()),
    )
}

fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("\n── {name}");
    let start = Instant::now();
    let made = work().map_err(|failure| Failure::new(format!("step `{name}` failed: {failure}")))?;
    eprintln!("   {name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(made)
}
