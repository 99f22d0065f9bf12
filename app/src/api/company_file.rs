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

/// Of whom a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Company,
    Consultant,
}

/// Whose file, and at which of the offices whose requests one reads: the one whose console opens where none is named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileAt {
    pub id: String,
    pub office: String,
}

impl FileAt {
    /// The file below an address.
    pub fn address(&self, below: &str) -> String {
        self.part(below, "")
    }

    fn company(&self, part: &str) -> Outcome<String> {
        self.id.parse::<CompanyId>().map_err(|_| Problem::new(ProblemCode::NotFound))?;
        Ok(self.part("/api/v1/console/companies", part))
    }

    fn consultant(&self, part: &str) -> Outcome<String> {
        self.id.parse::<IntermediaryId>().map_err(|_| Problem::new(ProblemCode::NotFound))?;
        Ok(self.part("/api/v1/console/consultants", part))
    }

    fn of(&self, whose: Whose, part: &str) -> Outcome<String> {
        match whose {
            Whose::Company => self.company(part),
            Whose::Consultant => self.consultant(part),
        }
    }

    fn part(&self, files: &str, part: &str) -> String {
        with_query(&format!("{files}/{}{part}", encoded(&self.id)), &[("office", &self.office)])
    }
}

/// Whose file one may open at an office.
pub async fn find_files(search: String, office: String) -> Outcome<FoundFiles> {
    get(with_query("/api/v1/console/companies", &[("search", &search), ("office", &office)])).await
}

/// The head of a company's file, or of one position of it.
pub async fn company_file(at: FileAt, position: String) -> Outcome<CompanyFile> {
    get(with_query(&at.company("")?, &[("position", &position)])).await
}

/// The head of a consultant's file.
pub async fn consultant_file(at: FileAt) -> Outcome<ConsultantFile> {
    get(at.consultant("")?).await
}

/// One page of those whose mandate holds today, or of the `ended` ones.
pub async fn consultant_clients(at: FileAt, ended: bool, cursor: String) -> Outcome<Page<FileClient>> {
    let ended = if ended { "yes" } else { "" };
    get(with_query(&at.consultant("/clients")?, &[("ended", ended), ("cursor", &cursor)])).await
}

/// One page of the requests of a company, or of those a firm sent, at the office.
pub async fn file_requests(whose: Whose, at: FileAt, search: FileSearch, cursor: String) -> Outcome<Page<Line>> {
    searched(&at.of(whose, "/requests")?, &search, &cursor).await
}

pub async fn file_meetings(whose: Whose, at: FileAt, search: FileSearch, cursor: String) -> Outcome<Page<FileMeeting>> {
    searched(&at.of(whose, "/meetings")?, &search, &cursor).await
}

/// One page of the letters, calls and e-mails.
pub async fn file_communications(
    whose: Whose,
    at: FileAt,
    search: FileSearch,
    cursor: String,
) -> Outcome<Page<MissiveLine>> {
    searched(&at.of(whose, "/communications")?, &search, &cursor).await
}

pub async fn file_documents(
    whose: Whose,
    at: FileAt,
    search: FileSearch,
    cursor: String,
) -> Outcome<Page<FileDocuments>> {
    searched(&at.of(whose, "/documents")?, &search, &cursor).await
}

pub async fn file_notes(whose: Whose, at: FileAt, search: FileSearch, cursor: String) -> Outcome<Page<FileNote>> {
    searched(&at.of(whose, "/notes")?, &search, &cursor).await
}

async fn searched<T: DeserializeOwned>(path: &str, search: &FileSearch, cursor: &str) -> Outcome<Page<T>> {
    let pairs: Vec<_> = search.pairs().into_iter().chain([("cursor", cursor)]).collect();
    get(with_query(path, &pairs)).await
}
