//! Rules about hand-written stubs that are merged into the generated one.

crate::__rules! {
    /// What may be wrong with a hand-written stub that `extra` names.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ExtraRule {
        /// A hand-written stub declares a public name that Python does not have.
        ///
        /// The stub has the name, so type checkers accept code that fails. A name that exists only for type checkers is private,
        /// or is a class with `@type_check_only`.
        "unknown-extra": warning, Unknown { name: String } => {
            message: "`{name}` is in a hand-written stub, but does not exist in Python",
            remedy: "remove it, or begin its name with `_` if it is for the stub itself",
        }
    }
}
