//! Small PDF documents (ISO 32000): a page of text, or a page-wide scan that weighs more than a megabyte.

use super::text;
use crate::demo::dice::Dice;

const SCAN_WIDTH: usize = 900;
const SCAN_HEIGHT: usize = 1_270;

/// Different rows of a kind in a scan.
const PATTERNS: usize = 12;

/// One page of lines.
pub(super) fn letter(index: u32, dice: &mut Dice) -> Vec<u8> {
    let mut document = Document::begin();
    let content = page_of(&text::receipt(index, dice));
    document.object(b"<< /Type /Catalog /Pages 2 0 R >>");
    document.object(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    document.object(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \
          /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
    );
    document.object(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    document.stream("", &content);
    document.end()
}

/// One page that is a grey picture, as a scanner leaves it.
pub(super) fn scan(index: u32, dice: &mut Dice) -> Vec<u8> {
    let mut document = Document::begin();
    let heading = page_of(&[format!("Scansione dimostrativa n. {index}")]);
    let content = [b"q 595 0 0 842 0 0 cm /Im1 Do Q\n", heading.as_slice()].concat();
    document.object(b"<< /Type /Catalog /Pages 2 0 R >>");
    document.object(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    document.object(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \
          /Resources << /Font << /F1 4 0 R >> /XObject << /Im1 6 0 R >> >> /Contents 5 0 R >>",
    );
    document.object(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    document.stream("", &content);
    let entries = format!(
        "/Type /XObject /Subtype /Image /Width {SCAN_WIDTH} /Height {SCAN_HEIGHT} \
         /ColorSpace /DeviceGray /BitsPerComponent 8 "
    );
    document.stream(&entries, &paper(dice));
    document.end()
}

/// Pale noise with darker rows where a text would be. A few rows of each are rolled and then repeated in any order.
fn paper(dice: &mut Dice) -> Vec<u8> {
    let blank: Vec<_> = (0..PATTERNS).map(|_| noise(0xE4, 0x0F, dice)).collect();
    let written: Vec<_> = (0..PATTERNS).map(|_| noise(0x70, 0x7F, dice)).collect();
    let mut pixels = Vec::with_capacity(SCAN_WIDTH * SCAN_HEIGHT);
    for row in 0..SCAN_HEIGHT {
        let ink = row % 40 < 12 && (120..SCAN_HEIGHT - 160).contains(&row);
        let rows = if ink { &written } else { &blank };
        pixels.extend_from_slice(dice.pick(rows).map_or(&[], Vec::as_slice));
    }
    pixels
}

/// A row of greys from `base` on; `spread` is a mask.
fn noise(base: u8, spread: u8, dice: &mut Dice) -> Vec<u8> {
    (0..SCAN_WIDTH).map(|_| base + (dice.roll().to_le_bytes()[0] & spread)).collect()
}

/// Drawing instructions for lines from the top of the page; the first is larger.
fn page_of(lines: &[String]) -> Vec<u8> {
    let mut content = b"BT /F1 15 Tf 60 775 Td 20 TL\n".to_vec();
    for (place, line) in lines.iter().enumerate() {
        content.push(b'(');
        content.extend(line.chars().flat_map(win_ansi));
        content.extend_from_slice(b") Tj T*\n");
        if place == 0 {
            content.extend_from_slice(b"/F1 10.5 Tf 16 TL T*\n");
        }
    }
    content.extend_from_slice(b"ET");
    content
}

/// The bytes of a character in a string of WinAnsiEncoding, which agrees with Latin-1 wherever Italian goes.
fn win_ansi(letter: char) -> Vec<u8> {
    match (letter, u8::try_from(u32::from(letter))) {
        ('(' | ')' | '\\', Ok(byte)) => vec![b'\\', byte],
        (_, Ok(byte)) => vec![byte],
        (_, Err(_)) => vec![b'?'],
    }
}

/// A document under construction, which remembers where its objects begin.
struct Document {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Document {
    fn begin() -> Self {
        Self {
            // The second line tells transfer programs that the file is binary.
            bytes: b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec(),
            offsets: vec![],
        }
    }

    fn object(&mut self, body: &[u8]) {
        self.offsets.push(self.bytes.len());
        let head = format!("{} 0 obj\n", self.offsets.len());
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(body);
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    fn stream(&mut self, entries: &str, data: &[u8]) {
        let head = format!("<< {entries}/Length {} >>\nstream\n", data.len());
        let body = [head.as_bytes(), data, b"\nendstream"].concat();
        self.object(&body);
    }

    /// The table of offsets, entries of exactly twenty bytes, and the trailer.
    fn end(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        let size = self.offsets.len() + 1;
        let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for offset in &self.offsets {
            table.push_str(&format!("{offset:010} 00000 n \n"));
        }
        table.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
        self.bytes.extend_from_slice(table.as_bytes());
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_of_the_table_points_at_its_object() {
        for bytes in [letter(3, &mut Dice::new(0, 3)), scan(5, &mut Dice::new(0, 5))] {
            let find = |from: usize, word: &[u8]| {
                let mut windows = bytes[from..].windows(word.len());
                from + windows.position(|part| part == word).unwrap()
            };
            let table = find(bytes.len() - 400, b"xref\n");
            let tail = std::str::from_utf8(&bytes[table..]).unwrap();
            let (_, start) = tail.split_once("startxref\n").unwrap();
            assert_eq!(start, format!("{table}\n%%EOF\n"));
            let offsets = tail.lines().skip(3).take_while(|line| line.ends_with(" n "));
            let mut count = 0;
            for (number, line) in (1..).zip(offsets) {
                let offset: usize = line[..10].parse().unwrap();
                assert!(bytes[offset..].starts_with(format!("{number} 0 obj\n").as_bytes()));
                count += 1;
            }
            assert!(count >= 5);
        }
    }
}
