//! CSV as an Italian Excel opens it at a double click: a byte order mark, semicolons, CRLF (RFC 4180 but for the separator).

use super::row::{Cell, cells};
use super::{Lines, headings};
use crate::web::csv_field as field;
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
