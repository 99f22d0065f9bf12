//! The house rules no linter knows: a purpose for every file, small pieces, paired migrations, no foreign paths.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::sizes;
use crate::command::{quietly, say};
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::places::Places;

/// The rooms of the house, and the layers each is found in under the same name.
const ROOMS: [(&str, &[&str]); 12] = [
    ("requests", &["app/model/src", "app/src", "server/src"]),
    ("attachments", &["app/model/src", "server/src"]),
    ("register", &["app/model/src", "server/src"]),
    ("appointments", &["app/model/src", "app/src", "server/src"]),
    ("notices", &["app/model/src", "app/src", "server/src"]),
    ("identity", &["app/model/src", "app/src", "server/src"]),
    ("offices", &["app/model/src", "server/src"]),
    ("console", &["app/src", "server/src"]),
    ("campaigns", &["app/model/src", "server/src"]),
    ("escalation", &["app/model/src", "app/src", "server/src"]),
    ("figures", &["app/model/src", "server/src"]),
    ("monitoring", &["server/src"]),
];

pub fn tidy(places: &Places) -> Outcome {
    let tracked = tracked_files(places)?;
    let mut complaints = Vec::new();
    let mut large = 0;
    for name in &tracked {
        let Ok(text) = files::read_text(&places.root.join(name)) else {
            continue;
        };
        complaints.extend(purpose(name, &text));
        complaints.extend(foreign_words(name, &text));
        complaints.extend(registry_address(name, &text));
        if name.ends_with(".rs") {
            large += sizes::judge(name, &text, &mut complaints);
        }
    }
    complaints.extend(unpaired_migrations(&tracked));
    complaints.extend(missing_rooms(&places.root));
    if large > 0 {
        say(&format!("{large} files or functions are larger than we aim for (250 and 30 lines)"));
    }
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("the house is not tidy:\n  {}", complaints.join("\n  "))))
}

/// What is or is about to be committed; in an unpacked archive, every file.
fn tracked_files(places: &Places) -> Outcome<Vec<String>> {
    let listed = quietly(Command::new("git").current_dir(&places.root).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]));
    if let Ok(names) = listed {
        return Ok(names.lines().map(String::from).collect());
    }
    let all = files::below(&places.root, &["target", "node_modules", "results", "data", ".git"])?;
    let relative = |file: &PathBuf| Some(file.strip_prefix(&places.root).ok()?.to_string_lossy().into_owned());
    Ok(all.iter().filter_map(relative).collect())
}

/// Every source file opens by saying, in one sentence, why it exists.
fn purpose(name: &str, text: &str) -> Option<String> {
    let end = Path::new(name).extension()?.to_str()?;
    let opening = match end {
        "rs" => "//! ",
        "sql" => "-- ",
        "mjs" | "scss" => "// ",
        _ => return None,
    };
    let first = text.lines().next().unwrap_or_default();
    let says_something = first.strip_prefix(opening).is_some_and(|sentence| sentence.trim().len() > 8);
    (!says_something).then(|| format!("{name}: its first line should say what it is for (`{opening}…`)"))
}

/// Nothing here may depend on where one machine keeps things.
fn foreign_words(name: &str, text: &str) -> Option<String> {
    let foreign = [concat!("../", "shared"), concat!("/", "work/")];
    let found = foreign.iter().find(|word| text.contains(*word))?;
    Some(format!("{name}: mentions `{found}`, a place only one machine has"))
}

/// A lock file pins versions and hashes; where to fetch them from is each machine's own affair.
fn registry_address(name: &str, text: &str) -> Option<String> {
    (name.ends_with("package-lock.json") && text.contains("\"resolved\""))
        .then(|| format!("{name}: holds registry addresses; make it again with the folder's .npmrc"))
}

fn unpaired_migrations(tracked: &[String]) -> Vec<String> {
    const FOLDER: &str = "server/migrations/";
    let names = |engine: &str| -> Vec<&str> {
        let prefix = format!("{FOLDER}{engine}/");
        tracked.iter().filter_map(|name| name.strip_prefix(&prefix)).collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    let alone = |these: &[&str], those: &[&str], engine: &str| -> Vec<String> {
        let missing = these.iter().filter(|name| !those.contains(name));
        missing.map(|name| format!("{FOLDER}{engine}/{name} has no twin on the other engine")).collect()
    };
    [alone(&sqlite, &postgres, "sqlite"), alone(&postgres, &sqlite, "postgres")].concat()
}

/// A room that has begun in one layer stands in all of its layers.
fn missing_rooms(root: &Path) -> Vec<String> {
    let stands = |layer: &str, room: &str| {
        let folder = root.join(layer);
        folder.join(room).is_dir() || folder.join(format!("{room}.rs")).is_file()
    };
    let mut complaints = Vec::new();
    for (room, layers) in ROOMS {
        let (there, missing): (Vec<&str>, Vec<&str>) = layers.iter().partition(|layer| stands(layer, room));
        if let Some(begun) = there.first() {
            let gap = |layer| format!("{layer}/{room} is missing, though {begun}/{room} stands");
            complaints.extend(missing.into_iter().map(gap));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::{purpose, registry_address, unpaired_migrations};

    #[test]
    fn a_file_without_a_purpose_is_named() {
        assert_eq!(purpose("a.rs", "//! Lists the open requests.\n"), None);
        assert_eq!(purpose("a.md", "anything"), None);
        assert!(purpose("a.rs", "use std::fmt;").is_some());
        assert!(purpose("a.sql", "-- .\n").is_some());
    }

    #[test]
    fn a_migration_for_one_engine_only_is_named() {
        let files =
            ["sqlite/1_a.sql", "sqlite/2_b.sql", "postgres/1_a.sql"].map(|name| format!("server/migrations/{name}"));
        assert_eq!(unpaired_migrations(&files), ["server/migrations/sqlite/2_b.sql has no twin on the other engine"]);
    }

    #[test]
    fn a_lock_file_with_addresses_is_named() {
        assert!(registry_address("style/package-lock.json", "\"resolved\": \"https://…\"").is_some());
        assert_eq!(registry_address("style/package-lock.json", "\"integrity\": \"…\""), None);
    }
}
