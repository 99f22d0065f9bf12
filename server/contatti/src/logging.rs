//! Structured logs to standard error: text for people, JSON for machines; never personal data.

use contatti_server::config::LogShape;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

/// Starts logging; what is logged follows `RUST_LOG`.
pub fn start(shape: LogShape) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let logs = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let started = match shape {
        LogShape::Text => logs.try_init(),
        LogShape::Json => logs.json().flatten_event(true).try_init(),
    };
    if let Err(error) = started {
        eprintln!("contatti: no logs: {error}");
    }
}
