//! Reading the data files that travel inside the binary.

use serde::de::DeserializeOwned;

/// The demo's own data is wrong: a mistake of whoever edited it, told by name.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("the demo's data file {file} cannot be read: {reason}")]
    Unreadable { file: &'static str, reason: String },
    #[error("the demo's data names {what} {name}, which is nowhere defined")]
    Unknown { what: &'static str, name: String },
}

impl DemoError {
    pub(super) fn unknown(what: &'static str, name: impl ToString) -> Self {
        let name = name.to_string();
        Self::Unknown { what, name }
    }
}

/// A data file: its name for messages and its text.
pub(super) type File = (&'static str, &'static str);

/// `data_file!("offices.toml")` is that file of `data/`, compiled in.
macro_rules! data_file {
    ($name:literal) => {
        ($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/demo/data/", $name)))
    };
}
pub(super) use data_file;

pub(super) fn read<T: DeserializeOwned>((file, text): File) -> Result<T, DemoError> {
    toml::from_str(text).map_err(|error| DemoError::Unreadable { file, reason: error.to_string() })
}
