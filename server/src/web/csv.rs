//! CSV as an Italian Excel opens it at a double click: a byte order mark, semicolons, CRLF (RFC 4180 but for the
//! separator); each field is one field, and never a formula.

use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use jiff::civil::{Date, DateTime};
use std::io::{self, BufWriter, Write};

/// Writes the columns' names, then a row for each line of the pages as they are read.
pub(crate) fn write<T, const COLUMNS: usize>(
    out: impl Write,
    headings: [&'static str; COLUMNS],
    pages: impl Iterator<Item = io::Result<Vec<T>>>,
    cells: impl Fn(T) -> [String; COLUMNS],
) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    write!(out, "\u{feff}{}\r\n", headings.map(field).join(";"))?;
    for page in pages {
        for line in page? {
            write!(out, "{}\r\n", cells(line).map(|cell| field(&cell)).join(";"))?;
        }
        // What is read is sent: whoever waits sees it grow.
        out.flush()?;
    }
    out.flush()
}

/// The answer a browser keeps as a file; `disposition` says its name.
pub(crate) fn download<B>(disposition: String, body: B) -> ([(HeaderName, String); 2], B) {
    ([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)], body)
}

pub(crate) fn day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// Rome's wall clock.
pub(crate) fn moment(moment: DateTime) -> String {
    moment.strftime("%d/%m/%Y %H:%M").to_string()
}

/// A field that stays one: quoted where it must be, and never read as a formula.
pub(crate) fn field(text: &str) -> String {
    let guarded = match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => format!("'{text}"),
        _ => text.to_owned(),
    };
    if guarded.contains([';', '"', '\n', '\r', ',', '\t']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_field_is_never_two_nor_a_formula() {
        assert_eq!(field("Caffè Perché No"), "Caffè Perché No");
        assert_eq!(field("a;b \"c\"\nd"), "\"a;b \"\"c\"\"\nd\"");
        assert_eq!(field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        for formula in ["=1+1", "+39", "-1", "@SUM(A1)", "\t=1"] {
            assert!(field(formula).trim_start_matches('"').starts_with('\''), "{formula}");
        }
    }
}
