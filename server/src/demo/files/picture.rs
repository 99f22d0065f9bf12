//! Pictures: a scanned page as JPEG, small patterns as PNG and TIFF, written byte by byte.

use crate::demo::dice::Dice;

const SCAN: &[u8] = include_bytes!("../data/scan.jpg");

/// Where the first segment (JFIF) of the embedded picture ends: two bytes of start, eighteen of segment.
const AFTER_JFIF: usize = 20;

const WIDTH: u32 = 96;
const HEIGHT: u32 = 64;

/// The embedded scan with a comment segment of its own, so that each index is a different file.
pub(super) fn jpeg(index: u32) -> Vec<u8> {
    let comment = format!("Contatti, scansione dimostrativa {index}");
    let length = u16::try_from(comment.len() + 2).unwrap_or(2);
    let (head, tail) = SCAN.split_at(AFTER_JFIF);
    let segment = [&[0xFF, 0xFE], length.to_be_bytes().as_slice()].concat();
    [head, &segment, comment.as_bytes(), tail].concat()
}

/// A grey pattern, one filter byte before each row, in an uncompressed zlib stream.
pub(super) fn png(dice: &mut Dice) -> Vec<u8> {
    let pixels = pattern(dice);
    let rows = pixels.chunks(WIDTH as usize);
    let raw: Vec<u8> = rows.flat_map(|row| [&[0], row].concat()).collect();
    let header = [WIDTH.to_be_bytes().as_slice(), &HEIGHT.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    file.extend(chunk(b"IHDR", &header));
    file.extend(chunk(b"IDAT", &stored(&raw)));
    file.extend(chunk(b"IEND", &[]));
    file
}

/// A little-endian grey picture in one strip.
pub(super) fn tiff(dice: &mut Dice) -> Vec<u8> {
    let pixels = pattern(dice);
    let size = u32::try_from(pixels.len()).unwrap_or(0);
    // Tag, type (3: 16 bits, 4: 32 bits), value; in order of tag.
    let tags: [(u16, u16, u32); 9] = [
        (256, 4, WIDTH),
        (257, 4, HEIGHT),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (278, 4, HEIGHT),
        (279, 4, size),
    ];
    let mut file = b"II*\0".to_vec();
    file.extend((8 + size).to_le_bytes());
    file.extend(pixels);
    file.extend((tags.len() as u16).to_le_bytes());
    for (tag, kind, value) in tags {
        file.extend(tag.to_le_bytes());
        file.extend(kind.to_le_bytes());
        file.extend(1_u32.to_le_bytes());
        file.extend(value.to_le_bytes());
    }
    file.extend(0_u32.to_le_bytes());
    file
}

/// Eight blocks of grey across and eight down.
fn pattern(dice: &mut Dice) -> Vec<u8> {
    let blocks: Vec<[u8; 8]> = (0..8).map(|_| dice.roll().to_be_bytes()).collect();
    let rows = (0..HEIGHT).filter_map(|row| blocks.get((row * 8 / HEIGHT) as usize));
    rows.flat_map(|row| (0..WIDTH).filter_map(|column| row.get((column * 8 / WIDTH) as usize).copied())).collect()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(0).to_be_bytes();
    let body = [name.as_slice(), data].concat();
    [&length, body.as_slice(), &crc32(&body).to_be_bytes()].concat()
}

/// A zlib stream of one stored block (RFC 1950, RFC 1951).
fn stored(raw: &[u8]) -> Vec<u8> {
    let length = u16::try_from(raw.len()).unwrap_or(0);
    let block = [0x78, 0x01, 0x01];
    let lengths = [length.to_le_bytes(), (!length).to_le_bytes()].concat();
    [&block, lengths.as_slice(), raw, &adler32(raw).to_be_bytes()].concat()
}

fn adler32(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksums_are_the_standard_ones() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(adler32(b"Wikipedia"), 0x11E6_0398);
    }

    #[test]
    fn the_scan_begins_as_the_comment_needs() {
        assert_eq!(SCAN[..4], [0xFF, 0xD8, 0xFF, 0xE0]);
        assert_eq!(SCAN[AFTER_JFIF..][..2], [0xFF, 0xDB]);
    }
}
