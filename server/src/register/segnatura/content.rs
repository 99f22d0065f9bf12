//! What a segnatura says: AgID's schema 3.0 (Determinazione 371/2021), filled from the register entry.

use super::About;
use super::canonical::Xml;
use crate::register::chain::Entry;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use contatti_model::attachments::FileKind;
use contatti_model::register::Direction;

/// The name under which a message's text stands among its documents.
const TEXT_NAME: &str = "testo.txt";

/// Heading, references and description, without the element around them.
pub(super) fn content(entry: &Entry, about: &About) -> String {
    let mut xml = Xml::default();
    xml.within("prot:Intestazione", &[], |xml| {
        identifier(xml, entry, about);
        classified(xml, entry, about);
    });
    if let Some(received) = &about.in_reply_to {
        xml.within("prot:Riferimenti", &[], |xml| {
            identifier(xml, received, about);
            classified(xml, received, about);
        });
    }
    xml.within("prot:Descrizione", &[], |xml| {
        let incoming = entry.direction == Direction::In;
        let (company, own) = if incoming { (&entry.sender, true) } else { (&entry.recipient, false) };
        xml.within("prot:Mittente", &[], |xml| if own { party(xml, company) } else { office(xml, entry, about) });
        let received = [("prot:confermaRicezione", "false")];
        xml.within(
            "prot:Destinatario",
            &received,
            |xml| if own { office(xml, entry, about) } else { party(xml, company) },
        );
        documents(xml, entry, about);
    });
    xml.finish()
}

/// Administration, area, register, number, date and time, all as in the entry.
fn identifier(xml: &mut Xml, entry: &Entry, about: &About) {
    let (administration, area) = codes(&entry.area);
    let moment = entry.registered_at.in_rome();
    let time = moment.time();
    xml.within("prot:Identificatore", &[], |xml| {
        xml.text("prot:CodiceAmministrazione", &[("prot:descrizione", &about.institute)], administration);
        xml.text("prot:CodiceAOO", &[("prot:descrizione", &about.office)], area);
        xml.text("prot:CodiceRegistro", &[], &register_code(&entry.area));
        xml.text("prot:NumeroRegistrazione", &[], &format!("{:07}", entry.number));
        xml.text("prot:DataRegistrazione", &[], &moment.date().to_string());
        let clock = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
        xml.text("prot:OraRegistrazione", &[], &clock);
    });
}

/// Subject, classification, and the file (*fascicolo*) that a request's thread is.
fn classified(xml: &mut Xml, entry: &Entry, about: &About) {
    xml.text("prot:Oggetto", &[], &entry.subject);
    xml.within("prot:Classifica", &[], |xml| {
        xml.text("prot:Denominazione", &[], &about.area);
        xml.text("prot:CodiceFlat", &[], &format!("{}.{}", about.scheme, about.area));
    });
    xml.within("prot:Fascicolo", &[], |xml| {
        xml.text("prot:Denominazione", &[], &entry.subject);
        xml.text("prot:CodiceFascicolo", &[], &about.request.to_string());
    });
}

fn office(xml: &mut Xml, entry: &Entry, about: &About) {
    let (administration, area) = codes(&entry.area);
    xml.within("prot:Amministrazione", &[], |xml| {
        xml.text("prot:DenominazioneAmministrazione", &[], &about.institute);
        xml.text("prot:CodiceIPAAmministrazione", &[], administration);
        xml.text("prot:CodiceIPAAOO", &[("prot:descrizione", &about.office)], area);
    });
}

/// A company as the register names it: `name (tax code)`. Eleven digits are a legal person's code, sixteen characters a
/// natural person's; the register keeps that person's name whole, so it stands whole where the schema wants a surname.
fn party(xml: &mut Xml, registered: &str) {
    let named = registered.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let (name, code) = named.unwrap_or((registered, ""));
    if code.len() == 16 {
        return xml.within("prot:PersonaFisica", &[], |xml| {
            xml.text("prot:Nome", &[], "");
            xml.text("prot:Cognome", &[], name);
            xml.text("prot:CodiceFiscale", &[], code);
        });
    }
    xml.within("prot:PersonaGiuridica", &[], |xml| {
        xml.text("prot:Denominazione", &[], name);
        if code.len() == 11 && code.bytes().all(|byte| byte.is_ascii_digit()) {
            xml.text("prot:PIVAoCF", &[], code);
        }
    });
}

/// The text is the primary document, each file an attachment, with the digests of the entry.
fn documents(xml: &mut Xml, entry: &Entry, about: &About) {
    let mut kinds = about.kinds.iter().copied();
    for (place, (digest, name)) in entry.digests().enumerate() {
        let (element, name, kind) = match place {
            0 => ("prot:DocumentoPrimario", TEXT_NAME, FileKind::Text),
            _ => ("prot:Allegato", name, kinds.next().unwrap_or(FileKind::Pdf)),
        };
        xml.within(element, &[("prot:mimeType", bare_type(kind)), ("prot:nomeFile", name)], |xml| {
            xml.text("prot:Impronta", &[("prot:algoritmo", "SHA-256")], &base64_of(digest));
            if kind == FileKind::P7m {
                xml.within("prot:firmatoDigitalmente", &[], |xml| xml.text("prot:UnDetached", &[], "true"));
            }
        });
    }
}

/// A digest as the schema wants it.
pub(super) fn base64_of(hex_digest: &str) -> String {
    BASE64.encode(hex::decode(hex_digest).unwrap_or_default())
}

/// The media type without its parameters (RFC 6838).
fn bare_type(kind: FileKind) -> &'static str {
    kind.media_type().split(';').next().unwrap_or_default()
}

/// `INPS.5100` names the administration and its area.
fn codes(area: &str) -> (&str, &str) {
    area.split_once('.').unwrap_or((area, area))
}

/// Each area keeps one register, known by the area's code; the schema takes sixteen plain characters of it.
fn register_code(area: &str) -> String {
    let plain = |letter: &char| letter.is_ascii_alphanumeric() || "_.-".contains(*letter);
    area.chars().filter(plain).take(16).collect()
}
