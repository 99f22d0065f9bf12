//! XML written in canonical form (Exclusive C14N 1.0) from the start, so that it can be signed as it stands.

/// Elements as they are written: no blanks between them, no empty-element tags, double quotes, escapes as C14N wants.
/// Attributes are given in the order of their namespace and name.
#[derive(Default)]
pub(super) struct Xml(String);

impl Xml {
    /// An element around what `inside` writes.
    pub(super) fn within(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push_str(&format!(" {attribute}=\"{}\"", escaped(value, true)));
        }
        self.0.push('>');
        inside(self);
        self.0.push_str(&format!("</{name}>"));
    }

    /// An element around a text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.within(name, attributes, |xml| xml.0.push_str(&escaped(text, false)));
    }

    /// What is canonical already.
    pub(super) fn raw(&mut self, xml: &str) {
        self.0.push_str(xml);
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Characters XML 1.0 cannot hold at all become U+FFFD.
fn escaped(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' if !in_attribute => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\t' if in_attribute => out.push_str("&#x9;"),
            '\n' if in_attribute => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            '\t' | '\n' => out.push(letter),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_escaped_as_canonical_xml_wants_it() {
        let mut xml = Xml::default();
        xml.text("a", &[("b", "\"<>&'\n")], "\"<>&'\n\u{1}🙏");
        let expected = "<a b=\"&quot;&lt;>&amp;'&#xA;\">\"&lt;&gt;&amp;'\n\u{fffd}🙏</a>";
        assert_eq!(xml.finish(), expected);
    }
}
