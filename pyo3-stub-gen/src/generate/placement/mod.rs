//! Where a module string puts an item: the path of a submodule below the extension module.

mod class_places;
mod class_traits;
mod imports;
mod layout;
mod signatures;

pub use class_places::ClassPlaces;
pub use class_traits::ClassTraits;
pub(in crate::generate) use imports::submodule;
pub use layout::{ClassAlias, RuntimeLayout, ShownAll};
pub use signatures::{Binding, RuntimeSignatures, ShownMethod, ShownParameter};

use crate::text::dotted;

/// The meaning of a fact's module string for one extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::generate) enum Placement {
    /// In the extension, below this path; empty for the extension module itself.
    Inside(Vec<String>),
    /// In a package around the extension, which re-exports names of the extension module.
    Parent,
    /// In another module altogether.
    Elsewhere,
}

impl Placement {
    /// Places `module` in the extension `extension`.
    pub(in crate::generate) fn of(module: Option<&str>, extension: &str) -> Self {
        let module = module.unwrap_or_default();
        match dotted::within(module, extension) {
            Some(rest) => Self::Inside(dotted::parts(rest)),
            None if dotted::is_at_or_below(extension, module.trim()) => Self::Parent,
            None => match Self::below_namesake(module.trim(), extension) {
                Some(rest) => Self::Inside(dotted::parts(rest)),
                None => Self::Elsewhere,
            },
        }
    }

    /// Returns where `module` leads below the package of `extension`, if both have the same name. For the extension itself,
    /// its modules are then below that name.
    fn below_namesake<'m>(module: &'m str, extension: &str) -> Option<&'m str> {
        dotted::below(module, dotted::namesake(extension)?)
    }

    /// Returns the path of the submodule, or that of the extension module for what is not inside.
    pub(in crate::generate) fn path(self) -> Vec<String> {
        match self {
            Self::Inside(path) => path,
            Self::Parent | Self::Elsewhere => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Placement;

    fn inside(path: &[&str]) -> Placement {
        Placement::Inside(path.iter().map(|&part| part.to_owned()).collect())
    }

    #[test]
    fn modules_are_placed_below_the_extension() {
        let of = |module| Placement::of(module, "pkg._core");
        assert_eq!(of(None), inside(&[]));
        assert_eq!(of(Some("pkg._core")), inside(&[]));
        assert_eq!(of(Some("pkg._core.sub.deep")), inside(&["sub", "deep"]));
        assert_eq!(of(Some(".sub")), inside(&["sub"]));
        assert_eq!(of(Some("pkg")), Placement::Parent);
        assert_eq!(of(Some("pkg._core2")), Placement::Elsewhere);
        assert_eq!(of(Some("builtins")), Placement::Elsewhere);
        assert_eq!(of(Some("pkg.sub")), Placement::Elsewhere);
    }

    #[test]
    fn an_extension_with_the_name_of_its_package_has_modules_below_that_name() {
        let of = |module| Placement::of(module, "pkg.pkg");
        assert_eq!(of(Some("pkg.sub")), inside(&["sub"]));
        assert_eq!(of(Some("pkg.pkg.sub")), inside(&["sub"]));
        assert_eq!(of(Some("pkg")), Placement::Parent);
        assert_eq!(of(Some("other.sub")), Placement::Elsewhere);
    }
}
