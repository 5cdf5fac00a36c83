//! Rules about trees of stubs that are bundled into one.

use crate::text::words::listed_briefly;

crate::__rules! {
    /// What may be wrong with a tree of stubs.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum BundleRule {
        /// A file of the tree is not valid Python.
        "invalid-tree-file": error, NotPython { module: String, reason: String } => {
            message: "the stub of `{module}` is not valid Python: {reason}",
            remedy: "correct the file",
        }

        /// Two files of the tree describe one module, such as `sub.pyi` and `sub/__init__.pyi`.
        ///
        /// Type checkers read only one of them.
        "two-files-for-module": error, Twice { module: String, first: String, second: String } => {
            message: "both `{first}` and `{second}` describe `{module}`",
            remedy: "remove the file that is out of date",
        }

        /// The tree does not have a file for the extension module.
        "missing-root-stub": error, NoRoot { module: String, others: Vec<String> } => {
            message: "no file of the tree describes `{module}`",
            remedy: [match others.as_slice() {
                [] => "pass a directory that contains stub files (`.pyi`)".to_owned(),
                others => format!("pass one of the modules of the tree with `--module NAME`: {}", listed_briefly(others, "module")),
            }],
        }

        /// A name in a stub is neither defined nor imported.
        ///
        /// Type checkers treat it as unknown. A bundle would give it another meaning, or none.
        "undefined-name": error, Undefined { module: String, name: String } => {
            message: "`{name}` is neither defined in `{module}` nor imported",
            remedy: "import it, or correct its spelling",
        }

        /// A name is imported in a circle: each file imports it from the next one, and no file defines it.
        "circular-name": error, Circular { module: String, name: String } => {
            message: "`{module}` imports `{name}` in a circle, so no file defines it",
            remedy: "define the name in one of the files",
        }

        /// Under different conditions, a name is imported from different modules.
        ///
        /// The imports of a bundle are at the top of its file, where each name has one meaning.
        "conditional-import": error, ConditionalImport { module: String, name: String, first: String, second: String } => {
            message: "`{module}` imports `{name}` from `{first}` or from `{second}`, which depends on a condition",
            remedy: "import it once, or give the two imports different names with `as`",
        }

        /// A module has a submodule, and also gives its name to something else, such as a function that it imports from there.
        ///
        /// In Python, a module has one attribute of a name, so one of the two hides the other.
        "item-over-submodule": error, HiddenSubmodule { module: String, name: String } => {
            message: "`{module}.{name}` is a submodule, and `{module}` gives its name to something else",
            remedy: "rename the file, for example to `_{name}.pyi`, or remove the other `{name}`",
        }

        /// A condition is not one that every type checker evaluates.
        ///
        /// Stubs may ask for `sys.version_info`, `sys.platform` and `TYPE_CHECKING`. A bundle declares a name again for each alternative
        /// under which it exists, and a condition may have 64 of them.
        "unknown-condition": error, UnknownCondition { module: String } => {
            message: "a bundle cannot have this condition of `{module}`",
            remedy: "compare `sys.version_info` with `(3, N)` or `sys.platform` with a name, or remove the condition",
        }

        /// A statement does not belong in a stub.
        "unknown-statement": error, UnknownStatement { module: String } => {
            message: "a bundle cannot have this statement of `{module}`",
            remedy: "remove it, or declare the names that it defines with `NAME: TYPE`",
        }

        /// A statement has an expression that a stub cannot contain.
        "unknown-expression": error, UnknownExpression { module: String, reason: String } => {
            message: "a bundle cannot have this expression of `{module}`: {reason}",
            remedy: "write a type, a name or a literal",
        }

        /// A module of the tree has a source or a shared library of its own, so Python imports it by its name.
        ///
        /// The stub of an extension is one file, in which a submodule is an attribute. `import m.sub` is an error for type checkers
        /// that read it. A submodule that can be imported needs a file of its own.
        "importable-in-tree": error, Importable { module: String, source: String } => {
            message: "`{module}` can be imported, because `{source}` exists, and one file cannot describe that",
            remedy: "list it in `importable-submodules`, so that it keeps a file of its own, or bundle only the \
                     modules of the extension",
        }

        /// A submodule re-exports a name of another package, and the class that describes the submodule cannot import it.
        "lost-reexport": warning, LostReexport { module: String, source: String, name: String } => {
            message: "`{module}` re-exports `{name}` from `{source}`, which the class that describes `{module}` cannot do",
            remedy: "declare it as `{name}: TYPE`, or add `{module}` to `importable-submodules` if it can be imported",
        }
    }
}
