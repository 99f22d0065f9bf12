//! Which office's console is meant, for who reads the requests of several.

use super::Actor;
use crate::web::{Answer, Refusal};
use contatti_model::OfficeId;
use contatti_model::identity::OfficeName;
use serde::Deserialize;
use utoipa::IntoParams;

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichOffice {
    /// The id of an office whose requests one reads; without it, the first of them.
    office: String,
}

impl WhichOffice {
    /// # Errors
    /// 404 for who does not read its requests, and for what is no office.
    pub(crate) fn of(&self, actor: &Actor) -> Answer<OfficeId> {
        let wanted = match self.office.trim() {
            "" => None,
            wanted => Some(wanted.parse().map_err(|_| Refusal::not_found())?),
        };
        actor.read_office(wanted)
    }

    /// The same, with its name.
    ///
    /// # Errors
    /// 404 as [`WhichOffice::of`].
    pub(crate) fn named(&self, actor: &Actor) -> Answer<OfficeName> {
        let office = self.of(actor)?;
        actor.read_offices().into_iter().find(|own| own.id == office).ok_or_else(Refusal::not_found)
    }
}
