//! The list as CSV.

use super::headings;
use super::row::{Cell, cells};
use crate::web::{csv_day, csv_moment, write_csv};
use contatti_model::requests::Line;
use contatti_words::Words;
use std::io::{self, Write};

pub(super) fn write(
    out: impl Write,
    lines: impl Iterator<Item = io::Result<Vec<Line>>>,
    words: &Words,
) -> io::Result<()> {
    write_csv(out, headings(words), lines, |line| cells(words, line).map(text))
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => text,
        Cell::Day(day) => csv_day(day),
        Cell::Moment(moment) => csv_moment(moment),
    }
}
