//! What the showcase office wrote first: a contact that waits for an answer, and a campaign nobody has started yet; twice is as once.

use super::super::World;
use super::super::ids::named;
use crate::campaigns;
use crate::db::on;
use crate::house::House;
use crate::offices;
use crate::requests::contacting::{self, Contacting};
use crate::web::Answer;
use contatti_model::RequestId;
use contatti_model::campaigns::{CampaignDraft, CampaignFilter, USUAL_PACE};
use contatti_model::identity::Role;
use contatti_model::offices::Subject;
use contatti_model::requests::{Audience, Letter};

/// Who writes.
const OPERATOR: &str = "luca.ferrara";
const CONTACT: &str = "Buongiorno, nella denuncia Uniemens di ottobre mancano due lavoratori comunicati con il modello \
    UNILAV. Può verificare e rispondere qui, anche allegando la denuncia corretta?";
const CAMPAIGN: &str = "Da gennaio la richiesta di regolarità contributiva si presenta solo dal Cassetto previdenziale. \
    Non serve rispondere a questa comunicazione; per un dubbio sul proprio caso si può scrivere da qui.";

/// # Errors
/// When the database does not answer.
pub(super) async fn load(house: &House, world: &World) -> Answer<()> {
    let Some(writer) = world.people.iter().find(|person| person.username == OPERATOR) else { return Ok(()) };
    let Some(grant) = writer.grants.iter().find(|grant| grant.role == Role::Operator) else { return Ok(()) };
    let author = (writer.id, writer.name.as_str());
    let office = offices::as_competent(house, grant.office).await?;
    let id = RequestId(named("contact", OPERATOR));
    let sql = "SELECT COUNT(*) FROM requests WHERE id = $1";
    let there: i64 = on!(&house.db, pool => sqlx::query_scalar(sql).bind(id.0).fetch_one(pool).await)?;
    if there > 0 {
        return Ok(());
    }
    // Not the company of the showcase story, whose list people know: the last one the office is competent for.
    let theirs = world.companies.iter().skip(1).rev().flat_map(|company| &company.positions);
    let Some((position, subject)) = theirs
        .filter_map(|position| Some((position, subject_for(world, house, position.scheme)?)))
        .find(|(position, subject)| {
            let competent = world.competent(position.scheme, subject.id, &position.province);
            competent.is_some_and(|competent| competent.id == grant.office) && position.closed_on.is_none()
        })
    else {
        return Ok(());
    };
    let letter = Letter { text: CONTACT.to_owned(), audience: Audience::Both, answer_expected: true };
    let position = contacting::reached(house, grant.office, position.id).await?;
    let new = Contacting {
        id,
        position: &position,
        subject,
        office: &office,
        author,
        letter: &letter,
        draft_hash: &[],
        after: None,
    };
    let mut tx = house.begin().await?;
    contacting::open(house, &mut tx, &new).await?;
    tx.commit().await?;
    let letter = Letter { text: CAMPAIGN.to_owned(), audience: Audience::Both, answer_expected: false };
    let filter = CampaignFilter {
        subject: subject.id,
        province: None,
        intermediary: None,
        about: None,
        months: None,
        state: None,
    };
    let draft = CampaignDraft { filter, letter, pace: USUAL_PACE };
    campaigns::make(house, author, grant.office, &draft).await.map(drop)
}

fn subject_for<'w>(world: &'w World, house: &House, scheme: contatti_model::offices::Scheme) -> Option<&'w Subject> {
    let today = house.now().day();
    world.subjects().find(|subject| subject.scheme == scheme && subject.is_valid_on(today))
}
