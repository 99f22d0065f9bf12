//! The bundle of a request (*fascicolo di prova*): everything that proves it, to be checked without this server.

use super::manifest::{self, Manifest, Part};
use super::{receipt_pdf, segnature};
use crate::attachments::{Source, unique_names};
use crate::house::House;
use crate::requests::receipt;
use crate::web::{Answer, Refusal};
use contatti_model::requests::RequestDetail;
use contatti_words::Language;
use serde::Serialize;

/// The parts of the bundle in their order; the caller has checked who asks. Only kept files are not in memory.
pub(super) async fn of(house: &House, detail: &RequestDetail, language: Language) -> Answer<Vec<(String, Source)>> {
    let mut bundle = Bundle::default();
    let receipt = receipt::of(house, detail.id, false).await?;
    bundle.made(manifest::RECEIPT.into(), receipt_pdf::print(receipt, language).await?);
    bundle.made(manifest::REQUEST.into(), canonical(&told(detail)?)?);
    let mut entries = vec![];
    for message in &detail.thread {
        let (kept, xml) = segnature::of(house, detail, message).await?;
        let number = kept.entry.register_number();
        bundle.made(manifest::segnatura_path(&number), xml.into_bytes());
        for (name, file) in unique_names(&message.attachments) {
            let path = manifest::file_path(&number, &name);
            bundle.parts.push(Part { path: path.clone(), size: file.size, sha256: file.sha256.clone() });
            bundle.sources.push((path, Source::Kept(file.sha256.clone())));
        }
        entries.push(kept);
    }
    bundle.made(manifest::REGISTER.into(), serde_json::to_vec(&entries).map_err(Refusal::internal)?);
    bundle.closed(house, detail)
}

#[derive(Default)]
struct Bundle {
    parts: Vec<Part>,
    sources: Vec<(String, Source)>,
}

impl Bundle {
    fn made(&mut self, path: String, bytes: Vec<u8>) {
        let part = Part {
            path: path.clone(),
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: manifest::digest(&bytes),
        };
        self.parts.push(part);
        self.sources.push((path, Source::Made(bytes)));
    }

    fn closed(mut self, house: &House, detail: &RequestDetail) -> Answer<Vec<(String, Source)>> {
        let manifest = Manifest {
            form: manifest::FORM.to_owned(),
            request: detail.id,
            number: detail.registration.number.to_string(),
            made_at: house.now(),
            sealed_by: manifest::digest(house.seal.certificate()),
            parts: self.parts,
        };
        let closing = manifest::close(&manifest, &house.seal).map_err(Refusal::internal)?;
        self.sources.extend(closing.into_iter().map(|(path, bytes)| (path.to_owned(), Source::Made(bytes))));
        Ok(self.sources)
    }
}

/// The request without what depends on who asks and when.
fn told(detail: &RequestDetail) -> Answer<serde_json::Value> {
    let mut value = serde_json::to_value(detail).map_err(Refusal::internal)?;
    if let Some(fields) = value.as_object_mut() {
        for passing in ["days_left", "may_take_charge", "may_answer"] {
            fields.remove(passing);
        }
    }
    Ok(value)
}

/// JSON without blanks and with sorted keys: one content, one text.
fn canonical(value: &impl Serialize) -> Answer<Vec<u8>> {
    let mut value = serde_json::to_value(value).map_err(Refusal::internal)?;
    value.sort_all_objects();
    serde_json::to_vec(&value).map_err(Refusal::internal)
}
