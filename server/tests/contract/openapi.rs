//! A change of the contract shows in review: the document is kept beside the tests.

use contatti_server::router;

/// Run with `CONTATTI_UPDATE=1` to write the snapshot anew.
#[test]
fn the_document_is_the_reviewed_one() {
    let now = router::document().to_pretty_json().unwrap() + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract/openapi.json");
    if std::env::var_os("CONTATTI_UPDATE").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(now == kept, "the API's contract changed; look at it, then run the test with CONTATTI_UPDATE=1");
}
