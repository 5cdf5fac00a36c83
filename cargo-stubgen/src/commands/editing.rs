//! What the commands that edit the files of a project share.

use crate::args::{CommonArgs, CompilerMessages, SourceArgs};
use crate::changes::FileChange;
use crate::error::Error;
use crate::find::Extension;
use crate::freshness::diff;
use crate::manifest::DependencySource;
use crate::report::Sources;
use crate::stdout;
use crate::system::repository_path;
use pyo3_stub_gen::text::path::absolute;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints what would change, in files that `place` gives their paths in the project.
pub(super) fn show(changes: &[FileChange], place: &dyn Fn(&Path) -> PathBuf) -> Result<ExitCode, Error> {
    let texts = changes.iter().filter(|change| change.is_change()).filter_map(|change| {
        let (before, after) = change.texts()?;
        let name = repository_path(&place(&change.path)).to_string_lossy().replace('\\', "/");
        Some(diff(&name, change.before.is_some().then_some(before), after).text)
    });
    stdout::print_styled(&texts.collect::<String>())?;
    Ok(ExitCode::SUCCESS)
}

/// Returns the options of a build that follows another one in the same run.
pub(super) fn again(common: &CommonArgs) -> CommonArgs {
    let mut common = common.clone();
    common.report.compiler = CompilerMessages::New;
    common
}

/// Returns where the library comes from.
pub(super) fn source(args: &SourceArgs) -> DependencySource {
    match (&args.path, &args.git) {
        (Some(path), _) => {
            let path = absolute(path);
            DependencySource::Path(path.canonicalize().unwrap_or(path))
        }
        (None, Some(url)) => DependencySource::Git { url: url.clone(), rev: args.rev.clone() },
        (None, None) => DependencySource::Registry(env!("CARGO_PKG_VERSION").to_owned()),
    }
}

/// Returns the root of the workspace, of which all extensions are.
pub(super) fn root(extensions: &[Extension]) -> PathBuf {
    extensions.first().map(|it| it.workspace_root.clone()).unwrap_or_default()
}

pub(super) fn target_directory(extensions: &[Extension], common: &CommonArgs) -> PathBuf {
    let chosen = common.build.target_dir.as_deref().map(absolute);
    chosen.or_else(|| extensions.first().map(|it| it.target_directory.clone())).unwrap_or_default()
}

/// Returns the current directory, to which the paths of these problems are relative.
pub(super) fn here() -> Sources {
    Sources { roots: vec![PathBuf::new()] }
}
