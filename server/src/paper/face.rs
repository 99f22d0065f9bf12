//! The letters of a page: Titillium Web (SIL Open Font License, `fonts/OFL.txt`), measured without shaping.

use super::{MISSING, Unprintable};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

static REGULAR: &[u8] = include_bytes!("../../fonts/titillium-web-regular.ttf");
static STRONG: &[u8] = include_bytes!("../../fonts/titillium-web-600.ttf");

/// One weight of the font.
pub(super) struct Face {
    pub font: Font,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
}

/// The two weights everything is set in.
pub(super) struct Faces {
    pub regular: Face,
    pub strong: Face,
}

impl Faces {
    pub(super) fn open() -> Result<Self, Unprintable> {
        Ok(Self { regular: Face::open(REGULAR)?, strong: Face::open(STRONG)? })
    }
}

impl Face {
    fn open(bytes: &'static [u8]) -> Result<Self, Unprintable> {
        let font = FontRef::new(bytes).map_err(|_| Unprintable::Font)?;
        let printed = Font::new(bytes.into(), 0).ok_or(Unprintable::Font)?;
        let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        Ok(Self { font: printed, letters: font.charmap(), widths })
    }

    /// The text with [`MISSING`] once for each run of letters the font lacks.
    pub(super) fn fitted(&self, text: &str) -> String {
        let mut fitted = String::with_capacity(text.len());
        let mut in_gap = false;
        for letter in text.chars() {
            let known = self.letters.map(letter).is_some();
            match (known, in_gap) {
                (true, _) => fitted.push(letter),
                (false, false) => fitted.push_str(MISSING),
                (false, true) => {}
            }
            in_gap = !known;
        }
        fitted
    }

    /// The width of a text as it would be printed, in points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        self.fitted(text).chars().map(|letter| self.advance(letter).1).sum::<f32>() * size
    }

    /// The glyphs of a fitted text.
    pub(super) fn glyphs(&self, fitted: &str) -> Vec<KrillaGlyph> {
        let glyph = |(at, letter): (usize, char)| {
            let (id, advance) = self.advance(letter);
            KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
        };
        fitted.char_indices().map(glyph).collect()
    }

    /// A letter's glyph and its width as a share of the type size.
    fn advance(&self, letter: char) -> (GlyphId, f32) {
        let id = self.letters.map(letter).unwrap_or_default();
        let width = self.widths.advance_width(id).unwrap_or_default();
        (GlyphId::new(id.to_u32()), width / self.font.units_per_em())
    }
}
