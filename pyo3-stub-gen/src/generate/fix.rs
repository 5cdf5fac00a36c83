//! The edits that solve a problem without a decision of the author.
//!
//! Each rule states its own edit, in the column `fix` of the tables in [`rules`](crate::generate::rules). `cargo stubgen fix`
//! makes it.

use crate::facts::Position;
use std::path::PathBuf;

/// An edit that solves a problem without a decision of the author.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fix {
    /// Annotate every item of the crate that is not annotated.
    Annotate,
    /// Annotate the class with this name, and its methods.
    AnnotateClass(String),
    /// Move the annotation of the item above PyO3's attribute.
    MoveAnnotation,
    /// State this module in the annotation of the item.
    StateModule(String),
    /// State the one of these modules in the annotation of the item to which the source adds it.
    StateOneOf {
        /// The name of the item in Python.
        name: String,
        /// The dotted names of the modules.
        modules: Vec<String>,
    },
    /// State these modules in the annotations of the items at these positions.
    StateModules(Vec<(Position, String)>),
    /// State this module in the `#[pyclass]` of the item.
    StateClassModule(String),
    /// Remove the option of this name from the `#[gen_stub(…)]` of the item.
    RemoveOption(&'static str),
    /// Turn on this feature of the library.
    TurnOnFeature(String),
    /// Spell the word at the position in another way.
    Respell {
        /// The word.
        old: String,
        /// The one to write instead.
        new: String,
    },
    /// Put quotes around the text at the position.
    Quote,
    /// Remove the key of a TOML file.
    RemoveKey(String),
    /// Remove a file.
    RemoveFile(PathBuf),
}
