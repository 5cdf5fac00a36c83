//! The stub that would be written for an extension, and what is known about its names.

use super::facts::has_no_facts;
use super::opened::Opened;
use crate::error::Error;
use crate::report::Report;
use pyo3_stub_gen::generate::model::ModuleInfo;
use pyo3_stub_gen::generate::project::Project;
use pyo3_stub_gen::generate::survey::{Surveyed, TypeSource};
use pyo3_stub_gen::generate::{Stub, describe_surveyed, render_surveyed};
use std::collections::BTreeMap;

/// The stub that would be written for an extension.
#[derive(Debug)]
pub struct Described {
    /// The stub.
    pub stub: Stub,
    /// The tree of modules in it.
    pub tree: ModuleInfo,
    /// The dotted names that no annotation describes and that lack types.
    pub unannotated: Vec<String>,
    /// The dotted names that Python has and `skip` leaves out.
    pub skipped: Vec<String>,
    /// The sources of the types of names that are not annotated, by dotted names.
    pub sources: BTreeMap<String, TypeSource>,
}

impl Opened<'_> {
    /// Returns what would be written, or nothing if there is nothing that this version can describe.
    pub fn described(&self, report: &Report) -> Result<Option<Described>, Error> {
        let Project { module, config, .. } = &self.project;
        // A test imports the extension itself, and reports if that fails.
        match self.known(report).0 {
            Ok(surveyed) => {
                let stub = render_surveyed(&surveyed, module, config).ok();
                let both = stub.zip(describe_surveyed(&surveyed, module, config).ok());
                Ok(both.map(|(stub, tree)| {
                    let Surveyed { unannotated, skipped, sources, .. } = surveyed;
                    Described { stub, tree, unannotated, skipped, sources }
                }))
            }
            Err(error) if has_no_facts(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
