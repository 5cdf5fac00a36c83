//! `StubInfo` without the generator. Functions that name it compile, so a crate that `cargo stubgen` builds may keep its own
//! `stub_info` without the feature `generate`.

use std::convert::Infallible;
use std::fmt;
use std::path::{Path, PathBuf};

/// The result of a function that returns a [`StubInfo`](UnavailableStub).
pub type StubResult<T, E = StubError> = Result<T, E>;

/// The stub of the extension module, which only the feature `generate` can write.
///
/// Without the feature, a program cannot get a value of this type: its functions return
/// [`StubError::GeneratorIsOff`].
///
/// ```
/// pub fn stub_info() -> pyo3_stub_gen::Result<pyo3_stub_gen::StubInfo> {
///     pyo3_stub_gen::StubInfo::from_pyproject_toml("pyproject.toml")
/// }
/// # #[cfg(not(feature = "generate"))]
/// assert!(stub_info().unwrap_err().to_string().contains("`generate`"));
/// ```
#[derive(Debug, Clone)]
pub struct UnavailableStub(Infallible);

/// The configuration that `from_project_root` takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnavailableConfig {
    /// Whether a type alias is written `type X = …` instead of `X: TypeAlias = …`.
    pub use_type_statement: bool,
}

/// Why a program cannot write the stub.
///
/// Its [`Debug`] form is its [`Display`](fmt::Display) form, so that a `main` that returns it prints something readable.
pub enum StubError {
    /// The feature `generate` or `registry` is off.
    GeneratorIsOff,
    /// A file operation of the calling program failed.
    Io(std::io::Error),
}

impl fmt::Display for StubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GeneratorIsOff => f.write_str(
                "`StubInfo` needs the features `generate` and `registry` of `pyo3-stub-gen`: turn them on, or run \
                 `cargo stubgen`, which needs neither this program nor `generate`",
            ),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for StubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for StubError {}

impl From<std::io::Error> for StubError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl UnavailableStub {
    /// Does nothing, because the generator is not compiled in.
    ///
    /// # Errors
    ///
    /// Always [`StubError::GeneratorIsOff`].
    pub fn from_pyproject_toml(_path: impl AsRef<Path>) -> StubResult<Self> {
        Err(StubError::GeneratorIsOff)
    }

    /// Does nothing, because the generator is not compiled in.
    ///
    /// # Errors
    ///
    /// Always [`StubError::GeneratorIsOff`].
    pub fn from_project_root(
        _module: String,
        _root: PathBuf,
        _is_mixed_layout: bool,
        _config: UnavailableConfig,
    ) -> StubResult<Self> {
        Err(StubError::GeneratorIsOff)
    }

    /// Cannot be called, because only the generator makes a stub.
    ///
    /// # Errors
    ///
    /// None.
    pub fn generate(&self) -> StubResult<()> {
        match self.0 {}
    }
}
