//! The letters to people of the offices: whom and which days it is about, or a number; never a word of what was written.

use super::staff::StaffTold;
use crate::house::House;
use contatti_model::notices::StaffNoticeKind;
use contatti_words::{Words, dates};

/// Subject and body; none for a row without what its kind tells.
pub(super) fn letter(house: &House, all: &Words, told: &StaffTold) -> Option<(String, String)> {
    let (words, base) = (&all.notices.staff, format!("{}/console", house.config.public_url));
    let named = &told.named;
    Some(match told.kind()? {
        StaffNoticeKind::StandsIn | StaffNoticeKind::StandsInNoMore => {
            let (first, last) = told.days()?;
            let (first, last) = (dates::short_day(all, first), dates::short_day(all, last));
            let url = format!("{base}/assenze");
            match told.kind()? {
                StaffNoticeKind::StandsIn => {
                    (words.stands_in_subject(&first, &last), words.stands_in_body(&first, &last, named, url))
                }
                _ => (words.no_more_subject(&first, &last), words.no_more_body(&first, &last, named, url)),
            }
        }
        StaffNoticeKind::Mentioned => {
            let number = told.number()?.to_string();
            let url = format!("{base}/richieste/{}", told.request_id?);
            (words.mentioned_subject(&number), words.mentioned_body(&number, url))
        }
        StaffNoticeKind::EnablementEnds => {
            let day = dates::short_day(all, told.last_day()?);
            (words.own_ends_subject(&day), words.own_ends_body(&day, base))
        }
        StaffNoticeKind::EnablementOfColleagueEnds => {
            let day = dates::short_day(all, told.last_day()?);
            let url = format!("{base}/abilitazioni");
            (words.colleague_ends_subject(&day), words.colleague_ends_body(&day, named, url))
        }
    })
}
