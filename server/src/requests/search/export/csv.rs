//! CSV as an Italian Excel opens it at a double click: a byte order mark, semicolons, CRLF (RFC 4180 but for the separator).

use super::row::{Cell, cells};
use super::{Lines, headings};
use contatti_words::Words;
use std::io::{self, BufWriter, Write};

pub(super) fn write(out: impl Write, lines: Lines, words: &Words) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    write!(out, "\u{feff}{}\r\n", headings(words).map(field).join(";"))?;
    for page in lines {
        for line in page? {
            write!(out, "{}\r\n", cells(words, line).map(|cell| field(&text(cell))).join(";"))?;
        }
        // What is read is sent: whoever waits sees it grow.
        out.flush()?;
    }
    out.flush()
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => text,
        Cell::Day(day) => day.strftime("%d/%m/%Y").to_string(),
        Cell::Moment(moment) => moment.strftime("%d/%m/%Y %H:%M").to_string(),
    }
}

/// A field that stays one: quoted where it must be, and never read as a formula.
fn field(text: &str) -> String {
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
