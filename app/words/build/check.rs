//! Holds every language against the first: the same keys, the same placeholders, nothing empty.

use crate::read::{Group, Node, placeholders};

pub fn disagreements(spoken: &[(&str, Group)]) -> Vec<String> {
    let Some(((_, model), others)) = spoken.split_first() else {
        return vec![];
    };
    let mut complaints = vec![];
    for (language, other) in others {
        compare(language, "", model, other, &mut complaints);
    }
    complaints
}

fn compare(language: &str, place: &str, model: &Group, other: &Group, complaints: &mut Vec<String>) {
    for key in other.keys().filter(|key| !model.contains_key(*key)) {
        complaints.push(format!("{language}: {place}{key} is extra"));
    }
    for (key, node) in model {
        let here = format!("{place}{key}");
        match (node, other.get(key)) {
            (_, None) => complaints.push(format!("{language}: {here} is missing")),
            (Node::Group(model), Some(Node::Group(other))) => {
                compare(language, &format!("{here}."), model, other, complaints);
            }
            (Node::List(model), Some(Node::List(other))) if model.len() == other.len() => {}
            (Node::Text(model), Some(Node::Text(other))) if placeholders(model) == placeholders(other) => {
                if other.trim().is_empty() {
                    complaints.push(format!("{language}: {here} is empty"));
                }
            }
            _ => complaints.push(format!("{language}: {here} has another shape")),
        }
    }
}
