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
    }
}
