//! Rules about names of one module that another one has too.

crate::__rules! {
    /// What may be wrong with a re-export.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ReexportRule {
        /// `reexport_module_members!` lists a name that no annotated item of the source has.
        "unknown-reexport": warning, Unknown { target: String, source: String, name: String } => {
            message: "`{target}` re-exports `{name}` of `{source}`, where no annotated item has that name",
            remedy: "annotate the item, or state its type with `module_variable!`",
        }

        /// `reexport_module_members!` contains a text that is not a name.
        "wrong-reexport": error, WrongName { target: String, source: String, name: String } => {
            message: "the re-export of names of `{source}` from `{target}` has `{name}`, which is not a name",
            remedy: "correct it in `reexport_module_members!`",
        }

        /// `reexport_module_members!` re-exports all names of a module outside the extension, and the generator does not
        /// know which names those are.
        "unlisted-reexport": warning, Unlisted { target: String, source: String } => {
            message: "`{target}` re-exports all names of `{source}`, which is not in this extension, so they are not \
                      known",
            remedy: "list them: `reexport_module_members!(\"{target}\" from \"{source}\"; \"…\")`",
        }

        /// Neither the source nor the target of `reexport_module_members!` is in the extension or around it.
        "foreign-reexport": warning, Foreign { target: String, source: String } => {
            message: "`{target}` re-exports names of `{source}`, but neither of the two is in this extension",
            remedy: "name the extension, a submodule of it, or the package around it as the target",
        }

        /// A submodule re-exports a name of another package, and a class describes that submodule.
        ///
        /// Type checkers reject an import in the body of a class. A submodule that `import` finds has a file of its own,
        /// which may contain imports.
        "reexport-in-class": warning, InClass { place: String, source: String, name: String } => {
            message: "`{place}` re-exports `{name}` of `{source}`, which the class that describes a submodule cannot \
                      import",
            remedy: "state its type with `module_variable!(\"{place}\", \"{name}\", T)`, or name `{place}` in \
                     `importable-submodules` if `import` finds it",
        }
    }
}
