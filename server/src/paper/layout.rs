//! Where each line of a sheet stands: A4, two columns for facts, pages broken between lines.

use super::face::{Face, Faces};
use super::{Part, Sheet, Unprintable};
use unicode_normalization::UnicodeNormalization;

/// A4 in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
pub(super) const MARGIN: f32 = 56.0;
const BOTTOM: f32 = PAGE.1 - 72.0;
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Leaves room for a digest on one line beside its label.
const LABELS: f32 = 120.0;
/// Line height as a share of the type size.
const LEADING: f32 = 1.4;

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub size: f32,
    pub strong: bool,
    /// In the accent colour.
    pub accent: bool,
}

const TITLE: Style = Style { size: 22.0, strong: true, accent: true };
const HEADING: Style = Style { size: 14.0, strong: true, accent: true };
const LABEL: Style = Style { size: 10.0, strong: true, accent: false };
const TEXT: Style = Style { size: 10.0, strong: false, accent: false };

/// A line on its page.
pub(super) struct Line {
    pub page: usize,
    pub x: f32,
    /// From the top of the page.
    pub baseline: f32,
    pub style: Style,
    /// As printed, with a blank at the end where the next line goes on.
    pub text: String,
    /// As it should be spoken and copied, where that differs.
    pub spoken: Option<String>,
    pub leaf: Leaf,
}

/// A piece of text, however many lines it takes.
pub(super) type Leaf = usize;

/// What a piece of text is in the reading order.
pub(super) enum Block {
    Heading { level: u16, leaf: Leaf, text: String, page: usize, top: f32 },
    Paragraph(Leaf),
    Facts(Vec<(Leaf, Leaf)>),
}

/// A sheet laid out.
pub(super) struct Layout {
    pub faces: Faces,
    pub lines: Vec<Line>,
    pub blocks: Vec<Block>,
    pub pages: usize,
    pub leaves: usize,
    y: f32,
}

impl Layout {
    pub(super) fn of(sheet: &Sheet) -> Result<Self, Unprintable> {
        let faces = Faces::open()?;
        let mut layout = Self { faces, lines: vec![], blocks: vec![], pages: 1, leaves: 0, y: MARGIN };
        layout.heading(1, &sheet.title, TITLE);
        for section in &sheet.sections {
            if !section.heading.is_empty() {
                layout.heading(2, &section.heading, HEADING);
            }
            section.parts.iter().for_each(|part| layout.part(part));
        }
        let replaced = layout.lines.iter().any(|line| line.spoken.is_some());
        if let (true, Some(note)) = (replaced, sheet.replaced) {
            layout.part(&Part::Text(note.to_owned()));
        }
        Ok(layout)
    }

    /// The weight a style is set in.
    pub(super) fn face(&self, style: Style) -> &Face {
        if style.strong { &self.faces.strong } else { &self.faces.regular }
    }

    fn heading(&mut self, level: u16, text: &str, style: Style) {
        if level > 1 {
            self.y += 14.0;
        }
        // A heading never stands alone at the foot of a page.
        self.make_room(style.size * LEADING + 3.0 * TEXT.size * LEADING);
        let (page, top) = (self.pages - 1, self.y);
        let leaf = self.piece(text, MARGIN, WIDTH, style);
        self.blocks.push(Block::Heading { level, leaf, text: text.to_owned(), page, top });
        self.y += 4.0;
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Text(text) => {
                let leaf = self.piece(text, MARGIN, WIDTH, TEXT);
                self.blocks.push(Block::Paragraph(leaf));
                self.y += 6.0;
            }
            Part::Facts(facts) => {
                let rows = facts.iter().map(|(name, value)| self.fact(name, value)).collect();
                self.blocks.push(Block::Facts(rows));
            }
        }
    }

    /// Name and value side by side; a row is not torn over two pages unless it is longer than one.
    fn fact(&mut self, name: &str, value: &str) -> (Leaf, Leaf) {
        // A cell without text would be no cell: rows must keep both.
        let value = if value.trim().is_empty() { "–" } else { value };
        let width = WIDTH - LABELS;
        let rows =
            |text, width, style: Style| lines_of(self.face(style), text, width, style.size).len() as f32 * style.size;
        let height = rows(name, LABELS - 12.0, LABEL).max(rows(value, width, TEXT)) * LEADING;
        self.make_room(height.min(BOTTOM - MARGIN));
        let (page, top) = (self.pages, self.y);
        let label = self.piece(name, MARGIN, LABELS - 12.0, LABEL);
        let under_label = if self.pages == page { self.y } else { MARGIN };
        if self.pages == page {
            self.y = top;
        }
        let value = self.piece(value, MARGIN + LABELS, width, TEXT);
        self.y = if self.pages == page { self.y.max(under_label) } else { self.y } + 4.0;
        (label, value)
    }

    fn piece(&mut self, text: &str, x: f32, width: f32, style: Style) -> Leaf {
        let leaf = self.leaves;
        self.leaves += 1;
        for original in lines_of(self.face(style), text, width, style.size) {
            self.make_room(style.size * LEADING);
            let text = self.face(style).fitted(&original);
            let spoken = (text != original).then_some(original);
            let baseline = self.y + style.size;
            self.lines.push(Line { page: self.pages - 1, x, baseline, style, text, spoken, leaf });
            self.y += style.size * LEADING;
        }
        leaf
    }

    fn make_room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > MARGIN {
            self.pages += 1;
            self.y = MARGIN;
        }
    }
}

/// The lines of a text, composed (NFC) and without control characters; never none.
fn lines_of(face: &Face, text: &str, width: f32, size: f32) -> Vec<String> {
    let mut lines = vec![];
    for paragraph in text.nfc().collect::<String>().split('\n') {
        let mut line = String::new();
        for word in paragraph.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
            let wider = face.width(&line, size) + face.width(word, size);
            if wider > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(&torn(face, word, width, size, &mut lines));
            line.push(' ');
        }
        let end = line.trim_end().len();
        line.truncate(end);
        lines.push(line);
    }
    lines
}

/// A word too long for a line, such as a digest, is torn where the line ends; gives back what remains.
fn torn(face: &Face, word: &str, width: f32, size: f32, lines: &mut Vec<String>) -> String {
    let mut rest = String::new();
    for letter in word.chars() {
        rest.push(letter);
        if face.width(&rest, size) > width && rest.chars().count() > 1 {
            rest.pop();
            lines.push(std::mem::replace(&mut rest, letter.to_string()));
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_every_word_and_stay_within_their_width() {
        let faces = Faces::open().unwrap();
        let text = "Perché il DURC risulta “irregolare”? ".repeat(9) + &"0123456789abcdef".repeat(20);
        let lines = lines_of(&faces.regular, &text, 200.0, 10.0);
        assert!(lines.iter().all(|line| faces.regular.width(line.trim_end(), 10.0) <= 200.0));
        assert_eq!(lines.concat(), text);
    }

    #[test]
    fn letters_the_font_lacks_leave_one_visible_mark_a_run() {
        let faces = Faces::open().unwrap();
        assert_eq!(faces.regular.fitted("Perché שלום 🙏🏽!"), "Perché [?] [?]!");
        assert_eq!(lines_of(&faces.regular, "perche\u{301}\u{0}", 200.0, 10.0), ["perché"]);
        assert_eq!(lines_of(&faces.regular, "", 200.0, 10.0), [""]);
    }
}
