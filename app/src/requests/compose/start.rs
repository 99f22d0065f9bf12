//! What the page begins with: what is on offer, the draft taken up again, and the help for its subject.

use super::state::LAST_STEP;
use crate::api::Outcome;
use crate::api::drafts::{draft, drafts};
use crate::api::offices::guidance;
use crate::api::requests::{compose_options, similar};
use crate::brought::use_echo;
use contatti_model::attachments::Attachment;
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
    /// The request one goes on from.
    pub after: Option<String>,
    pub echo: Option<FormEcho>,
}

impl Asked {
    pub fn here() -> Self {
        let asked =
            |name: &str| use_query_map().with_untracked(|query| query.get(name)).filter(|value| !value.is_empty());
        Self {
            position: asked("position"),
            draft: asked(DRAFT),
            step: asked(STEP),
            after: asked("after"),
            echo: use_echo(None),
        }
    }

    /// Whoever comes to write for one position must not take up what was begun for another.
    pub fn fits(&self, position: &str) -> bool {
        position.is_empty() || self.position.as_deref().is_none_or(|wanted| wanted == position)
    }

    /// Whoever goes on from a request must not take up what was begun for nothing of the kind.
    pub fn goes_on(&self, after: &str) -> bool {
        self.after.as_deref().is_none_or(|wanted| wanted == after)
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
            None if self.after.is_some() => None,
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
        after: asked.after.clone().unwrap_or_default(),
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
            after: typed("after", request.after),
            attachments: echo.uploaded.iter().map(|file| file.id.to_string()).collect(),
        },
        documents: all("documents"),
        version: typed("version", fresh.version),
    }
}

/// The files a draft names, as far as they still wait.
pub(super) fn own_files(options: &ComposeOptions, request: &RequestForm) -> Vec<Attachment> {
    let find = |id: &String| options.uploaded.iter().find(|file| file.id.to_string() == *id).cloned();
    request.attachments.iter().filter_map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contatti_model::{Instant, Problem, RequestId};
    use uuid::Uuid;

    fn line(id: u128, position: &str) -> DraftLine {
        DraftLine {
            id: RequestId(Uuid::from_u128(id)),
            version: 1,
            saved_at: Instant::from_micros(0),
            position: position.into(),
            position_name: String::new(),
            subject_title: String::new(),
            beginning: String::new(),
            files: 0,
        }
    }

    fn taken_up(asked: &Asked) -> Option<String> {
        let drafts = [line(1, "p"), line(2, "q"), line(3, "")];
        asked.wanted_draft(&drafts).map(|id| id.trim_start_matches(['0', '-']).to_owned())
    }

    #[test]
    fn the_newest_draft_is_taken_up_unless_the_address_says_otherwise() {
        assert_eq!(taken_up(&Asked::default()).as_deref(), Some("1"));
        let address = |draft: &str| Asked { draft: Some(draft.into()), ..Asked::default() };
        assert_eq!(taken_up(&address("abc")).as_deref(), Some("abc"));
        assert_eq!(taken_up(&address(ANEW)), None);
    }

    #[test]
    fn whoever_writes_for_one_position_takes_up_no_draft_of_another() {
        let position = |position: &str| Asked { position: Some(position.into()), ..Asked::default() };
        assert_eq!(taken_up(&position("q")).as_deref(), Some("2"));
        assert_eq!(taken_up(&position("r")).as_deref(), Some("3"));
    }

    #[test]
    fn a_form_that_came_back_goes_before_every_draft() {
        let values = vec![("id".to_owned(), "mine".to_owned())];
        let moved =
            Asked { echo: Some(FormEcho { values: values.clone(), ..FormEcho::default() }), ..Asked::default() };
        assert_eq!(taken_up(&moved), None);
        let problem = Some(Problem::new(ProblemCode::DraftChanged));
        let refused = Asked { echo: Some(FormEcho { values, problem, ..FormEcho::default() }), ..Asked::default() };
        assert_eq!(taken_up(&refused).as_deref(), Some("mine"), "the other version is shown beside it");
    }
}
