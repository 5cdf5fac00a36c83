//! The macro that makes the configuration and the table of its keys from one list.

/// Defines `Config`, its defaults, its builder and `KEYS`.
///
/// An entry of `fields` is the field, its type, the default, the kind of value, the key, the default as the
/// documentation gives it, and what the key decides. A key without effect has a warning instead of a field.
macro_rules! config {
    (
        fields {
            $(
                $field:ident: $type:ty = $default:expr, $kind:expr,
                $key:literal, default $shown:literal, $effect:literal;
            )*
        }
        without effect {
            $($ignored:literal, $ignored_kind:expr, $ignored_effect:literal, $warning:literal;)*
        }
    ) => {
        /// The configuration of a stub, which is the table `[tool.pyo3-stub-gen]` of `pyproject.toml`.
        ///
        /// A program changes the fields of a default configuration, or uses a [builder](Config::builder).
        ///
        /// ```
        /// use pyo3_stub_gen::generate::{Config, SubmoduleStyle};
        ///
        /// let config = Config::builder().submodule_style(SubmoduleStyle::Namespace).docstrings(false).build();
        /// assert!(!config.docstrings);
        /// assert!(config.header.is_empty());
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Config {
            $(
                #[doc = concat!("`", $key, "`: ", $effect, ". The default is ", $shown, ".")]
                pub $field: $type,
            )*
            /// The oldest version of Python that ruff checks for, if the project sets `target-version` of
            /// `[tool.ruff]`.
            pub linter_version: Option<PythonVersion>,
            /// The stubs at the path in [`Config::extra`], which are merged into the generated one.
            pub extra_stubs: Vec<ExtraStub>,
            /// Whether each submodule has a file only to be read, as `cargo stubgen expand` writes them. Such a file states what the
            /// single stub declares of its module.
            pub expanded: bool,
            /// Whether the stub is a bundle of stubs that were written by hand.
            pub bundled: bool,
        }

        impl Default for Config {
            fn default() -> Self {
                Self { $($field: $default,)* linter_version: None, extra_stubs: Vec::new(), expanded: false, bundled: false }
            }
        }

        /// Makes a [`Config`].
        #[derive(Debug, Clone, Default)]
        pub struct ConfigBuilder {
            config: Config,
        }

        impl ConfigBuilder {
            $(
                #[doc = concat!("Sets [`Config::", stringify!($field), "`].")]
                #[must_use]
                pub fn $field(mut self, value: $type) -> Self {
                    self.config.$field = value;
                    self
                }
            )*

            /// Returns the configuration.
            #[must_use]
            pub fn build(self) -> Config {
                self.config
            }
        }

        /// Every key, in the order of the documentation.
        pub(super) const KEYS: &[ConfigKey] = &[
            $(ConfigKey {
                name: $key,
                #[cfg(test)]
                value: $kind.text,
                #[cfg(test)]
                default: $shown,
                #[cfg(test)]
                effect: $effect,
                action: Action::Set(|value, config| {
                    config.$field = ($kind.read)(value)?;
                    Ok(())
                }),
            },)*
            $(ConfigKey {
                name: $ignored,
                #[cfg(test)]
                value: $ignored_kind.text,
                #[cfg(test)]
                default: "not set",
                #[cfg(test)]
                effect: $ignored_effect,
                action: Action::Warn(|value| ($ignored_kind.read)(value).map(drop), $warning),
            },)*
        ];
    };
}

pub(super) use config;
