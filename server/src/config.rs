//! Configuration: a TOML file named by `CONTATTI_CONFIG`, overridden by the environment; secrets are never printed.

use config::{Environment, File, FileFormat};
use serde::Deserialize;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Everything that can be set. Each field is a key of the file and, in capitals after `CONTATTI_`, a variable.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `CONTATTI_LISTEN`: address and port; default `127.0.0.1:3000`.
    pub listen: SocketAddr,
    /// `CONTATTI_DATA`: folder of the SQLite database and the files; default `./data`.
    pub data: PathBuf,
    /// `DATABASE_URL`: a `postgres://` URL; unset means SQLite in the data folder.
    pub database_url: Option<Secret>,
    /// `CONTATTI_CONNECTIONS`: most database connections (readers, on SQLite); default 16.
    pub connections: u32,
    /// `CONTATTI_PUBLIC_URL`: how people reach this server; decides the cookie's name and the links in notices.
    pub public_url: String,
    /// `CONTATTI_SITE`: folder of the built pages' files; default: found beside the binary.
    pub site: Option<PathBuf>,
    /// `CONTATTI_SMTP_URL`: `smtp://user:password@host:port`, with `?tls=required` where wanted; unset writes each e-mail to a file in `data/mail`.
    pub smtp_url: Option<Secret>,
    /// `CONTATTI_MAIL_FROM`: sender of the notices.
    pub mail_from: String,
    /// `CONTATTI_SMS_URL`: where a gateway that speaks Kannel's `sendsms` takes messages, `http://host:13013/cgi-bin/sendsms`; unset sends no SMS.
    pub sms_url: Option<String>,
    /// `CONTATTI_SMS_USER`: the gateway's name for this service.
    pub sms_user: String,
    /// `CONTATTI_SMS_PASSWORD`: and its password there.
    pub sms_password: Option<Secret>,
    /// `CONTATTI_SMS_SENDER`: who an SMS comes from, a number or up to eleven letters; default `Contatti`.
    pub sms_sender: String,
    /// `CONTATTI_SESSION_HOURS`: how long a sign-in lasts; default 9.
    pub session_hours: u32,
    /// `CONTATTI_REQUESTS_A_MINUTE`: calls of the API one token or session may make; default 600, 0 for no limit.
    pub requests_a_minute: u32,
    /// `CONTATTI_ANTIVIRUS`: `off`, `on` (files may be sent while clamd is away) or `required` (a send waits for it); default `off`.
    pub antivirus: Antivirus,
    /// `CONTATTI_CLAMD`: where clamd listens, `host:port` or the path of its socket; default `127.0.0.1:3310`.
    pub clamd: String,
    /// `CONTATTI_INTAKE`: folder that mail, fax and contact centre deliver into; default `intake` in the data folder.
    pub intake: Option<PathBuf>,
    /// `CONTATTI_LOG`: `text` or `json`; what is logged follows `RUST_LOG`.
    pub log: LogShape,
}

/// What the antivirus decides about sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Antivirus {
    Off,
    On,
    Required,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogShape {
    Text,
    Json,
}

/// A value that is used but never shown.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

impl Config {
    /// Reads file and environment.
    ///
    /// # Errors
    /// In words for whoever runs the server: which key is wrong and why.
    pub fn read() -> Result<Self, String> {
        let mut sources = config::Config::builder();
        for (key, value) in [
            ("listen", "127.0.0.1:3000"),
            ("data", "data"),
            ("public_url", ""),
            ("mail_from", "Contatti <contatti@localhost>"),
            ("sms_user", ""),
            ("sms_sender", "Contatti"),
            ("antivirus", "off"),
            ("clamd", "127.0.0.1:3310"),
            ("log", "text"),
        ] {
            sources = sources.set_default(key, value).map_err(words)?;
        }
        sources = sources.set_default("connections", 16).map_err(words)?;
        sources = sources.set_default("session_hours", 9).map_err(words)?;
        sources = sources.set_default("requests_a_minute", 600).map_err(words)?;
        if let Some(file) = std::env::var_os("CONTATTI_CONFIG") {
            let file = PathBuf::from(file);
            sources = sources.add_source(File::from(file).format(FileFormat::Toml).required(true));
        }
        sources = sources.add_source(environment());
        for (key, variable) in AS_WRITTEN {
            if let Ok(value) = std::env::var(variable) {
                let value = Some(value).filter(|value| !value.is_empty());
                sources = sources.set_override_option(key, value).map_err(words)?;
            }
        }
        let read: Self = sources.build().and_then(config::Config::try_deserialize).map_err(words)?;
        read.completed()
    }

    /// Whether the cookie carries the `__Host-` prefix and `Secure`: always, but on plain-http loopback.
    pub fn secure_cookie(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether there is a gateway for SMS.
    pub fn sends_sms(&self) -> bool {
        self.sms_url.is_some()
    }

    /// The folder of the intake.
    pub fn intake(&self) -> PathBuf {
        self.intake.clone().unwrap_or_else(|| self.data.join("intake"))
    }

    fn completed(mut self) -> Result<Self, String> {
        if self.public_url.is_empty() {
            self.public_url = format!("http://{}", self.listen);
        }
        self.public_url = self.public_url.trim_end_matches('/').to_owned();
        if !self.secure_cookie() && !is_loopback(&self.public_url) {
            return Err(format!(
                "public_url is {}: away from this machine people must reach the server by https (set CONTATTI_PUBLIC_URL)",
                self.public_url
            ));
        }
        let postgres =
            |url: &Secret| url.expose().starts_with("postgres://") || url.expose().starts_with("postgresql://");
        if self.database_url.as_ref().is_some_and(|url| !postgres(url)) {
            return Err("database_url must start with postgres:// (leave it out for SQLite)".into());
        }
        if self.sms_url.as_deref().is_some_and(|url| gateway_address(url).is_none()) {
            return Err("sms_url must look like http://host:13013/cgi-bin/sendsms: user and password have settings of their own".into());
        }
        Ok(self)
    }
}

/// Host, port and path of a gateway's URL: plain http, on the same machine or a network one trusts, without a query.
pub(crate) fn gateway_address(url: &str) -> Option<(String, u16, String)> {
    let uri: http::Uri = url.parse().ok()?;
    let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
    let plain = uri.scheme_str() == Some("http") && uri.query().is_none();
    plain.then(|| (authority.host().to_owned(), authority.port_u16().unwrap_or(80), uri.path().to_owned()))
}

/// Values that are never read as numbers, so that zeros and plus signs at their beginning stay.
const AS_WRITTEN: [(&str, &str); 4] = [
    ("database_url", "DATABASE_URL"),
    ("sms_user", "CONTATTI_SMS_USER"),
    ("sms_password", "CONTATTI_SMS_PASSWORD"),
    ("sms_sender", "CONTATTI_SMS_SENDER"),
];

const KEYS: [&str; 14] = [
    "listen",
    "data",
    "connections",
    "public_url",
    "site",
    "smtp_url",
    "mail_from",
    "sms_url",
    "session_hours",
    "requests_a_minute",
    "antivirus",
    "clamd",
    "intake",
    "log",
];

fn environment() -> Environment {
    let settings = std::env::vars().filter_map(|(name, value)| {
        let key = name.strip_prefix("CONTATTI_")?.to_ascii_lowercase();
        // The environment may hold other programs' variables of the same family.
        KEYS.contains(&key.as_str()).then_some((format!("CONTATTI_{key}"), value))
    });
    Environment::with_prefix("CONTATTI").ignore_empty(true).try_parsing(true).source(Some(settings.collect()))
}

fn is_loopback(url: &str) -> bool {
    let rest = url.strip_prefix("http://").unwrap_or(url);
    ["127.", "localhost", "[::1]"].iter().any(|host| rest.starts_with(host))
}

fn words(error: config::ConfigError) -> String {
    format!("configuration: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_shows_in_a_log() {
        assert_eq!(format!("{:?}", Secret::new("postgres://u:pw@h/d")), "(hidden)");
    }

    #[test]
    fn a_gateway_is_reached_by_plain_http_and_its_url_holds_no_password() {
        let address = gateway_address("http://127.0.0.1:13013/cgi-bin/sendsms");
        assert_eq!(address, Some(("127.0.0.1".to_owned(), 13013, "/cgi-bin/sendsms".to_owned())));
        for wrong in
            ["https://sms.example/x", "http://u:pw@sms.example/x", "http://sms.example/x?password=pw", "sms", ""]
        {
            assert_eq!(gateway_address(wrong), None, "{wrong}");
        }
    }
}
