//! A ZIP archive with a declaration and a note.

use super::text;
use crate::demo::dice::Dice;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Writing to memory cannot fail; were it to, the file would be empty and the tests would say so.
pub(super) fn zip(index: u32, dice: &mut Dice) -> Vec<u8> {
    write(index, dice).unwrap_or_default()
}

fn write(index: u32, dice: &mut Dice) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    archive.start_file("denuncia.xml", options)?;
    archive.write_all(text::declaration(index, dice).as_bytes())?;
    archive.start_file("nota.txt", options)?;
    archive.write_all(text::note(index, dice).as_bytes())?;
    Ok(archive.finish()?.into_inner())
}
