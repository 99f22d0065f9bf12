//! Where the words were found: the stretch of each request that holds most of them, in pieces a page can mark.

use super::stems::stem;
use crate::db::{Db, Ids, on};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::requests::search::{Found, FoundIn, Piece, SearchText, words};
use contatti_model::requests::{Line, MessageKind};
use sqlx::FromRow;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Characters shown before the first word found, and from there on.
const BEFORE: usize = 60;
const AFTER: usize = 160;
/// How much of one request is looked through; words deeper down are found but not shown.
const MAX_BYTES: usize = 100_000;

#[derive(FromRow)]
struct TextRow {
    request_id: Uuid,
    kind: String,
    text: String,
}

macro_rules! texts {
    ($ids:literal) => {
        concat!(
            "SELECT request_id, kind, text, 1 AS part, version AS place FROM messages WHERE request_id ",
            $ids,
            " UNION ALL SELECT request_id, 'file', name, 2, place FROM attachments WHERE request_id ",
            $ids,
            " ORDER BY part, place"
        )
    };
}

/// Says at each line where the words are; a line that holds them itself (subject, number, company) says nothing.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn find(house: &House, text: &SearchText, lines: &mut [Line]) -> Answer<()> {
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id.0).collect();
    let sql = match &house.db {
        Db::Sqlite { .. } => texts!("IN (SELECT unhex(value) FROM json_each($1))"),
        Db::Postgres(_) => texts!("= ANY($1)"),
    };
    let rows: Vec<TextRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(Ids(&ids)).fetch_all(pool).await)?;
    let mut texts: HashMap<Uuid, Vec<TextRow>> = HashMap::new();
    for row in rows {
        texts.entry(row.request_id).or_default().push(row);
    }
    let mut wanted = Wanted::new(text);
    for line in lines {
        line.found = wanted.best_of(texts.get(&line.id.0).map_or(&[], Vec::as_slice))?;
    }
    Ok(())
}

/// The stems wanted, and what is known already of words met.
struct Wanted {
    stems: HashSet<String>,
    met: HashMap<String, Option<String>>,
}

/// A word found: where it stands, and its stem.
struct Hit {
    start: usize,
    end: usize,
    stem: String,
}

impl Wanted {
    fn new(text: &SearchText) -> Self {
        let stems = text.clauses().iter().flatten().map(|word| stem(word)).collect();
        Self { stems, met: HashMap::new() }
    }

    fn best_of(&mut self, rows: &[TextRow]) -> Answer<Option<Found>> {
        let mut best: Option<(usize, Found)> = None;
        let mut left = MAX_BYTES;
        for row in rows {
            let Some(rest) = left.checked_sub(row.text.len()) else { break };
            left = rest;
            let hits = self.hits(&row.text);
            let Some((first, count)) = densest(&hits) else { continue };
            if best.as_ref().is_none_or(|(most, _)| count > *most) {
                best = Some((count, Found { place: place(&row.kind)?, pieces: cut(&row.text, &hits, first) }));
            }
            if count == self.stems.len() {
                break;
            }
        }
        Ok(best.map(|(_, found)| found))
    }

    fn hits(&mut self, text: &str) -> Vec<Hit> {
        let mut hits = vec![];
        for word in words(text) {
            let stems = &self.stems;
            let known = self.met.entry(word.folded).or_insert_with_key(|folded| {
                let stem = stem(folded);
                stems.contains(&stem).then_some(stem)
            });
            if let Some(stem) = known {
                hits.push(Hit { start: word.start, end: word.end, stem: stem.clone() });
            }
        }
        hits
    }
}

fn place(kind: &str) -> Answer<FoundIn> {
    match (kind, MessageKind::from_word(kind)) {
        ("file", _) => Ok(FoundIn::FileName),
        (_, Some(MessageKind::Request)) => Ok(FoundIn::Request),
        (_, Some(MessageKind::Contact)) => Ok(FoundIn::Contact),
        (_, Some(MessageKind::Reply | MessageKind::Reminder | MessageKind::Objection)) => Ok(FoundIn::Reply),
        (_, Some(MessageKind::MeetingAsked | MessageKind::MeetingWithdrawn)) => Ok(FoundIn::Reply),
        (_, Some(MessageKind::Comment | MessageKind::DocumentsAsked)) => Ok(FoundIn::Comment),
        (_, Some(MessageKind::MeetingSet | MessageKind::MeetingCancelled)) => Ok(FoundIn::Comment),
        (_, Some(MessageKind::Answer)) => Ok(FoundIn::Answer),
        (_, None) => Err(Refusal::internal(format!("unknown kind {kind:?} in messages"))),
    }
}

/// The hit from which a stretch holds most different stems, and how many.
fn densest(hits: &[Hit]) -> Option<(usize, usize)> {
    let count = |first: usize| {
        let reach = hits[first].start + AFTER;
        hits[first..].iter().take_while(|hit| hit.end <= reach).map(|hit| &hit.stem).collect::<HashSet<_>>().len()
    };
    let counted = (0..hits.len()).map(|first| (first, count(first).max(1)));
    counted.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// The stretch around the hit, begun and ended between words.
fn cut(text: &str, hits: &[Hit], first: usize) -> Vec<Piece> {
    let anchor = hits[first].start;
    let begin = words_edge(text, text.floor_char_boundary(anchor.saturating_sub(BEFORE)), anchor);
    let end = text.floor_char_boundary((anchor + AFTER).max(hits[first].end).min(text.len()));
    let end = match text[end..].chars().next() {
        Some(next) if next.is_alphanumeric() => {
            let last = text[..end].rfind(char::is_whitespace).unwrap_or(end);
            if last > hits[first].end { last } else { end.max(hits[first].end) }
        }
        _ => end,
    };
    let mut pieces = vec![];
    let mut push = |text: &str, hit: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), hit });
        }
    };
    push(if begin > 0 { "…" } else { "" }, false);
    let mut at = begin;
    for hit in hits.iter().filter(|hit| hit.start >= begin && hit.end <= end) {
        push(&text[at..hit.start], false);
        push(&text[hit.start..hit.end], true);
        at = hit.end;
    }
    push(&text[at..end], false);
    push(if end < text.len() { "…" } else { "" }, false);
    pieces
}

/// The beginning of the first whole word from `at` on; `at` itself at the text's beginning.
fn words_edge(text: &str, at: usize, before: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let blank = text[at..before].find(char::is_whitespace);
    blank.map_or(before, |blank| at + blank + text[at + blank..].chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(search: &str, text: &str) -> Option<Vec<Piece>> {
        let row = TextRow { request_id: Uuid::nil(), kind: "request".into(), text: text.into() };
        Wanted::new(&SearchText::parse(search)).best_of(&[row]).unwrap_or_default().map(|found| found.pieces)
    }

    #[test]
    fn the_words_stand_out_in_the_form_they_were_written_in() {
        let pieces =
            found("contributi regolarita", "Chiedo la regolarità del contributo <b>versato</b>.").unwrap_or_default();
        let hits: Vec<_> = pieces.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect();
        assert_eq!(hits, ["regolarità", "contributo"]);
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, "Chiedo la regolarità del contributo <b>versato</b>.");
    }

    #[test]
    fn of_a_long_text_the_stretch_with_most_words_is_shown() {
        let text = format!("durc {} il durc irregolare di ottobre {}", "parola ".repeat(80), "altro ".repeat(80));
        let pieces = found("durc irregolare", &text).unwrap_or_default();
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(
            whole.starts_with('…') && whole.ends_with('…') && whole.contains("durc irregolare di ottobre"),
            "{whole}"
        );
        assert!(whole.chars().count() < BEFORE + AFTER + 40, "{whole}");
        assert_eq!(found("rateazione", &text), None);
    }

    proptest! {
        #[test]
        fn whatever_the_text_the_pieces_are_a_stretch_of_it(text in "\\PC{0,400}", word in "\\PC{1,10}") {
            let text = format!("{text} {word} {text}");
            if let Some(pieces) = found(&word, &text) {
                let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
                prop_assert!(text.contains(whole.trim_start_matches('…').trim_end_matches('…')));
                prop_assert!(pieces.iter().any(|piece| piece.hit));
            }
        }
    }
}
