//! What people write as their number, and what a choice of channels may be.

use super::{Mobile, NoticeChannel, NoticeChoice, NoticePreferencesForm, PreferenceRules};
use crate::problem::Issue;
use proptest::prelude::*;

const BOTH: PreferenceRules = PreferenceRules { has_email: true, sends_sms: true };

fn form(by_email: &str, by_sms: &str, mobile: &str) -> NoticePreferencesForm {
    NoticePreferencesForm {
        by_email: by_email.into(),
        by_sms: by_sms.into(),
        mobile: mobile.into(),
        version: "1".into(),
    }
}

fn refused(form: &NoticePreferencesForm, rules: PreferenceRules) -> Vec<(String, Issue)> {
    let errors = NoticeChoice::parse(form, rules).err().unwrap_or_default();
    errors.into_iter().map(|error| (error.field, error.issue)).collect()
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (written, kept) in [
        ("333 1234567", "+393331234567"),
        ("333-123.45.67", "+393331234567"),
        ("+39 333 1234567", "+393331234567"),
        ("0039 333/1234567", "+393331234567"),
        ("393 1234567", "+393931234567"),
        ("330 123456", "+39330123456"),
        ("+49 (151) 2345-6789", "+4915123456789"),
        ("0043 664 1234567", "+436641234567"),
    ] {
        assert_eq!(Mobile::parse(written).map(|mobile| mobile.as_str().to_owned()), Ok(kept.to_owned()), "{written}");
    }
}

#[test]
fn what_is_no_mobile_is_refused() {
    for written in [
        "081 1234567",
        "+39 081 1234567",
        "12345",
        "+",
        "+0123456789",
        "333 CHIAMA",
        "3331234567890",
        "+1234567890123456",
        "++393331234567",
        "٣٣٣١٢٣٤٥٦٧",
    ] {
        assert_eq!(Mobile::parse(written), Err(Issue::BadMobile), "{written}");
    }
    assert_eq!(Mobile::parse(" . "), Err(Issue::Required));
}

#[test]
fn a_number_stands_in_no_log() {
    let shown = format!("{:?}", NoticeChoice::parse(&form("yes", "yes", "333 1234567"), BOTH));
    assert!(!shown.contains("333"), "{shown}");
}

#[test]
fn one_channel_stays_on_for_who_has_an_address() {
    assert_eq!(refused(&form("", "", ""), BOTH), [("by_email".to_owned(), Issue::NoChannel)]);
    assert_eq!(refused(&form("", "yes", ""), BOTH), [("mobile".to_owned(), Issue::Required)]);
    let sms_alone = NoticeChoice::parse(&form("", "yes", "333 1234567"), BOTH);
    assert!(sms_alone.is_ok_and(|choice| !choice.by_email && choice.mobile.is_some()));
    let without_address = PreferenceRules { has_email: false, ..BOTH };
    assert!(NoticeChoice::parse(&form("", "", ""), without_address).is_ok_and(|choice| choice.by_email));
}

#[test]
fn a_number_that_is_not_told_at_is_not_kept() {
    let choice = NoticeChoice::parse(&form("yes", "", "333 1234567"), BOTH);
    assert!(choice.is_ok_and(|choice| choice.mobile.is_none()));
}

#[test]
fn no_sms_can_be_chosen_where_none_is_sent() {
    let silent = PreferenceRules { sends_sms: false, ..BOTH };
    assert_eq!(refused(&form("yes", "yes", "333 1234567"), silent), [("by_sms".to_owned(), Issue::UnknownChoice)]);
    assert_eq!(refused(&form("", "", ""), silent), [("by_email".to_owned(), Issue::NoChannel)]);
    assert!(NoticeChoice::parse(&form("yes", "", ""), silent).is_ok());
}

#[test]
fn every_channel_is_found_by_its_word_and_named_alike_in_json() {
    for channel in NoticeChannel::ALL {
        assert_eq!(NoticeChannel::from_word(channel.as_str()), Some(channel));
        assert_eq!(serde_json::to_value(channel).ok(), Some(channel.as_str().into()));
    }
}

proptest! {
    #[test]
    fn whatever_is_written_gives_a_number_or_a_refusal(text in ".{0,40}") {
        if let Ok(mobile) = Mobile::parse(&text) {
            let digits = mobile.as_str().strip_prefix('+').unwrap_or_default();
            prop_assert!((8..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit()));
        }
    }

    #[test]
    fn what_was_read_once_reads_the_same_again(number in "\\+?[0-9 .-]{6,22}") {
        if let Ok(mobile) = Mobile::parse(&number) {
            prop_assert_eq!(Mobile::parse(mobile.as_str()), Ok(mobile));
        }
    }
}
