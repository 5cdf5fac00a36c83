//! The parts of the table of third-party crates beside the types.

/// A crate whose types this library can map.
#[derive(Debug, Clone, Copy)]
pub struct ThirdParty {
    /// The name of the crate in a path, as [`std::any::type_name`] gives it.
    pub krate: &'static str,
    /// The feature that maps its types.
    pub feature: &'static str,
    /// Whether that feature is on.
    pub is_on: bool,
}
