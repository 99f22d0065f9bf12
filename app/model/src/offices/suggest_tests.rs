//! What is suggested for which text, and what holds for every text.

use super::*;
use crate::attachments::AttachmentProfile;
use crate::offices::Scheme;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

fn subject(id: u128, title: &str, hint: &str, keywords: &str) -> Subject {
    Subject {
        id: SubjectId(Uuid::from_u128(id)),
        scheme: Scheme::Employers,
        title: title.into(),
        hint: hint.into(),
        valid_from: date(2020, 1, 1),
        valid_to: None,
        working_days: 5,
        rule_source: String::new(),
        fixed_sentence: String::new(),
        profile: AttachmentProfile {
            code: "3x3".into(),
            max_files: 3,
            max_file_bytes: 1,
            max_total_bytes: 1,
            kinds: vec![],
        },
        keywords: keywords.into(),
        documents: vec![],
    }
}

fn tree() -> Vec<Subject> {
    vec![
        subject(1, "Esito irregolare da rivedere", "Quando i versamenti ci sono.", "durc irregolare regolarità"),
        subject(2, "Versamento non abbinato alla denuncia", "Serve la quietanza.", "f24 quietanza pagato"),
        subject(3, "Piano in corso: rate, decadenza", "Per una rata in ritardo.", "rateazione dilazione rata"),
        subject(4, "Delega non attiva o non visibile", "Quando la delega è stata validata.", "delega assistiti"),
    ]
}

fn first(text: &str) -> Option<(u128, Vec<String>)> {
    let found = SubjectFinder::new(&tree()).suggest(text).into_iter().next()?;
    Some((found.subject.0.as_u128(), found.words))
}

#[test]
fn a_text_finds_its_subject_and_the_words_say_why() {
    assert_eq!(first("Il DURC è irregolare"), Some((1, vec!["DURC".into(), "irregolare".into()])));
    assert_eq!(first("abbiamo pagato due rate del piano").map(|(id, _)| id), Some(3));
    assert_eq!(first("le Deleghe degli assistiti").map(|(id, _)| id), Some(4));
}

#[test]
fn a_text_about_nothing_we_know_finds_nothing() {
    assert_eq!(first("Buongiorno, vorrei sapere quando aprite"), None);
    assert_eq!(first(""), None);
}

#[test]
fn a_choice_is_put_in_question_only_by_a_clearly_better_one() {
    let finder = SubjectFinder::new(&tree());
    let id = |id| SubjectId(Uuid::from_u128(id));
    let text = "Il DURC risulta irregolare benché la regolarità ci sia";
    assert_eq!(finder.better_than(id(2), text).map(|better| better.subject), Some(id(1)));
    assert_eq!(finder.better_than(id(1), text), None);
    assert_eq!(finder.better_than(id(2), "Il versamento F24 è nel DURC"), None);
    assert_eq!(finder.better_than(id(2), "DURC"), None, "one word is no reason");
}

proptest! {
    #[test]
    fn no_text_panics_and_each_reason_stands_in_the_text(text in "\\PC{0,300}") {
        for found in SubjectFinder::new(&tree()).suggest(&text) {
            prop_assert!(!found.words.is_empty() && found.words.len() <= REASONS);
            for word in found.words {
                prop_assert!(text.contains(&word), "{word:?} is not in {text:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_subjects_changes_nothing(
        picks in prop::collection::vec(0_usize..12, 0..12),
        order in Just(tree()).prop_shuffle(),
    ) {
        let said = ["durc", "F24", "rate", "deleghe", "quietanza", "irregolare", "il", "piano", "denunce", "2026", "a", "è"];
        let text: Vec<_> = picks.into_iter().map(|pick| said[pick]).collect();
        let text = text.join(" ");
        let found = SubjectFinder::new(&tree()).suggest(&text);
        prop_assert_eq!(&found, &SubjectFinder::new(&order).suggest(&text));
        prop_assert!(found.len() <= FEW && found.is_sorted_by_key(|one| Reverse(one.weight)));
    }
}
