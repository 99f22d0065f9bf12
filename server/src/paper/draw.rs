//! The laid out sheet as PDF: every line tagged in reading order, page numbers and footers kept out of it.

use super::layout::{Block, Layout, Line, MARGIN, PAGE};
use super::{Sheet, Unprintable};
use contatti_model::Instant;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::{Document, SerializeSettings};
use std::num::NonZeroU16;

/// The accent of the pages, dark enough on white for small text (contrast 5.6 to 1).
const ACCENT: (u8, u8, u8) = (0, 102, 204);
const INK: (u8, u8, u8) = (23, 50, 77);
const FOOTER_SIZE: f32 = 8.0;

pub(super) fn draw(sheet: &Sheet, layout: &Layout) -> Result<Vec<u8>, Unprintable> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| Unprintable::Standard("PDF/A-2a and PDF/UA-1 do not go together".into()))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() });
    document.set_metadata(metadata(sheet));
    let mut marks: Vec<Vec<Identifier>> = vec![vec![]; layout.leaves];
    for page in 0..layout.pages {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).unwrap_or_default();
        let mut paper = document.start_page_with(settings);
        let mut surface = paper.surface();
        for line in layout.lines.iter().filter(|line| line.page == page && !line.text.is_empty()) {
            marks[line.leaf].push(write(&mut surface, layout, line));
        }
        footer(&mut surface, sheet, layout, page);
        surface.finish();
        paper.finish();
    }
    document.set_tag_tree(tree(sheet, layout, marks));
    document.set_outline(outline(layout));
    document.finish().map_err(words)
}

fn write(surface: &mut Surface<'_>, layout: &Layout, line: &Line) -> Identifier {
    let mark = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_actual_text(line.spoken.as_deref())));
    let face = layout.face(line.style);
    set_ink(surface, if line.style.accent { ACCENT } else { INK });
    let at = Point::from_xy(line.x, line.baseline);
    surface.draw_glyphs(at, &face.glyphs(&line.text), face.font.clone(), &line.text, line.style.size, false);
    surface.end_tagged();
    mark
}

fn footer(surface: &mut Surface<'_>, sheet: &Sheet, layout: &Layout, page: usize) {
    let face = &layout.faces.regular;
    let text = face.fitted(&format!("{} · {}/{}", sheet.footer, page + 1, layout.pages));
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    set_ink(surface, INK);
    let at = Point::from_xy(MARGIN, PAGE.1 - 40.0);
    surface.draw_glyphs(at, &face.glyphs(&text), face.font.clone(), &text, FOOTER_SIZE, false);
    surface.end_tagged();
}

fn set_ink(surface: &mut Surface<'_>, (red, green, blue): (u8, u8, u8)) {
    let paint = rgb::Color::new(red, green, blue).into();
    surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, rule: Default::default() }));
}

fn tree(sheet: &Sheet, layout: &Layout, mut marks: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(sheet.language.to_owned()));
    let mut group = |tag: TagKind, leaf: usize| {
        let mut group = TagGroup::new(tag);
        std::mem::take(&mut marks[leaf]).into_iter().for_each(|mark| group.push(mark));
        group
    };
    for block in &layout.blocks {
        match block {
            Block::Heading { level, leaf, text, .. } => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                tree.push(group(Tag::Hn(level, Some(text.clone())).into(), *leaf));
            }
            Block::Paragraph(leaf) => tree.push(group(Tag::P.into(), *leaf)),
            Block::Facts(rows) => {
                let mut table = TagGroup::new(Tag::Table);
                for (name, value) in rows {
                    let mut row = TagGroup::new(Tag::TR);
                    row.push(group(Tag::TH(TableHeaderScope::Row).into(), *name));
                    row.push(group(Tag::TD.into(), *value));
                    table.push(row);
                }
                tree.push(table);
            }
        }
    }
    tree
}

fn outline(layout: &Layout) -> Outline {
    let mut outline = Outline::new();
    for block in &layout.blocks {
        if let Block::Heading { text, page, top, .. } = block {
            outline
                .push_child(OutlineNode::new(text.clone(), XyzDestination::new(*page, Point::from_xy(MARGIN, *top))));
        }
    }
    outline
}

fn metadata(sheet: &Sheet) -> Metadata {
    Metadata::new()
        .title(sheet.title.clone())
        .language(sheet.language.to_owned())
        .authors(vec![sheet.author.clone()])
        .creator("Contatti".to_owned())
        .document_id(sheet.id.clone())
        .creation_date(moment(sheet.at))
}

/// The moment in UTC.
fn moment(at: Instant) -> DateTime {
    let zoned = at.in_rome().with_time_zone(jiff::tz::TimeZone::UTC);
    let small = |value: i8| u8::try_from(value).unwrap_or(0);
    DateTime::new(u16::try_from(zoned.year()).unwrap_or(0))
        .month(small(zoned.month()))
        .day(small(zoned.day()))
        .hour(small(zoned.hour()))
        .minute(small(zoned.minute()))
        .second(small(zoned.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn words(error: KrillaError) -> Unprintable {
    match error {
        KrillaError::Validation(broken) => Unprintable::Standard(format!("{broken:?}")),
        other => Unprintable::Standard(other.to_string()),
    }
}
