//! An office's enablements: what waits, what is granted, and who has requests in charge without a grant.

use super::seat::{self, EnablementSeat};
use super::store;
use crate::db::{At, Day, on};
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::EnablementId;
use contatti_model::identity::enablement::{
    EnablementLine, EnablementMove, EnablementState, Enablements, separate_duties, to_review,
};
use contatti_model::{Instant, PersonId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct LineRow {
    id: Uuid,
    person_id: Uuid,
    person: String,
    username: String,
    state: String,
    valid_from: Day,
    valid_to: Option<Day>,
    reason: String,
    nominated_by_id: Option<Uuid>,
    nominated_by: Option<String>,
    granted_by: Option<String>,
    granted_at: Option<At>,
    in_charge: i64,
}

/// $1 the office. A grant is over by its day or a hand; while requests are left with who had the last one, the line stays.
const LINES: &str = "
    SELECT e.id, e.person_id, p.name AS person, p.username, e.state, e.valid_from, e.valid_to, e.reason,
           e.nominated_by AS nominated_by_id, n.name AS nominated_by, g.name AS granted_by, e.granted_at,
           (SELECT COUNT(*) FROM (SELECT 1 FROM requests r WHERE r.office_id = e.office_id AND r.owner_id = e.person_id
                                    AND r.state <> 'closed' LIMIT 100) AS counted) AS in_charge
    FROM enablements e JOIN people p ON p.id = e.person_id
    LEFT JOIN people n ON n.id = e.nominated_by LEFT JOIN people g ON g.id = e.granted_by
    WHERE e.office_id = $1 AND (e.state IN ('nominated', 'granted') OR (e.state = 'revoked'
          AND EXISTS (SELECT 1 FROM requests r WHERE r.office_id = e.office_id AND r.owner_id = e.person_id
                        AND r.state <> 'closed')
          AND NOT EXISTS (SELECT 1 FROM enablements l WHERE l.office_id = e.office_id AND l.person_id = e.person_id
                            AND (l.state = 'granted' OR (l.state = 'revoked' AND l.over_at > e.over_at)))))
    ORDER BY CASE e.state WHEN 'nominated' THEN 0 WHEN 'granted' THEN 1 ELSE 2 END, p.name, e.id";

/// # Errors
/// When the database does not answer, or holds words this version does not know.
pub(super) async fn overview(house: &House, actor: &Actor, seat: EnablementSeat) -> Answer<Enablements> {
    let rows: Vec<LineRow> =
        on!(&house.db, pool => sqlx::query_as(LINES).bind(seat.office.id.0).fetch_all(pool).await)?;
    let today = house.now().day();
    let lines: Vec<_> = rows.into_iter().map(|row| line(actor, &seat, row, today)).collect::<Answer<_>>()?;
    let EnablementSeat { office, nominates, grants } = seat;
    let kept =
        |line: &EnablementLine| line.state != EnablementState::Ended || line.in_charge > 0 || is_recent(line, today);
    let lines = lines.into_iter().filter(kept).collect();
    Ok(Enablements { office, offices: seat::offices(actor), today, nominates, grants, lines })
}

/// Who lost the group by the calendar stays in sight for a month: it may have been meant to go on.
fn is_recent(line: &EnablementLine, today: Date) -> bool {
    line.to.is_some_and(|last| today.since(last).is_ok_and(|past| past.get_days() <= 31))
}

fn line(actor: &Actor, seat: &EnablementSeat, row: LineRow, today: Date) -> Answer<EnablementLine> {
    let to = row.valid_to.map(|day| day.0);
    let stored = store::state(&row.state)?;
    let state = stored.on(to, today);
    let (person, nominator) = (PersonId(row.person_id), row.nominated_by_id.map(PersonId));
    Ok(EnablementLine {
        id: EnablementId(row.id),
        may: moves(actor, seat, state, person, nominator, to.is_none_or(|last| last >= today)),
        person: row.person,
        username: row.username,
        state,
        from: row.valid_from.0,
        to,
        reason: row.reason,
        nominated_by: row.nominated_by,
        granted_by: row.granted_by,
        granted_at: row.granted_at.map(|at: At| -> Instant { at.0 }),
        to_review: state == EnablementState::Granted && to_review(to, today),
        in_charge: u32::try_from(row.in_charge).unwrap_or(u32::MAX),
    })
}

fn moves(
    actor: &Actor,
    seat: &EnablementSeat,
    state: EnablementState,
    person: PersonId,
    nominator: Option<PersonId>,
    lasts: bool,
) -> Vec<EnablementMove> {
    let grants = seat.grants && state.grant().is_ok();
    let all = [
        (EnablementMove::Grant, grants && lasts && separate_duties(actor.id, person, nominator)),
        (EnablementMove::Refuse, seat.grants && state.refuse().is_ok()),
        (EnablementMove::Withdraw, seat.nominates && state.withdraw().is_ok()),
        (EnablementMove::Revoke, state.revoke().is_ok()),
    ];
    all.into_iter().filter_map(|(step, may)| may.then_some(step)).collect()
}
