//! What an extension is on one platform, written to a directory, so that another platform can make a stub of it.
//!
//! A recording has the answers of the interpreter, and the library, from whose bytes the types of PyO3 are read.

use crate::error::Error;
use crate::rules::ExtensionRule;
use pyo3_stub_gen::facts::{self, Facts};
use pyo3_stub_gen::generate::PythonVersion;
use pyo3_stub_gen::generate::survey::Survey;
use pyo3_stub_gen::generate::variants::Target;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The file that describes a recording.
const INDEX: &str = "recording.json";
const FACTS: &str = "facts.bin";
const SURVEY: &str = "survey.json";

/// The description of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RecordingIndex {
    /// The version of this command. The other files are read by the same version only.
    version: String,
    /// `sys.platform`.
    platform: String,
    /// The version of Python.
    python: (u32, u32),
    /// The name of the library in the directory.
    library: String,
    /// Whether items are registered.
    has_facts: bool,
}

/// What an extension is on one platform.
#[derive(Debug)]
pub struct Recording {
    /// The platform and the version of Python.
    pub target: Target,
    /// The library.
    pub library: PathBuf,
    /// The registered items, if the extension uses the library.
    pub facts: Option<Facts>,
    /// What Python shows.
    pub survey: Survey,
}

/// The parts of a recording to be written.
pub struct Parts<'a> {
    /// The platform and the version of Python.
    pub target: &'a Target,
    /// The library.
    pub library: &'a Path,
    /// The registered items, if the extension uses the library.
    pub facts: Option<&'a Facts>,
    /// The answer of Python.
    pub survey: &'a [u8],
}

/// Whether `path` is a recording.
pub fn is_recording(path: &Path) -> bool {
    path.join(INDEX).is_file()
}

/// Writes a recording.
pub fn write(directory: &Path, parts: &Parts<'_>) -> Result<(), Error> {
    let name = parts.library.file_name().unwrap_or_default();
    let index = RecordingIndex {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        platform: parts.target.platform.clone(),
        python: (parts.target.version.major, parts.target.version.minor),
        library: name.to_string_lossy().into_owned(),
        has_facts: parts.facts.is_some(),
    };
    let failed = |reason: String| ExtensionRule::Recording { path: directory.to_owned(), reason };
    let index = serde_json::to_string_pretty(&index).map_err(|error| failed(error.to_string()))?;
    let written = fs_err::create_dir_all(directory)
        .and_then(|()| fs_err::copy(parts.library, directory.join(name)).map(|_| ()))
        .and_then(|()| {
            fs_err::write(directory.join(FACTS), parts.facts.map(facts::encode).unwrap_or_default())
        })
        .and_then(|()| fs_err::write(directory.join(SURVEY), parts.survey))
        .and_then(|()| fs_err::write(directory.join(INDEX), index + "\n"));
    Ok(written.map_err(|error| failed(error.to_string()))?)
}

/// Reads a recording.
pub fn read(directory: &Path) -> Result<Recording, Error> {
    let failed = |reason: String| ExtensionRule::Recording { path: directory.to_owned(), reason };
    let bytes = |name: &str| fs_err::read(directory.join(name)).map_err(|error| failed(error.to_string()));
    let index: RecordingIndex =
        serde_json::from_slice(&bytes(INDEX)?).map_err(|error| failed(format!("{INDEX}: {error}")))?;
    if index.version != env!("CARGO_PKG_VERSION") {
        let reason = format!("it was written by cargo-stubgen {}", index.version);
        return Err(failed(reason).into());
    }
    // A name alone does not lead out of the directory.
    let library = Path::new(&index.library).file_name().map(|name| directory.join(name));
    let library = library.filter(|library| library.is_file());
    let library = library.ok_or_else(|| failed(format!("it has no library `{}`", index.library)))?;
    let facts = match index.has_facts {
        true => Some(facts::decode(&bytes(FACTS)?).map_err(|error| failed(format!("{FACTS}: {error}")))?),
        false => None,
    };
    let survey =
        serde_json::from_slice(&bytes(SURVEY)?).map_err(|error| failed(format!("{SURVEY}: {error}")))?;
    let (major, minor) = index.python;
    let target = Target { platform: index.platform, version: PythonVersion { major, minor } };
    Ok(Recording { target, library, facts, survey })
}
