//! The files of companies and consultants, as one office has them.

use super::{Outcome, encoded, get, with_query};
use contatti_model::console::{
    CompanyFile, ConsultantFile, FileClient, FileDocuments, FileMeeting, FileNote, FileSearch, FoundFiles,
};
use contatti_model::correspondence::MissiveLine;
use contatti_model::page::Page;
use contatti_model::requests::Line;
use contatti_model::{CompanyId, IntermediaryId, Problem, ProblemCode};
use serde::de::DeserializeOwned;

/// Whose file one may open.
pub async fn find_files(search: String) -> Outcome<FoundFiles> {
    get(with_query("/api/v1/console/companies", &[("search", &search)])).await
}

/// The head of a company's file.
pub async fn company_file(id: String) -> Outcome<CompanyFile> {
    get(company(&id)?).await
}

/// One page of the company's requests at the office.
pub async fn company_requests(id: String, search: FileSearch, cursor: String) -> Outcome<Page<Line>> {
    searched(&format!("{}/requests", company(&id)?), &search, &cursor).await
}

pub async fn company_meetings(id: String, cursor: String) -> Outcome<Page<FileMeeting>> {
    part(&format!("{}/meetings", company(&id)?), &cursor).await
}

/// One page of the letters, calls and e-mails of the company at the office that hold these words.
pub async fn company_communications(id: String, text: String, cursor: String) -> Outcome<Page<MissiveLine>> {
    get(with_query(&format!("{}/communications", company(&id)?), &[("text", &text), ("cursor", &cursor)])).await
}

pub async fn company_documents(id: String, cursor: String) -> Outcome<Page<FileDocuments>> {
    part(&format!("{}/documents", company(&id)?), &cursor).await
}

pub async fn company_notes(id: String, cursor: String) -> Outcome<Page<FileNote>> {
    part(&format!("{}/notes", company(&id)?), &cursor).await
}

/// The head of a consultant's file.
pub async fn consultant_file(id: String) -> Outcome<ConsultantFile> {
    get(consultant(&id)?).await
}

/// One page of those whose mandate holds today, or of the `ended` ones.
pub async fn consultant_clients(id: String, ended: bool, cursor: String) -> Outcome<Page<FileClient>> {
    let ended = if ended { "yes" } else { "" };
    get(with_query(&format!("{}/clients", consultant(&id)?), &[("ended", ended), ("cursor", &cursor)])).await
}

/// One page of what the firm sent to the office.
pub async fn consultant_requests(id: String, search: FileSearch, cursor: String) -> Outcome<Page<Line>> {
    searched(&format!("{}/requests", consultant(&id)?), &search, &cursor).await
}

async fn searched(path: &str, search: &FileSearch, cursor: &str) -> Outcome<Page<Line>> {
    let pairs: Vec<_> = search.pairs().into_iter().chain([("cursor", cursor)]).collect();
    get(with_query(path, &pairs)).await
}

async fn part<T: DeserializeOwned>(path: &str, cursor: &str) -> Outcome<Page<T>> {
    get(with_query(path, &[("cursor", cursor)])).await
}

fn company(id: &str) -> Outcome<String> {
    id.parse::<CompanyId>().map_err(|_| Problem::new(ProblemCode::NotFound))?;
    Ok(format!("/api/v1/console/companies/{}", encoded(id)))
}

fn consultant(id: &str) -> Outcome<String> {
    id.parse::<IntermediaryId>().map_err(|_| Problem::new(ProblemCode::NotFound))?;
    Ok(format!("/api/v1/console/consultants/{}", encoded(id)))
}
