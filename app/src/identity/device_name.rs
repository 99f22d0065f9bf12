//! A browser's long description of itself, as people say it: `Firefox su Windows`.

use contatti_words::IdentityDevices;

/// Looked for in this order: many browsers also carry the names of those they descend from.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
];

/// What is not recognised is shown as it is, shortened.
pub(super) fn device_name(words: &IdentityDevices, agent: &str) -> String {
    let known =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => words.on_system(browser, system),
        _ => agent.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_name;
    use contatti_words::{Language, words};

    #[test]
    fn common_browsers_are_called_by_their_name() {
        let it = &words(Language::It).identity.devices;
        for (agent, name) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0 Safari/537.36",
                "Chrome su Linux",
            ),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140.0", "Edge su Windows"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604", "Safari su iPhone"),
            ("curl/8.0", "curl/8.0"),
        ] {
            assert_eq!(device_name(it, agent), name);
        }
    }
}
