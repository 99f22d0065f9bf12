//! Our own small sprite: only the national icons named in `style/icons.txt`.

use crate::failure::{Failure, Outcome};
use crate::files;
use crate::places::Places;

pub fn sprite(places: &Places) -> Outcome<String> {
    let source = places.style().join("node_modules/bootstrap-italia/dist/svg/sprites.svg");
    let all = files::read_text(&source)?;
    let wanted = files::read_text(&places.style().join("icons.txt"))?;
    extract(&all, wanted.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')))
}

fn extract<'a>(all: &str, names: impl Iterator<Item = &'a str>) -> Outcome<String> {
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for name in names {
        let symbol = symbol(all, name).ok_or_else(|| {
            Failure::new(format!("style/icons.txt names `{name}`, which Bootstrap Italia's sprite does not have."))
        })?;
        sprite.push('\n');
        sprite.push_str(symbol);
    }
    sprite.push_str("\n</svg>\n");
    Ok(sprite)
}

/// From `<symbol … id="name" …>` to its end tag.
fn symbol<'a>(all: &'a str, name: &str) -> Option<&'a str> {
    let id = all.find(&format!("id=\"{name}\""))?;
    let start = all[..id].rfind("<symbol")?;
    let end = start + all[start..].find("</symbol>")? + "</symbol>".len();
    all.get(start..end)
}

#[cfg(test)]
mod tests {
    use super::extract;

    const ALL: &str =
        r#"<svg><symbol viewBox="0 0 24 24" id="it-a"><path d="M0"/></symbol><symbol id="it-ab"><g/></symbol></svg>"#;

    #[test]
    fn only_the_named_icons_are_taken() {
        let sprite = extract(ALL, ["it-ab"].into_iter()).map_err(|failure| failure.to_string());
        assert_eq!(
            sprite.as_deref(),
            Ok("<svg xmlns=\"http://www.w3.org/2000/svg\">\n<symbol id=\"it-ab\"><g/></symbol>\n</svg>\n")
        );
    }

    #[test]
    fn an_icon_nobody_drew_is_named_in_the_error() {
        let error = extract(ALL, ["it-none"].into_iter()).map_err(|failure| failure.to_string());
        assert!(error.is_err_and(|sentence| sentence.contains("it-none")));
    }
}
