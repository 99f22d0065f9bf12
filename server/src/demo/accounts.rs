//! The few accounts the command prints, so that a visitor can try every role in a minute.

use super::PASSWORD;
use super::data::{DemoError, data_file, read};
use super::people::DemoPerson;
use contatti_model::identity::Role;
use serde::Deserialize;

/// An account to try.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    pub role: Role,
    pub username: String,
    pub password: &'static str,
    /// One line, in the visitor's language.
    pub description: String,
}

pub(super) fn load(people: &[DemoPerson]) -> Result<Vec<DemoAccount>, DemoError> {
    let rows: Rows = read(data_file!("accounts.toml"))?;
    rows.account
        .into_iter()
        .map(|row| {
            let person = people.iter().find(|one| one.username == row.username);
            let person = person.ok_or_else(|| DemoError::unknown("the user", &row.username))?;
            Ok(DemoAccount {
                role: person.role(),
                username: row.username,
                password: PASSWORD,
                description: row.description,
            })
        })
        .collect()
}

#[derive(Deserialize)]
struct Rows {
    account: Vec<AccountRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountRow {
    username: String,
    description: String,
}
