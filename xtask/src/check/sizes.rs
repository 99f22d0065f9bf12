//! How long files and functions are; relies on rustfmt, which puts a closing brace under its opening line.

const FILE_LIMIT: usize = 450;
const FUNCTION_LIMIT: usize = 70;
const FILE_AIM: usize = 250;
const FUNCTION_AIM: usize = 30;

/// Complains about what is over the limit; returns how many pieces are merely over the aim.
pub fn judge(name: &str, text: &str, complaints: &mut Vec<String>) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let mut pieces = vec![(format!("{name}: the file"), without_tests(&lines), FILE_LIMIT, FILE_AIM)];
    for (number, line) in lines.iter().enumerate() {
        if opens_function(line) {
            let what = format!("{name}:{}: the function", number + 1);
            pieces.push((what, function_length(&lines[number..]), FUNCTION_LIMIT, FUNCTION_AIM));
        }
    }
    for (what, length, limit, _) in &pieces {
        if length > limit {
            complaints.push(format!("{what} has {length} lines; more than {limit} is too many"));
        }
    }
    pieces.iter().filter(|(_, length, limit, aim)| length > aim && length <= limit).count()
}

/// Tests beside the code do not count: they should not have to move out to keep a file small.
fn without_tests(lines: &[&str]) -> usize {
    lines.iter().position(|line| *line == "#[cfg(test)]").unwrap_or(lines.len())
}

fn opens_function(line: &str) -> bool {
    let mut words = line.trim_start().split(' ');
    let before_fn = ["pub", "pub(crate)", "pub(super)", "async", "const", "unsafe", "extern", "\"C\""];
    words.find(|word| !before_fn.contains(word)) == Some("fn")
}

fn function_length(lines: &[&str]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let indent = first.len() - first.trim_start().len();
    let ends =
        |line: &&str| line.len() - line.trim_start().len() == indent && (line.ends_with('}') || line.ends_with(';'));
    lines.iter().position(ends).map_or(lines.len(), |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::judge;

    fn complaints(text: &str) -> (usize, Vec<String>) {
        let mut complaints = Vec::new();
        let large = judge("a.rs", text, &mut complaints);
        (large, complaints)
    }

    #[test]
    fn a_function_is_measured_to_its_own_closing_brace() {
        let body = "        call();\n".repeat(40);
        let text = format!("impl A {{\n    pub async fn long(&self) {{\n{body}    }}\n\n    fn short() {{}}\n}}\n");
        assert_eq!(complaints(&text), (1, vec![]));
    }

    #[test]
    fn what_is_far_too_long_is_named_with_its_line() {
        let text = format!("//! A file.\n\nfn endless() {{\n{}}}\n", "    call();\n".repeat(80));
        assert_eq!(complaints(&text), (0, vec!["a.rs:3: the function has 82 lines; more than 70 is too many".into()]));
    }

    #[test]
    fn tests_do_not_count_as_file_length() {
        let text = format!("//! A file.\n#[cfg(test)]\n{}", "// t\n".repeat(600));
        assert_eq!(complaints(&text), (0, vec![]));
    }
}
