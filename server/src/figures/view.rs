//! The figures of a page: sums read, put together by the model, and named.

use super::{backlog, store};
use crate::db::on;
use crate::house::House;
use crate::identity::Actor;
use crate::web::Answer;
use contatti_model::figures::{
    Figures, Measure, OfficeSum, Period, Step, SubjectSum, Tally, UnitSum, age_bands, amount_of, backlogs, by_subject,
    by_unit, by_word, stretches, times_of, weeks,
};
use contatti_model::identity::OfficeName;
use contatti_model::{OfficeId, SubjectId, UnitId};
use jiff::civil::Date;
use std::collections::BTreeMap;
use uuid::Uuid;

/// # Errors
/// When the database does not answer.
pub(super) async fn view(
    house: &House,
    actor: &Actor,
    office: OfficeName,
    (period, step): (&Period, Step),
) -> Answer<Figures> {
    let (flows, standings, mornings, counted_at, behind, titles, units) = tokio::try_join!(
        store::flows(house, office.id, period),
        store::standings(house, office.id, period.subject, period.unit),
        backlog::noted(house, office.id, period),
        store::counted_at(house),
        async { Ok(store::any_waiting(house).await?) },
        titles(house),
        units(house, office.id),
    )?;
    let today = house.now().day();
    let all: Vec<Tally> = flows.iter().chain(&standings).cloned().collect();
    let of = |measure| flows.iter().filter(move |tally| tally.measure == measure);
    let own = sum(office.clone(), &flows, &standings);
    Ok(Figures {
        offices: offices(house, actor, period, own).await?,
        office,
        from: period.from,
        to: period.to,
        counted_at: counted_at.map(|at| at.0),
        behind,
        received: amount_of(&flows, Measure::Received),
        closed: amount_of(&flows, Measure::Closed),
        open: amount_of(&standings, Measure::Open),
        overdue: overdue(&standings, today),
        weeks: weeks(&flows, period.from, period.to),
        step,
        stretches: stretches(&flows, period.from, period.to, step),
        channels: by_word(&flows, Measure::Received),
        outcomes: by_word(&flows, Measure::Outcome),
        subjects: named_subjects(by_subject(&all), &titles),
        units: named_units(by_unit(&all), &units),
        ages: age_bands(&standings, today),
        backlogs: backlogs(&mornings, step),
        first_response: times_of(of(Measure::Answered)),
        resolution: times_of(of(Measure::Closed)),
        solved: amount_of(&flows, Measure::Solved),
        not_solved: amount_of(&flows, Measure::NotSolved),
        reopened: amount_of(&flows, Measure::Reopened),
        handed_over: amount_of(&flows, Measure::HandedOver),
        passed: amount_of(&flows, Measure::Passed),
        given_back: amount_of(&flows, Measure::GivenBack),
        one_hand: amount_of(&flows, Measure::OneHand),
        interlocutory: amount_of(&flows, Measure::Interlocutory),
        reminded: amount_of(&flows, Measure::Reminded),
    })
}

fn overdue(standings: &[Tally], today: Date) -> u64 {
    let late: Vec<Tally> =
        standings.iter().filter(|tally| tally.measure == Measure::Due && tally.day < today).cloned().collect();
    amount_of(&late, Measure::Due)
}

/// Each office one watches with its sums; those of the page's own are there already.
async fn offices(house: &House, actor: &Actor, period: &Period, own: OfficeSum) -> Answer<Vec<OfficeSum>> {
    let mut sums = vec![];
    for office in actor.overseen_offices() {
        if office.id == own.office.id {
            sums.push(own.clone());
            continue;
        }
        let flows = store::flows(house, office.id, period).await?;
        let standings = store::standings(house, office.id, period.subject, period.unit).await?;
        sums.push(sum(office, &flows, &standings));
    }
    Ok(sums)
}

fn sum(office: OfficeName, flows: &[Tally], standings: &[Tally]) -> OfficeSum {
    OfficeSum {
        office,
        received: amount_of(flows, Measure::Received),
        closed: amount_of(flows, Measure::Closed),
        open: amount_of(standings, Measure::Open),
    }
}

/// What every subject is called, also those no longer offered.
pub(super) async fn titles(house: &House) -> Answer<BTreeMap<SubjectId, String>> {
    let sql = "SELECT id, title FROM subjects";
    let rows: Vec<(Uuid, String)> = on!(&house.db, pool => sqlx::query_as(sql).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, title)| (SubjectId(id), title)).collect())
}

/// What the office's units are called.
pub(super) async fn units(house: &House, office: OfficeId) -> Answer<BTreeMap<UnitId, String>> {
    let sql = "SELECT id, name FROM units WHERE office_id = $1";
    let rows: Vec<(Uuid, String)> = on!(&house.db, pool => sqlx::query_as(sql).bind(office.0).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, name)| (UnitId(id), name)).collect())
}

fn named_subjects(mut sums: Vec<SubjectSum>, titles: &BTreeMap<SubjectId, String>) -> Vec<SubjectSum> {
    for sum in &mut sums {
        sum.title = titles.get(&sum.id).cloned().unwrap_or_default();
    }
    sums
}

fn named_units(mut sums: Vec<UnitSum>, names: &BTreeMap<UnitId, String>) -> Vec<UnitSum> {
    for sum in &mut sums {
        sum.name = sum.id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    }
    sums
}
