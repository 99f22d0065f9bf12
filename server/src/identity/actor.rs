//! Who stands at the door of a route, a person signed in or their program, with everything authority is decided by, read afresh at each request.

use super::{session, store, tokens};
use crate::house::House;
use crate::web::{Answer, Refusal, count_call};
use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use contatti_model::identity::{Binding, Contacts, OfficeName, Role, Scope};
use contatti_model::{CompanyId, Instant, IntermediaryId, OfficeId, PersonId, ProblemCode, SessionId, TokenId};
use std::sync::Arc;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Who asks. Revoked mandates and ended grants are gone at the next request, because this is read at each.
#[derive(Clone, Debug)]
pub struct Actor {
    pub id: PersonId,
    pub name: String,
    pub contacts: Contacts,
    pub entry: Entry,
    /// When the session or the token is over.
    pub ends_at: Instant,
    /// The firm of labour consultants the person works for; none for a program bound to one of its mandates.
    pub intermediary: Option<(IntermediaryId, String)>,
    pub companies: Vec<(CompanyId, String)>,
    pub seats: Vec<Seat>,
}

/// How somebody came in.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A person, by the cookie of a browser.
    Session(SessionId),
    /// A program, by a token.
    Token(Pass),
}

/// What a program's token says of it.
#[derive(Clone, Debug)]
pub struct Pass {
    pub id: TokenId,
    pub binding: Binding,
    pub scopes: Vec<Scope>,
    /// The company or firm in whose name it acts.
    pub acts_as: String,
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

    /// Offices whose work the person answers for, as director or for a unit; each once, in the order of the seats.
    pub fn overseen_offices(&self) -> Vec<OfficeName> {
        let mut offices: Vec<OfficeName> = vec![];
        for seat in self.seats.iter().filter(|seat| matches!(seat.role, Role::Director | Role::UnitManager)) {
            if !offices.contains(&seat.office) {
                offices.push(seat.office.clone());
            }
        }
        offices
    }

    /// Of these the office asked for by its id, or the first where none is named.
    ///
    /// # Errors
    /// 404 for who does not answer for it.
    pub fn overseen_office(&self, wanted: &str) -> Answer<OfficeName> {
        let mut offices = self.overseen_offices().into_iter();
        let found = match wanted.trim() {
            "" => offices.next(),
            wanted => wanted.parse().ok().and_then(|wanted: OfficeId| offices.find(|office| office.id == wanted)),
        };
        found.ok_or_else(Refusal::not_found)
    }

    /// Offices whose requests the person may read: operators, unit managers and directors.
    pub fn watches(&self, office: OfficeId) -> bool {
        self.seats.iter().any(|seat| seat.role.reads_requests() && seat.office.id == office)
    }

    pub fn belongs_to(&self, company: CompanyId) -> bool {
        self.companies.iter().any(|(own, _)| *own == company)
    }

    /// The first office whose requests the person reads: the one whose console opens.
    ///
    /// # Errors
    /// 404 for who reads none: the console does not exist for them.
    pub fn own_office(&self) -> Answer<&OfficeName> {
        let console = self.seats.iter().find(|seat| seat.role.reads_requests());
        console.map(|seat| &seat.office).ok_or_else(Refusal::not_found)
    }

    /// Every office whose requests the person reads, each once; the one whose console opens comes first.
    pub fn read_offices(&self) -> Vec<OfficeName> {
        let mut offices: Vec<OfficeName> = vec![];
        for seat in self.seats.iter().filter(|seat| seat.role.reads_requests()) {
            if !offices.contains(&seat.office) {
                offices.push(seat.office.clone());
            }
        }
        offices
    }

    /// Of these the office of this id, or the first where none is named.
    ///
    /// # Errors
    /// 404 for who does not read its requests.
    pub fn read_office(&self, wanted: Option<OfficeId>) -> Answer<OfficeId> {
        match wanted {
            None => Ok(self.own_office()?.id),
            Some(wanted) if self.watches(wanted) => Ok(wanted),
            Some(_) => Err(Refusal::not_found()),
        }
    }

    /// The same office, where the person also works its requests.
    ///
    /// # Errors
    /// 404 for who only watches it.
    pub fn worked_office(&self) -> Answer<&OfficeName> {
        self.own_office()
            .and_then(|office| if self.operates(office.id) { Ok(office) } else { Err(Refusal::not_found()) })
    }

    pub fn roles(&self) -> Vec<Role> {
        let mut roles = vec![];
        if !self.companies.is_empty() {
            roles.push(Role::CompanyUser);
        }
        if self.as_mandated().is_some() {
            roles.push(Role::Intermediary);
        }
        for seat in &self.seats {
            if !roles.contains(&seat.role) {
                roles.push(seat.role);
            }
        }
        roles
    }

    /// Whose memberships count, in SQL: the person's, or the one company's of a program bound to it; a program bound
    /// elsewhere has none, and names itself.
    pub(crate) fn as_member(&self) -> Uuid {
        match &self.entry {
            Entry::Session(_) => self.id.0,
            Entry::Token(Pass { binding: Binding::Company(company), .. }) => company.0,
            Entry::Token(pass) => pass.id.0,
        }
    }

    /// Whose mandates count, in SQL: the firm's, or the one mandate of a program bound to it.
    pub(crate) fn as_mandated(&self) -> Option<Uuid> {
        match &self.entry {
            Entry::Token(Pass { binding: Binding::Mandate(mandate), .. }) => Some(mandate.0),
            _ => self.intermediary.as_ref().map(|(firm, _)| firm.0),
        }
    }

    /// Whose uploaded files wait for this actor: a program's own are apart from the person's and from other programs'.
    pub(crate) fn hand(&self) -> Uuid {
        self.token().map_or(self.id.0, |token| token.0)
    }

    /// The token a program came in with.
    pub fn token(&self) -> Option<TokenId> {
        match &self.entry {
            Entry::Session(_) => None,
            Entry::Token(pass) => Some(pass.id),
        }
    }

    /// The session of a person.
    ///
    /// # Errors
    /// 404 for a program: it has none.
    pub fn session(&self) -> Answer<SessionId> {
        match &self.entry {
            Entry::Session(session) => Ok(*session),
            Entry::Token(_) => Err(Refusal::not_found()),
        }
    }

    /// The actor a cookie's token stands for.
    ///
    /// # Errors
    /// 401 when the session is unknown, ended or over, or the account disabled.
    pub async fn by_token(house: &House, token: &str) -> Answer<Self> {
        let found = store::actor_by_token(house, &session::token_hash(token)).await?;
        found.ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))
    }

    /// The actor a program's secret stands for.
    ///
    /// # Errors
    /// 401 when the token is unknown, over or revoked, when what it is bound to no longer holds, or its maker's account
    /// is disabled.
    async fn by_secret(house: &House, secret: &str) -> Answer<Self> {
        let found = tokens::actor_by_secret(house, &session::token_hash(secret)).await?;
        found.ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))
    }

    /// Whether the session or token the actor came with still holds; for answers that outlive their question.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn still_signed_in(&self, house: &House) -> Answer<bool> {
        match &self.entry {
            Entry::Session(session) => store::session_holds(house, *session).await,
            Entry::Token(pass) => tokens::token_holds(house, pass.id).await,
        }
    }
}

impl FromRequestParts<House> for Actor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Self::Rejection> {
        if let Some(secret) = tokens::secret(&parts.headers) {
            let actor = Self::by_secret(house, secret).await?;
            count_call(house, &parts.extensions, actor.hand())?;
            return actor.through_the_door(parts);
        }
        let token = session::token(&parts.headers, house).ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))?;
        // A page asks many questions for one visit, and is no program.
        if let Some(page) = parts.extensions.get::<PageActor>().cloned() {
            return page.0.get_or_try_init(|| Self::by_token(house, &token)).await.cloned();
        }
        let actor = Self::by_token(house, &token).await?;
        count_call(house, &parts.extensions, actor.session()?.0)?;
        Ok(actor)
    }
}

impl Actor {
    /// A program goes only where programs have a door, and only with the scope it wants.
    fn through_the_door(self, parts: &Parts) -> Answer<Self> {
        let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let door = tokens::door(&parts.method, path).ok_or_else(Refusal::not_found)?;
        let Entry::Token(pass) = &self.entry else { return Ok(self) };
        match door.needs {
            Some(scope) if !pass.scopes.contains(&scope) => Err(Refusal::new(ProblemCode::ScopeMissing)),
            _ => Ok(self),
        }
    }
}
