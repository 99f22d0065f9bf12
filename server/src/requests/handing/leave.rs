//! Somebody loses the group: what they were working is the office's again, in the transaction that takes it away.

use crate::db::{Tx, on};
use crate::house::House;
use crate::requests::change::{self, By, Step};
use crate::requests::store::{self, RequestRow};
use crate::web::Answer;
use contatti_model::requests::EventKind;
use contatti_model::{OfficeId, PersonId, ProblemCode, RequestId};
use uuid::Uuid;

/// The requests somebody works at an office, as they were read.
pub(crate) struct Left(Vec<RequestRow>);

/// What becomes of a request that moved since it was read.
#[derive(Clone, Copy)]
pub(crate) enum IfMoved {
    /// All of them are to be read anew.
    Refuse,
    /// It stays with who leaves, and the nightly check gives it back.
    Leave,
}

/// Those in charge; what waits for documents stays with its owner until they come or the day passes.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn left_by(house: &House, office: OfficeId, person: PersonId) -> Answer<Left> {
    // In one order for everybody: two who leave at once never wait for each other.
    // Said twice for SQLite: the index is that of what is not closed.
    let sql = "SELECT id FROM requests WHERE office_id = $2 AND owner_id = $1 AND state <> 'closed'
               AND state = 'in_charge' ORDER BY id";
    let ids: Vec<Uuid> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(person.0).bind(office.0).fetch_all(pool).await)?;
    let mut rows = vec![];
    for id in ids {
        rows.extend(store::request(house, RequestId(id)).await?);
    }
    Ok(Left(rows))
}

/// Gives them back. The timeline says so without a name: whoever takes the group away reads no request.
///
/// # Errors
/// 412 when one of them changed since it was read and none is to be left; the transaction is to be dropped then.
pub(crate) async fn give_back_left(house: &House, tx: &mut Tx, left: &Left, if_moved: IfMoved) -> Answer<()> {
    for row in &left.0 {
        let Some((owner, name)) = row.owner_named() else { continue };
        let (by, to, event) = (By::Time(owner, name), row.standing()?.given_back()?, EventKind::GivenBack);
        let version = row.version;
        let step = Step { by, row, version, to, event, day: None, turn: None, pause: None, named: None };
        match (change::write(house, tx, &step).await, if_moved) {
            // Nothing of it was written: the version is compared first.
            (Err(refusal), IfMoved::Leave) if refusal.problem.code == ProblemCode::Stale => {}
            (written, _) => {
                written?;
            }
        }
    }
    Ok(())
}
