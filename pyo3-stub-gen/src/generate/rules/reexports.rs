//! Rules about re-exports.

crate::__rules! {
    /// What may be wrong with a re-export.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ReexportRule {
        /// `reexport_module_members!` lists a name that no annotated item of the source has.
        "unknown-reexport": warning, Unknown { target: String, source: String, name: String } => {
            message: "`{target}` re-exports `{name}` from `{source}`, where no annotated item has that name",
            remedy: "annotate the item, or state its type with `module_variable!`",
        }

        /// A name in `reexport_module_members!` is not valid.
        "wrong-reexport": error, WrongName { target: String, source: String, name: String } => {
            message: "the re-export from `{source}` in `{target}` contains `{name}`, which is not a valid name",
            remedy: "correct it in `reexport_module_members!`",
        }

        /// `reexport_module_members!` re-exports all names of a module outside the extension, and the generator does not
        /// know which names those are.
        "unlisted-reexport": warning, Unlisted { target: String, source: String } => {
            message: "`{target}` re-exports all names of `{source}`, which are not known, because it is not in this \
                      extension",
            remedy: "list them: `reexport_module_members!(\"{target}\" from \"{source}\"; \"…\")`",
        }

        /// Neither the source nor the target of `reexport_module_members!` is in the extension or around it.
        "foreign-reexport": warning, Foreign { target: String, source: String } => {
            message: "`{target}` re-exports names of `{source}`, but neither of the two is in this extension",
            remedy: "name the extension, a submodule of it, or the package around it as the target",
        }

        /// A submodule that a class describes re-exports a name of another package.
        ///
        /// Type checkers reject an import in the body of a class. An importable submodule has a file of its own, which
        /// may contain imports.
        "reexport-in-class": warning, InClass { place: String, source: String, name: String } => {
            message: "`{place}` re-exports `{name}` from `{source}`, but is described by a class, which cannot contain \
                      imports",
            remedy: "state its type with `module_variable!(\"{place}\", \"{name}\", T)`, or add `{place}` to \
                     `importable-submodules` if it can be imported",
        }
    }
}
