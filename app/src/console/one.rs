//! One request at work: who writes, what was said, what happened, and the moves, on one screen.

use super::archives::CheckArchives;
use super::assign::Assign;
use super::close::AnswerAndClose;
use super::comment::WriteComment;
use super::company_card::{CompanyCard, Deadline};
use super::contacting::WriteOn;
use super::documents::AskDocuments;
use super::hand_over::GiveOver;
use super::linking::{Links, MergeInto};
use super::meeting::{CancelMeeting, SetMeeting};
use super::notes::Notes;
use super::pass::PassOn;
use super::presence::Presence;
use super::reopen::Reopen;
use super::shortcuts::{Act, Shortcut, Shortcuts};
use super::stale::StaleNotice;
use super::subject::CorrectSubject;
use super::take_charge::TakeCharge;
use super::work::Work;
use crate::api::console::{hands, subjects};
use crate::api::requests::{all_files_path, one};
use crate::api::{Outcome, offices};
use crate::browser::News;
use crate::dates;
use crate::kit::{
    Announcer, Crumb, Icon, MeetingBox, OutcomeTag, Page, Proofs, Refusal, StateTag, Thread, Timeline, event_words,
    on_news,
};
use crate::language::use_words;
use crate::requests::ChainLinks;
use crate::session::use_session;
use contatti_model::identity::Me;
use contatti_model::requests::{Hands, PublicState, RequestDetail};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub(crate) fn WorkOne() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let detail = Resource::new(move || id.get(), one);
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let me = match session {
                    Some(session) => session.await,
                    None => return ().into_any(),
                };
                match (me, detail.await) {
                    (Ok(me), Ok(detail)) => view! { <AtWork me detail/> }.into_any(),
                    (Err(problem), _) | (_, Err(problem)) => view! { <Refusal problem/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn AtWork(me: Me, detail: RequestDetail) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.one;
    let number = detail.registration.number.to_string();
    let id = detail.id;
    let (subject, company) = (detail.subject.clone(), detail.company.name.clone());
    let noted = detail.may_note;
    let work = Work::start(detail, me);
    let detail = work.detail;
    // Who only watches gives nothing into other hands.
    let hands = Resource::new(
        || (),
        move |()| async move { if noted { hands(id.to_string()).await } else { Ok(Hands::default()) } },
    );
    on_news(move |news| hear(work, news));
    let said = move || match work.is_behind() {
        true => texts.live_changed(work.news().last().map(|event| event_words(words, event)).unwrap_or_default()),
        false => String::new(),
    };
    let heading = Signal::derive(move || detail.with(|detail| format!("{} – {}", detail.subject, detail.company.name)));
    let crumbs = vec![Crumb { name: words.shell.nav.work_list, address: "/console" }];
    view! {
        <Page title=format!("{subject} – {company}") heading crumbs here=texts.title(&number) wide=true>
            <Announcer words=Signal::derive(said)/>
            <p class="under-title">
                <span class="number">{texts.title(&number)}</span> " "
                {move || view! { <StateTag state=detail.with(|detail| detail.state)/> }}
                {move || detail.with(|detail| detail.outcome).map(|outcome| view! { " " <OutcomeTag outcome/> })}
            </p>
            <Deadline detail/>
            <Remarks detail/>
            <MeetingBox detail office=true/>
            <div class="workbench">
                <section class="workbench-thread" aria-labelledby="thread">
                    <h2 id="thread">{texts.thread}</h2>
                    <Thread request=id messages=Signal::derive(move || detail.with(|detail| detail.thread.clone()))/>
                    <AllFiles detail/>
                </section>
                <Forms work noted hands/>
                <div class="workbench-facts">
                    <CompanyCard detail/>
                    <Links work/>
                    {noted.then(|| view! { <Notes work hands/> })}
                    <section class="panel" aria-labelledby="timeline">
                        <h2 id="timeline">{texts.timeline}</h2>
                        <Timeline events=Signal::derive(move || detail.with(|detail| detail.timeline.clone()))/>
                    </section>
                    <Proofs request=id/>
                </div>
            </div>
            <Shortcuts shortcuts=shortcuts()/>
        </Page>
    }
    .into_any()
}

/// Everything the operator can do with it, what is most often done first.
#[component]
fn Forms(work: Work, noted: bool, hands: Resource<Outcome<Hands>>) -> impl IntoView {
    let words = use_words();
    let id = work.id();
    let modules =
        Resource::new(|| (), move |()| async move { if noted { offices::texts().await } else { Ok(vec![]) } });
    let subjects = Resource::new(
        || (),
        move |()| {
            let id = id.clone();
            async move { if noted { subjects(id).await } else { Ok(vec![]) } }
        },
    );
    view! {
        <section class="workbench-forms no-print" aria-labelledby="work">
            <h2 id="work">{words.console.one.work}</h2>
            {noted.then(|| view! { <Presence work/> })}
            <Done work/>
            <StaleNotice work/>
            <TakeCharge work/>
            <CheckArchives work/>
            <Reopen work/>
            <SetMeeting work/>
            <AnswerAndClose work modules/>
            <AskDocuments work/>
            <WriteComment work modules/>
            <CancelMeeting work/>
            <Assign work hands/>
            <PassOn work hands/>
            <CorrectSubject work subjects/>
            <MergeInto work/>
            <GiveOver work hands/>
            <WriteOn work/>
            <NothingToDo work/>
        </section>
    }
    .into_any()
}

/// The keys of one request; each leads to what it names, where it is there.
fn shortcuts() -> Vec<Shortcut> {
    let words = use_words();
    let console = &words.console;
    let act = |key, what: &str, act| Shortcut { key, what: what.to_owned(), act };
    vec![
        act('t', console.take_charge.title, Act::Focus("take-charge-text")),
        act('r', console.close.title, Act::Focus("close-outcome")),
        act('c', console.comment.title, Act::Focus("comment-text")),
        act('o', console.reopen.title, Act::Focus("reopen-text")),
        act('d', console.documents.title, Act::Focus("documents-text")),
        act('a', console.assign.title, Act::Focus("assign-to")),
        act('p', console.hand_over.title, Act::Focus("hand-over-office")),
        act('n', console.notes.text, Act::Focus("notes-text")),
        act('u', console.one.back, Act::Go(super::work_list::LIST.to_owned())),
    ]
}

fn hear(work: Work, news: News) {
    let (id, version) = work.detail.with_untracked(|detail| (detail.id, detail.version));
    match news {
        News::Changed(changed) if changed.request != id || changed.version <= version => {}
        _ => work.refresh(),
    }
}

/// What an operator must know before working it: documents waited for, an answer that did not answer, earlier letters.
#[component]
fn Remarks(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let words = use_words();
    let thread = &words.requests.thread;
    let remarks = move || {
        detail.with(|detail| {
            let waiting = detail.awaiting_until.map(|day| format!("{}: {}", thread.waiting, dates::by_day(words, day)));
            let objected = (detail.solved == Some(false)).then(|| thread.second_officer.to_owned());
            let first = detail.opened_by_office.then(|| words.contacting.wrote_first_office.to_owned());
            let known = detail.known_by.as_ref().map(|name| thread.known_by(name));
            let solved = (detail.solved == Some(true)).then(|| words.requests.events.solved.to_owned());
            waiting.into_iter().chain(first).chain(objected).chain(known).chain(solved).collect::<Vec<_>>()
        })
    };
    let line =
        |remark: String| view! { <p class="panel panel-care remark"><Icon name="info-circle"/> " " {remark}</p> };
    view! {
        {move || remarks().into_iter().map(line).collect_view()}
        {move || view! { <ChainLinks links=detail.with(|detail| detail.chain.clone()) area="/console"/> }}
    }
    .into_any()
}

/// What was just done, visibly and aloud.
#[component]
fn Done(work: Work) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let done = work.done.get();
                (!done.is_empty()).then(|| view! { <p class="panel panel-done"><Icon name="check-circle"/> " " {done}</p> })
            }}
        </div>
    }
    .into_any()
}

#[component]
fn NothingToDo(work: Work) -> impl IntoView {
    let texts = &use_words().console.one;
    move || {
        work.detail.with(|detail| {
            if detail.may_answer || detail.may_take_charge || detail.may_set_meeting || detail.may_check_archives {
                return None;
            }
            let text = match (&detail.owner, detail.state) {
                (_, PublicState::Closed) => texts.closed_note.to_owned(),
                (Some(owner), _) => texts.not_yours(owner),
                (None, _) => texts.nothing_to_do.to_owned(),
            };
            Some(view! { <p class="panel">{text}</p> })
        })
    }
}

/// All files together, when there is more than one.
#[component]
fn AllFiles(detail: RwSignal<RequestDetail>) -> impl IntoView {
    let files = &use_words().requests.files;
    move || {
        detail.with(|detail| {
            let count: usize = detail.thread.iter().map(|message| message.attachments.len()).sum();
            (count > 1).then(|| {
                view! {
                    <p class="no-print">
                        <a class="btn btn-outline-primary" href=all_files_path(&detail.id.to_string()) download rel="external">
                            <Icon name="download"/> " " {files.all}
                        </a>
                    </p>
                }
            })
        })
    }
}
