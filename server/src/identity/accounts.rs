//! Local accounts made by whoever runs the server: `contatti user add` and `contatti user disable`.

use super::enablement::{Recorded, record};
use super::hash_password;
use crate::db::{At, Day, broken_constraint, within};
use crate::house::House;
use contatti_model::identity::Role;
use contatti_model::requests::Email;
use contatti_model::{EnablementId, OfficeId, PersonId};
use uuid::Uuid;

/// A new account and the office role it gets, if any.
pub struct NewAccount<'a> {
    pub username: &'a str,
    pub password: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    /// Role and office code.
    pub seat: Option<(Role, &'a str)>,
    /// Tax code of the company the person belongs to.
    pub company: Option<&'a str>,
}

/// The shortest password accepted for a local account.
const MIN_PASSWORD_CHARS: usize = 12;

/// Creates the account in one transaction.
///
/// # Errors
/// In words for whoever runs the server.
pub async fn add_account(house: &House, account: &NewAccount<'_>) -> Result<(), String> {
    if account.password.chars().count() < MIN_PASSWORD_CHARS {
        return Err(format!("the password needs at least {MIN_PASSWORD_CHARS} characters"));
    }
    if !account.email.is_empty() && Email::parse(account.email).is_err() {
        return Err(format!("{} is no e-mail address", account.email));
    }
    let hash = hash_password(account.password)?;
    insert(house, account, hash).await.map_err(|error| match broken_constraint(&error) {
        Some(_) => format!("there is already an account named {}", account.username),
        None if matches!(error, sqlx::Error::RowNotFound) => "no such office or company".to_owned(),
        None => format!("the database refused: {error}"),
    })
}

async fn insert(house: &House, account: &NewAccount<'_>, hash: String) -> Result<(), sqlx::Error> {
    let (id, username) = (house.new_id(), account.username.trim().to_lowercase());
    let mut tx = house.begin().await?;
    let sql = "INSERT INTO people (id, username, password_hash, name, email) VALUES ($1, $2, $3, $4, $5)";
    within!(tx, conn => sqlx::query(sql).bind(id).bind(&username).bind(&hash).bind(account.name).bind(account.email)
        .execute(conn).await.map(drop))?;
    if let Some((role, office)) = account.seat {
        let sql = "INSERT INTO grants (person_id, role, office_id, valid_from)
                   SELECT $1, $2, id, $4 FROM offices WHERE code = $3 RETURNING office_id";
        let today = Day(house.now().day());
        let office: (Uuid,) = within!(tx, conn => sqlx::query_as(sql).bind(id).bind(role.as_str()).bind(office)
            .bind(today).fetch_one(conn).await)?;
        if role == Role::Operator {
            let (paper, office) = (EnablementId(house.new_id()), OfficeId(office.0));
            let grant = Recorded { id: paper, office, person: PersonId(id), from: today.0, to: None };
            record(house, &mut tx, &grant).await?;
        }
    }
    if let Some(company) = account.company {
        let sql = "INSERT INTO memberships (person_id, company_id) SELECT $1, id FROM companies WHERE tax_code = $2
                   RETURNING company_id";
        within!(tx, conn => sqlx::query(sql).bind(id).bind(company).fetch_one(conn).await.map(drop))?;
    }
    tx.commit().await
}

/// Disables an account: its sessions stop working at the next request. Whether there was one.
///
/// # Errors
/// When the database does not answer.
pub async fn disable_account(house: &House, username: &str) -> Result<bool, sqlx::Error> {
    let now = At(house.now());
    let mut tx = house.begin().await?;
    let sql = "UPDATE people SET disabled_at = $2 WHERE username = $1 AND disabled_at IS NULL";
    let done = within!(tx, conn => sqlx::query(sql).bind(username).bind(now).execute(conn).await
        .map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(done > 0)
}
