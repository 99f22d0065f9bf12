//! Answers already given (*domande frequenti, circolari*), shown while somebody writes the same question again (DOMAIN 3.3).

use super::word::words;
use crate::{GuidanceId, SubjectId};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many are shown at once: more would stand in the way.
const FEW: usize = 3;
/// What a word counts, by where the answer has it.
const KEYWORD: u32 = 3;
const TITLE: u32 = 1;
/// An answer on the chosen subject is worth showing before anything is written.
const OWN_SUBJECT: u32 = 2;
/// What an answer that belongs to no subject must reach.
const ENOUGH: u32 = KEYWORD + TITLE;

/// One answer, with the act it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guidance {
    pub id: GuidanceId,
    pub title: String,
    pub text: String,
    /// The circular, message or law it rests on, as people quote it.
    pub source: String,
    /// Where the source can be read; empty when it has no public address.
    #[serde(default)]
    pub link: String,
    /// Words that call it up, separated by blanks.
    #[serde(default)]
    pub keywords: String,
    /// The subject it belongs to; none when only its words call it up.
    #[serde(default)]
    pub subject: Option<SubjectId>,
}

/// Up to three answers for a text on a subject, the likeliest first; the same whatever their order.
pub fn matching<'a>(all: &'a [Guidance], subject: Option<SubjectId>, text: &str) -> Vec<&'a Guidance> {
    let typed: BTreeSet<String> = words(text).map(|word| word.stem).collect();
    let worth = |guidance: &&Guidance| {
        let own = guidance.subject.is_some() && guidance.subject == subject;
        let count = count(guidance, &typed) + if own { OWN_SUBJECT } else { 0 };
        if own { count } else { count.checked_sub(ENOUGH).map_or(0, |_| count) }
    };
    let mut found: Vec<_> = all.iter().map(|one| (worth(&one), one)).filter(|(worth, _)| *worth > 0).collect();
    found.sort_by_key(|(worth, guidance)| (Reverse(*worth), guidance.id));
    found.into_iter().take(FEW).map(|(_, guidance)| guidance).collect()
}

fn count(guidance: &Guidance, typed: &BTreeSet<String>) -> u32 {
    let stems = |text: &str| words(text).map(|word| word.stem).collect::<BTreeSet<_>>();
    let met = |text: &str| u32::try_from(stems(text).intersection(typed).count()).unwrap_or(0);
    met(&guidance.keywords) * KEYWORD + met(&guidance.title) * TITLE
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const DURC: SubjectId = SubjectId(Uuid::from_u128(7));

    fn guidance(id: u128, title: &str, keywords: &str, subject: Option<SubjectId>) -> Guidance {
        Guidance {
            id: GuidanceId(Uuid::from_u128(id)),
            title: title.into(),
            text: String::new(),
            source: String::new(),
            link: String::new(),
            keywords: keywords.into(),
            subject,
        }
    }

    fn shown(subject: Option<SubjectId>, text: &str) -> Vec<u128> {
        let all = [
            guidance(1, "Quanto dura il DURC?", "durc validità", Some(DURC)),
            guidance(2, "Entro quando risponde la sede?", "termine risposta sollecito", None),
            guidance(3, "Chi può avere la delega?", "delega intermediario", None),
        ];
        matching(&all, subject, text).into_iter().map(|guidance| guidance.id.0.as_u128()).collect()
    }

    #[test]
    fn what_belongs_to_the_subject_is_shown_at_once() {
        assert_eq!(shown(Some(DURC), ""), [1]);
    }

    #[test]
    fn what_belongs_to_none_is_called_up_by_its_words() {
        assert_eq!(shown(None, "quando arriva la risposta? il termine è passato"), [2]);
        assert_eq!(shown(Some(DURC), "Quando risponde la sede: il termine?"), [2, 1]);
        assert_eq!(shown(None, "il termine"), [], "one word alone calls up nothing");
    }
}
