//! `[tool.pyo3-stub-gen]`: what a project may choose about its stub.

mod read;

pub(in crate::generate) use read::read;

use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a project may choose about its stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `submodule-style`.
    pub submodule_style: SubmoduleStyle,
    /// `use-type-statement`: whether aliases are written `type X = …`; `None` is `X: TypeAlias = …`.
    pub use_type_statement: Option<bool>,
    /// `inflections`: the Pascal-case spelling of a submodule's name.
    pub inflections: BTreeMap<String, String>,
    /// `header`: lines after the generated header, without `#`.
    pub header: Vec<String>,
    /// `python-version`, or the lower bound of `requires-python`: the oldest Python the stub is for.
    pub python_version: PythonVersion,
    /// `docstrings`.
    pub docstrings: bool,
    /// `features`: Cargo features of the stub build.
    pub features: Vec<String>,
    /// `output`: where the stub goes, relative to `pyproject.toml`.
    pub output: Option<PathBuf>,
    /// `importable-submodules`.
    pub importable_submodules: Selection,
    /// `generate-init-py`.
    pub generate_init_py: Selection,
}

/// `true`, `false`, or a list of dotted names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Selection {
    /// `false`.
    #[default]
    None,
    /// `true`.
    All,
    /// A list.
    Named(Vec<String>),
}

/// How a submodule is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubmoduleStyle {
    /// A `_PascalProtocol` class and an attribute of that type.
    #[default]
    Protocol,
    /// The same, without the `Protocol` base.
    Class,
    /// An alias of the protocol, so that its classes can be named in annotations.
    Namespace,
}

/// A version of Python, such as 3.11.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PythonVersion {
    /// 3.
    pub major: u32,
    /// 11.
    pub minor: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            submodule_style: SubmoduleStyle::default(),
            use_type_statement: None,
            inflections: BTreeMap::new(),
            header: Vec::new(),
            python_version: PythonVersion { major: 3, minor: 10 },
            docstrings: true,
            features: Vec::new(),
            output: None,
            importable_submodules: Selection::None,
            generate_init_py: Selection::None,
        }
    }
}
