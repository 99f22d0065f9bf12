//! The SQL of one enablement: held, moved, logged.

use crate::db::{At, Day, Tx, broken_constraint, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::identity::enablement::{EnablementDeed, EnablementState, IllegalEnablement};
use contatti_model::{EnablementId, FieldError, Issue, OfficeId, PersonId, ProblemCode};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

/// One enablement as a use case needs it.
pub(super) struct Paper {
    pub office: OfficeId,
    pub person: PersonId,
    pub state: EnablementState,
    pub from: Date,
    pub to: Option<Date>,
    pub nominated_by: Option<PersonId>,
    pub account_disabled: bool,
}

#[derive(FromRow)]
struct PaperRow {
    office_id: Uuid,
    person_id: Uuid,
    state: String,
    valid_from: Day,
    valid_to: Option<Day>,
    nominated_by: Option<Uuid>,
    disabled_at: Option<At>,
}

/// Keeps it from every other hand until the transaction ends, and reads it.
///
/// # Errors
/// 404 when there is none.
pub(super) async fn hold(tx: &mut Tx, id: EnablementId) -> Answer<Paper> {
    let sql = "UPDATE enablements SET state = state WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(id.0).execute(conn).await.map(drop))?;
    let sql = "SELECT e.office_id, e.person_id, e.state, e.valid_from, e.valid_to, e.nominated_by, p.disabled_at
               FROM enablements e JOIN people p ON p.id = e.person_id WHERE e.id = $1";
    let row: Option<PaperRow> = within!(tx, conn => sqlx::query_as(sql).bind(id.0).fetch_optional(conn).await)?;
    let row = row.ok_or_else(Refusal::not_found)?;
    Ok(Paper {
        office: OfficeId(row.office_id),
        person: PersonId(row.person_id),
        state: state(&row.state)?,
        from: row.valid_from.0,
        to: row.valid_to.map(|day| day.0),
        nominated_by: row.nominated_by.map(PersonId),
        account_disabled: row.disabled_at.is_some(),
    })
}

/// A stored state.
///
/// # Errors
/// For a word this version does not know.
pub(super) fn state(word: &str) -> Answer<EnablementState> {
    EnablementState::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown state {word:?} of enablements")))
}

/// It is over, or was decided already.
pub(super) fn over(_: IllegalEnablement) -> Refusal {
    Refusal::new(ProblemCode::EnablementOver)
}

/// A refusal at one field.
pub(super) fn at_field(field: &str, issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new(field, issue)])
}

/// What the index of open nominations and grants says.
pub(super) fn taken(error: sqlx::Error) -> Refusal {
    match broken_constraint(&error) {
        Some(name) if name.contains("enablements") => at_field("person", Issue::AlreadyNominated),
        _ => error.into(),
    }
}

/// The end of an enablement by somebody's hand.
pub(super) async fn write_over(
    house: &House,
    tx: &mut Tx,
    id: EnablementId,
    state: EnablementState,
    by: PersonId,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE enablements SET state = $2, over_by = $3, over_at = $4 WHERE id = $1";
    within!(tx, conn => sqlx::query(sql).bind(id.0).bind(state.as_str()).bind(by.0).bind(At(house.now()))
        .execute(conn).await.map(drop))
}

/// The last day of the grant held now or from a later day on; the outer none says there is no such grant.
pub(super) async fn held_until(
    tx: &mut Tx,
    office: OfficeId,
    person: PersonId,
    today: Date,
) -> Result<Option<Option<Date>>, sqlx::Error> {
    let sql = "SELECT valid_to FROM grants WHERE person_id = $1 AND office_id = $2 AND role = 'operator'
                 AND (valid_to IS NULL OR valid_to >= $3)";
    let row: Option<(Option<Day>,)> = within!(tx, conn => sqlx::query_as(sql).bind(person.0).bind(office.0)
        .bind(Day(today)).fetch_optional(conn).await)?;
    Ok(row.map(|(last,)| last.map(|day| day.0)))
}

/// One line of the log.
pub(super) struct LogRow<'a> {
    pub enablement: EnablementId,
    pub office: OfficeId,
    pub deed: EnablementDeed,
    pub person: PersonId,
    /// None: whoever runs the server.
    pub by: Option<PersonId>,
    pub from: Date,
    pub to: Option<Date>,
    pub reason: &'a str,
}

pub(super) async fn log(house: &House, tx: &mut Tx, row: LogRow<'_>) -> Result<(), sqlx::Error> {
    let sql =
        "INSERT INTO enablement_log (id, at, enablement_id, office_id, deed, person_id, by_id, valid_from, valid_to,
                                           reason)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    within!(tx, conn => sqlx::query(sql).bind(house.new_id()).bind(At(house.now())).bind(row.enablement.0)
        .bind(row.office.0).bind(row.deed.as_str()).bind(row.person.0).bind(row.by.map(|id| id.0))
        .bind(Day(row.from)).bind(row.to.map(Day)).bind(row.reason).execute(conn).await.map(drop))
}
