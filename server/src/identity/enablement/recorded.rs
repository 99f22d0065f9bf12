//! Grants made by whoever runs the server, with an account or a demonstration: they have their paper and their line too.

use super::store::{self, LogRow};
use crate::db::{At, Day, Tx, within};
use crate::house::House;
use contatti_model::identity::enablement::EnablementDeed;
use contatti_model::{EnablementId, OfficeId, PersonId};
use jiff::civil::Date;

/// A grant of the group that was written without a nomination.
pub(crate) struct Recorded {
    pub id: EnablementId,
    pub office: OfficeId,
    pub person: PersonId,
    pub from: Date,
    pub to: Option<Date>,
}

/// Writes the paper of a grant, in the transaction that grants; one that is there stays as it is.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn record(house: &House, tx: &mut Tx, grant: &Recorded) -> Result<(), sqlx::Error> {
    let Recorded { id, office, person, from, to } = *grant;
    let sql = "INSERT INTO enablements (id, office_id, person_id, state, valid_from, valid_to, reason, granted_at)
               VALUES ($1, $2, $3, 'granted', $4, $5, '', $6) ON CONFLICT DO NOTHING";
    let written = within!(tx, conn => sqlx::query(sql).bind(id.0).bind(office.0).bind(person.0).bind(Day(from))
        .bind(to.map(Day)).bind(At(house.now())).execute(conn).await.map(|done| done.rows_affected()))?;
    if written == 0 {
        return Ok(());
    }
    let deed = EnablementDeed::Recorded;
    store::log(house, tx, LogRow { enablement: id, office, deed, person, by: None, from, to, reason: "" }).await
}
