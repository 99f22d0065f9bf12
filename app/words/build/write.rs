//! Writes the tree as structs, one static value per language, and a method for each text with placeholders.

use crate::read::{Group, Node, placeholders};
use std::fmt::Write as _;

pub fn rust(spoken: &[(&str, Group)]) -> Result<String, String> {
    let mut out = String::new();
    let Some((_, model)) = spoken.first() else {
        return Ok(out);
    };
    structs(&mut out, "Words", model).map_err(|error| error.to_string())?;
    for (language, group) in spoken {
        let name = language.to_uppercase();
        writeln!(
            out,
            "/// Every word of one language, for those who need no other.\npub static {name}: Words = {};",
            value("Words", group)
        )
        .map_err(|error| error.to_string())?;
    }
    Ok(out)
}

/// `requests` in `Words` becomes `Requests`, its group `list` becomes `RequestsList`.
fn type_name(parent: &str, key: &str) -> String {
    let parent = if parent == "Words" { "" } else { parent };
    let pascal: String = key
        .split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            format!("{}{rest}", first.to_uppercase())
        })
        .collect();
    format!("{parent}{pascal}")
}

fn structs(out: &mut String, name: &str, group: &Group) -> std::fmt::Result {
    writeln!(out, "/// Words of one place.\n#[derive(Debug)]\npub struct {name} {{")?;
    for (key, node) in group {
        match node {
            Node::Text(text) if placeholders(text).is_empty() => {
                writeln!(out, "    pub {key}: &'static str,")?;
            }
            Node::Text(_) => writeln!(out, "    {key}: &'static str,")?,
            Node::List(_) => writeln!(out, "    pub {key}: &'static [&'static str],")?,
            Node::Group(_) => writeln!(out, "    pub {key}: {},", type_name(name, key))?,
        }
    }
    writeln!(out, "}}\n\nimpl {name} {{")?;
    for (key, node) in group {
        if let Node::Text(text) = node {
            method(out, key, text)?;
        }
    }
    writeln!(out, "}}\n")?;
    for (key, node) in group {
        if let Node::Group(inner) = node {
            structs(out, &type_name(name, key), inner)?;
        }
    }
    Ok(())
}

fn method(out: &mut String, key: &str, text: &str) -> std::fmt::Result {
    let names = placeholders(text);
    if names.is_empty() {
        return Ok(());
    }
    let arguments: String = names.iter().map(|name| format!(", {name}: impl std::fmt::Display")).collect();
    let values: String = names.iter().map(|name| format!("(\"{name}\", &{name}), ")).collect();
    writeln!(out, "    /// {text:?}\n    pub fn {key}(&self{arguments}) -> String {{")?;
    writeln!(out, "        crate::fill(self.{key}, &[{values}])\n    }}")
}

fn value(name: &str, group: &Group) -> String {
    let fields: String = group
        .iter()
        .map(|(key, node)| match node {
            Node::Text(text) => format!("{key}: {text:?}, "),
            Node::List(items) => format!("{key}: &{items:?}, "),
            Node::Group(inner) => format!("{key}: {}, ", value(&type_name(name, key), inner)),
        })
        .collect();
    format!("{name} {{ {fields} }}")
}
