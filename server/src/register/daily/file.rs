//! The canonical file: JSON lines, a heading and then each entry as the chain hashes it.

use crate::register::chain::Kept;
use jiff::civil::Date;
use serde::Serialize;

/// What software is told the file is.
pub(super) const MEDIA_TYPE: &str = "application/jsonl";

#[derive(Serialize)]
struct Heading<'a> {
    register: &'a str,
    day: Date,
    entries: usize,
    first: Option<String>,
    last: Option<String>,
    /// SHA-256 of the file of the day before; none on the area's first day.
    previous_file: Option<&'a str>,
}

/// The file's bytes: fields in this order, no blanks, a line feed after each line.
pub(super) fn canonical(
    area: &str,
    day: Date,
    previous_file: Option<&str>,
    entries: &[Kept],
) -> Result<Vec<u8>, serde_json::Error> {
    let number = |kept: &Kept| kept.entry.register_number().to_string();
    let heading = Heading {
        register: area,
        day,
        entries: entries.len(),
        first: entries.first().map(number),
        last: entries.last().map(number),
        previous_file,
    };
    let mut bytes = serde_json::to_vec(&heading)?;
    bytes.push(b'\n');
    for kept in entries {
        serde_json::to_writer(&mut bytes, kept)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// The name under which the file is downloaded.
pub(super) fn name(area: &str, day: Date) -> String {
    format!("registro-{area}-{day}.jsonl")
}
