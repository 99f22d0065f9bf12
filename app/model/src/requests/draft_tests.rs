//! What a draft accepts and how it names what it refuses.

use super::*;
use crate::attachments::{AttachmentProfile, FileKind, Scan};
use crate::time::Instant;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

fn subject() -> Subject {
    Subject {
        id: SubjectId(Uuid::from_u128(1)),
        scheme: Scheme::Employers,
        title: "DURC".into(),
        hint: String::new(),
        valid_from: date(2020, 1, 1),
        valid_to: Some(date(2026, 12, 31)),
        working_days: 5,
        rule_source: String::new(),
        fixed_sentence: String::new(),
        profile: AttachmentProfile {
            code: "3x3".into(),
            max_files: 3,
            max_file_bytes: 3_000_000,
            max_total_bytes: 9_000_000,
            kinds: vec![FileKind::Pdf],
        },
        keywords: String::new(),
        documents: vec![],
    }
}

fn file(id: u128) -> Attachment {
    Attachment {
        id: AttachmentId(Uuid::from_u128(id)),
        name: "a.pdf".into(),
        size: 10,
        sha256: String::new(),
        kind: FileKind::Pdf,
        stored_at: Instant::from_micros(0),
        scan: Scan::Off,
        signature: None,
    }
}

fn form() -> RequestForm {
    RequestForm {
        id: Uuid::from_u128(9).to_string(),
        position: Uuid::from_u128(2).to_string(),
        subject: Uuid::from_u128(1).to_string(),
        text: "Perché il DURC risulta irregolare? 🙏 “grazie” שלום".into(),
        email: "anna@studio.it".into(),
        after: String::new(),
        telephone: String::new(),
        attachments: vec![],
    }
}

fn issues(form: &RequestForm, today: Date) -> Vec<(String, Issue)> {
    let subject = subject();
    let rules =
        DraftRules { today, scheme: Some(Scheme::Employers), subject: Some(&subject), uploaded: &[file(1), file(2)] };
    match Draft::parse(form, &rules) {
        Ok(_) => vec![],
        Err(errors) => errors.into_iter().map(|error| (error.field, error.issue)).collect(),
    }
}

const TODAY: Date = date(2026, 11, 23);

#[test]
fn a_full_form_is_a_draft_with_its_text_untouched() {
    assert_eq!(issues(&form(), TODAY), vec![]);
}

#[test]
fn every_empty_field_is_named_at_once() {
    let fields: Vec<_> = issues(&RequestForm::default(), TODAY).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["id", "position", "subject", "text", "email"]);
}

#[test]
fn a_text_of_100_000_characters_is_refused_with_both_numbers() {
    let long = RequestForm { text: "à".repeat(100_000), ..form() };
    assert_eq!(issues(&long, TODAY), [("text".into(), Issue::TooLong { max: 10_000, actual: 100_000 })]);
}

#[test]
fn a_subject_that_expired_yesterday_is_refused_today() {
    assert_eq!(issues(&form(), date(2026, 12, 31)), []);
    assert_eq!(issues(&form(), date(2027, 1, 1)), [("subject".into(), Issue::SubjectExpired)]);
}

#[test]
fn a_file_nobody_uploaded_is_missed() {
    let with_ghost = RequestForm { attachments: vec![Uuid::from_u128(7).to_string()], ..form() };
    assert_eq!(issues(&with_ghost, TODAY), [("attachments".into(), Issue::FileMissing)]);
}

#[test]
fn a_file_in_verification_and_an_infected_one_are_each_named() {
    let waiting = Attachment { name: "b.pdf".into(), scan: Scan::Waiting, ..file(1) };
    let infected =
        Attachment { name: "c.pdf".into(), scan: Scan::Infected, signature: Some("Eicar".into()), ..file(2) };
    let missed = Attachment { scan: Scan::NotScanned, ..file(3) };
    let uploaded = [waiting, infected, missed];
    let attachments = uploaded.iter().map(|file| file.id.to_string()).collect();
    let subject = subject();
    let rules =
        DraftRules { today: TODAY, scheme: Some(Scheme::Employers), subject: Some(&subject), uploaded: &uploaded };
    let errors = Draft::parse(&RequestForm { attachments, ..form() }, &rules).unwrap_err();
    let issues: Vec<_> = errors.into_iter().map(|error| error.issue).collect();
    let expected = [
        Issue::FileInVerification { name: "b.pdf".into() },
        Issue::FileInfected { name: "c.pdf".into(), signature: "Eicar".into() },
    ];
    assert_eq!(issues, expected);
}

proptest! {
    #[test]
    fn no_form_panics_and_what_parses_keeps_its_text(
        id in "\\PC{0,40}", text in "\\PC{0,200}", email in "\\PC{0,40}", telephone in "\\PC{0,20}",
    ) {
        let raw = RequestForm { id, text: text.clone(), email, telephone, ..form() };
        let subject = subject();
        let rules = DraftRules { today: TODAY, scheme: Some(Scheme::Employers), subject: Some(&subject), uploaded: &[] };
        if let Ok(draft) = Draft::parse(&raw, &rules) {
            prop_assert_eq!(draft.text, text);
        }
    }
}
