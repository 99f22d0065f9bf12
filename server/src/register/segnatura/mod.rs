//! The segnatura of an entry (DPR 445/2000 art. 55): made and sealed at the first asking, then the same for ever.

mod canonical;
mod content;
mod xades;

use super::chain::{Entry, Kept};
use crate::db::{At, on, within};
use crate::house::House;
use crate::web::{Answer, Refusal};
use contatti_model::MessageId;
use contatti_model::attachments::FileKind;
use contatti_model::register::RegisterNumber;

/// What a segnatura says beyond its register entry.
pub struct About {
    pub institute: String,
    /// The office whose register it is.
    pub office: String,
    /// Contribution scheme and subject area, in words: the classification.
    pub scheme: String,
    pub area: String,
    /// The number of the request whose thread the message belongs to.
    pub request: RegisterNumber,
    /// The received message a sent one answers.
    pub in_reply_to: Option<Entry>,
    /// The kinds of the files, in the entry's order.
    pub kinds: Vec<FileKind>,
}

/// # Errors
/// When the database does not answer or the seal cannot sign.
pub async fn segnatura(house: &House, kept: &Kept, about: &About) -> Answer<String> {
    if let Some(xml) = made(house, kept.entry.message).await? {
        return Ok(xml);
    }
    let content = content::content(&kept.entry, about);
    let xml = xades::sealed(&content, &house.seal, house.now()).map_err(Refusal::internal)?;
    keep(house, kept.entry.message, &xml).await?;
    // Another may have been faster: the first one made is the one that counts.
    made(house, kept.entry.message).await?.ok_or_else(|| Refusal::internal("a segnatura just kept is not there"))
}

/// Whether a segnatura names the entry's number and every digest it holds; the seal itself is its certificate's matter.
pub fn tells_of(xml: &str, entry: &Entry) -> bool {
    let number = format!("<prot:NumeroRegistrazione>{:07}</prot:NumeroRegistrazione>", entry.number);
    let mut rest = xml;
    let digests_in_order = entry.digests().all(|(digest, _)| {
        let told = format!(">{}</prot:Impronta>", content::base64_of(digest));
        let Some(at) = rest.find(&told) else { return false };
        rest = &rest[at + told.len()..];
        true
    });
    xml.contains(&number) && digests_in_order && !rest.contains("</prot:Impronta>")
}

async fn made(house: &House, message: MessageId) -> Answer<Option<String>> {
    let sql = "SELECT xml FROM segnature WHERE message_id = $1";
    Ok(on!(&house.db, pool => sqlx::query_scalar(sql).bind(message.0).fetch_optional(pool).await)?)
}

async fn keep(house: &House, message: MessageId, xml: &str) -> Answer<()> {
    let sql =
        "INSERT INTO segnature (message_id, sealed_at, xml) VALUES ($1, $2, $3) ON CONFLICT (message_id) DO NOTHING";
    let mut tx = house.begin().await?;
    within!(tx, conn => sqlx::query(sql).bind(message.0).bind(At(house.now())).bind(xml).execute(conn).await.map(drop))?;
    Ok(tx.commit().await?)
}
