//! People with an account: user names, addresses and telephones that ring nowhere.

use super::dice::mixed;
use super::ids;
use contatti_model::identity::Role;
use contatti_model::{CompanyId, IntermediaryId, OfficeId, PersonId};
use jiff::civil::Date;
use uuid::Uuid;

/// A person; what they may do follows from the three lists.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    pub id: PersonId,
    pub username: String,
    pub name: String,
    pub email: String,
    pub telephone: String,
    /// Companies in whose own name the person acts.
    pub companies: Vec<CompanyId>,
    /// The firm of consultants the person belongs to.
    pub intermediary: Option<IntermediaryId>,
    pub grants: Vec<DemoGrant>,
}

/// A role in an office.
#[derive(Clone, Debug)]
pub struct DemoGrant {
    pub role: Role,
    pub office: OfficeId,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
}

impl DemoPerson {
    pub fn role(&self) -> Role {
        match (self.grants.first(), self.intermediary) {
            (Some(grant), _) => grant.role,
            (None, Some(_)) => Role::Intermediary,
            (None, None) => Role::CompanyUser,
        }
    }
}

/// Somebody who may do nothing yet.
pub(super) fn person(name: &str, domain: &str, prefix: &str) -> DemoPerson {
    let username = username(name);
    let id = ids::named("person", &username);
    DemoPerson {
        id: PersonId(id),
        name: name.to_owned(),
        email: format!("{username}@{domain}"),
        telephone: telephone(prefix, id),
        username,
        companies: vec![],
        intermediary: None,
        grants: vec![],
    }
}

/// `Immacolata D'Alò` is `immacolata.dalo`.
fn username(name: &str) -> String {
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    format!("{}.{}", plain(first), plain(last))
}

/// Lower-case letters without accents, apostrophes and blanks.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter_map(unaccented).collect()
}

fn unaccented(letter: char) -> Option<char> {
    Some(match letter {
        'à' | 'á' | 'ä' => 'a',
        'è' | 'é' => 'e',
        'ì' | 'í' => 'i',
        'ò' | 'ó' | 'ö' => 'o',
        'ù' | 'ú' | 'ü' => 'u',
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => return None,
    })
}

/// A number with the town's prefix whose subscriber part begins with 000: nobody's telephone.
fn telephone(prefix: &str, id: Uuid) -> String {
    let (high, low) = id.as_u64_pair();
    format!("{prefix} 000 {:04}", mixed(high ^ low) % 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_name_is_plain_and_a_telephone_can_be_parsed() {
        assert_eq!(username("Immacolata D'Alò"), "immacolata.dalo");
        assert_eq!(username("Giuseppina Lo Verde"), "giuseppina.loverde");
        let anna = person("Anna Rossi", "vesuvio.example", "081");
        assert_eq!(anna.email, "anna.rossi@vesuvio.example");
        assert!(anna.telephone.starts_with("081 000 "));
        assert!(contatti_model::requests::Telephone::parse(&anna.telephone).is_ok());
    }
}
