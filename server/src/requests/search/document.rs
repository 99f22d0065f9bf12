//! A request's document: all its words as stems, with the marks that say whose it is, written whole at each change.

use super::stems::{self, RULES, SEAM};
use crate::db::tx::EngineTx;
use crate::db::{At, Tx, within};
use contatti_model::RequestId;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::search::words;
use sqlx::{FromRow, Postgres, Sqlite, Transaction};
use std::collections::BTreeMap;
use std::fmt::Write;
use uuid::Uuid;

/// PostgreSQL keeps a document of a megabyte at most; what a thread says beyond this is not found by its words.
const MAX_BYTES: usize = 600_000;

/// The marks first, then the stems in the order of the texts.
struct Document {
    opened_at: At,
    stems: Vec<String>,
}

/// Writes the request's document as the transaction sees the request: whoever changes a text, a file's name or the
/// position calls this before committing.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn write_document(tx: &mut Tx, id: RequestId) -> Result<(), sqlx::Error> {
    write_document_with(tx, id, &Adding::default()).await
}

/// A turn that is about to be written: its text, and the names of its files.
#[derive(Default)]
pub(crate) struct Adding<'a> {
    pub text: Option<&'a str>,
    pub names: Vec<&'a str>,
}

/// The same before a turn is written, so that it is not done while the register is held.
///
/// # Errors
/// As [`write_document`].
pub(crate) async fn write_document_with(tx: &mut Tx, id: RequestId, adding: &Adding<'_>) -> Result<(), sqlx::Error> {
    let Some(document) = read(tx, id, adding).await? else { return Ok(()) };
    match &mut tx.engine {
        EngineTx::Sqlite(tx) => write_words(tx, id, &document).await,
        EngineTx::Postgres(tx) => write_vector(tx, id, &document).await,
    }
}

#[derive(FromRow)]
struct FactsRow {
    opened_at: At,
    position_id: Uuid,
    subject: String,
    company: String,
    position: String,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

async fn read(tx: &mut Tx, id: RequestId, adding: &Adding<'_>) -> Result<Option<Document>, sqlx::Error> {
    let sql = "SELECT r.opened_at, r.position_id, s.title AS subject, c.name AS company, p.number AS position,
                      r.register_area, r.register_year, r.register_number
               FROM requests r JOIN subjects s ON s.id = r.subject_id JOIN companies c ON c.id = r.company_id
               JOIN positions p ON p.id = r.position_id WHERE r.id = $1";
    let facts: Option<FactsRow> = within!(tx, conn => sqlx::query_as(sql).bind(id.0).fetch_optional(conn).await)?;
    let Some(facts) = facts else { return Ok(None) };
    let sql = "SELECT 1 AS part, version AS place, text FROM messages WHERE request_id = $1
               UNION ALL SELECT 2, place, name FROM attachments WHERE request_id = $1 ORDER BY part, place";
    let texts: Vec<(i32, i64, String)> = within!(tx, conn => sqlx::query_as(sql).bind(id.0).fetch_all(conn).await)?;
    let (texts, names): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(part, ..)| *part == 1);
    let said = texts.iter().map(|(.., text)| text.as_str()).chain(adding.text);
    let said = said.chain(names.iter().map(|(.., name)| name.as_str())).chain(adding.names.iter().copied());
    Ok(Some(Document::of(facts, said.map(str::to_owned))))
}

impl Document {
    fn of(facts: FactsRow, texts: impl Iterator<Item = String>) -> Self {
        let FactsRow { register_area: area, register_year: year, register_number: number, .. } = facts;
        let number = RegisterNumber { area, year, number }.to_string();
        let marks = [stems::position_mark(facts.position_id), stems::month_mark(facts.opened_at.0.day())];
        let mut document = Self { opened_at: facts.opened_at, stems: marks.into() };
        let mut left = MAX_BYTES;
        for text in [number, facts.position, facts.subject, facts.company].into_iter().chain(texts) {
            document.add(&text, &mut left);
        }
        document
    }

    fn add(&mut self, text: &str, left: &mut usize) {
        self.stems.push(SEAM.to_owned());
        for word in words(text) {
            let stem = stems::stem(&word.folded);
            // Four bytes are what a place costs.
            let Some(rest) = left.checked_sub(stem.len() + 4) else { return };
            *left = rest;
            self.stems.push(stem);
        }
    }

    /// `'stem':1,7 'other':2`, as PostgreSQL reads a vector; a seam takes a place and is no word.
    fn as_vector(&self) -> String {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, stem) in self.stems.iter().enumerate().filter(|(_, stem)| *stem != SEAM) {
            places.entry(stem).or_default().push(index + 1);
        }
        let mut vector = String::new();
        for (stem, places) in places {
            let places: Vec<_> = places.iter().map(ToString::to_string).collect();
            let _ = write!(vector, "'{stem}':{} ", places.join(","));
        }
        vector
    }
}

async fn write_words(
    tx: &mut Transaction<'static, Sqlite>,
    id: RequestId,
    document: &Document,
) -> Result<(), sqlx::Error> {
    let place = place_of(tx, id, document.opened_at).await?;
    sqlx::query("INSERT OR REPLACE INTO request_words (rowid, stems) VALUES ($1, $2)")
        .bind(place)
        .bind(document.stems.join(" "))
        .execute(&mut **tx)
        .await
        .map(drop)
}

/// The document's place, found or taken: the first one free from the instant of opening on.
async fn place_of(tx: &mut Transaction<'static, Sqlite>, id: RequestId, opened_at: At) -> Result<i64, sqlx::Error> {
    let known: Option<i64> =
        sqlx::query_scalar("UPDATE request_documents SET rules = $2 WHERE request_id = $1 RETURNING place")
            .bind(id.0)
            .bind(RULES)
            .fetch_optional(&mut **tx)
            .await?;
    if let Some(place) = known {
        return Ok(place);
    }
    let mut place = opened_at.0.as_micros();
    let sql =
        "INSERT INTO request_documents (place, request_id, rules) VALUES ($1, $2, $3) ON CONFLICT (place) DO NOTHING";
    while sqlx::query(sql).bind(place).bind(id.0).bind(RULES).execute(&mut **tx).await?.rows_affected() == 0 {
        place += 1;
    }
    Ok(place)
}

async fn write_vector(
    tx: &mut Transaction<'static, Postgres>,
    id: RequestId,
    document: &Document,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO request_documents (request_id, rules, stems) VALUES ($1, $2, CAST($3 AS TSVECTOR))
               ON CONFLICT (request_id) DO UPDATE SET rules = excluded.rules, stems = excluded.stems";
    sqlx::query(sql).bind(id.0).bind(RULES).bind(document.as_vector()).execute(&mut **tx).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_model::Instant;

    fn document(texts: &[&str]) -> Document {
        let facts = FactsRow {
            opened_at: At(Instant::from_micros(1_795_430_400_000_000)),
            position_id: Uuid::nil(),
            subject: "Rimborsi".into(),
            company: "Vesuvio".into(),
            position: "5101234567".into(),
            register_area: "INPS.5100".into(),
            register_year: 2026,
            register_number: 7,
        };
        Document::of(facts, texts.iter().map(|text| (*text).to_owned()))
    }

    #[test]
    fn a_vector_says_where_each_stem_stands_and_keeps_texts_apart() {
        let vector = document(&["il contributo", "contributi"]).as_vector();
        assert!(vector.contains("'·m202611':2 "), "{vector}");
        // Two marks, a seam, four words of the number; then seam and word each: the texts begin after place 14.
        assert!(vector.contains("'contrib':15,17 "), "{vector}");
        assert!(!vector.contains("'·':"), "{vector}");
    }

    #[test]
    fn a_thread_without_end_stops_at_what_an_engine_can_keep() {
        let words: String = (0..200_000).map(|number| format!("parola{number} ")).collect();
        let document = document(&[&words]);
        assert!(document.as_vector().len() < 1_900_000);
        assert!(document.stems.iter().map(String::len).sum::<usize>() <= MAX_BYTES + 100);
    }
}
