//! A field of a CSV file as an Italian Excel opens it: one field, and never a formula.

/// A field that stays one: quoted where it must be, and never read as a formula.
pub(crate) fn field(text: &str) -> String {
    let guarded = match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => format!("'{text}"),
        _ => text.to_owned(),
    };
    if guarded.contains([';', '"', '\n', '\r', ',', '\t']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_field_is_never_two_nor_a_formula() {
        assert_eq!(field("Caffè Perché No"), "Caffè Perché No");
        assert_eq!(field("a;b \"c\"\nd"), "\"a;b \"\"c\"\"\nd\"");
        assert_eq!(field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        for formula in ["=1+1", "+39", "-1", "@SUM(A1)", "\t=1"] {
            assert!(field(formula).trim_start_matches('"').starts_with('\''), "{formula}");
        }
    }
}
