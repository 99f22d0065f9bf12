//! An e-mail read into an envelope. Nothing in it can fail: what cannot be read is kept as it came, for somebody to look at.

use super::clean;
use super::envelope::{Envelope, Original};
use contatti_model::Instant;
use contatti_model::attachments::FileKind;
use contatti_model::register::Direction;
use contatti_model::requests::Channel;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders};

/// The most parts of a message that are looked at: more is no letter to an office.
const MAX_FILES: usize = 50;
/// Messages inside messages: deeper ones are not opened at all.
const MAX_NESTED: usize = 50;
/// Where mail servers say whom a message was delivered to.
const DELIVERY_HEADERS: [&str; 7] =
    ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-RcptTo", "To", "Cc"];

/// Reads a message from an ordinary mailbox.
pub(super) fn read(bytes: Vec<u8>) -> Envelope {
    let parsed = parse(&bytes);
    let mut envelope = parsed.as_ref().map_or_else(unreadable, |message| of(message, message));
    drop(parsed);
    envelope.original = Original::Message(bytes);
    envelope
}

/// Opens a message, unless it is built to exhaust whoever opens it: then its headers alone.
pub(super) fn parse(bytes: &[u8]) -> Option<Message<'_>> {
    if nested(bytes) > MAX_NESTED {
        MessageParser::new().parse_headers(bytes)
    } else {
        MessageParser::new().parse(bytes)
    }
}

/// How many messages the bytes declare inside themselves; a count of words, made before anything is opened.
fn nested(bytes: &[u8]) -> usize {
    const WORD: &[u8] = b"message/";
    bytes.windows(WORD.len()).filter(|window| window.eq_ignore_ascii_case(WORD)).count()
}

/// An envelope of what `message` says, delivered as `outer` says; the two differ where one carries the other.
pub(super) fn of(message: &Message<'_>, outer: &Message<'_>) -> Envelope {
    let (correspondent, address) = sender(message);
    let (files, left_out) = files(message);
    Envelope {
        channel: Channel::Email,
        direction: Direction::In,
        at: message.date().map(|date| Instant::from_micros(date.to_timestamp().saturating_mul(1_000_000))),
        correspondent,
        address,
        recipients: recipients(outer),
        subject: clean::line(message.subject().unwrap_or_default()),
        text: clean::text(&message.body_text(0).unwrap_or_default()),
        automatic: is_automatic(message) || is_automatic(outer),
        files,
        left_out,
        original: Original::Message(vec![]),
        position: None,
        request: None,
    }
}

fn unreadable() -> Envelope {
    Envelope {
        channel: Channel::Email,
        direction: Direction::In,
        at: None,
        correspondent: String::new(),
        address: String::new(),
        recipients: vec![],
        subject: String::new(),
        text: String::new(),
        automatic: false,
        files: vec![],
        left_out: 1,
        original: Original::Message(vec![]),
        position: None,
        request: None,
    }
}

/// Name and address of whom the message is from.
fn sender(message: &Message<'_>) -> (String, String) {
    let first = message.from().or_else(|| message.sender()).and_then(Address::first);
    let address = first.and_then(|from| from.address()).map(str::to_lowercase).unwrap_or_default();
    let name = first.and_then(|from| from.name()).map(clean::line).filter(|name| !name.is_empty());
    let address = clean::line(&address);
    (name.unwrap_or_else(|| address.clone()), address)
}

fn recipients(message: &Message<'_>) -> Vec<String> {
    let wanted = |name: &str| DELIVERY_HEADERS.iter().any(|header| header.eq_ignore_ascii_case(name));
    let raw = message.headers_raw().filter(|(name, _)| wanted(name)).map(|(_, value)| value);
    raw.flat_map(clean::addresses).take(100).collect()
}

/// Whether a machine wrote it (RFC 3834): nobody wants to be answered, and nothing is to be opened again by it.
fn is_automatic(message: &Message<'_>) -> bool {
    let says = |name: &str| message.header_raw(name).map(|value| value.trim().to_lowercase());
    let submitted = says("Auto-Submitted").is_some_and(|how| how != "no");
    let bulk = says("Precedence").is_some_and(|how| matches!(how.as_str(), "bulk" | "junk" | "list" | "auto_reply"));
    let report = message.content_type().is_some_and(|kind| kind.subtype() == Some("report"));
    let bounce = says("Return-Path").is_some_and(|path| path == "<>");
    submitted || bulk || report || bounce || says("X-Autoreply").is_some()
}

/// The attachments with a name, and how many parts are none of them.
fn files(message: &Message<'_>) -> (Vec<(String, Vec<u8>)>, u32) {
    let (mut files, mut left_out) = (vec![], 0);
    for (place, part) in message.attachments().enumerate() {
        // A message inside the message is read in the original.
        if part.is_message() || files.len() >= MAX_FILES {
            left_out += 1;
        } else {
            files.push((name(part, place + 1), content(message, part)));
        }
    }
    (files, left_out)
}

/// The bytes of a part as they were sent. What calls itself text is read as text by the parser, into another charset;
/// a document must stay what its sender's digest says.
fn content(message: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let raw = message.raw_message().get(part.offset_body as usize..part.offset_end as usize);
    let as_sent = raw.filter(|_| part.is_text()).and_then(|raw| match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => Some(raw.to_vec()),
    });
    as_sent.unwrap_or_else(|| part.contents().to_vec())
}

fn name(part: &MessagePart<'_>, place: usize) -> String {
    if let Some(name) = part.attachment_name() {
        return name.to_owned();
    }
    let kind = part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
    let known = FileKind::ALL.into_iter().find(|known| kind.as_deref() == known.media_type().split(';').next());
    let ending = known.and_then(|known| known.endings().first().copied()).unwrap_or_default();
    format!("allegato-{place}{ending}")
}

#[cfg(test)]
#[path = "mail_tests.rs"]
mod tests;
