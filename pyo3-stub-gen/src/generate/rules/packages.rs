//! Rules about the packages around an extension, and the files in them.

crate::__rules! {
    /// What may be wrong with the files of a package.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum PackageRule {
        /// `generate-init-py` names a package, and no `reexport_module_members!` describes what it re-exports.
        "undescribed-package": warning, Undescribed { package: String } => {
            message: "`generate-init-py` names `{package}`, but no annotation describes what it re-exports",
            remedy: "describe them with `reexport_module_members!(\"{package}\" from \"…\")`",
        }

        /// `generate-init-py` needs a Python package around the extension, and the project does not have one.
        "missing-package": warning, Missing { package: String } => {
            message: "the `__init__.py` of `{package}` is not written, because the project has no such Python package",
            remedy: "create its directory, and set `python-source` in `[tool.maturin]` to the parent directory",
        }

        /// The new `__init__.py` does not export names that the one on disk exports, so Python no longer finds them
        /// there.
        "lost-export": warning, LostExport { package: String, names: String } => {
            message: "`{package}` no longer exports {names}",
            remedy: "annotate the items, list the names in `reexport_module_members!` if the module gets them in \
                     another way, or write the `__init__.py` by hand",
        }

        /// `importable-submodules` splits the stub into several files, but maturin packages only one stub of a
        /// Rust-only project.
        ///
        /// Move the extension into a Python package: set `python-source`, and `module-name = "package._name"`, in
        /// `[tool.maturin]`. Without the key, type checkers reject `import m.sub` and accept every use of `m.sub` itself.
        "importable-without-package": error, ImportableWithoutPackage => {
            message: "`importable-submodules` splits the stub into several files, but maturin packages only one stub \
                      of a Rust-only project",
            remedy: "move the extension into a Python package: set `python-source`, and `module-name = \
                     \"package._name\"`, in `[tool.maturin]`; or remove the key, so that type checkers reject `import \
                     m.sub` and accept every use of `m.sub` itself",
        }

        /// `importable-submodules` would put the files of submodules where Python does not import them, because the
        /// extension has the name of the package that contains it.
        ///
        /// maturin installs such an extension as `pkg.pkg`. An extension makes its submodules importable under the name
        /// that its users see, `pkg.sub`, and files for its own submodules would declare `pkg.pkg.sub`.
        "importable-in-namesake": error, ImportableInNamesake { module: String, names: Vec<String> } => {
            message: "the files of `importable-submodules` would declare submodules of `{module}.{module}`, because the \
                      extension has the name of its package, and Python does not import them there",
            remedy: ("name the extension `_{module}`: set `module-name = \"{module}._{module}\"` in `[tool.maturin]`, rename \
                      the `#[pymodule]`, and set `importable-submodules = [{listed}]`", listed = listed(names)),
        }
    }
}

/// Returns the names as the elements of a TOML array.
fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
