//! What the page begins with: what is on offer, the draft taken up again, and the help for its subject.

use super::state::LAST_STEP;
use crate::api::Outcome;
use crate::api::drafts::{draft, drafts};
use crate::api::offices::guidance;
use crate::api::requests::{compose_options, similar};
use crate::brought::use_echo;
use contatti_model::offices::Guidance;
use contatti_model::requests::{ComposeOptions, DraftForm, DraftLine, Line, RequestForm, SavedDraft};
use contatti_model::{FormEcho, ProblemCode};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// In the address: a draft's id, or [`ANEW`].
pub(super) const DRAFT: &str = "bozza";
/// Begin a request of its own, whatever drafts there are.
pub(super) const ANEW: &str = "nuova";
/// In the address: the step a draft is taken up at.
const STEP: &str = "passo";

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Start {
    pub options: ComposeOptions,
    pub drafts: Vec<DraftLine>,
    /// The draft taken up; after a refused save, the one that was saved elsewhere.
    pub draft: Option<SavedDraft>,
    /// The address names a draft that is not there.
    pub gone: bool,
    pub guidance: Vec<Guidance>,
    pub similar: Vec<Line>,
}

/// What the address and a form that came back ask for.
#[derive(Clone, Default)]
pub(super) struct Asked {
    pub position: Option<String>,
    pub draft: Option<String>,
    pub step: Option<String>,
    pub echo: Option<FormEcho>,
}

impl Asked {
    pub fn here() -> Self {
        let asked =
            |name: &str| use_query_map().with_untracked(|query| query.get(name)).filter(|value| !value.is_empty());
        Self { position: asked("position"), draft: asked(DRAFT), step: asked(STEP), echo: use_echo(None) }
    }

    /// Whoever comes to write for one position must not take up what was begun for another.
    pub fn fits(&self, position: &str) -> bool {
        position.is_empty() || self.position.as_deref().is_none_or(|wanted| wanted == position)
    }

    /// A plain form could not be saved, because the draft was saved elsewhere.
    pub fn met_another(&self) -> bool {
        let problem = self.echo.as_ref().and_then(|echo| echo.problem.as_ref());
        problem.is_some_and(|problem| problem.code == ProblemCode::DraftChanged)
    }

    fn typed(&self, name: &str) -> Option<String> {
        self.echo.as_ref()?.value(name).map(ToOwned::to_owned)
    }

    fn wanted_draft(&self, drafts: &[DraftLine]) -> Option<String> {
        if self.echo.is_some() {
            return self.typed("id").filter(|_| self.met_another());
        }
        match self.draft.as_deref() {
            Some(ANEW) => None,
            Some(id) => Some(id.to_owned()),
            None => drafts.iter().find(|line| self.fits(&line.position)).map(|line| line.id.to_string()),
        }
    }
}

pub(super) async fn begin(asked: Asked) -> Outcome<Start> {
    let drafts = drafts().await.unwrap_or_default();
    let found = match asked.wanted_draft(&drafts) {
        Some(id) => Some(draft(&id).await),
        None => None,
    };
    let gone =
        matches!(&found, Some(Err(problem)) if matches!(problem.code, ProblemCode::NotFound | ProblemCode::Malformed));
    let draft = found.and_then(Result::ok);
    let taken_up = draft.as_ref().filter(|_| asked.echo.is_none()).map(|draft| &draft.form.request);
    let position = asked.position.clone().or_else(|| asked.typed("position"));
    let position = position.or_else(|| taken_up.map(|form| form.position.clone())).unwrap_or_default();
    let subject = asked.typed("subject").or_else(|| taken_up.map(|form| form.subject.clone())).unwrap_or_default();
    let options = compose_options(position.clone()).await?;
    let guidance = guidance(subject.clone()).await.unwrap_or_default();
    let at_the_end = asked.typed("step").or_else(|| asked.step.clone()) == Some(LAST_STEP.to_string());
    let similar = match at_the_end && !position.is_empty() && !subject.is_empty() {
        true => similar(position, subject).await.unwrap_or_default(),
        false => vec![],
    };
    Ok(Start { options, drafts, draft, gone, guidance, similar })
}

/// What the fields hold when the page is first shown: what came back with it, or the draft, or what is known.
pub(super) fn first_form(start: &Start, asked: &Asked, new_id: String) -> DraftForm {
    let fresh = fresh_form(start, asked, new_id);
    if let Some(echo) = &asked.echo {
        return echoed(echo, fresh);
    }
    let Some(draft) = &start.draft else { return fresh };
    let mut form = draft.form.clone();
    if form.request.position.is_empty() {
        form.request.position = fresh.request.position;
    }
    DraftForm { version: draft.version.to_string(), ..form }
}

fn fresh_form(start: &Start, asked: &Asked, new_id: String) -> DraftForm {
    let only = match start.options.positions.as_slice() {
        [only] => Some(only.id.to_string()),
        _ => None,
    };
    let contacts = start.options.contacts.clone();
    let request = RequestForm {
        id: new_id,
        position: asked.position.clone().or(only).unwrap_or_default(),
        email: contacts.email,
        telephone: contacts.telephone,
        ..RequestForm::default()
    };
    DraftForm { request, ..DraftForm::default() }
}

fn echoed(echo: &FormEcho, fresh: DraftForm) -> DraftForm {
    let typed = |name: &str, fresh: String| echo.value(name).map_or(fresh, ToOwned::to_owned);
    let all = |name: &str| {
        let values = echo.values.iter().filter(|(key, _)| key == name);
        values.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let request = fresh.request;
    DraftForm {
        request: RequestForm {
            id: typed("id", request.id),
            position: typed("position", request.position),
            subject: typed("subject", request.subject),
            text: typed("text", request.text),
            email: typed("email", request.email),
            telephone: typed("telephone", request.telephone),
            attachments: echo.uploaded.iter().map(|file| file.id.to_string()).collect(),
        },
        documents: all("documents"),
        version: typed("version", fresh.version),
    }
}
