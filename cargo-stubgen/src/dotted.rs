//! Dotted names, as Python writes them.

/// The last part of `path`: the name of a module in its package, or of an item in its module.
pub fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
