//! The signed-in person at the door of a route, with everything authority is decided by, read afresh at each request.

use super::session;
use super::store;
use crate::house::House;
use crate::web::{Answer, Refusal};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use contatti_model::identity::{Contacts, OfficeName, Role};
use contatti_model::{CompanyId, Instant, IntermediaryId, OfficeId, PersonId, ProblemCode, SessionId};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// Who asks. Revoked mandates and ended grants are gone at the next request, because this is read at each.
#[derive(Clone, Debug)]
pub struct Actor {
    pub id: PersonId,
    pub name: String,
    pub contacts: Contacts,
    pub session: SessionId,
    pub session_ends_at: Instant,
    /// The firm of labour consultants the person works for.
    pub intermediary: Option<(IntermediaryId, String)>,
    pub companies: Vec<(CompanyId, String)>,
    pub seats: Vec<Seat>,
}

/// The actor of one page: read once, however many questions the page asks while it is rendered.
#[derive(Clone, Default)]
pub struct PageActor(Arc<OnceCell<Actor>>);

/// A role held today at an office.
#[derive(Clone, Debug)]
pub struct Seat {
    pub role: Role,
    pub office: OfficeName,
}

impl Actor {
    /// Offices where the person may work requests (group `APP_FEA_COMBID`).
    pub fn operated_offices(&self) -> impl Iterator<Item = OfficeId> + '_ {
        self.seats.iter().filter(|seat| seat.role == Role::Operator).map(|seat| seat.office.id)
    }

    pub fn operates(&self, office: OfficeId) -> bool {
        self.operated_offices().any(|operated| operated == office)
    }

    /// Offices the person directs.
    pub fn directed_offices(&self) -> impl Iterator<Item = OfficeId> + '_ {
        self.seats.iter().filter(|seat| seat.role == Role::Director).map(|seat| seat.office.id)
    }

    /// Offices whose requests the person may read: operators and directors.
    pub fn watches(&self, office: OfficeId) -> bool {
        self.seats.iter().any(|seat| seat.office.id == office)
    }

    pub fn belongs_to(&self, company: CompanyId) -> bool {
        self.companies.iter().any(|(own, _)| *own == company)
    }

    /// The first office where the person holds a role: the one whose console opens.
    ///
    /// # Errors
    /// 404 for who holds none: the console does not exist for them.
    pub fn own_office(&self) -> Answer<&OfficeName> {
        self.seats.first().map(|seat| &seat.office).ok_or_else(Refusal::not_found)
    }

    pub fn roles(&self) -> Vec<Role> {
        let mut roles = vec![];
        if !self.companies.is_empty() {
            roles.push(Role::CompanyUser);
        }
        if self.intermediary.is_some() {
            roles.push(Role::Intermediary);
        }
        for seat in &self.seats {
            if !roles.contains(&seat.role) {
                roles.push(seat.role);
            }
        }
        roles
    }

    /// The actor a cookie's token stands for.
    ///
    /// # Errors
    /// 401 when the session is unknown, ended or over, or the account disabled.
    pub async fn by_token(house: &House, token: &str) -> Answer<Self> {
        let found = store::actor_by_token(house, &session::token_hash(token)).await?;
        found.ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))
    }

    /// Whether the session the actor came with still holds; for answers that outlive their question.
    pub async fn still_signed_in(&self, house: &House) -> bool {
        store::session_holds(house, self.session).await.unwrap_or(false)
    }
}

impl FromRequestParts<House> for Actor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Self::Rejection> {
        let token = session::token(&parts.headers, house).ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))?;
        match parts.extensions.get::<PageActor>().cloned() {
            Some(page) => page.0.get_or_try_init(|| Self::by_token(house, &token)).await.cloned(),
            None => Self::by_token(house, &token).await,
        }
    }
}
