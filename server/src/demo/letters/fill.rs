//! Filling a letter's template: `{word}` is a fact, `[a|b]` one of two ways to say it.

use super::facts::Facts;
use crate::demo::dice::Dice;

/// The text with every choice made and every known fact in its place; an unknown fact stays visible for the tests to find.
pub(in crate::demo) fn fill(template: &str, facts: &Facts, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(start) = rest.find(['[', '{']) {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        rest =
            if from.starts_with('[') { choose(from, facts, dice, &mut text) } else { insert(from, facts, &mut text) };
    }
    text.push_str(rest);
    text
}

/// Lines flow together; an empty line begins a paragraph.
pub(super) fn flow(body: &str) -> String {
    body.trim()
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn choose<'t>(from: &'t str, facts: &Facts, dice: &mut Dice, text: &mut String) -> &'t str {
    let Some((inside, rest)) = from.get(1..).and_then(|inner| inner.split_once(']')) else {
        text.push_str(from);
        return "";
    };
    let ways: Vec<_> = inside.split('|').collect();
    if let Some(way) = dice.pick(&ways) {
        text.push_str(&fill(way, facts, dice));
    }
    rest
}

fn insert<'t>(from: &'t str, facts: &Facts, text: &mut String) -> &'t str {
    let Some((word, rest)) = from.get(1..).and_then(|inner| inner.split_once('}')) else {
        text.push_str(from);
        return "";
    };
    match facts.get(word) {
        Some(fact) => {
            elide(text, fact);
            text.push_str(fact);
        }
        None => text.extend(["{", word, "}"]),
    }
    rest
}

/// Italian says `l'8 marzo` and `ad Adele`: what was written last bends before such a fact.
fn elide(text: &mut String, fact: &str) {
    let vowel_day = |day| fact.strip_prefix(day).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if text.ends_with(" a ") && fact.starts_with('A') {
        text.truncate(text.len() - 1);
        text.push_str("d ");
    } else if vowel_day("8 ") || vowel_day("11 ") {
        let bent = [("il ", "l'"), ("Il ", "L'"), ("al ", "all'"), ("del ", "dell'")];
        if let Some((plain, elided)) = bent.into_iter().find(|(plain, _)| text.ends_with(plain)) {
            text.truncate(text.len() - plain.len());
            text.push_str(elided);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_made_facts_inserted_and_the_unknown_stays_visible() {
        let mut facts = Facts::default();
        facts.set("periodo", "marzo 2026");
        let mut dice = Dice::new(0, 0);
        let text = fill("[Per|Per] {periodo}[, {periodo}|, {periodo}] e {altro}.", &facts, &mut dice);
        assert_eq!(text, "Per marzo 2026, marzo 2026 e {altro}.");
        assert_eq!(fill("a [b", &facts, &mut dice), "a [b");
        assert_eq!(flow("\nuna riga\nche segue\n\naltro\n"), "una riga che segue\n\naltro");
    }
    #[test]
    fn articles_bend_before_the_eighth_and_the_eleventh() {
        let mut facts = Facts::default();
        facts.set("otto", "8 marzo 2026");
        facts.set("undici", "11 marzo 2026");
        facts.set("chi", "Adele Riva");
        facts.set("quanti", "11");
        let mut dice = Dice::new(0, 0);
        let text = fill("Dal {otto} al {undici}, il {otto}, del {undici}, a {chi}, il {quanti}.", &facts, &mut dice);
        assert_eq!(
            text,
            "Dall'8 marzo 2026 all'11 marzo 2026, l'8 marzo 2026, dell'11 marzo 2026, ad Adele Riva, il 11."
        );
    }
}
