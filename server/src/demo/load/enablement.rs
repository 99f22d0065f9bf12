//! The nomination that waits and the grant that ends soon, by the day of loading; a second loading finds them as they are.

use super::super::enablement::{DemoEnablement, DemoNominee};
use super::super::ids;
use crate::db::{At, Day, Tx, within};
use contatti_model::identity::enablement::{ENABLED_DAYS, EnablementDeed};
use contatti_model::{Instant, PersonId};
use jiff::ToSpan;
use jiff::civil::Date;

type Done = Result<(), sqlx::Error>;

/// The grant that ends soon lasts so many days more.
const DAYS_LEFT: i32 = 20;
const DAY_SECONDS: i64 = 24 * 3600;

/// One row of the table and its lines of the log.
struct Paper<'a> {
    nominee: &'a DemoNominee,
    demo: &'a DemoEnablement,
    from: Date,
    to: Date,
    nominated_at: Instant,
    granted_at: Option<Instant>,
}

pub(super) async fn write(tx: &mut Tx, demo: &DemoEnablement, now: Instant) -> Done {
    let plus = |day: Date, days: i32| day.checked_add(days.days()).unwrap_or(day);
    let today = now.day();
    let yesterday = now.plus_seconds(-DAY_SECONDS);
    let waiting = Paper {
        nominee: &demo.waiting,
        demo,
        from: today,
        to: plus(today, ENABLED_DAYS),
        nominated_at: yesterday,
        granted_at: None,
    };
    paper(tx, &waiting).await?;
    let begun = now.plus_seconds(-DAY_SECONDS * i64::from(ENABLED_DAYS - DAYS_LEFT));
    let (from, to) = (begun.day(), plus(today, DAYS_LEFT));
    let nominee = &demo.ending;
    let nominated_at = begun.plus_seconds(-DAY_SECONDS);
    paper(tx, &Paper { nominee, demo, from, to, nominated_at, granted_at: Some(begun) }).await
}

async fn paper(tx: &mut Tx, paper: &Paper<'_>) -> Done {
    let Paper { nominee, demo, from, to, nominated_at, granted_at } = *paper;
    let sql = "INSERT INTO enablements (id, office_id, person_id, state, valid_from, valid_to, reason, nominated_by,
                                        nominated_at, granted_by, granted_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
    let (id, person) = (nominee.id.0, nominee.person.id.0);
    let state = if granted_at.is_some() { "granted" } else { "nominated" };
    let granter = granted_at.map(|_| demo.it_contact.0);
    let written = within!(tx, conn => sqlx::query(sql).bind(id).bind(demo.office.0).bind(person).bind(state)
        .bind(Day(from)).bind(Day(to)).bind(&nominee.reason).bind(demo.director.0).bind(At(nominated_at))
        .bind(granter).bind(granted_at.map(At)).execute(conn).await.map(|done| done.rows_affected()))?;
    if written == 0 {
        return Ok(());
    }
    line(tx, paper, EnablementDeed::Nominated, demo.director, nominated_at).await?;
    let Some(at) = granted_at else { return Ok(()) };
    line(tx, paper, EnablementDeed::Granted, demo.it_contact, at).await?;
    let sql =
        "INSERT INTO grants (person_id, role, office_id, valid_from, valid_to) VALUES ($1, 'operator', $2, $3, $4)
               ON CONFLICT DO NOTHING";
    within!(tx, conn => sqlx::query(sql).bind(person).bind(demo.office.0).bind(Day(from)).bind(Day(to)).execute(conn)
        .await.map(drop))
}

async fn line(tx: &mut Tx, paper: &Paper<'_>, deed: EnablementDeed, by: PersonId, at: Instant) -> Done {
    let sql =
        "INSERT INTO enablement_log (id, at, enablement_id, office_id, deed, person_id, by_id, valid_from, valid_to,
                                           reason)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let nominee = paper.nominee;
    let id = ids::named("enablement log", &format!("{} {}", nominee.id, deed.as_str()));
    let reason = if deed == EnablementDeed::Nominated { nominee.reason.as_str() } else { "" };
    within!(tx, conn => sqlx::query(sql).bind(id).bind(At(at)).bind(nominee.id.0).bind(paper.demo.office.0)
        .bind(deed.as_str()).bind(nominee.person.id.0).bind(by.0).bind(Day(paper.from)).bind(Day(paper.to))
        .bind(reason).execute(conn).await.map(drop))
}
