//! What docs/API.md says holds: the table names every problem code with its status, and no other.

use contatti_model::ProblemCode;

const MANUAL: &str = include_str!("../../../docs/API.md");

/// Rows of the table of codes, as (code, status, what is said of it).
fn rows() -> Vec<(String, u16, usize)> {
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows = MANUAL.lines().filter(|line| line.starts_with("| `")).map(cells);
    rows.map(|row| (row[0].trim_matches('`').to_owned(), row[1].parse().unwrap(), row[2].len().min(row[3].len())))
        .collect()
}

fn word(code: ProblemCode) -> String {
    serde_json::to_value(code).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn the_table_of_problems_is_whole_and_true() {
    let known: Vec<_> = ProblemCode::ALL.iter().map(|code| (word(*code), code.status())).collect();
    let written: Vec<_> = rows().into_iter().map(|(code, status, _)| (code, status)).collect();
    for row in &known {
        assert!(written.contains(row), "docs/API.md does not tell of {row:?}");
    }
    for row in &written {
        assert!(known.contains(row), "docs/API.md tells of {row:?}, which the server does not know");
    }
    assert!(rows().iter().all(|(.., said)| *said > 0), "a code without a meaning or an advice");
}

#[test]
fn every_path_it_names_is_in_the_contract() {
    let document = serde_json::to_value(contatti_server::router::document()).unwrap();
    let mut named = 0;
    for word in MANUAL.split(['`', '?', ' ', '\n']).filter(|word| word.starts_with("/api/v1/")) {
        assert!(document["paths"].get(word).is_some() || word == "/api/v1/openapi.json", "docs/API.md names {word}");
        named += 1;
    }
    assert!(named >= 9, "only {named} paths named");
}
