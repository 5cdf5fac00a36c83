//! The keys of `[tool.pyo3-stub-gen]`: one table, from which the fields, the reader, the builder and the
//! documentation come.

use super::extra::ExtraStub;
use super::inspect::Inspect;
use super::kinds::{
    BOOLEAN, IGNORED, INSPECT, LINE_LENGTH, LINES, NAMES, PATH, PYTHON_VERSION, SELECTION, SOURCE_LINKS,
    SUBMODULE_STYLE, TABLE, TYPES, UNANNOTATED, WORDS,
};
use super::selection::Selection;
use super::source_links::SourceLinks;
use super::style::SubmoduleStyle;
use super::table::config;
use super::unannotated::Unannotated;
use super::version::PythonVersion;
use crate::generate::rust_types::RustTypes;
use crate::generate::toml_file::{TomlError, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A key, and what it does.
pub(super) struct ConfigKey {
    /// Its name.
    pub name: &'static str,
    /// The effect of its value.
    pub action: Action,
    /// Which values it takes, for the documentation.
    #[cfg(test)]
    pub value: &'static str,
    /// The default, for the documentation.
    #[cfg(test)]
    pub default: &'static str,
    /// The effect, for the documentation, without a full stop.
    #[cfg(test)]
    pub effect: &'static str,
}

/// The effect of the value of a key.
pub(super) enum Action {
    /// It sets a field.
    Set(fn(&Value<'_>, &mut Config) -> Result<(), TomlError>),
    /// It is checked, and a warning reports that it has no effect.
    Warn(fn(&Value<'_>) -> Result<(), TomlError>, &'static str),
}

config! {
    fields {
        submodule_style: SubmoduleStyle = SubmoduleStyle::default(), SUBMODULE_STYLE,
            "submodule-style", default "`\"protocol\"`",
            "how a submodule that cannot be imported is described";

        inflections: BTreeMap<String, String> = BTreeMap::new(), WORDS,
            "inflections", default "empty",
            "the Pascal-case spelling of the names of submodules";

        docstrings: bool = true, BOOLEAN,
            "docstrings", default "`true`",
            "whether doc comments become docstrings";

        source_links: SourceLinks = SourceLinks::None, SOURCE_LINKS,
            "source-links", default "`false`",
            "whether docstrings state where an item is in the Rust source";

        header: Vec<String> = Vec::new(), LINES,
            "header", default "empty",
            "comment lines below the header that marks the file as generated, without the `#`";

        python_version: PythonVersion = PythonVersion { major: 3, minor: 10 }, PYTHON_VERSION,
            "python-version", default "the lower bound of `requires-python`, else `\"3.10\"`",
            "the oldest version of Python that the stub supports";

        line_length: Option<usize> = None, LINE_LENGTH,
            "line-length", default "that of `[tool.ruff]`, else that of `[tool.black]`, else `88`",
            "the length at which statements are wrapped, as `ruff format` and `black` do";

        use_type_statement: bool = false, BOOLEAN,
            "use-type-statement", default "`false`",
            "whether a type alias is written `type X = …` instead of `X: TypeAlias = …`";

        extra: Option<PathBuf> = None, PATH,
            "extra", default "none",
            "a hand-written stub, or a directory of them, that is merged into the generated one, relative to `pyproject.toml`";

        output: Option<PathBuf> = None, PATH,
            "output", default "where maturin packages the stub",
            "where the stub is written, relative to `pyproject.toml`";

        unannotated: Unannotated = Unannotated::default(), UNANNOTATED,
            "unannotated", default "`\"incomplete\"`",
            "how names that are not annotated are handled";

        import: bool = true, BOOLEAN,
            "import", default "`true`",
            "whether Python imports the extension to find all names and their modules";

        inspect: Inspect = Inspect::default(), INSPECT,
            "inspect", default "`\"auto\"`",
            "whether a second build with PyO3's `experimental-inspect` provides the types of items that are not \
             annotated";

        incomplete: bool = false, BOOLEAN,
            "incomplete", default "`false`",
            "whether the stub has a `__getattr__` for every name that it does not declare";

        notes: bool = true, BOOLEAN,
            "notes", default "`true`",
            "whether notes about the configuration are printed";

        ignored_findings: Vec<String> = Vec::new(), IGNORED,
            "test", default "empty",
            "which findings of `cargo stubgen test` are accepted: `ignore` lists them as `CODE:NAME`";

        features: Vec<String> = Vec::new(), NAMES,
            "features", default "empty",
            "Cargo features of the stub build, besides those that maturin turns on";

        generate_init_py: Selection = Selection::None, SELECTION,
            "generate-init-py", default "`false`",
            "the dotted names of the packages around the extension for which an `__init__.py` is generated";

        importable_submodules: Selection = Selection::None, SELECTION,
            "importable-submodules", default "`false`",
            "the dotted names of the importable submodules, each of which gets a stub file of its own";

        types: RustTypes = RustTypes::new(), TYPES,
            "types", default "empty",
            "the Python types of types of other crates, by their Rust paths";
    }
    without effect {
        "doc-gen", TABLE, "none; a warning names `cargo stubgen expand`, whose files [documentation tools](api-docs.md) read",
            "`doc-gen` has no effect, because documentation tools write the pages: `cargo stubgen expand DIR` writes files that \
             MkDocs, Sphinx and pdoc read";
    }
}

/// The length of lines that ruff and black have by default.
const DEFAULT_LINE_LENGTH: usize = 88;

impl Config {
    /// Returns the length at which statements are broken.
    pub(in crate::generate) fn line_limit(&self) -> usize {
        self.line_length.unwrap_or(DEFAULT_LINE_LENGTH)
    }

    /// Returns a builder that starts from the default configuration.
    #[must_use]
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }
}
