//! The receipt on paper: what the receipt's page says, as an accessible PDF in the visitor's language.

use crate::paper::{self, Part, Section, Sheet};
use crate::web::{Answer, Refusal};
use contatti_model::requests::Receipt;
use contatti_words::{Language, Words, dates, words};

/// The same bytes each time for the same request and language.
///
/// # Errors
/// When the document would not hold its standard; no text can cause that.
pub(super) async fn print(receipt: Receipt, language: Language) -> Answer<Vec<u8>> {
    let printing = tokio::task::spawn_blocking(move || paper::print(&sheet(&receipt, language)));
    printing.await.map_err(Refusal::internal)?.map_err(Refusal::internal)
}

fn sheet(receipt: &Receipt, language: Language) -> Sheet {
    let words = words(language);
    let texts = &words.requests.receipt;
    let number = receipt.registration.number.to_string();
    let done = if receipt.opened_by_office { words.contacting.paper_sent(&number) } else { texts.paper_done(&number) };
    Sheet {
        title: texts.paper_title(&number),
        language: language.as_str(),
        author: words.shell.institute.to_owned(),
        at: receipt.registration.at,
        id: format!("{}-{}", receipt.request, language.as_str()),
        footer: number.clone(),
        sections: vec![
            Section { heading: String::new(), parts: vec![Part::Text(done)] },
            segnatura(words, receipt),
            parties(words, receipt),
            digests(words, receipt),
        ],
        replaced: Some(texts.paper_replaced),
    }
}

/// What the register says (DPR 445/2000 art. 53 and 55).
fn segnatura(words: &Words, receipt: &Receipt) -> Section {
    let texts = &words.requests.receipt;
    let number = &receipt.registration.number;
    let direction = if receipt.opened_by_office { words.contacting.paper_outgoing } else { texts.paper_incoming };
    let facts = [
        (texts.paper_administration, words.shell.institute.to_owned()),
        (texts.paper_area, format!("{} – {}", number.area, receipt.office.name)),
        (texts.number, number.to_string()),
        (texts.registered_at, dates::moment(words, receipt.registration.at)),
        (texts.paper_direction, direction.to_owned()),
    ];
    section(texts.paper_segnatura, facts)
}

fn parties(words: &Words, receipt: &Receipt) -> Section {
    let texts = &words.requests.receipt;
    let rule = texts.rule_text(receipt.working_days, &receipt.rule_source);
    let promised = words.dates.by(dates::long_day(words, receipt.promised_on));
    let mut facts = vec![
        (texts.subject, receipt.subject.clone()),
        (texts.office, receipt.office.name.clone()),
        (texts.company, receipt.company.name.clone()),
        (texts.tax_code, receipt.company.tax_code.clone()),
        (texts.position, receipt.position.clone()),
        (texts.sender, receipt.sender.clone()),
    ];
    facts.extend(receipt.on_behalf_through.iter().map(|firm| (words.requests.one.through, firm.clone())));
    facts.push((texts.promised, format!("{promised}\n{}: {rule}", texts.rule)));
    section(texts.paper_request, facts)
}

/// What proves later that the text and the files kept are the ones sent.
fn digests(words: &Words, receipt: &Receipt) -> Section {
    let texts = &words.requests.receipt;
    let text = (texts.paper_text.to_owned(), receipt.text_sha256.clone());
    let files = receipt.attachments.iter().map(|file| {
        let shown = dates::bytes(words, file.size);
        let size = if file.size < 1_000 { shown } else { texts.paper_size(file.size, shown) };
        (file.name.clone(), format!("{size}\n{}", file.sha256))
    });
    let facts = std::iter::once(text).chain(files).collect();
    let mut parts = vec![Part::Facts(facts), Part::Text(texts.digest_help.to_owned())];
    if receipt.attachments.is_empty() {
        parts.push(Part::Text(words.requests.files.none.to_owned()));
    }
    Section { heading: texts.paper_digests.to_owned(), parts }
}

fn section(heading: &str, facts: impl IntoIterator<Item = (&'static str, String)>) -> Section {
    let facts = facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Section { heading: heading.to_owned(), parts: vec![Part::Facts(facts)] }
}
