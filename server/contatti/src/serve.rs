//! `contatti serve`: API, pages and files on one address, until SIGTERM; what is under way is finished first.

use crate::{pages, site};
use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use contatti_server::{
    House, attachments, campaigns, correspondence, escalation, figures, notices, register, requests, router,
};
use std::path::Path;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::CompressionLevel;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, DefaultPredicate};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::services::ServeDir;
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

/// How long a closing server waits for answers under way.
const CLOSING_PATIENCE: Duration = Duration::from_secs(20);
/// How often leftovers are swept.
const SWEEP_EVERY: Duration = Duration::from_secs(3600);
/// How often it is looked whether a day of waiting for documents has passed.
const EXPIRE_EVERY: Duration = Duration::from_secs(300);

pub async fn serve(house: House) -> Result<(), String> {
    house.db.migrate().await.map_err(|error| format!("the database could not be brought up to date: {error}"))?;
    attachments::settle_antivirus(&house).await.map_err(|error| format!("the database does not answer: {error}"))?;
    let mailer = notices::Mailer::open(&house.config)?;
    let listen = house.config.listen;
    let listener = TcpListener::bind(listen).await.map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    let app = app(&house)?;
    let background = [
        tokio::spawn(notices::run(house.clone(), mailer)),
        tokio::spawn(house.live.clone().relay(house.db.clone())),
        tokio::spawn(sweep(house.clone())),
        tokio::spawn(expire(house.clone())),
        tokio::spawn(register::daily::run(house.clone())),
        tokio::spawn(escalation::run(house.clone())),
        tokio::spawn(attachments::run_scans(house.clone())),
        tokio::spawn(requests::run_redatings(house.clone())),
        tokio::spawn(requests::run_distribution(house.clone())),
        tokio::spawn(campaigns::run(house.clone())),
        tokio::spawn(fill(house.clone())),
        tokio::spawn(correspondence::intake::run(house.clone())),
        tokio::spawn(figures::run(house.clone())),
    ];
    println!("Contatti answers on {}", house.config.public_url);
    let closing = house.live.clone();
    // A router served as it is would build every route anew for each connection.
    let served = axum::serve(listener, app.into_make_service()).with_graceful_shutdown(async move {
        told_to_close().await;
        closing.close();
    });
    let mut patience = house.live.closing();
    tokio::select! {
        ended = served => ended.map_err(|error| format!("the server stopped: {error}"))?,
        () = async {
            let _ = patience.wait_for(|closing| *closing).await;
            tokio::time::sleep(CLOSING_PATIENCE).await;
        } => tracing::warn!("closing although some answers were still under way"),
    }
    for task in background {
        // Each ends by itself once the house closes; a delivery under way is claimed and tried again by the next start.
        let _ = tokio::time::timeout(Duration::from_secs(5), task).await;
    }
    house.db.close().await;
    Ok(())
}

/// A list takes a fifth of the time of the usual level and a fifth more bytes; files of the site are compressed when it is built.
const QUICK: CompressionLevel = CompressionLevel::Precise(1);

/// What arrives in one packet arrives no sooner for being smaller.
const ONE_PACKET: u16 = 1_300;

/// Everything this address answers.
pub fn app(house: &House) -> Result<Router, String> {
    let folder = site::folder(house.config.site.as_deref())
        .ok_or("the site is not built: run `make site`, or set CONTATTI_SITE to its folder")?;
    let app = pages::pages(router::api(house.clone()), pages::Site::read(&folder), house.live.clone()).layer(
        CompressionLayer::new().quality(QUICK).compress_when(DefaultPredicate::new().and(SizeAbove::new(ONE_PACKET))),
    );
    Ok(files(app, &folder)
        .layer(TraceLayer::new_for_http().make_span_with(span).on_response(DefaultOnResponse::new().level(Level::INFO)))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(from_fn(own_request_ids)))
}

/// Built files first: a name that carries its content's hash is kept for ever, others are asked for anew each hour.
fn files(app: Router, folder: &Path) -> Router {
    let hashed = ServeDir::new(folder.join("pkg")).precompressed_br().precompressed_gzip();
    let mut files = Router::new().nest_service("/pkg", hashed);
    for name in ["fonts", "icons"] {
        files = files.nest_service(&format!("/{name}"), ServeDir::new(folder.join(name)));
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let plain = entry.path().is_file() && !name.ends_with(".br") && !name.ends_with(".gz");
        if plain {
            let file = tower_http::services::ServeFile::new(entry.path()).precompressed_br().precompressed_gzip();
            files = files.route_service(&format!("/{name}"), file);
        }
    }
    files.layer(from_fn(cache)).merge(app)
}

async fn cache(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // `contatti.0a1b2c3d.js`; cargo-leptos writes `contatti.js`, which changes under the same name.
    let hashed = path.strip_prefix("/pkg/").is_some_and(|name| name.matches('.').count() > 1);
    let watched = path.starts_with("/pkg/") && !hashed;
    let mut response = next.run(request).await;
    let kept = match (hashed, watched) {
        (true, _) => "public, max-age=31536000, immutable",
        (_, true) => "no-cache",
        _ => "public, max-age=3600",
    };
    if response.status().is_success() {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(kept));
        response.headers_mut().insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    }
    response
}

/// The reference people quote is ours: what a client sends under that name is not believed.
async fn own_request_ids(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove("x-request-id");
    next.run(request).await
}

fn span(request: &Request) -> tracing::Span {
    let reference = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or("-");
    // The path alone: queries may hold names.
    tracing::info_span!("http", method = %request.method(), path = request.uri().path(), reference)
}

/// Closes what waited in vain for documents, soon after each midnight and after each start.
async fn expire(house: House) {
    let mut closing = house.live.closing();
    loop {
        match requests::expire(&house).await {
            Ok(0) => {}
            Ok(closed) => tracing::info!(closed, "closed requests whose documents did not come"),
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "expiring waits for the next round"),
        }
        tokio::select! {
            () = tokio::time::sleep(EXPIRE_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

async fn sweep(house: House) {
    let mut closing = house.live.closing();
    loop {
        // Drafts first: their files are free then.
        match requests::sweep_drafts(&house).await {
            Ok(0) => {}
            Ok(drafts) => tracing::info!(drafts, "swept drafts nobody touched"),
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "sweeping waits for the next round"),
        }
        match attachments::sweep(&house).await {
            Ok((0, 0)) => {}
            Ok((rows, objects)) => tracing::info!(rows, objects, "swept files nobody sent"),
            Err(refusal) => tracing::warn!(problem = %refusal.problem, "sweeping waits for the next round"),
        }
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
    }
}

/// Requests that were there before they could be searched become so while the house is open.
async fn fill(house: House) {
    match requests::search::fill(&house).await {
        Ok(0) => {}
        Ok(written) => tracing::info!(written, "requests made searchable"),
        Err(error) => tracing::warn!(%error, "some requests are not searchable yet: the next start goes on with them"),
    }
}

async fn told_to_close() {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        },
        Err(_) => drop(interrupted.await),
    }
}
