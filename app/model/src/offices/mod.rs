//! Offices, the subjects they answer and the days they work.

mod absence;
mod calendar;
mod calendar_change;
mod guidance;
mod retire;
mod subject;
mod suggest;
mod text_module;
mod unit;
mod word;

pub use absence::{
    ABSENCE_DAYS_AHEAD, Absence, AbsenceDraft, AbsenceForm, AbsenceLine, MAX_ABSENCE_DAYS, OfficeAbsences,
    Substitution, substitution,
};
pub use calendar::{PatronDay, Rest, WorkingCalendar, easter_sunday};
pub use calendar_change::{
    CALENDAR_DAYS_AHEAD, CALENDAR_DAYS_SHOWN, CalendarChange, CalendarForm, CalendarLine, ChangedDay, DayKind,
    MAX_CHANGE_NAME_CHARS, OfficeCalendar, Reach, coming, may_take_back,
};
pub use guidance::{Guidance, matching};
pub use retire::RetireForm;
pub use subject::{Scheme, Subject, SubjectArea, SubjectDocument, SubjectKind};
pub use suggest::{SubjectFinder, Suggestion};
pub use text_module::{
    Blank, EarlierText, MAX_MODULE_TITLE_CHARS, MAX_TEXT_MODULES, TextModule, TextModuleDraft, TextModuleForm,
    filled_in,
};
pub use unit::{
    MAX_UNIT_NAME_CHARS, MAX_UNITS, OfficeUnits, SkillsForm, Unit, UnitDraft, UnitForm, UnitMember, UnitName,
    UnitPerson,
};
