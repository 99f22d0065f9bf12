//! A list walked newest first in batches, and words looked for on the way: compared in the program, capitals and accents aside, on both
//! engines alike.

use super::{Answer, PAGE_SIZE, read_cursor};
use crate::db::At;
use contatti_model::Instant;
use contatti_model::page::Page;
use contatti_model::requests::search::folded;
use uuid::Uuid;

/// Rows read at a time where words are looked for, and looked at for one page at most: whoever reads on goes on from there.
const BATCH: i64 = 500;
const MOST_LOOKED_AT: usize = 10_000;
/// More words narrow nothing any further.
const MOST_WORDS: usize = 8;
const MOST_CHARS: usize = 200;

/// Where a row stands in its list: by its moment, then by its id.
type Place = (At, Uuid);

/// A walk on its way to a full page.
pub(crate) struct Walk<R> {
    words: Vec<String>,
    after: Place,
    looked: usize,
    found: Vec<(Place, R)>,
    /// Whether there is nothing further down.
    ended: bool,
}

impl<R> Walk<R> {
    /// From where the page before ended, else from before everything: `top` is a moment no row is later than.
    ///
    /// # Errors
    /// 404 for a cursor this server did not make.
    pub fn begin(text: &str, cursor: Option<&str>, top: Instant) -> Answer<Self> {
        let after = match cursor.filter(|cursor| !cursor.is_empty()) {
            Some(cursor) => read_cursor(cursor).map(|(micros, id)| (At(Instant::from_micros(micros)), id))?,
            None => (At(top), Uuid::max()),
        };
        Ok(Self { words: words_of(text), after, looked: 0, found: vec![], ended: false })
    }

    /// Where the next batch begins, and how many rows it has at most; none once the page is full or the walk at its end.
    pub fn next_batch(&self) -> Option<(Place, i64)> {
        let over = self.ended || self.is_full() || self.looked >= MOST_LOOKED_AT;
        (!over).then_some((self.after, self.batch()))
    }

    /// Looks at a batch: `place` says where a row stands, `find` what of it is looked for, if anything.
    pub fn look_at(&mut self, rows: Vec<R>, place: impl Fn(&R) -> Place, find: impl Fn(R, &Words<'_>) -> Option<R>) {
        self.ended = i64::try_from(rows.len()).unwrap_or(i64::MAX) < self.batch();
        self.looked += rows.len();
        self.after = rows.last().map_or(self.after, &place);
        let words = Words(&self.words);
        let found = |row: R| {
            let at = place(&row);
            find(row, &words).map(|row| (at, row))
        };
        self.found.extend(rows.into_iter().filter_map(found));
    }

    /// What was found, and where to read on.
    pub fn page(mut self) -> Page<R> {
        let next = match (self.is_full(), self.ended) {
            (true, _) => {
                self.found.truncate(whole());
                self.found.last().map(|(place, _)| *place)
            }
            (false, true) => None,
            (false, false) => Some(self.after),
        };
        let next = next.map(|(at, id)| format!("{}_{id}", at.0.as_micros()));
        Page { items: self.found.into_iter().map(|(_, row)| row).collect(), next }
    }

    /// One more than a page holds: only then is it known that there is another.
    fn is_full(&self) -> bool {
        self.found.len() > whole()
    }

    fn batch(&self) -> i64 {
        if self.words.is_empty() { PAGE_SIZE + 1 } else { BATCH }
    }
}

/// The words looked for.
pub(crate) struct Words<'a>(&'a [String]);

impl Words<'_> {
    /// Whether the text holds every one of them; without a word every text does.
    pub fn are_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let text = folded(text);
        self.0.iter().all(|word| text.contains(word.as_str()))
    }
}

fn whole() -> usize {
    usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX)
}

/// What is looked for, as it is compared: small letters without accents; quotes, which hold a phrase together elsewhere, only part words.
fn words_of(text: &str) -> Vec<String> {
    let text: String = text.chars().take(MOST_CHARS).collect();
    folded(&text.replace(['"', '“', '”', '«', '»'], " "))
        .split_whitespace()
        .take(MOST_WORDS)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (i64, &'static str);

    /// The list of `rows`, newest first, as a database would give it.
    fn walked(rows: &[Row], text: &str, cursor: Option<&str>) -> Page<Row> {
        let top = Instant::from_micros(1_000_000_000);
        let mut walk = Walk::begin(text, cursor, top).unwrap_or_else(|_| panic!("{cursor:?}"));
        while let Some(((At(at), _), most)) = walk.next_batch() {
            let below = rows.iter().filter(|row| row.0 < at.as_micros()).take(usize::try_from(most).unwrap_or(0));
            walk.look_at(
                below.copied().collect(),
                |row| (At(Instant::from_micros(row.0)), Uuid::nil()),
                |row, words| words.are_in(row.1).then_some(row),
            );
        }
        walk.page()
    }

    #[test]
    fn pages_hold_together_with_words_and_without() {
        let rows: Vec<Row> = (1..=60).rev().map(|at| (at, if at % 2 == 0 { "Però sì" } else { "no" })).collect();
        for (text, whole) in [("", 60), ("PERO si", 30), ("\"sì\" pero", 30), ("zanzibar", 0)] {
            let (mut all, mut cursor) = (vec![], None);
            loop {
                let page = walked(&rows, text, cursor.as_deref());
                assert!(page.items.len() <= 25);
                all.extend(page.items);
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(all.len(), whole, "{text}");
            assert!(all.windows(2).all(|pair| pair[0].0 > pair[1].0));
        }
    }

    #[test]
    fn a_full_page_that_is_the_last_leads_nowhere() {
        let rows: Vec<Row> = (1..=25).rev().map(|at| (at, "sì")).collect();
        assert_eq!(walked(&rows, "", None).next, None);
        assert_eq!(walked(&rows, "si", None).next, None);
    }

    #[test]
    fn however_much_there_is_one_page_looks_at_a_stretch_of_it_and_the_next_goes_on() {
        let mut rows: Vec<Row> = (2..=25_000).rev().map(|at| (at, "no")).collect();
        rows.push((1, "sì"));
        let (mut cursor, mut pages) = (None, 0);
        let found = loop {
            let page = walked(&rows, "si", cursor.as_deref());
            pages += 1;
            match page.next {
                Some(next) => cursor = Some(next),
                None => break page.items,
            }
        };
        assert_eq!((found, pages), (vec![(1, "sì")], 3));
    }
}
