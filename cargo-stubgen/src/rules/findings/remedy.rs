//! The remedies for a name that one side lacks, if the reason is known.

use pyo3_stub_gen::facts::Position;
use serde::Deserialize;

/// Why a name may be missing in the stub. `module` is none for the extension itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ForStub {
    /// Not known.
    #[serde(rename = "unknown")]
    Unknown,
    /// A function is not annotated.
    #[serde(skip)]
    Function { module: Option<String> },
    /// A class is not annotated.
    #[serde(skip)]
    Class { module: Option<String> },
    /// An exception was not made with this library's macro.
    #[serde(skip)]
    Exception,
    /// No item of a module is annotated.
    #[serde(skip)]
    Module,
    /// A constant is not declared, and a new stub has it with what Python shows.
    #[serde(skip)]
    Value { module: String, name: String },
    /// A member of a class of the stub is not in it, and a new stub has it with what Python shows.
    #[serde(skip)]
    Member,
    /// The stub has it in the module `there`.
    #[serde(skip)]
    Elsewhere { module: String, there: String, position: Option<Position> },
    /// It is annotated, and the stub was made before that.
    #[serde(skip)]
    Stale,
    /// It is not annotated, and a new stub has it with what Python shows.
    #[serde(skip)]
    Shown,
}

impl ForStub {
    pub(super) fn text(&self) -> Option<String> {
        Some(match self {
            Self::Unknown => return None,
            Self::Function { module } => {
                let argument =
                    module.as_ref().map(|module| format!("(module = \"{module}\")")).unwrap_or_default();
                format!("put `#[gen_stub_pyfunction{argument}]` above its `#[pyfunction]`")
            }
            Self::Class { module } => {
                let option = module.as_ref().map(|module| format!(", which needs `module = \"{module}\"`"));
                let option = option.unwrap_or_default();
                format!("put `#[gen_stub_pyclass]` above its `#[pyclass]`{option}")
            }
            Self::Exception => "make it with pyo3_stub_gen's `create_exception!`".to_owned(),
            Self::Module => "annotate an item in it, or declare it with `module_doc!`".to_owned(),
            Self::Value { module, name } => {
                format!(
                    "run `cargo stubgen` to add it; `module_variable!(\"{module}\", \"{name}\", Type)` states its type"
                )
            }
            Self::Member => {
                "run `cargo stubgen` to add it; `#[gen_stub_pymethods]` above its `#[pymethods]` block states its types"
                    .to_owned()
            }
            Self::Elsewhere { module, there, position } => {
                let place =
                    position.as_ref().map(|position| format!(" because of its annotation at {position}"));
                let place = place.unwrap_or_default();
                format!("the stub has it in `{there}`{place}: write `module = \"{module}\"` there")
            }
            Self::Shown => "run `cargo stubgen` to add it; annotate it to state its types".to_owned(),
            Self::Stale => "it is annotated; run `cargo stubgen` to update the stub".to_owned(),
        })
    }
}

/// Why a name may be missing at run time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ForRuntime {
    /// Not known.
    #[serde(rename = "unknown")]
    Unknown,
    /// It is in another module.
    #[serde(skip)]
    Elsewhere { there: String },
    /// The function of the `#[pymodule]` does not add it.
    #[serde(skip)]
    NotAdded { module: String },
    /// The module itself does not exist.
    #[serde(skip)]
    NoModule,
}

impl ForRuntime {
    pub(super) fn text(&self) -> Option<String> {
        Some(match self {
            Self::Unknown => return None,
            Self::Elsewhere { there } => {
                format!("at run time it is in `{there}`: correct `module = \"…\"` of its annotation")
            }
            Self::NotAdded { module } => format!("add it to `{module}` in the `#[pymodule]`"),
            Self::NoModule => {
                "add the module with `add_submodule`, or correct `module = \"…\"` of the items declared in it"
                    .to_owned()
            }
        })
    }
}

/// Returns what to do about a submodule that one side can import. `importable` is its name for the configuration when the
/// extension registers it.
pub(super) fn import(importable: Option<&str>) -> String {
    match importable {
        Some(name) => format!(
            "the extension adds it to `sys.modules`; add `importable-submodules = [\"{name}\"]` to \
             `[tool.pyo3-stub-gen]`"
        ),
        None => "it is an attribute of its parent, not an importable module; remove it from `importable-submodules`, \
                 or register it with `pyo3_stub_gen::runtime::register_submodules`"
            .to_owned(),
    }
}
