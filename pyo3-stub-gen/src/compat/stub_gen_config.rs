//! The configuration as 0.23 had it: a struct that programs write as a literal.

use crate::generate::Config;
use crate::generate::config::Selection;

/// The part of a [`Config`] that programs written for 0.23 set.
///
/// ```
/// use pyo3_stub_gen::StubGenConfig;
///
/// let config = StubGenConfig { use_type_statement: true, ..StubGenConfig::default() };
/// ```
///
/// `StubInfo::config` has every field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StubGenConfig {
    /// Whether a type alias is written `type X = …` instead of `X: TypeAlias = …`.
    pub use_type_statement: bool,
    /// The packages around the extension that get an `__init__.py`.
    pub generate_init_py: Selection,
}

impl From<StubGenConfig> for Config {
    fn from(config: StubGenConfig) -> Self {
        Self::builder()
            .use_type_statement(config.use_type_statement)
            .generate_init_py(config.generate_init_py)
            .build()
    }
}
