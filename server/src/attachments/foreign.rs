//! Files that came with correspondence: no person brought them through the door, but they are held to the same rules.

use super::receive::ANY_FILE_BYTES;
use super::sniff::HEAD_BYTES;
use super::store::{self, Brought};
use super::{inspect, settle, sniff};
use crate::db::{Tx, on, within};
use crate::house::House;
use crate::web::Answer;
use contatti_model::attachments::{Attachment, FileKind, FileName, Scan};
use contatti_model::{AttachmentId, MessageId, MissiveId, PersonId, RequestId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A file whose bytes are safe, to be given to a missive inside its transaction.
pub(crate) struct Foreign {
    upload: Uuid,
    pub name: FileName,
    pub kind: FileKind,
    size: u64,
    pub sha256: String,
}

impl Foreign {
    /// Keeps the bytes of a file an office takes; none for what it does not take: another kind, an archive with a flaw,
    /// too large, or not what its name says.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn receive(house: &House, name: &str, bytes: Vec<u8>) -> Answer<Option<Self>> {
        let Some(name) = FileName::parse(name) else { return Ok(None) };
        let head = bytes.get(..HEAD_BYTES).unwrap_or(&bytes);
        if bytes.is_empty() || bytes.len() as u64 > ANY_FILE_BYTES {
            return Ok(None);
        }
        let Ok(kind) = sniff::kind(&name, head) else { return Ok(None) };
        let file = Self::write(house, name, kind, bytes).await?;
        let archive = kind == FileKind::Zip;
        if archive && inspect::archive(house.files.received(file.upload), file.name.as_str()).await?.is_some() {
            file.discard(house).await;
            return Ok(None);
        }
        Ok(Some(file))
    }

    /// Keeps a message as it was received, whatever it holds.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn original(house: &House, bytes: Vec<u8>) -> Answer<Option<Self>> {
        let Some(name) = FileName::parse("originale.eml") else { return Ok(None) };
        Self::write(house, name, FileKind::Eml, bytes).await.map(Some)
    }

    async fn write(house: &House, name: FileName, kind: FileKind, bytes: Vec<u8>) -> Answer<Self> {
        let (upload, size) = (house.new_id(), bytes.len() as u64);
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let mut writer = house.files.begin(upload).await?;
        writer.put(bytes.into());
        writer.finish().await?;
        Ok(Self { upload, name, kind, size, sha256 })
    }

    /// Gives it to its missive: the row first, then the object in its place, so that the sweeper never meets one without
    /// the other.
    ///
    /// # Errors
    /// When database or store do not answer.
    pub async fn keep(
        &self,
        house: &House,
        tx: &mut Tx,
        owner: PersonId,
        missive: MissiveId,
        place: i32,
    ) -> Answer<Scan> {
        let mut file = Attachment {
            id: AttachmentId(self.upload),
            name: self.name.as_str().to_owned(),
            size: self.size,
            sha256: self.sha256.clone(),
            kind: self.kind,
            stored_at: house.now(),
            scan: Scan::Off,
            signature: None,
        };
        let brought = Brought { owner, token: None, missive: Some(missive), place };
        settle::write(house, tx, brought, &mut file).await?;
        house.files.settle(self.upload, &self.sha256).await?;
        Ok(file.scan)
    }

    /// Drops what is not kept after all.
    pub async fn discard(&self, house: &House) {
        house.files.discard(self.upload).await;
    }
}

/// A missive's files go over to the request it became part of; the message as received stays with the missive.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    missive: MissiveId,
    request: RequestId,
    message: MessageId,
    after: i32,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE attachments SET request_id = $2, message_id = $3, place = place + $4
               WHERE missive_id = $1 AND kind <> $5 AND request_id IS NULL";
    within!(tx, conn => sqlx::query(sql).bind(missive.0).bind(request.0).bind(message.0).bind(after)
        .bind(FileKind::Eml.as_str()).execute(conn).await.map(drop))
}

/// Everything that came with a missive, in order.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn of_missive(house: &House, missive: MissiveId) -> Answer<Vec<Attachment>> {
    let sql = "SELECT id, message_id, name, size, sha256, kind, stored_at, scan, signature FROM attachments
               WHERE missive_id = $1 ORDER BY place, id";
    let rows: Vec<store::AttachmentRow> =
        on!(&house.db, pool => sqlx::query_as(sql).bind(missive.0).fetch_all(pool).await)?;
    rows.into_iter().map(store::AttachmentRow::into_attachment).collect()
}
