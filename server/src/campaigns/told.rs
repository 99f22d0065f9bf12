//! How many people a campaign would tell, and by which channel: each counted once, however many letters reach them.

use super::choose::{Asked, asking, fitting};
use crate::db::on;
use crate::house::House;
use crate::web::Answer;
use contatti_model::requests::TellingBy;
use sqlx::FromRow;

/// People of the companies, and of the consultants.
#[derive(Default)]
pub(super) struct Told {
    pub people: u32,
    pub consultants: u32,
    pub people_by: TellingBy,
    pub consultants_by: TellingBy,
}

/// The values of [`fitting`].
const TOLD: &str = concat!(
    "WITH chosen AS (SELECT p.id, p.company_id, p.scheme",
    fitting!(),
    "), told AS (
         SELECT 'company' AS side, w.id, w.email, w.by_email, w.mobile
         FROM chosen o JOIN memberships m ON m.company_id = o.company_id JOIN people w ON w.id = m.person_id
         WHERE w.disabled_at IS NULL
         UNION
         SELECT 'consultants' AS side, w.id, w.email, w.by_email, w.mobile
         FROM chosen o JOIN mandates d ON d.company_id = o.company_id AND (d.scheme IS NULL OR d.scheme = o.scheme)
         JOIN intermediary_members i ON i.intermediary_id = d.intermediary_id JOIN people w ON w.id = i.person_id
         WHERE d.valid_from <= $2 AND (d.valid_to IS NULL OR d.valid_to >= $2) AND d.revoked_at IS NULL
           AND w.disabled_at IS NULL)
     SELECT side, COUNT(*) AS people, COUNT(CASE WHEN email <> '' THEN 1 END) AS addresses,
            COUNT(CASE WHEN email <> '' AND by_email THEN 1 END) AS by_email,
            COUNT(CASE WHEN mobile <> '' THEN 1 END) AS by_sms
     FROM told GROUP BY side"
);

#[derive(FromRow)]
struct SideRow {
    side: String,
    people: i64,
    addresses: i64,
    by_email: i64,
    by_sms: i64,
}

/// # Errors
/// When the database does not answer.
pub(super) async fn count(house: &House, asked: &Asked<'_>) -> Answer<Told> {
    let rows: Vec<SideRow> = on!(&house.db, pool => asking!(sqlx::query_as(TOLD), asked).fetch_all(pool).await)?;
    let texts = house.config.sends_sms();
    let many = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let mut told = Told::default();
    for row in rows {
        let by = match texts {
            true => TellingBy { email: many(row.by_email), sms: many(row.by_sms) },
            // Every notice goes by e-mail then.
            false => TellingBy { email: many(row.addresses), sms: 0 },
        };
        if row.side == "company" {
            (told.people, told.people_by) = (many(row.people), by);
        } else {
            (told.consultants, told.consultants_by) = (many(row.people), by);
        }
    }
    Ok(told)
}
