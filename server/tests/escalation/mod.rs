//! Late requests climb by themselves, each rung once; the night leaves none without an owner and a next step.

mod invariants;
mod ladder;
mod night;
mod page;
mod year;

use crate::harness::World;
use contatti_model::requests::{EventKind, RequestDetail};
use contatti_model::time::start_of_day;
use contatti_server::escalation::climb_due;
use jiff::civil::{Date, date};

/// What Anna sends on Monday 23 November is promised for Wednesday 2 December.
pub(super) const PROMISED: Date = date(2026, 12, 2);

/// Ten o'clock of that day in Rome; ten past ten, with minutes.
pub(super) fn at(world: &World, day: Date, minutes: i64) {
    world.clock.set(start_of_day(day).plus_seconds(36_000 + 60 * minutes));
}

/// Whoever is due is told.
pub(super) async fn climbed(world: &World) -> usize {
    climb_due(&world.house).await.unwrap()
}

/// One morning after another, both included; how many rungs were told.
pub(super) async fn mornings(world: &World, from: Date, to: Date) -> usize {
    let (mut day, mut told) = (from, 0);
    while day <= to {
        at(world, day, 0);
        told += climbed(world).await;
        day = day.tomorrow().unwrap();
    }
    told
}

/// The rungs told, each with its day.
pub(super) fn told(request: &RequestDetail) -> Vec<(String, Date)> {
    let lines = request.timeline.iter().filter(|event| event.kind == EventKind::Escalated);
    lines.map(|event| (event.named.clone().unwrap_or_default(), event.at.day())).collect()
}

/// The rungs alone.
pub(super) fn rungs(request: &RequestDetail) -> Vec<String> {
    told(request).into_iter().map(|(rung, _)| rung).collect()
}
