//! Rules about one stub for several platforms and versions of Python.

crate::__rules! {
    /// Why several artifacts cannot have one stub.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum VariantRule {
        /// Two artifacts are for the same platform and the same version of Python, so no condition distinguishes them.
        "same-target": error, SameTarget { platform: String, version: String } => {
            message: "two artifacts are for Python {version} on {platform}",
            remedy: "pass one of them, or pass the interpreter of each artifact with `--python`, in the same order",
        }

        /// The artifacts differ, and an item is called `sys`. Conditions need the module `sys` under its own name, because mypy
        /// does not evaluate them otherwise.
        "hidden-sys": error, HiddenSys { item: String } => {
            message: "`{item}` hides the module `sys`, which the conditions of a stub for several targets need",
            remedy: "rename the item, or leave it out with `#[gen_stub(skip)]`",
        }

        /// A submodule has a stub file of its own on some targets only. A file cannot be conditional.
        "importable-differs": error, ImportableDiffers { module: String } => {
            message: "`{module}` can be imported on some of the targets only, so its stub file cannot be right on all",
            remedy: "register the submodule on all of them, or leave it out of `importable-submodules`",
        }
    }
}
