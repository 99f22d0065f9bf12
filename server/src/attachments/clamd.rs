//! Asks clamd, over TCP or its Unix socket: a content is streamed to it in pieces, and its answer becomes a verdict.

use bytes::Bytes;
use clamav_client::tokio::{Socket, Tcp, ping, scan_stream};
use contatti_model::attachments::Verdict;
use futures::Stream;
use std::io;
use std::time::Duration;

/// How long one file may take; clamd itself gives up after two minutes.
const LONGEST_SCAN: Duration = Duration::from_secs(90);
/// How long clamd may take to say that it is there.
const LONGEST_GREETING: Duration = Duration::from_secs(2);
/// Bytes in one piece of the stream.
const PIECE_BYTES: usize = 64 * 1024;

/// Scans one content.
///
/// # Errors
/// When clamd does not answer, or says that it could not scan: why, in its words.
pub(super) async fn scan<S>(address: &str, content: S) -> Result<Verdict, String>
where
    S: Stream<Item = io::Result<Bytes>> + Send,
{
    let asking = async {
        match socket(address) {
            Some(socket_path) => scan_stream(content, Socket { socket_path }, Some(PIECE_BYTES)).await,
            None => scan_stream(content, Tcp { host_address: address }, Some(PIECE_BYTES)).await,
        }
    };
    let answer = tokio::time::timeout(LONGEST_SCAN, asking).await.map_err(|_| "no answer in time".to_owned())?;
    verdict(&answer.map_err(|error| error.to_string())?)
}

/// Whether clamd is there now.
pub async fn answers(address: &str) -> bool {
    let asking = async {
        match socket(address) {
            Some(socket_path) => ping(Socket { socket_path }).await,
            None => ping(Tcp { host_address: address }).await,
        }
    };
    let answer = tokio::time::timeout(LONGEST_GREETING, asking).await;
    matches!(answer, Ok(Ok(said)) if said == clamav_client::PONG)
}

/// An address with a slash is the path of a socket.
fn socket(address: &str) -> Option<&str> {
    address.contains('/').then(|| address.strip_prefix("unix:").unwrap_or(address))
}

/// `stream: OK`, `stream: Some.Signature FOUND`, or an error.
fn verdict(answer: &[u8]) -> Result<Verdict, String> {
    let said = String::from_utf8_lossy(answer);
    let said = said.trim_matches(['\0', '\n', ' ']);
    let found = said.strip_prefix("stream: ").unwrap_or(said);
    if found == "OK" {
        return Ok(Verdict::Clean);
    }
    match found.strip_suffix(" FOUND") {
        Some(signature) => Ok(Verdict::Infected(signature.to_owned())),
        None => Err(said.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_clamd_calls_ok_is_clean() {
        assert_eq!(verdict(b"stream: OK\0"), Ok(Verdict::Clean));
        let eicar = Verdict::Infected("Eicar-Test-Signature.UNOFFICIAL".into());
        assert_eq!(verdict(b"stream: Eicar-Test-Signature.UNOFFICIAL FOUND\0"), Ok(eicar));
        assert_eq!(verdict(b"stream: OK FOUND\0"), Ok(Verdict::Infected("OK".into())));
        for unclear in [&b""[..], b"INSTREAM size limit exceeded. ERROR\0", b"stream: NOT OK\0"] {
            assert!(verdict(unclear).is_err());
        }
    }

    #[test]
    fn a_path_is_a_socket_and_anything_else_a_host() {
        assert_eq!(socket("/run/clamav/clamd.ctl"), Some("/run/clamav/clamd.ctl"));
        assert_eq!(socket("unix:/run/clamd"), Some("/run/clamd"));
        assert_eq!(socket("127.0.0.1:3310"), None);
    }
}
