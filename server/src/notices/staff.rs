//! Notices to people of the offices: written once with what they tell of, in the transaction of that, with a letter beside.

use super::enqueue::enqueue_to_staff;
use crate::db::{At, Day, Tx, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::notices::{StaffNotice, StaffNoticeKind};
use contatti_model::register::RegisterNumber;
use contatti_model::{OfficeId, PersonId, RequestId, StaffNoticeId};
use jiff::civil::Date;
use sqlx::FromRow;
use uuid::Uuid;

/// The most notices the console shows at once: the latest.
const SHOWN: i64 = 20;

/// What somebody is told.
pub(crate) struct ToStaff<'a> {
    pub kind: StaffNoticeKind,
    /// The absence, the note or the enablement.
    pub about: Uuid,
    /// Which of several times; empty for what is told once.
    pub occasion: &'a str,
    pub person: PersonId,
    pub office: OfficeId,
    /// The colleague it is about; empty for who is told.
    pub named: &'a str,
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
    pub request: Option<RequestId>,
}

/// Tells it, unless it was told before; whether it is new. Who has neither address nor mobile reads it in the console alone.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn tell_staff(house: &House, tx: &mut Tx, told: &ToStaff<'_>) -> Result<bool, sqlx::Error> {
    let (id, now) = (house.new_id(), At(house.now()));
    // What the console does not show is read where it stands.
    let read = (!told.kind.is_shown()).then_some(now);
    let sql =
        "INSERT INTO staff_notices (id, kind, about_id, occasion, person_id, office_id, named, first_day, last_day,
                                          request_id, told_at, read_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
               ON CONFLICT (kind, about_id, occasion, person_id) DO NOTHING";
    let written = within!(tx, conn => sqlx::query(sql).bind(id).bind(told.kind.as_str()).bind(told.about)
        .bind(told.occasion).bind(told.person.0).bind(told.office.0).bind(told.named).bind(told.first_day.map(Day))
        .bind(told.last_day.map(Day)).bind(told.request.map(|id| id.0)).bind(now).bind(read).execute(conn).await
        .map(|done| done.rows_affected()))?;
    if written == 0 {
        return Ok(false);
    }
    enqueue_to_staff(house, tx, id, told.person).await?;
    Ok(true)
}

/// What was told of something and holds no longer is not shown any more.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn withdraw_from_staff(
    house: &House,
    tx: &mut Tx,
    kind: StaffNoticeKind,
    about: Uuid,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE staff_notices SET read_at = $3 WHERE kind = $1 AND about_id = $2 AND read_at IS NULL";
    within!(tx, conn => sqlx::query(sql).bind(kind.as_str()).bind(about).bind(At(house.now())).execute(conn).await
        .map(drop))
}

#[derive(FromRow)]
struct UnreadRow {
    id: Uuid,
    kind: String,
    named: String,
    first_day: Option<Day>,
    last_day: Option<Day>,
    told_at: At,
}

/// What somebody has not put away, newest first; what lies behind is nothing to read any more.
///
/// # Errors
/// When the database does not answer, or holds words this version does not know.
pub(super) async fn unread(house: &House, person: PersonId) -> Answer<Vec<StaffNotice>> {
    let sql = "SELECT id, kind, named, first_day, last_day, told_at FROM staff_notices
               WHERE person_id = $1 AND read_at IS NULL AND (last_day IS NULL OR last_day >= $2)
               ORDER BY told_at DESC, id DESC LIMIT $3";
    let today = Day(house.now().day());
    let rows: Vec<UnreadRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(person.0).bind(today).bind(SHOWN).fetch_all(pool).await)?;
    rows.into_iter().map(UnreadRow::into_notice).collect()
}

impl UnreadRow {
    fn into_notice(self) -> Answer<StaffNotice> {
        Ok(StaffNotice {
            id: StaffNoticeId(self.id),
            kind: kind(&self.kind)?,
            named: self.named,
            first_day: self.first_day.map(|day| day.0),
            last_day: self.last_day.map(|day| day.0),
            told_at: self.told_at.0,
        })
    }
}

fn kind(word: &str) -> Answer<StaffNoticeKind> {
    StaffNoticeKind::from_word(word).ok_or_else(|| Refusal::internal(format!("unknown kind {word:?} in staff_notices")))
}

/// Puts one's own notice away; a second time changes nothing.
///
/// # Errors
/// 404 for another's.
pub(super) async fn put_away(house: &House, person: PersonId, id: StaffNoticeId) -> Answer<()> {
    let sql = "UPDATE staff_notices SET read_at = COALESCE(read_at, $3) WHERE id = $1 AND person_id = $2";
    let mut tx = house.begin().await?;
    let own = within!(&mut tx, conn => sqlx::query(sql).bind(id.0).bind(person.0).bind(At(house.now())).execute(conn)
        .await.map(|done| done.rows_affected()))?;
    if own == 0 {
        return Err(Refusal::not_found());
    }
    Ok(tx.commit().await?)
}

/// What a letter to staff tells.
#[derive(FromRow)]
pub(super) struct StaffTold {
    kind: String,
    pub named: String,
    first_day: Option<Day>,
    last_day: Option<Day>,
    pub request_id: Option<Uuid>,
    register_area: Option<String>,
    register_year: Option<i16>,
    register_number: Option<i64>,
}

impl StaffTold {
    pub fn kind(&self) -> Option<StaffNoticeKind> {
        StaffNoticeKind::from_word(&self.kind)
    }

    /// The first and the last day.
    pub fn days(&self) -> Option<(Date, Date)> {
        Some((self.first_day?.0, self.last_day?.0))
    }

    pub fn last_day(&self) -> Option<Date> {
        self.last_day.map(|day| day.0)
    }

    /// The number of the request the note stands beside.
    pub fn number(&self) -> Option<RegisterNumber> {
        let (area, year, number) = (self.register_area.clone()?, self.register_year?, self.register_number?);
        Some(RegisterNumber { area, year, number })
    }
}

/// What the letter of this id tells, when it is one to staff.
pub(super) async fn told_by(house: &House, letter: Uuid) -> Result<Option<StaffTold>, sqlx::Error> {
    let sql = "SELECT s.kind, s.named, s.first_day, s.last_day, s.request_id, r.register_area, r.register_year,
                      r.register_number
               FROM notices n JOIN staff_notices s ON s.id = n.staff_notice_id
               LEFT JOIN requests r ON r.id = s.request_id WHERE n.id = $1";
    on!(&house.db, pool => sqlx::query_as(sql).bind(letter).fetch_optional(pool).await)
}
