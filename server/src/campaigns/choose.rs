//! Whom a campaign goes to: the office's positions of the subject's scheme that its filter fits.

use super::told;
use crate::db::{At, Day, on};
use crate::house::House;
use crate::offices;
use crate::requests::contacting::reachable;
use crate::web::{Answer, Refusal};
use contatti_model::campaigns::{
    CampaignChoices, CampaignFilter, CampaignPreview, MAX_CAMPAIGN_TARGETS, PREVIEWED, PreviewedTarget,
};
use contatti_model::identity::FirmName;
use contatti_model::offices::{Scheme, Subject};
use contatti_model::requests::{PublicState, State};
use contatti_model::time::start_of_day;
use contatti_model::{FieldError, IntermediaryId, Issue, OfficeId, PositionId};
use jiff::ToSpan;
use sqlx::FromRow;
use uuid::Uuid;

/// A position a campaign reaches.
#[derive(FromRow)]
pub(super) struct Chosen {
    id: Uuid,
    company: String,
    number: String,
}

impl Chosen {
    pub fn position(&self) -> PositionId {
        PositionId(self.id)
    }
}

/// The positions `p` of companies `c` a filter fits, in order. $1 the office, $2 today, $3 the scheme, $4 a province or none, $5 a
/// firm or none; $6 whether past requests narrow it: $7 their subject or none, $8 since when, $9 to $11 their states or none; $12
/// how many.
macro_rules! fitting {
    () => {
        concat!(
            " FROM positions p JOIN companies c ON c.id = p.company_id
     WHERE p.scheme = $3 AND ($4 IS NULL OR p.province = $4)
       AND ($5 IS NULL OR EXISTS (SELECT 1 FROM mandates d WHERE d.intermediary_id = $5 AND d.company_id = p.company_id
              AND (d.scheme IS NULL OR d.scheme = p.scheme) AND d.valid_from <= $2
              AND (d.valid_to IS NULL OR d.valid_to >= $2) AND d.revoked_at IS NULL))
       AND (NOT $6 OR EXISTS (SELECT 1 FROM requests r WHERE r.position_id = p.id AND r.office_id = $1
              AND ($7 IS NULL OR r.subject_id = $7) AND r.opened_at >= $8 AND ($9 IS NULL OR r.state IN ($9, $10, $11))))
       AND ",
            crate::requests::contacting::reachable!(),
            " ORDER BY c.name, p.number, p.id LIMIT $12"
        )
    };
}
pub(super) use fitting;

/// What [`fitting`] is asked with.
pub(super) struct Asked<'a> {
    pub office: Uuid,
    pub today: Day,
    pub scheme: &'static str,
    pub province: Option<&'a str>,
    pub intermediary: Option<Uuid>,
    pub by_requests: bool,
    pub about: Option<Uuid>,
    pub since: At,
    pub states: [Option<&'static str>; 3],
    /// One more than a campaign may reach.
    pub most: i64,
}

impl<'a> Asked<'a> {
    pub fn new(house: &House, office: OfficeId, scheme: Scheme, filter: &'a CampaignFilter) -> Self {
        let today = house.now().day();
        let since = filter.months.map_or(jiff::civil::date(1970, 1, 1), |months| {
            today.checked_sub(i64::from(months).months()).unwrap_or(today)
        });
        Self {
            office: office.0,
            today: Day(today),
            scheme: scheme.as_str(),
            province: filter.province.as_deref(),
            intermediary: filter.intermediary.map(|id| id.0),
            by_requests: filter.asks_for_requests(),
            about: filter.about.map(|id| id.0),
            since: At(start_of_day(since)),
            states: states(filter.state),
            most: i64::from(MAX_CAMPAIGN_TARGETS) + 1,
        }
    }
}

/// A query with these values in their places.
macro_rules! asking {
    ($query:expr, $asked:expr) => {
        $query
            .bind($asked.office)
            .bind($asked.today)
            .bind($asked.scheme)
            .bind($asked.province)
            .bind($asked.intermediary)
            .bind($asked.by_requests)
            .bind($asked.about)
            .bind($asked.since)
            .bind($asked.states[0])
            .bind($asked.states[1])
            .bind($asked.states[2])
            .bind($asked.most)
    };
}
pub(super) use asking;

const CHOSEN: &str = concat!("SELECT p.id, c.name AS company, p.number", fitting!());

/// By company and number; one more than a campaign may reach when there are more.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn choose(
    house: &House,
    office: OfficeId,
    scheme: Scheme,
    filter: &CampaignFilter,
) -> Answer<Vec<Chosen>> {
    let asked = Asked::new(house, office, scheme, filter);
    Ok(on!(&house.db, pool => asking!(sqlx::query_as(CHOSEN), asked).fetch_all(pool).await)?)
}

/// The internal words of a public state, three to fill the statement; nothing where none is chosen.
fn states(state: Option<PublicState>) -> [Option<&'static str>; 3] {
    let words: Vec<_> = state.into_iter().flat_map(PublicState::states).map(State::as_str).collect();
    std::array::from_fn(|place| words.get(place).or(words.first()).copied())
}

/// The campaign's subject.
///
/// # Errors
/// 422 when there is none, or it is not offered today.
pub(super) async fn subject(house: &House, filter: &CampaignFilter) -> Answer<Subject> {
    let wrong = |issue| Refusal::invalid(vec![FieldError::new("subject", issue)]);
    let subject = offices::subject(house, filter.subject).await?.ok_or_else(|| wrong(Issue::UnknownChoice))?;
    if subject.is_valid_on(house.now().day()) { Ok(subject) } else { Err(wrong(Issue::SubjectExpired)) }
}

/// A dry run: how many, the first by name, and how their people would be told. Nothing is written.
///
/// # Errors
/// 422 for a subject that does not hold.
pub(super) async fn preview(house: &House, office: OfficeId, filter: &CampaignFilter) -> Answer<CampaignPreview> {
    let scheme = subject(house, filter).await?.scheme;
    let asked = Asked::new(house, office, scheme, filter);
    let (chosen, told) = tokio::try_join!(choose(house, office, scheme, filter), told::count(house, &asked))?;
    let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
    let first = chosen.into_iter().take(PREVIEWED);
    let first = first.map(|one| PreviewedTarget { company: one.company, position: one.number }).collect();
    let told::Told { people, consultants, people_by, consultants_by } = told;
    Ok(CampaignPreview { count, first, people, consultants, people_by, consultants_by })
}

const PROVINCES: &str = concat!("SELECT DISTINCT p.province FROM positions p WHERE ", reachable!(), " ORDER BY 1");
const FIRMS: &str = concat!(
    "SELECT DISTINCT i.id, i.name FROM intermediaries i JOIN mandates d ON d.intermediary_id = i.id
     JOIN positions p ON p.company_id = d.company_id AND (d.scheme IS NULL OR d.scheme = p.scheme)
     WHERE d.valid_from <= $2 AND (d.valid_to IS NULL OR d.valid_to >= $2) AND d.revoked_at IS NULL AND ",
    reachable!(),
    " ORDER BY 2, 1 LIMIT 1000"
);

/// What a filter can say at this office.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn choices(house: &House, office: OfficeId) -> Answer<CampaignChoices> {
    let today = house.now().day();
    let areas = offices::offered_areas(house, &Scheme::ALL, today).await?;
    let provinces: Vec<String> = on!(&house.db, pool => sqlx::query_scalar(PROVINCES).bind(office.0).bind(Day(today))
        .fetch_all(pool).await)?;
    let firms: Vec<(Uuid, String)> = on!(&house.db, pool => sqlx::query_as(FIRMS).bind(office.0).bind(Day(today))
        .fetch_all(pool).await)?;
    let intermediaries = firms.into_iter().map(|(id, name)| FirmName { id: IntermediaryId(id), name }).collect();
    Ok(CampaignChoices { areas, provinces, intermediaries })
}
