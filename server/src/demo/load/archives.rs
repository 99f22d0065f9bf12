//! What some of the demonstration's answers say of the archives: most looked up already, the latest still to be.

use super::super::{DemoMessage, DemoRequest};
use crate::db::{At, Day, Tx, within};
use contatti_model::offices::WorkingCalendar;
use contatti_model::requests::{ArchiveKind, MessageKind};
use jiff::civil::Date;

/// Of so many answers one says something of the archives.
const EVERY: u64 = 4;
/// Working days until somebody looks.
const UNTIL_CHECK: u16 = 5;
/// Days after which nothing is left to be looked up.
const LOOKED_UP_AFTER: i32 = 10;
const DAY_SECONDS: i64 = 24 * 3600;

pub(super) async fn write(
    tx: &mut Tx,
    request: &DemoRequest,
    message: &DemoMessage,
    today: Date,
) -> Result<(), sqlx::Error> {
    if message.kind != MessageKind::Answer || !request.index.is_multiple_of(EVERY) {
        return Ok(());
    }
    let (kind, text) = match request.index.is_multiple_of(2 * EVERY) {
        true => (ArchiveKind::Done, "Denuncia rettificata e posizione aggiornata."),
        false => (ArchiveKind::Planned, "La posizione si aggiorna con la prossima elaborazione."),
    };
    let check_on = WorkingCalendar::new(None).working_days_after(message.written_at.day(), UNTIL_CHECK);
    let ago = i64::from((today - check_on).get_days());
    let checked = ago > i64::from(LOOKED_UP_AFTER);
    let days = i64::from((check_on - message.written_at.day()).get_days());
    let checked_at = checked.then(|| At(message.written_at.plus_seconds(days * DAY_SECONDS)));
    let (by, name) = (checked.then_some(message.author.0), checked.then_some(message.author_name.as_str()));
    let sql =
        "INSERT INTO archive_actions (message_id, request_id, office_id, kind, text, check_on, checked_at, checked_by,
                                            checked_by_name, held)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    within!(tx, conn => sqlx::query(sql).bind(message.id.0).bind(request.id.0).bind(request.office.0).bind(kind.as_str())
        .bind(text).bind(Day(check_on)).bind(checked_at).bind(by).bind(name).bind(checked.then_some(true)).execute(conn)
        .await.map(drop))
}
