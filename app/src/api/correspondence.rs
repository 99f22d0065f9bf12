//! What comes and goes by other ways than the drawer: the tray, what is decided in it, histories.

use super::company_file::FileAt;
use super::{Outcome, encoded, get, post, with_query};
use contatti_model::correspondence::{
    CompanyHistory, FilingForm, MissiveDetail, MissiveLine, OpeningForm, RecordForm, SetAsideForm, TakeBackForm,
};
use contatti_model::page::Page;
use contatti_model::{CompanyId, MissiveId, Problem, ProblemCode};

/// Where a communication is written down, with or without JavaScript.
pub const RECORD: &str = "/api/v1/missives";

/// One page of the office's tray; an empty state means what waits.
pub async fn tray(state: String, cursor: String) -> Outcome<Page<MissiveLine>> {
    get(with_query(RECORD, &[("state", &state), ("cursor", &cursor)])).await
}

pub async fn missive(id: String) -> Outcome<MissiveDetail> {
    match id.parse::<MissiveId>() {
        Ok(id) => get(path(id, "")).await,
        Err(_) => Err(Problem::new(ProblemCode::NotFound)),
    }
}

pub async fn file(id: MissiveId, form: &FilingForm) -> Outcome<MissiveDetail> {
    post(path(id, "/file"), form).await
}

pub async fn open_request(id: MissiveId, form: &OpeningForm) -> Outcome<MissiveDetail> {
    post(path(id, "/open-request"), form).await
}

pub async fn set_aside(id: MissiveId, form: &SetAsideForm) -> Outcome<MissiveDetail> {
    post(path(id, "/set-aside"), form).await
}

pub async fn take_back(id: MissiveId, form: &TakeBackForm) -> Outcome<MissiveDetail> {
    post(path(id, "/take-back"), form).await
}

pub async fn record(form: &RecordForm) -> Outcome<MissiveDetail> {
    post(RECORD.into(), form).await
}

/// One page of a company's history, or of that of one of its positions; of what an office has of it where one is named.
pub async fn history(of: FileAt, position: String, cursor: String) -> Outcome<CompanyHistory> {
    of.id.parse::<CompanyId>().map_err(|_| Problem::new(ProblemCode::NotFound))?;
    let path = format!("/api/v1/companies/{}/history", encoded(&of.id));
    get(with_query(&path, &[("office", &of.office), ("position", &position), ("cursor", &cursor)])).await
}

/// Where a decision about a missive is posted.
pub fn path(id: MissiveId, rest: &str) -> String {
    format!("{RECORD}/{id}{rest}")
}
