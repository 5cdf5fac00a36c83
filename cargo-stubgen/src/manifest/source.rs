//! Where a dependency comes from.

use std::path::{Component, Path, PathBuf};

/// Where a dependency comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DependencySource {
    /// The registry, in this version.
    Registry(String),
    /// A directory.
    Path(PathBuf),
    /// A repository, and the revision of it.
    Git {
        /// The URL.
        url: String,
        /// The revision, unless it is the newest one.
        rev: Option<String>,
    },
}

impl DependencySource {
    /// Returns the source in a `Cargo.toml` in `directory`.
    pub fn in_directory(&self, directory: &Path) -> Self {
        match self {
            Self::Path(path) => Self::Path(relative(path, directory)),
            Self::Registry(_) | Self::Git { .. } => self.clone(),
        }
    }

    /// Returns the source of the crate `name` of the same repository.
    pub fn sibling(&self, name: &str) -> Self {
        match self {
            Self::Path(path) => Self::Path(path.with_file_name(name)),
            Self::Registry(_) | Self::Git { .. } => self.clone(),
        }
    }

    /// Returns the keys and values of the source.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Registry(version) => vec![("version", quoted(version))],
            Self::Path(path) => vec![("path", quoted(&path.to_string_lossy().replace('\\', "/")))],
            Self::Git { url, rev } => {
                let rev = rev.as_ref().map(|rev| ("rev", quoted(rev)));
                std::iter::once(("git", quoted(url))).chain(rev).collect()
            }
        }
    }
}

/// Returns `text` as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).decorated("", "").to_string()
}

/// Returns `path` from `directory`. Both are absolute. On Windows, another drive cannot be reached from it.
fn relative(path: &Path, directory: &Path) -> PathBuf {
    let (path_parts, mut from): (Vec<Component<'_>>, Vec<_>) =
        (path.components().collect(), directory.components().collect());
    let common = path_parts.iter().zip(&from).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return path.to_owned();
    }
    from.drain(..common);
    let up = from.iter().map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(path_parts.into_iter().skip(common)).collect();
    if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative }
}
