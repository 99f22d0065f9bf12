//! One missive whole.

use super::access::{self, Reader};
use super::store::MissiveRow;
use crate::attachments;
use crate::db::on;
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::attachments::{Attachment, FileKind};
use contatti_model::correspondence::{MissiveDetail, MissivePosition, MissiveRequest};
use contatti_model::identity::OfficeName;
use contatti_model::register::RegisterNumber;
use contatti_model::{CompanyId, MissiveId, PositionId, RequestId};
use uuid::Uuid;

/// # Errors
/// 404 whether it does not exist or is not the person's to see.
pub(super) async fn read(house: &House, actor: &Actor, id: MissiveId) -> Answer<MissiveDetail> {
    let (row, reader) = access::readable(house, actor, id).await?;
    let files = attachments::of_missive(house, id).await?;
    let (proposed_position, proposed_request) = match reader {
        Reader::Office => (proposed_position(house, &row).await?, proposed_request(house, &row).await?),
        Reader::Company => (None, None),
    };
    detail(actor, row, reader, files, proposed_position, proposed_request)
}

fn detail(
    actor: &Actor,
    row: MissiveRow,
    reader: Reader,
    files: Vec<Attachment>,
    proposed_position: Option<MissivePosition>,
    proposed_request: Option<MissiveRequest>,
) -> Answer<MissiveDetail> {
    let (originals, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.kind == FileKind::Eml);
    let office = reader == Reader::Office;
    let operates = actor.operates(row.office());
    Ok(MissiveDetail {
        line: row.line()?,
        version: row.version,
        office: OfficeName { id: row.office(), name: row.office },
        files,
        left_out: u32::try_from(row.left_out).unwrap_or(0),
        original: originals.into_iter().next().filter(|_| office),
        known_as: row.person.filter(|_| office),
        proposed_position,
        proposed_request,
        reason: row.reason.filter(|_| office),
        decided_by: row.decided_by,
        may_work: operates && office,
        address: row.address,
        text: row.text,
    })
}

async fn proposed_position(house: &House, row: &MissiveRow) -> Answer<Option<MissivePosition>> {
    let Some(id) = row.proposed_position_id else { return Ok(None) };
    let sql = "SELECT p.number, c.id, c.name FROM positions p JOIN companies c ON c.id = p.company_id WHERE p.id = $1";
    let found: Option<(String, Uuid, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(id).fetch_optional(pool).await)?;
    Ok(found.map(|(number, company_id, company)| MissivePosition {
        id: PositionId(id),
        number,
        company_id: CompanyId(company_id),
        company,
    }))
}

async fn proposed_request(house: &House, row: &MissiveRow) -> Answer<Option<MissiveRequest>> {
    let Some(id) = row.proposed_request_id else { return Ok(None) };
    let sql = "SELECT r.register_area, r.register_year, r.register_number, s.title
               FROM requests r JOIN subjects s ON s.id = r.subject_id WHERE r.id = $1";
    let found: Option<(String, i16, i64, String)> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(id).fetch_optional(pool).await)?;
    Ok(found.map(|(area, year, number, subject)| MissiveRequest {
        id: RequestId(id),
        number: RegisterNumber { area, year, number },
        subject,
    }))
}
