//! The project's own tool: prepares a machine, builds the site, runs the product and its checks.

mod check;
mod command;
mod failure;
mod files;
mod places;
mod product;
mod run;
mod setup;
mod site;

use std::process::ExitCode;

use failure::{Failure, Outcome};
use places::Places;

const HELP: &str = "\
cargo xtask COMMAND

  setup [--tests]   install what building needs (and, with --tests, what the checks need)
  site [--dev]      build the browser side: WebAssembly, styles, fonts, icons
  run               set up, build all, lay out the demo and serve it
  test [--fast]     everything CI runs; --fast stops before the browser
  bench             measure against the budgets, into docs/BENCHMARKS.md
  tidy              the house rules no linter knows";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match obey(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ncontatti: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn obey(words: &[String]) -> Outcome {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let places = Places::find()?;
    match words.as_slice() {
        ["setup"] => setup::for_building(&places),
        ["setup", "--tests"] => setup::for_testing(&places),
        ["site"] => site::build(&places, site::Weight::Release),
        ["site", "--dev"] => site::build(&places, site::Weight::Dev),
        ["run"] => run::serve_the_demo(&places),
        ["test"] => check::everything(&places, check::Depth::WithBrowser),
        ["test", "--fast"] => check::everything(&places, check::Depth::Fast),
        ["bench"] => check::bench(&places),
        ["tidy"] => check::tidy(&places),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Failure::new(format!("`{}` is not a command.\n\n{HELP}", other.join(" ")))),
    }
}
