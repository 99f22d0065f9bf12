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
    let since = timeline.iter().rposition(|event| event.kind == EventKind::Reopened).unwrap_or(0);
    let told = timeline.iter().skip(since).filter(|event| event.kind == EventKind::Escalated);
    told.filter_map(|event| Rung::from_word(event.named.as_deref()?)).max()
}
