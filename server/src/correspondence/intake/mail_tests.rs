//! Messages as mail servers, people and attackers write them.

use super::super::pec;
use super::*;

fn read_text(text: &str) -> Envelope {
    read(text.replace('\n', "\r\n").into_bytes())
}

const LETTER: &str = "Return-Path: <anna@vesuvio.example>
Delivered-To: napoli@sede.example
From: =?utf-8?q?Anna_Ros=C3=A0?= <Anna@Vesuvio.example>
To: Sede <napoli@sede.example>, altro@x.example
Subject: =?iso-8859-1?Q?Re=3A_INPS=2E5100=2E2026=2E0000042_perch=E9?=
Date: Fri, 27 Nov 2026 10:30:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Perch=E9 no?
--b
Content-Type: application/pdf; name=\"f24.pdf\"
Content-Disposition: attachment; filename=\"f24.pdf\"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--b--
";

#[test]
fn a_letter_is_read_with_its_sender_subject_text_and_files() {
    let letter = read_text(LETTER);
    assert_eq!((letter.correspondent.as_str(), letter.address.as_str()), ("Anna Rosà", "anna@vesuvio.example"));
    assert_eq!(letter.subject, "Re: INPS.5100.2026.0000042 perché");
    assert_eq!(letter.text, "Perché no?");
    assert_eq!(letter.files, [("f24.pdf".to_owned(), b"%PDF-1.4\n".to_vec())]);
    assert!(letter.recipients.contains(&"napoli@sede.example".to_owned()), "{:?}", letter.recipients);
    assert_eq!(letter.at.unwrap().to_rfc3339(), "2026-11-27T09:30:00Z");
    assert_eq!((letter.channel, letter.automatic, letter.left_out), (Channel::Email, false, 0));
}

#[test]
fn a_document_keeps_its_bytes_whatever_it_calls_itself() {
    for kind in ["", "Content-Type: text/plain; charset=iso-8859-1\n", "Content-Type: application/octet-stream\n"] {
        let message = format!(
            "From: a@b.it\nContent-Type: multipart/mixed; boundary=b\n\n--b\n{kind}Content-Disposition: attachment; filename=a.bin
Content-Transfer-Encoding: base64\n\n/////gABUEsDBA==\n--b--\n"
        );
        let bytes = b"\xff\xff\xff\xfe\x00\x01PK\x03\x04".to_vec();
        assert_eq!(read_text(&message).files, [("a.bin".to_owned(), bytes)], "{kind}");
    }
}

#[test]
fn machines_are_known_by_what_they_say_of_themselves() {
    for header in ["Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes"] {
        assert!(read_text(&format!("{header}\n{LETTER}")).automatic, "{header}");
    }
    assert!(!read_text(&format!("Auto-Submitted: no\n{LETTER}")).automatic);
    assert!(read_text(&LETTER.replace("<anna@vesuvio.example>\nDelivered", "<>\nDelivered")).automatic);
    assert!(read_text("Content-Type: multipart/report; boundary=r\nFrom: a@b.it\n\n--r--\n").automatic);
}

#[test]
fn certified_mail_is_what_the_provider_carried_and_only_in_a_certified_mailbox() {
    let carried = |kind: &str| {
        format!(
            "X-Trasporto: {kind}\nFrom: \"Per conto di: anna\" <posta-certificata@provider.example>\nTo: napoli@pec.example
Subject: POSTA CERTIFICATA: Re\nContent-Type: multipart/mixed; boundary=p\n\n--p\nContent-Type: text/plain\n
Messaggio di posta certificata\n--p\nContent-Type: message/rfc822; name=\"postacert.eml\"\n
{LETTER}\n--p--\n"
        )
        .replace('\n', "\r\n")
        .into_bytes()
    };
    let certified = pec::read(carried("posta-certificata"));
    assert_eq!((certified.channel, certified.text.as_str()), (Channel::Pec, "Perché no?"));
    assert_eq!(certified.address, "anna@vesuvio.example");
    assert_eq!(certified.files.len(), 1, "the provider's own parts are none of the letter's files");
    assert!(certified.recipients.contains(&"napoli@pec.example".to_owned()));
    assert_eq!(pec::read(carried("errore")).channel, Channel::Email, "ordinary mail in a certified mailbox");
    assert_eq!(read(carried("posta-certificata")).channel, Channel::Email, "anybody may write that header");
    let receipt = b"X-Ricevuta: avvenuta-consegna\r\nFrom: p@provider.example\r\n\r\nConsegnato".to_vec();
    assert!(pec::read(receipt).automatic);
}

#[test]
fn dates_and_charsets_of_no_age_harm_nothing() {
    for date in ["Mon, 01 Jan 1900 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 +0000", "ieri", "99999999999"] {
        let letter = read_text(&format!("From: a@b.it\nDate: {date}\nSubject: x\n\nciao"));
        assert_eq!(letter.text, "ciao", "{date}");
    }
    let wrong = read(b"From: a@b.it\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPerch\xe9 \x00no\x07?".to_vec());
    assert!(wrong.text.starts_with("Perch") && wrong.text.ends_with("no?"), "{:?}", wrong.text);
    assert!(!wrong.text.contains('\0'));
    let unknown = read_text("From: a@b.it\nContent-Type: text/plain; charset=x-klingon\n\nciao");
    assert_eq!(unknown.text, "ciao");
    assert_eq!(
        read_text("From: a@b.it\nContent-Type: text/html\n\n<p>Buongiorno</p><script>x()</script>").text.trim(),
        "Buongiorno"
    );
}

#[test]
fn nothing_built_to_exhaust_a_reader_does() {
    // Five hundred multiparts, one in the other.
    let mut levels = String::from("From: a@b.it\nSubject: a fondo\n");
    for level in 0..500 {
        levels.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"));
    }
    levels.push_str("Content-Type: text/plain\n\nin fondo\n");
    assert_eq!(read_text(&levels).subject, "a fondo");
    // Ten thousand parts.
    let mut parts = String::from("From: a@b.it\nSubject: tante\nContent-Type: multipart/mixed; boundary=b\n\n");
    for part in 0..10_000 {
        parts.push_str(&format!("--b\nContent-Disposition: attachment; filename=a{part}.txt\n\nx\n"));
    }
    let many = read_text(&parts);
    assert_eq!((many.subject.as_str(), many.files.len()), ("tante", MAX_FILES));
    assert_eq!(many.left_out, 10_000 - 50);
    // A hundred thousand messages, one in the other: opening them would end the process.
    let nested = format!("From: a@b.it\nSubject: scatole\n{}", "Content-Type: message/rfc822\n\n".repeat(100_000));
    let boxes = read_text(&nested);
    assert_eq!((boxes.subject.as_str(), boxes.files.len()), ("scatole", 0));
    for broken in [&b""[..], b"\xff\xfe\x00", b"\r\n\r\n", b"Content-Type: multipart/mixed; boundary=\r\n\r\n--"] {
        read(broken.to_vec());
    }
}
