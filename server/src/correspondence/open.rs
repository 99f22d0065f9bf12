//! Opening a request from a missive: under the number it got on arrival, promised from that day, worked where it arrived.

use super::decide;
use super::file::{author, remember};
use super::store::{self, Decision, MissiveRow};
use crate::house::House;
use crate::identity::{self, Actor};
use crate::offices;
use crate::requests::{self, Arrived, NewRequest};
use crate::web::{Answer, Refusal};
use contatti_model::correspondence::{Opening, OpeningForm};
use contatti_model::requests::Email;
use contatti_model::{FieldError, Issue, RequestId};

/// # Errors
/// 422 when position or subject do not hold; 409 when it was decided already; 412 when somebody decided since it was read.
pub(super) async fn open(
    house: &House,
    actor: &Actor,
    row: &MissiveRow,
    version: i64,
    form: &OpeningForm,
) -> Answer<RequestId> {
    decide::same_version(row, version)?;
    let opening = Opening::parse(form).map_err(Refusal::invalid)?;
    let position = decide::position(house, &opening.position).await?;
    let (company, scheme) = identity::company_and_scheme_of(house, position).await?;
    let subject = offices::subject(house, opening.subject).await?.ok_or_else(|| wrong(Issue::UnknownChoice))?;
    if subject.scheme != scheme {
        return Err(wrong(Issue::SubjectOfAnotherScheme));
    }
    if !subject.is_valid_on(house.now().day()) {
        return Err(wrong(Issue::SubjectExpired));
    }
    let state = row.state()?.file()?;
    let competent = offices::as_competent(house, row.office()).await?;
    let (sender, name) = author(row);
    let arrived = Arrived { missive: row.id(), channel: row.channel()?, registration: row.registration() };
    let id = RequestId(house.new_id());
    let new = NewRequest {
        id,
        position,
        company,
        scheme,
        subject: &subject,
        competent: &competent,
        sender: (sender, &name),
        email: if Email::parse(&row.address).is_ok() { &row.address } else { "" },
        telephone: if row.address.contains('@') { "" } else { &row.address },
        text: if row.text.is_empty() { &row.subject } else { &row.text },
        files: usize::try_from(row.file_count).unwrap_or(0),
        arrived: &arrived,
    };
    let decision = Decision { state, position: Some(position), request: Some(id), reason: None, by: actor.id };
    let mut tx = house.begin().await?;
    // Its lock before the register's, as filing takes them.
    store::hold(&mut tx, row).await?;
    requests::open(house, &mut tx, actor, &new).await?;
    decide::write(house, &mut tx, actor, row, version, "missive_filed", (&decision, Some(company))).await?;
    remember(house, &mut tx, actor, row, position, opening.remember).await?;
    tx.commit().await?;
    Ok(id)
}

fn wrong(issue: Issue) -> Refusal {
    Refusal::invalid(vec![FieldError::new("subject", issue)])
}
