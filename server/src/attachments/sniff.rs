//! Whether a file is what its name says, told by its first bytes.

use contatti_model::Issue;
use contatti_model::attachments::{FileKind, FileName};

/// First bytes kept to tell a kind.
pub(super) const HEAD_BYTES: usize = 8 * 1024;

/// The kind both name and content agree on.
///
/// # Errors
/// The issue to show at the file: a kind never accepted, or content that is not what the name says.
pub(super) fn kind(name: &FileName, head: &[u8]) -> Result<FileKind, Issue> {
    let name_text = || name.as_str().to_owned();
    let claimed = FileKind::by_name(name.as_str()).ok_or_else(|| Issue::FileKindNotAccepted { name: name_text() })?;
    let found = infer::get(head);
    let agrees = match claimed {
        FileKind::Pdf => head.starts_with(b"%PDF-"),
        FileKind::Jpeg => found.is_some_and(|kind| kind.mime_type() == "image/jpeg"),
        FileKind::Png => found.is_some_and(|kind| kind.mime_type() == "image/png"),
        FileKind::Tiff => found.is_some_and(|kind| kind.mime_type() == "image/tiff"),
        FileKind::Zip => found.is_some_and(|kind| kind.mime_type() == "application/zip"),
        FileKind::Xml => is_text(head) && after_blanks(head).starts_with(b"<"),
        FileKind::P7m => is_signed_data(head),
        // By no name: messages come in by the intake alone.
        FileKind::Eml => false,
        FileKind::Text => is_text(head) && found.is_none_or(|kind| kind.matcher_type() == infer::MatcherType::Text),
    };
    if agrees {
        return Ok(claimed);
    }
    let found = found.map_or_else(|| "application/octet-stream".to_owned(), |kind| kind.mime_type().to_owned());
    Err(Issue::FileNotAsNamed { name: name_text(), found })
}

fn is_text(head: &[u8]) -> bool {
    !head.contains(&0)
}

fn after_blanks(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start()
}

/// CMS SignedData (RFC 5652): DER or BER with its object identifier near the start, or the same in PEM or base64.
fn is_signed_data(head: &[u8]) -> bool {
    const SIGNED_DATA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    let start = head.get(..64).unwrap_or(head);
    let binary = start.first() == Some(&0x30) && start.windows(SIGNED_DATA.len()).any(|window| window == SIGNED_DATA);
    let text = after_blanks(head);
    binary
        || text.starts_with(b"-----BEGIN PKCS7-----")
        || text.starts_with(b"-----BEGIN CMS-----")
        || text.starts_with(b"MI")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, head: &[u8]) -> Result<FileKind, Issue> {
        kind(&FileName::parse(name).unwrap(), head)
    }

    #[test]
    fn a_program_named_pdf_is_caught() {
        let found = check("fattura.pdf", b"MZ\x90\x00\x03\x00\x00\x00");
        assert!(matches!(found, Err(Issue::FileNotAsNamed { .. })), "{found:?}");
    }

    #[test]
    fn real_beginnings_are_told() {
        assert_eq!(check("a.pdf", b"%PDF-1.7\n"), Ok(FileKind::Pdf));
        assert_eq!(check("a.JPG", &[0xff, 0xd8, 0xff, 0xe0, 0, 16]), Ok(FileKind::Jpeg));
        assert_eq!(check("a.xml", b"\xef\xbb\xbf  <?xml version=\"1.0\"?><DenunceMensili/>"), Ok(FileKind::Xml));
        let signed = [0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0];
        assert_eq!(check("busta.pdf.p7m", &signed), Ok(FileKind::P7m));
        assert!(matches!(check("a.docm", b"PK"), Err(Issue::FileKindNotAccepted { .. })));
        assert!(matches!(check("senza", b"%PDF"), Err(Issue::FileKindNotAccepted { .. })));
    }
}
