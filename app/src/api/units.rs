//! Units of one's office, and who of it is away.

use super::{Outcome, get, post, with_query};
use contatti_model::offices::{AbsenceForm, OfficeAbsences, OfficeUnits, RetireForm, SkillsForm, UnitForm};
use contatti_model::{AbsenceId, UnitId};

const UNITS: &str = "/api/v1/console/units";

/// Where the form that enters an absence posts to, with or without JavaScript.
pub const ABSENCES: &str = "/api/v1/console/absences";

/// The units of one's office with their people, subjects and load.
pub async fn units() -> Outcome<OfficeUnits> {
    get(UNITS.into()).await
}

/// The same of another office whose requests one reads; of the first, where none is named.
pub async fn units_of(office: String) -> Outcome<OfficeUnits> {
    get(with_query(UNITS, &[("office", &office)])).await
}

/// Makes a new one, or changes the one of this id.
pub async fn write_unit(id: Option<UnitId>, form: &UnitForm) -> Outcome<OfficeUnits> {
    post(unit_path(id), form).await
}

pub async fn set_skills(id: UnitId, form: &SkillsForm) -> Outcome<OfficeUnits> {
    post(skills_path(id), form).await
}

pub async fn dissolve_unit(id: UnitId, form: &RetireForm) -> Outcome<OfficeUnits> {
    post(dissolve_path(id), form).await
}

/// Where a plain form posts to.
pub fn unit_path(id: Option<UnitId>) -> String {
    id.map_or_else(|| UNITS.to_owned(), |id| format!("{UNITS}/{id}"))
}

/// Where a plain form posts to.
pub fn skills_path(id: UnitId) -> String {
    format!("{UNITS}/{id}/skills")
}

/// Where a plain form posts to.
pub fn dissolve_path(id: UnitId) -> String {
    format!("{UNITS}/{id}/retire")
}

/// Who is away, as far as the reader may see it.
pub async fn absences() -> Outcome<OfficeAbsences> {
    get(ABSENCES.into()).await
}

pub async fn enter_absence(form: &AbsenceForm) -> Outcome<OfficeAbsences> {
    post(ABSENCES.into(), form).await
}

pub async fn end_absence(id: AbsenceId) -> Outcome<OfficeAbsences> {
    post(end_path(id), &()).await
}

/// Where a plain form posts to.
pub fn end_path(id: AbsenceId) -> String {
    format!("{ABSENCES}/{id}/end")
}
