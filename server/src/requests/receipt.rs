//! The receipt: read back from what is durable, never from what was meant to be.

use super::store;
use crate::attachments;
use crate::db::on;
use crate::house::House;
use crate::register;
use crate::web::{Answer, Refusal};
use contatti_model::RequestId;
use contatti_model::requests::Receipt;

/// The receipt of a sent request; the caller has checked who asks.
pub(super) async fn of(house: &House, id: RequestId, repeated: bool) -> Answer<Receipt> {
    let row = store::request(house, id).await?.ok_or_else(Refusal::not_found)?;
    let sql = "SELECT text FROM messages WHERE request_id = $1 AND version = 1";
    let text: String = on!(&house.db, pool => sqlx::query_scalar(sql).bind(id.0).fetch_one(pool).await)?;
    // A subject put right later changes nothing of what was registered.
    let sql = "SELECT e.subject FROM register_entries e JOIN messages m ON m.id = e.message_id
               WHERE m.request_id = $1 AND m.version = 1 AND m.channel = 'web'";
    let registered: Option<String> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(id.0).fetch_optional(pool).await)?;
    let files = attachments::belonging_to(house, id).await?;
    let opened_by_office = row.opened_by_office();
    Ok(Receipt {
        request: id,
        registration: row.registration(),
        company: row.company_name(),
        office: row.office_name(),
        text_sha256: register::digest(&text),
        attachments: files.into_iter().map(|(_, file)| file).collect(),
        promised_on: row.promised_on.0,
        working_days: row.working_days(),
        subject: registered.unwrap_or(row.subject),
        position: row.position,
        opened_by_office,
        sender: row.sender,
        on_behalf_through: row.firm,
        rule_source: row.rule_source,
        repeated,
    })
}
