//! An answer held against the office's last ones: nearly the same words are shown to their author before they are sent.

use super::store::RequestRow;
use crate::db::on;
use crate::house::House;
use crate::web::Answer;
use contatti_model::register::RegisterNumber;
use contatti_model::requests::{self, ANSWERS_COMPARED, AnswerForm, too_similar};
use contatti_model::{FieldError, Issue};
use sqlx::FromRow;

#[derive(FromRow)]
struct AnswerRow {
    text: String,
    register_area: String,
    register_year: i16,
    register_number: i64,
}

/// What to tell the author, unless they said that it holds for this case.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn objection(
    house: &House,
    row: &RequestRow,
    form: &AnswerForm,
    answer: &requests::Answer,
) -> Answer<Option<FieldError>> {
    if !form.similar_ok.trim().is_empty() {
        return Ok(None);
    }
    // What was answered in this very request may be said again.
    let sql = "SELECT text, register_area, register_year, register_number FROM messages
               WHERE register_area = $1 AND kind = 'answer' AND request_id <> $2 ORDER BY written_at DESC LIMIT $3";
    let most = i64::try_from(ANSWERS_COMPARED).unwrap_or(i64::MAX);
    let rows: Vec<AnswerRow> = on!(&house.db, pool => sqlx::query_as(sql).bind(&row.office_area).bind(row.id().0)
        .bind(most).fetch_all(pool).await)?;
    let found = too_similar(&answer.text, rows.iter().map(|row| (row, row.text.as_str())));
    Ok(found.map(|row| FieldError::new("text", Issue::TooSimilar { number: row.number().to_string() })))
}

impl AnswerRow {
    fn number(&self) -> RegisterNumber {
        RegisterNumber { area: self.register_area.clone(), year: self.register_year, number: self.register_number }
    }
}
