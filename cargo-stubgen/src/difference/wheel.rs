//! The stubs in a wheel.

use super::disk::{LARGEST, LARGEST_FILE, MOST, MOST_FILES, text};
use super::stubs::{SideFile, Stubs, named};
use crate::error::Error;
use crate::python::{Interpreter, Script, source_with_answer};
use crate::rules::DiffRule;
use crate::system::shown;
use pyo3_stub_gen::text::path::absolute;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

const READ: &str = source_with_answer!("wheel.py");

/// Reads the wheel at `path`.
pub fn read(path: &Path, python: &Interpreter, limit: Duration) -> Result<Stubs, Error> {
    let label = shown(path).display().to_string();
    if !path.is_file() {
        return Err(DiffRule::Missing { path: path.to_owned() }.into());
    }
    let failed = |reason: String| DiffRule::Unreadable { place: label.clone(), reason };
    let limits = [LARGEST_FILE.to_string(), MOST_FILES.to_string()];
    let script = Script::new(&python.path, &["-S"], READ).arguments([absolute(path)]).arguments(limits);
    let answer = match script.run(limit).map_err(|reason| python.failed(reason))?.answer {
        Ok(answer) if answer.kind == "files" => answer,
        Ok(answer) if answer.kind == "too-large" => {
            let place = format!("{label}/{}", answer.text());
            return Err(DiffRule::TooLarge { place, limit: LARGEST }.into());
        }
        Ok(answer) if answer.kind == "too-many" => {
            return Err(DiffRule::TooLarge { place: label, limit: MOST }.into());
        }
        Ok(answer) => return Err(failed(answer.text()).into()),
        Err(death) => return Err(failed(format!("the interpreter {death} while it read it")).into()),
    };
    let members: Vec<(String, String)> =
        serde_json::from_slice(&answer.data).map_err(|error| failed(error.to_string()))?;
    // A wheel may have several members of one name, of which the last counts.
    let texts: BTreeMap<PathBuf, String> =
        members.into_iter().map(|(name, text)| (PathBuf::from(installed(&name)), text)).collect();
    let paths: Vec<PathBuf> = texts.keys().cloned().collect();
    let mut files = Vec::new();
    for found in named(&paths, None) {
        let place = format!("{label}/{}", found.path.display().to_string().replace('\\', "/"));
        let bytes = texts.get(&found.path).into_iter().flat_map(|text| text.chars());
        // Each character is a byte.
        let bytes = bytes.filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
        let text = text(bytes).map_err(|reason| DiffRule::Unreadable { place: place.clone(), reason })?;
        let (module, form, language) = (found.module, found.form, found.language);
        files.push(SideFile { place, is_on_disk: false, module, form, language, text });
    }
    Ok(Stubs { label, files, version: version(path), extension: None })
}

/// Returns where a member of a wheel is installed to, below the directory of packages.
fn installed(name: &str) -> &str {
    let moved = name.split_once(".data/purelib/").or_else(|| name.split_once(".data/platlib/"));
    moved.map_or(name, |(_, name)| name)
}

/// Returns the version in the name of a wheel.
fn version(path: &Path) -> Option<String> {
    path.file_stem()?.to_str()?.split('-').nth(1).map(str::to_owned)
}
