//! Gets types from PyO3 that annotations do not provide.
//!
//! PyO3's feature `experimental-inspect` adds a description of each item to a library. If the extension was built
//! without it, the crate is built again. What the descriptions mean is the library's part
//! ([`pyo3_stub_gen::generate::fragments`]).

use crate::args::When;
use crate::building::{self, LinkTime, Pyo3, Request};
use crate::fragments::{self, LibraryFragments};
use crate::report::{Report, counted};
use pyo3_stub_gen::generate::config::Inspect;
use pyo3_stub_gen::generate::fragments::Fragments;
use pyo3_stub_gen::generate::survey::Gaps;
use std::path::{Path, PathBuf};

/// The extension for which PyO3 can provide types.
#[derive(Debug)]
pub struct Inspection<'a> {
    /// When it is asked.
    pub when: Inspect,
    /// The shared library of the extension.
    pub library: &'a Path,
    /// How the extension was built; nothing where an artifact is read.
    pub build: Option<Build<'a>>,
}

/// How an extension was built.
#[derive(Debug)]
pub struct Build<'a> {
    /// The result of the build.
    pub request: Request<'a>,
    /// The PyO3 in it.
    pub pyo3: &'a Pyo3,
}

/// Returns the choice of `--inspect`, or else the one of the configuration.
pub fn when(option: Option<When>, config: Inspect) -> Inspect {
    match option {
        None => config,
        Some(When::Auto) => Inspect::Auto,
        Some(When::Always) => Inspect::Always,
        Some(When::Never) => Inspect::Never,
    }
}

impl Inspection<'_> {
    /// Returns PyO3's descriptions of the extension, if `gaps` or the user require them and they are available.
    pub fn fragments(&self, gaps: &Gaps<'_>, report: &Report) -> Option<Fragments> {
        let wants_build = match self.when {
            Inspect::Never => return None,
            Inspect::Auto => !gaps.untyped.is_empty(),
            Inspect::Always => true,
        };
        let found = match &self.build {
            Some(build) if !build.pyo3.inspects => {
                if !wants_build {
                    return None;
                }
                build.announce(gaps, report)?;
                let found = self.read(&build.describe(LinkTime::AsConfigured, report)?, report)?;
                if !found.has_bitcode {
                    return Some(found.fragments).filter(|fragments| !fragments.is_empty());
                }
                self.read(&build.describe(LinkTime::Off, report)?, report)?
            }
            Some(_) | None if wants_build || gaps.has_unknown => {
                self.read(&[self.library.to_owned()], report)?
            }
            Some(_) | None => return None,
        };
        Some(found.fragments).filter(|fragments| !fragments.is_empty())
    }

    fn read(&self, libraries: &[PathBuf], report: &Report) -> Option<LibraryFragments> {
        let version = self.build.as_ref().map(|build| build.pyo3.version.as_str());
        let found = fragments::of_libraries(libraries, self.library, version);
        found
            .inspect_err(|error| {
                report
                    .note(format_args!("the data of PyO3's `experimental-inspect` cannot be read: {error}"));
            })
            .ok()
    }
}

impl Build<'_> {
    /// Reports that the crate is built once more, if PyO3 can describe it.
    fn announce(&self, gaps: &Gaps<'_>, report: &Report) -> Option<()> {
        let package = &self.request.extension.package.name;
        if !self.pyo3.can_inspect() || !building::can_describe(self.request.extension) {
            return None;
        }
        let names = match gaps.untyped.len() {
            0 => "its types".to_owned(),
            count => format!("the types of {}", counted(count, "name")),
        };
        report
            .status("Inspecting", format_args!("{package} with PyO3's `experimental-inspect`, for {names}"));
        Some(())
    }

    /// Builds the crate once more, and returns the libraries that contain PyO3's descriptions.
    fn describe(&self, optimisation: LinkTime, report: &Report) -> Option<Vec<PathBuf>> {
        let package = &self.request.extension.package.name;
        let errors = match building::build_described(&self.request, optimisation) {
            Ok(Ok(libraries)) => return Some(libraries),
            Ok(Err(errors)) => errors,
            Err(error) => vec![error.to_string()],
        };
        report.note(format_args!(
            "{package} does not build with PyO3's `experimental-inspect`, so types that are not annotated may be \
             `Incomplete`; `inspect = \"never\"` in `[tool.pyo3-stub-gen]` avoids the attempt"
        ));
        errors.iter().for_each(|error| report.detail("Because", error.trim_end()));
        None
    }
}
