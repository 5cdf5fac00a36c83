//! The dependency to add.

use super::source::DependencySource;

/// The dependency to add.
#[derive(Debug, Clone)]
pub struct NewDependency<'a> {
    /// Its name.
    pub name: &'a str,
    /// The crate that it stands beside, and whose conditions it has.
    pub beside: &'a str,
    /// Where it comes from.
    pub source: &'a DependencySource,
    /// The features to turn on.
    pub features: &'a [&'a str],
    /// The feature of the crate that turns the dependency's own feature of the second name on, if its default features
    /// are off.
    pub gate: Option<(&'a str, &'a str)>,
}
