//! Files with real bytes: small, valid, and what their name says they are.

mod archive;
mod pdf;
mod picture;
mod text;

use super::dice::Dice;
use contatti_model::attachments::FileKind;

/// More than what a heavy file weighs.
pub(super) const HEAVY_BYTES: u64 = 1_300_000;

/// One PDF in so many is a heavy scan.
const HEAVY_EVERY: u32 = 16;
const HEAVY_PLACE: u32 = 5;

const STREAM: u64 = 0x00F1_1E55;

/// A signed envelope around a PDF, made once with a key that was thrown away; its signature proves nothing.
const ENVELOPE: &[u8] = include_bytes!("../data/envelope.p7m");

/// The bytes of the `index`-th file of a kind. Same kind and index, same bytes; every index of a signed envelope is the same one.
pub fn file(kind: FileKind, index: u32) -> Vec<u8> {
    let mut dice = Dice::new(STREAM + kind as u64, u64::from(index));
    match kind {
        FileKind::Pdf if is_heavy(kind, index) => pdf::scan(index, &mut dice),
        FileKind::Pdf => pdf::letter(index, &mut dice),
        FileKind::Jpeg => picture::jpeg(index),
        FileKind::Png => picture::png(&mut dice),
        FileKind::Tiff => picture::tiff(&mut dice),
        FileKind::Xml => text::declaration(index, &mut dice).into_bytes(),
        FileKind::P7m => ENVELOPE.to_vec(),
        FileKind::Zip => archive::zip(index, &mut dice),
        FileKind::Text => text::note(index, &mut dice).into_bytes(),
        FileKind::Eml => text::mail(&text::note(index, &mut dice)).into_bytes(),
    }
}

/// Whether a file weighs more than a megabyte.
pub fn is_heavy(kind: FileKind, index: u32) -> bool {
    kind == FileKind::Pdf && index % HEAVY_EVERY == HEAVY_PLACE
}
