//! Who is told of a late request, in words both sides read.

use contatti_model::escalation::Rung;
use contatti_model::requests::{EventKind, EventLine};
use contatti_words::Words;

/// `Direzione della sede`.
pub(crate) fn rung_word(words: &Words, rung: Rung) -> &'static str {
    let rungs = &words.escalation.rungs;
    match rung {
        Rung::Owner => rungs.owner,
        Rung::UnitManager => rungs.unit_manager,
        Rung::Director => rungs.director,
        Rung::Region => rungs.region,
    }
}

/// The line of the timeline: `La sede è in ritardo: informata la direzione della sede`.
pub(crate) fn told_words(words: &Words, named: &str) -> &'static str {
    let told = &words.escalation.told;
    match Rung::from_word(named) {
        Some(Rung::Owner) => told.owner,
        Some(Rung::UnitManager) => told.unit_manager,
        Some(Rung::Director) => told.director,
        Some(Rung::Region) => told.region,
        None => told.somebody,
    }
}

/// The highest rung told since the request was opened, or opened again.
pub(crate) fn informed(timeline: &[EventLine]) -> Option<Rung> {
    let ended = |event: &EventLine| matches!(event.kind, EventKind::Closed | EventKind::Expired);
    let again = timeline.iter().rposition(ended).filter(|end| end + 1 < timeline.len());
    let since = again.unwrap_or(0);
    let told = timeline.iter().skip(since).filter(|event| event.kind == EventKind::Escalated);
    told.filter_map(|event| Rung::from_word(event.named.as_deref()?)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_model::{EventId, Instant};

    fn line(kind: EventKind, named: Option<&str>) -> EventLine {
        let (id, at) = (EventId(uuid::Uuid::nil()), Instant::from_micros(0));
        let named = named.map(str::to_owned);
        EventLine {
            id,
            kind,
            at,
            by: None,
            office: None,
            day: None,
            moment: None,
            named,
            redated: None,
            instead_of: None,
        }
    }

    #[test]
    fn who_was_told_before_it_was_opened_again_is_told_of_nothing_since() {
        let told = line(EventKind::Escalated, Some("director"));
        assert_eq!(informed(&[line(EventKind::Registered, None), told.clone()]), Some(Rung::Director));
        for again in [EventKind::Reopened, EventKind::ArchivesFailed, EventKind::TakenUpAgain] {
            let opened_again = [told.clone(), line(EventKind::Closed, None), line(again, None)];
            assert_eq!(informed(&opened_again), None, "{again:?}");
            let late = [&opened_again[..], &[line(EventKind::Escalated, Some("owner"))]].concat();
            assert_eq!(informed(&late), Some(Rung::Owner), "{again:?}");
        }
    }
}
