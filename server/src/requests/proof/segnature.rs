//! The segnature of a request's messages.

use crate::house::House;
use crate::register::{self, About, Kept};
use crate::web::{Answer, Refusal};
use contatti_model::offices::Scheme;
use contatti_model::register::Direction;
use contatti_model::requests::{Message, RequestDetail};
use contatti_words::{Language, words};

/// The sealed XML of one message with the entry it speaks of. Segnature are in Italian, as their schema wants.
pub(super) async fn of(house: &House, detail: &RequestDetail, message: &Message) -> Answer<(Kept, String)> {
    let kept = register::entry_of(house, message.id).await?;
    let words = words(Language::It);
    let schemes = &words.requests.schemes;
    let scheme = match detail.scheme {
        Scheme::Employers => schemes.employers,
        Scheme::SeparateManagement => schemes.separate_management,
        Scheme::SelfEmployed => schemes.self_employed,
    };
    let in_reply_to = match (kept.entry.direction, detail.thread.first()) {
        // What the office wrote first answers nothing.
        (Direction::Out, Some(first)) if first.id == message.id => None,
        (Direction::Out, Some(request)) => Some(register::entry_of(house, request.id).await?.entry),
        (Direction::Out, None) => return Err(Refusal::internal("a thread without its request")),
        (Direction::In, _) => None,
    };
    let about = About {
        institute: words.shell.institute.to_owned(),
        office: detail.office.name.clone(),
        scheme: scheme.to_owned(),
        area: detail.area.clone(),
        request: detail.registration.number.clone(),
        in_reply_to,
        kinds: message.attachments.iter().map(|file| file.kind).collect(),
    };
    let xml = register::segnatura(house, &kept, &about).await?;
    Ok((kept, xml))
}
