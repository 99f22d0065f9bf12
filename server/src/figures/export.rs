//! The sums themselves as CSV, for who counts further.

use super::{store, view};
use crate::house::House;
use crate::web::{Answer, csv_field};
use contatti_model::OfficeId;
use contatti_model::figures::{Period, Tally};

/// Every sum of the period, one a line; amounts as they are kept, words as the API says them.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn csv(house: &House, office: OfficeId, period: &Period) -> Answer<String> {
    let (flows, standings, titles, units) = tokio::try_join!(
        store::flows(house, office, period),
        store::standings(house, office, period.subject, period.unit),
        view::titles(house),
        view::units(house, office),
    )?;
    let mut csv = String::from("\u{feff}measure;day;subject;unit;word;working_days;amount\r\n");
    for tally in flows.iter().chain(&standings) {
        let subject = titles.get(&tally.subject).map_or("", String::as_str);
        let unit = tally.unit.and_then(|unit| units.get(&unit)).map_or("", String::as_str);
        csv.push_str(&line(tally, subject, unit));
    }
    Ok(csv)
}

fn line(tally: &Tally, subject: &str, unit: &str) -> String {
    let fields = [
        tally.measure.as_str().to_owned(),
        tally.day.to_string(),
        csv_field(subject),
        csv_field(unit),
        csv_field(&tally.word),
        tally.value.to_string(),
        tally.amount.to_string(),
    ];
    format!("{}\r\n", fields.join(";"))
}
