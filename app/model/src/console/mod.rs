//! What an office sees of whom it deals with: the file of a company, the file of a consultant, and finding either.

mod company_file;
mod consultant_file;
mod find;
mod mandate;
mod search;

pub use company_file::{CompanyFile, FileDocuments, FileMeeting, FileNote, FilePosition, Origin};
pub use consultant_file::{ConsultantFile, FileClient};
pub use find::{FoundCompany, FoundConsultant, FoundFiles};
pub use mandate::{FileMandate, MandateSpan};
pub use search::FileSearch;
