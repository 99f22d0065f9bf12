//! Runs other programs: loudly, quietly, or with a time limit.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::places::Places;

/// A line of progress, on the error stream so that output stays clean.
pub fn say(line: &str) {
    eprintln!("contatti: {line}");
}

/// The same cargo that runs this tool.
pub fn cargo(places: &Places) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(&places.root).env("CARGO_TARGET_DIR", &places.target);
    command
}

/// Lets the program write to the terminal; fails when it does.
pub fn aloud(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({status}).", line_of(command))))
}

/// Keeps what the program writes, and shows it only when the program fails.
pub fn quietly(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| cannot_start(command, &error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`{}` failed ({}):\n{text}{errors}", line_of(command), output.status)))
}

/// Whether the program ended well before the limit; at the limit it is stopped.
pub fn within(limit: Duration, command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = quiet.spawn() else {
        return false;
    };
    let end = Instant::now() + limit;
    while Instant::now() < end {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => sleep(Duration::from_millis(50)),
            Err(_) => break,
        }
    }
    // Already gone, or past saving: either way the answer is no.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The first place on PATH where this program is.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}", line_of(command)))
}

fn line_of(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args().take(6) {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    if command.get_args().len() > 6 {
        line.push_str(" …");
    }
    line
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::within;

    #[test]
    fn a_program_that_hangs_is_stopped_at_the_limit() {
        let start = Instant::now();
        assert!(!within(Duration::from_millis(200), Command::new("sleep").arg("30")));
        assert!(start.elapsed() < Duration::from_secs(5));
        assert!(within(Duration::from_secs(5), &mut Command::new("true")));
    }
}
