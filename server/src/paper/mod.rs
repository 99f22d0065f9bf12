//! Paper: headings, facts and paragraphs as an accessible PDF (PDF/UA-1 and PDF/A-2a), the same bytes each time.

mod draw;
mod face;
mod layout;

use contatti_model::Instant;
use layout::Layout;

/// What is printed. Nothing of it comes from the clock, so that the same sheet gives the same bytes.
#[derive(Debug)]
pub struct Sheet {
    /// The document's title and its first heading.
    pub title: String,
    /// BCP 47 tag of the language it is written in.
    pub language: &'static str,
    pub author: String,
    /// The moment the document speaks of.
    pub at: Instant,
    /// What distinguishes this document from every other.
    pub id: String,
    /// On every page, beside its number.
    pub footer: String,
    pub sections: Vec<Section>,
    /// Said at the end where a letter had to be replaced by [`MISSING`]; `None` says nothing.
    pub replaced: Option<&'static str>,
}

/// A heading and what stands under it.
#[derive(Debug, Default)]
pub struct Section {
    /// Empty for what stands right under the title.
    pub heading: String,
    pub parts: Vec<Part>,
}

#[derive(Debug)]
pub enum Part {
    Text(String),
    /// A table of rows, each a name and what it is; a line feed begins a new line.
    Facts(Vec<(String, String)>),
}

/// What stands where the font lacks a letter; the letter itself stays in the text a screen reader speaks.
pub const MISSING: &str = "[?]";

/// Why a sheet could not be printed: never its words, which any text can be.
#[derive(Debug, thiserror::Error)]
pub enum Unprintable {
    #[error("a font of this binary cannot be read")]
    Font,
    #[error("the printed document would break its standard: {0}")]
    Standard(String),
}

/// # Errors
/// When a font is broken or the document would not hold what PDF/UA and PDF/A ask.
pub fn print(sheet: &Sheet) -> Result<Vec<u8>, Unprintable> {
    let layout = Layout::of(sheet)?;
    draw::draw(sheet, &layout)
}
