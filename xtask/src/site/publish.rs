//! Lays the finished files out as the server serves them: hashed names, a manifest, compressed twins.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::stamp::Stamp;
use super::{Pieces, Weight, icons, split};
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::places::Places;

const FONTS: &str = "node_modules/bootstrap-italia/dist/fonts/Titillium_Web";
const FONT_WEIGHTS: [&str; 3] = ["regular", "600", "700"];

/// Says what was laid out, or nothing when the site already was what it should be.
pub fn lay_out(places: &Places, pieces: &Pieces, weight: Weight) -> Outcome<Option<String>> {
    let public = places.root.join("public");
    let mut inputs = files::below(&public, &[])?;
    inputs.extend(files::below(&pieces.module, &[])?);
    inputs.push(pieces.sheet.clone());
    inputs.extend([places.style().join("icons.txt"), places.style().join("package-lock.json")]);
    let site = places.site();
    let stamp = Stamp::of(&places.workshop().join("site"), &inputs, weight.name())?;
    if stamp.is_fresh() && site.join("pkg").join("manifest.json").exists() {
        return Ok(None);
    }
    // Whatever does not change its name with its content, in a folder of its own: cargo-leptos takes it from there.
    let assets = places.workshop().join("assets");
    files::empty_folder(&assets)?;
    copy_folder(&public, &assets)?;
    copy_fonts(places, &assets)?;
    files::write(&assets.join("icons.svg"), icons::sprite(places)?.as_bytes())?;
    files::empty_folder(&site)?;
    copy_folder(&assets, &site)?;
    let laid_out = name_by_content(pieces, &site.join("pkg"))?;
    for file in files::below(&site, &[])? {
        compress(&file, weight)?;
    }
    stamp.keep()?;
    Ok(Some(summary(&laid_out)?))
}

fn copy_fonts(places: &Places, assets: &Path) -> Outcome {
    for weight in FONT_WEIGHTS {
        let from = places.style().join(FONTS).join(format!("titillium-web-v10-latin-ext_latin-{weight}.woff2"));
        files::copy(&from, &assets.join("fonts").join(format!("titillium-{weight}.woff2")))?;
    }
    let licence = places.style().join(FONTS).join("OFL.txt");
    files::copy(&licence, &assets.join("fonts").join("OFL.txt"))
}

/// Puts everything under names that change with its content and says so in the manifest, the only name that never
/// changes. The module's files call each other by relative path, so they share a folder that is named for all of them.
fn name_by_content(pieces: &Pieces, pkg: &Path) -> Outcome<Vec<(String, PathBuf)>> {
    let sheet = format!("contatti.{}.css", files::short_hash(&files::read(&pieces.sheet)?));
    files::copy(&pieces.sheet, &pkg.join(&sheet))?;
    let mut content = Vec::new();
    for file in module_files(&pieces.module)? {
        content.extend(files::read(&pieces.module.join(file))?);
    }
    let module = format!("contatti.{}", files::short_hash(&content));
    for file in module_files(&pieces.module)? {
        files::copy(&pieces.module.join(&file), &pkg.join(&module).join(&file))?;
    }
    let address = |file: &str| format!("/pkg/{module}/{file}");
    let parts = split::parts(&pieces.module)?;
    let manifest = serde_json::json!({
        "js": address("contatti.js"),
        "wasm": address("contatti_bg.wasm"),
        "css": format!("/pkg/{sheet}"),
        "parts": parts.iter().map(|(part, files)| (part, files.iter().map(|file| address(file)).collect())).collect::<BTreeMap<_, Vec<_>>>(),
    });
    files::write(&pkg.join("manifest.json"), format!("{manifest}\n").as_bytes())?;
    let mut laid_out = vec![("css".to_owned(), pkg.join(sheet))];
    for (name, file) in [("js", "contatti.js"), ("wasm", "contatti_bg.wasm")] {
        laid_out.push((name.to_owned(), pkg.join(&module).join(file)));
    }
    for (part, files) in parts {
        laid_out.extend(files.into_iter().map(|file| (format!("{part} ({file})"), pkg.join(&module).join(file))));
    }
    Ok(laid_out)
}

/// What a browser may ask for, relative to the folder: not the notes the build leaves beside it.
fn module_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for file in files::below(folder, &[])? {
        if file.extension().is_some_and(|end| end == "js" || end == "wasm") {
            files.push(file.strip_prefix(folder).map_err(Failure::at("place", &file))?.to_path_buf());
        }
    }
    Ok(files)
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    for file in files::below(from, &[])? {
        let relative = file.strip_prefix(from).map_err(Failure::at("place", &file))?;
        files::copy(&file, &to.join(relative))?;
    }
    Ok(())
}

/// Text and WebAssembly get a `.br` and a `.gz` beside them; pictures and fonts are compressed already.
fn compress(file: &Path, weight: Weight) -> Outcome {
    const WORTH_IT: [&str; 9] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];
    let end = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    if weight == Weight::Dev || !WORTH_IT.contains(&end.as_str()) {
        return Ok(());
    }
    let content = files::read(file)?;
    files::write(&file.with_extension(format!("{end}.br")), &brotli(&content, file)?)?;
    files::write(&file.with_extension(format!("{end}.gz")), &gzip(&content, file)?)
}

fn brotli(content: &[u8], file: &Path) -> Outcome<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut small, &settings).map_err(Failure::at("compress", file))?;
    Ok(small)
}

fn gzip(content: &[u8], file: &Path) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).and_then(|()| encoder.finish()).map_err(Failure::at("compress", file))
}

fn summary(laid_out: &[(String, PathBuf)]) -> Outcome<String> {
    let mut parts = Vec::new();
    for (name, file) in laid_out {
        let end = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        let small = file.with_extension(format!("{end}.br"));
        let (path, way) = if small.exists() { (&small, " brotli") } else { (file, "") };
        let bytes = std::fs::metadata(path).map_err(Failure::at("measure", path))?.len();
        parts.push(format!("{name} {:.1} kB{way}", bytes as f64 / 1000.0));
    }
    Ok(format!("site ready: {}", parts.join(", ")))
}
