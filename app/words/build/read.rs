//! A language as a tree: rooms hold texts, lists of texts and nested groups.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use toml::Value;

pub enum Node {
    Text(String),
    List(Vec<String>),
    Group(Group),
}

pub type Group = BTreeMap<String, Node>;

/// One group per `<room>.toml` of the folder.
pub fn language(folder: &Path) -> Result<Group, String> {
    let at = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
    let mut rooms = Group::new();
    for entry in fs::read_dir(folder).map_err(|error| at(&error))? {
        let path = entry.map_err(|error| at(&error))?.path();
        let Some(room) = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".toml"))
        else {
            continue;
        };
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| at(&error))?;
        let table: toml::Table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        rooms.insert(room.to_owned(), Node::Group(group(room, table)?));
    }
    Ok(rooms)
}

fn group(place: &str, table: toml::Table) -> Result<Group, String> {
    table
        .into_iter()
        .map(|(key, value)| {
            let place = format!("{place}.{key}");
            Ok((key, node(&place, value)?))
        })
        .collect()
}

fn node(place: &str, value: Value) -> Result<Node, String> {
    match value {
        Value::String(text) => Ok(Node::Text(text)),
        Value::Table(table) => group(place, table).map(Node::Group),
        Value::Array(items) => items
            .into_iter()
            .map(|item| match item {
                Value::String(text) if placeholders(&text).is_empty() => Ok(text),
                _ => Err(format!("{place}: a list holds plain texts only")),
            })
            .collect::<Result<_, _>>()
            .map(Node::List),
        _ => Err(format!("{place}: not a text, a list or a group")),
    }
}

/// The names between braces, in alphabetical order.
pub fn placeholders(text: &str) -> BTreeSet<String> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}
