//! The letters about a line of a request's timeline: its number and where to read on (promise 8).

use super::store::EventTold;
use crate::house::House;
use contatti_model::requests::{EventKind, Side};
use contatti_words::Words;

/// Subject and body: the number of the request and where to read it, nothing else.
pub(super) fn letter(house: &House, all: &Words, notice: &EventTold) -> Option<(String, String)> {
    let (words, contacting) = (&all.notices, &all.contacting);
    let number = notice.number().to_string();
    let kind = notice.kind()?;
    let url = page(house, notice)?;
    Some(match kind {
        EventKind::Registered | EventKind::Routed => {
            (words.registered_subject(&number), words.registered_body(&number, &url))
        }
        EventKind::Contacted => (contacting.notice_subject(&number), contacting.notice_body(&number, &url)),
        EventKind::TakenInCharge => (words.taken_in_charge_subject(&number), words.taken_in_charge_body(&number, &url)),
        EventKind::Assigned => (words.assigned_subject(&number), words.assigned_body(&number, &url)),
        EventKind::GivenBack => (words.given_back_subject(&number), words.given_back_body(&number, &url)),
        EventKind::HandedOver => (words.handed_over_subject(&number), words.handed_over_body(&number, &url)),
        EventKind::Passed => (words.passed_subject(&number), words.passed_body(&number, &url)),
        EventKind::Commented => (words.commented_subject(&number), words.commented_body(&number, &url)),
        EventKind::DocumentsAsked => {
            (words.documents_asked_subject(&number), words.documents_asked_body(&number, &url))
        }
        EventKind::Expired => (words.expired_subject(&number), words.expired_body(&number, &url)),
        EventKind::Replied => (words.replied_subject(&number), words.replied_body(&number, &url)),
        EventKind::Reminded => (words.reminded_subject(&number), words.reminded_body(&number, &url)),
        EventKind::Solved => (words.solved_subject(&number), words.solved_body(&number, &url)),
        EventKind::Reopened => (words.reopened_subject(&number), words.reopened_body(&number, &url)),
        EventKind::Redated => (words.redated_subject(&number), words.redated_body(&number, &url)),
        EventKind::MeetingAsked => (words.meeting_asked_subject(&number), words.meeting_asked_body(&number, &url)),
        EventKind::MeetingSet => (words.meeting_set_subject(&number), words.meeting_set_body(&number, &url)),
        EventKind::MeetingWithdrawn => {
            (words.meeting_withdrawn_subject(&number), words.meeting_withdrawn_body(&number, &url))
        }
        EventKind::MeetingCancelled => {
            (words.meeting_cancelled_subject(&number), words.meeting_cancelled_body(&number, &url))
        }
        EventKind::Escalated if notice.is_outside() => {
            (words.escalated_outside_subject(&number), words.escalated_outside_body(&number))
        }
        EventKind::Escalated => (words.escalated_subject(&number), words.escalated_body(&number, &url)),
        EventKind::SubjectCorrected => {
            (words.subject_corrected_subject(&number), words.subject_corrected_body(&number, &url))
        }
        EventKind::ArchivesFailed => {
            (words.archives_failed_subject(&number), words.archives_failed_body(&number, &url))
        }
        EventKind::TakenUpAgain => (words.taken_up_again_subject(&number), words.taken_up_again_body(&number, &url)),
        EventKind::Closed => (words.closed_subject(&number), words.closed_body(&number, &url)),
    })
}

/// Where it is read, once signed in.
pub(super) fn page(house: &House, notice: &EventTold) -> Option<String> {
    let area = match notice.reader(notice.kind()?) {
        Side::Company => "contatti",
        Side::Office => "console",
    };
    Some(format!("{}/{area}/richieste/{}", house.config.public_url, notice.request_id))
}
