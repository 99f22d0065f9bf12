//! Holidays of all offices, and of any one, for whoever runs the server: no role of the institute's own decides them yet.

use super::{enter, store};
use crate::db::on;
use crate::house::House;
use crate::web::Refusal;
use contatti_model::offices::{CalendarChange, CalendarForm, DayKind, may_take_back};
use contatti_model::{FieldError, Issue, OfficeId};
use contatti_words::{Language, dates, words};
use jiff::civil::Date;
use uuid::Uuid;

/// A day that rests from now on, in every office or in the one of that code; whether anything changed.
///
/// # Errors
/// In words for whoever runs the server.
pub async fn add_holiday(house: &House, day: Date, name: &str, office: Option<&str>) -> Result<bool, String> {
    change(house, day, DayKind::Closure, name, office).await
}

/// A day that counts from now on: takes back what was added before, and needs a name to open a day the law closes.
///
/// # Errors
/// As [`add_holiday`].
pub async fn remove_holiday(house: &House, day: Date, name: &str, office: Option<&str>) -> Result<bool, String> {
    change(house, day, DayKind::WorkingDay, name, office).await
}

async fn change(house: &House, day: Date, kind: DayKind, name: &str, office: Option<&str>) -> Result<bool, String> {
    let office = match office {
        Some(code) => Some(office_of(house, code).await?),
        None => None,
    };
    settle(house, day, kind, name, office).await.map_err(|refusal| said(&refusal))
}

/// The opposite of a change that is there takes it back; everything else is a change of its own.
async fn settle(
    house: &House,
    day: Date,
    kind: DayKind,
    name: &str,
    office: Option<OfficeId>,
) -> Result<bool, Refusal> {
    let today = house.now().day();
    let mut tx = house.begin().await?;
    store::hold(&mut tx, office).await?;
    let known = store::of_day(&mut tx, office, day).await?;
    let done = match known {
        Some(known) if known.kind()? != kind && may_take_back(day, today) => {
            store::take_back(house, &mut tx, known.id(), None).await?
        }
        _ => {
            let (day, kind, name) = (day.to_string(), kind.as_str().to_owned(), name.to_owned());
            let form = CalendarForm { office: String::new(), day, kind, name };
            let change = CalendarChange::parse(&form, today).map_err(Refusal::invalid)?;
            enter::write(house, &mut tx, office, &change, None).await?
        }
    };
    tx.commit().await?;
    Ok(done)
}

async fn office_of(house: &House, code: &str) -> Result<OfficeId, String> {
    let sql = "SELECT id FROM offices WHERE code = $1";
    let found: Result<Option<Uuid>, sqlx::Error> =
        on!(&house.db, pool => sqlx::query_scalar(sql).bind(code).fetch_optional(pool).await);
    let found = found.map_err(|error| format!("the database does not answer: {error}"))?;
    found.map(OfficeId).ok_or_else(|| format!("there is no office with the code {code}"))
}

fn said(refusal: &Refusal) -> String {
    let fields = &refusal.problem.fields;
    match fields.is_empty() {
        true => refusal.problem.to_string(),
        false => fields.iter().map(field).collect::<Vec<_>>().join("; "),
    }
}

fn field(error: &FieldError) -> String {
    let words = words(Language::En);
    let issues = &words.problems.issues;
    let said = match &error.issue {
        Issue::Required => issues.required.to_owned(),
        Issue::DateOutside { first, last } => {
            issues.date_outside(dates::short_day(words, *first), dates::short_day(words, *last))
        }
        Issue::AlreadyRests => issues.already_rests.to_owned(),
        Issue::AlreadyWorks => issues.already_works.to_owned(),
        Issue::Weekend => issues.weekend.to_owned(),
        Issue::DayChanged => issues.day_changed.to_owned(),
        Issue::TooLong { max, actual } => issues.too_long(actual, max),
        _ => issues.bad_date.to_owned(),
    };
    format!("{}: {said}", error.field)
}
