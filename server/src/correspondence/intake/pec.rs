//! Certified mail (*PEC*): the provider's envelope is opened, its receipts are told from letters, and ordinary mail that
//! a certified mailbox got stays ordinary (DOMAIN 6.2).
//!
//! The provider alone delivers into a certified mailbox, so its headers are believed there and nowhere else.

use super::envelope::{Envelope, Original};
use super::mail;
use contatti_model::requests::Channel;
use mail_parser::Message;

/// Reads a message from a certified mailbox.
pub(super) fn read(bytes: Vec<u8>) -> Envelope {
    let Some(outer) = mail::parse(&bytes) else { return mail::read(bytes) };
    // An anomaly envelope carries ordinary mail too.
    let inner = outer.attachments().find_map(|part| part.message());
    let mut envelope = mail::of(inner.unwrap_or(&outer), &outer);
    if says(&outer, "X-Trasporto").as_deref() == Some("posta-certificata") {
        envelope.channel = Channel::Pec;
    }
    // Acceptance, delivery and non-delivery of what the office sent.
    if says(&outer, "X-Ricevuta").is_some() {
        envelope.channel = Channel::Pec;
        envelope.automatic = true;
    }
    drop(outer);
    envelope.original = Original::Message(bytes);
    envelope
}

fn says(message: &Message<'_>, header: &'static str) -> Option<String> {
    message.header_raw(header).map(|value| value.trim().to_lowercase())
}
