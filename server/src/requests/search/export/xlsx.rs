//! A workbook (Office Open XML, ECMA-376) written as it is sent: sheets row by row, and the parts that name them last.

use super::headings;
use super::row::{COLUMNS, Cell, cells};
use contatti_model::requests::Line;
use contatti_words::Words;
use jiff::civil::{Date, date};
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

/// A sheet holds 1,048,576 rows; what is more goes to another.
const ROWS_A_SHEET: usize = 1_000_000;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The styles by their place in [`STYLES`].
const HEADING: usize = 1;
const DAY: usize = 2;
const MOMENT: usize = 3;
const STYLES: &str = r#"<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs>"#;

type Archive<W> = ZipWriter<StreamWriter<W>>;

pub(super) fn write(
    out: impl Write,
    lines: impl Iterator<Item = io::Result<Vec<Line>>>,
    words: &Words,
) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(BufWriter::new(out));
    let mut sheets = 1;
    begin_sheet(&mut zip, sheets, words)?;
    let mut rows = 1;
    for page in lines {
        for line in page? {
            if rows == ROWS_A_SHEET {
                end_sheet(&mut zip)?;
                (sheets, rows) = (sheets + 1, 1);
                begin_sheet(&mut zip, sheets, words)?;
            }
            let cells = cells(words, line).map(|cell| as_xml(&cell)).concat();
            write!(zip, "<row>{cells}</row>")?;
            rows += 1;
        }
    }
    end_sheet(&mut zip)?;
    write_parts(&mut zip, sheets, words)?;
    zip.finish().map_err(io::Error::other)?.into_inner().flush()
}

fn begin_sheet<W: Write>(zip: &mut Archive<W>, number: usize, words: &Words) -> io::Result<()> {
    begin(zip, &format!("xl/worksheets/sheet{number}.xml"))?;
    let widths =
        [26, 18, 32, 14, 40, 12, 18, 14, 32, 14, 18].iter().enumerate().fold(String::new(), |mut all, (at, width)| {
            let _ = write!(all, r#"<col min="{0}" max="{0}" width="{width}" customWidth="1"/>"#, at + 1);
            all
        });
    let headings = headings(words).map(|name| text_cell(name, HEADING)).concat();
    write!(
        zip,
        r#"<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData><row>{headings}</row>"#
    )
}

fn end_sheet<W: Write>(zip: &mut Archive<W>) -> io::Result<()> {
    write!(zip, "</sheetData></worksheet>")
}

/// The parts that say what the others are; readers look them up by name, so they may come last.
fn write_parts<W: Write>(zip: &mut Archive<W>, sheets: usize, words: &Words) -> io::Result<()> {
    let each = |one: &dyn Fn(usize) -> String| (1..=sheets).map(one).collect::<String>();
    let title = escaped(words.requests.search.sheet);
    begin(zip, "xl/workbook.xml")?;
    let named = each(&|n| format!(r#"<sheet name="{title} {n}" sheetId="{n}" r:id="rId{n}"/>"#));
    write!(zip, r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>"#)?;
    begin(zip, "xl/_rels/workbook.xml.rels")?;
    let related = each(&|n| relation(n, "worksheet", &format!("worksheets/sheet{n}.xml")));
    let styles = relation(sheets + 1, "styles", "styles.xml");
    write!(zip, r#"<Relationships xmlns="{RELATIONS}">{related}{styles}</Relationships>"#)?;
    begin(zip, "xl/styles.xml")?;
    write!(zip, r#"<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>"#)?;
    begin(zip, "_rels/.rels")?;
    let whole = relation(1, "officeDocument", "xl/workbook.xml");
    write!(zip, r#"<Relationships xmlns="{RELATIONS}">{whole}</Relationships>"#)?;
    begin(zip, "[Content_Types].xml")?;
    let kinds = each(&|n| part(&format!("worksheets/sheet{n}.xml"), "worksheet"));
    let (book, styles) = (part("workbook.xml", "sheet.main"), part("styles.xml", "styles"));
    write!(
        zip,
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{book}{styles}{kinds}</Types>"#
    )
}

fn begin<W: Write>(zip: &mut Archive<W>, name: &str) -> io::Result<()> {
    zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
    zip.write_all(br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#)
}

fn relation(number: usize, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
}

fn part(name: &str, kind: &str) -> String {
    format!(r#"<Override PartName="/xl/{name}" ContentType="{KIND}.{kind}+xml"/>"#)
}

fn as_xml(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text_cell(text, 0),
        Cell::Day(day) => format!(r#"<c s="{DAY}"><v>{}</v></c>"#, days(*day)),
        Cell::Moment(at) => {
            let minutes = i32::from(at.hour()) * 60 + i32::from(at.minute());
            format!(r#"<c s="{MOMENT}"><v>{:.6}</v></c>"#, f64::from(days(at.date())) + f64::from(minutes) / 1440.0)
        }
    }
}

/// A text in its cell is never a formula.
fn text_cell(text: &str, style: usize) -> String {
    format!(r#"<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#, escaped(text))
}

/// Days as spreadsheets count them, from 30 December 1899.
fn days(day: Date) -> i32 {
    (day - date(1899, 12, 30)).get_days()
}

/// Text as XML may hold it; what no document may hold is left out (XML 1.0, section 2.2).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

const _: () = assert!(COLUMNS == 11, "the columns' widths are named one by one");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        assert_eq!(days(date(1900, 3, 1)), 61);
        assert_eq!(days(date(2026, 11, 23)), 46_349);
    }

    #[test]
    fn a_text_cannot_leave_its_cell() {
        assert_eq!(escaped("a<b>&\"c\"\u{0}\u{b}"), "a&lt;b&gt;&amp;&quot;c&quot;");
    }
}
