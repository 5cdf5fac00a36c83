//! The environment in which Cargo finds that maturin's build is fresh: the variables that PyO3's build scripts read,
//! and the flags of the platform.

use crate::find::Extension;
use crate::python::Python;
use crate::rules::BuildRule;
use cargo_config2::{Config, Flags};
use std::path::Path;
use std::process::Command;

/// The variable in which Cargo takes flags for rustc, separated by a byte that no flag contains.
const RUSTFLAGS: &str = "CARGO_ENCODED_RUSTFLAGS";

/// The platform that the extension is built for.
#[derive(Debug)]
pub struct Platform {
    triple: String,
    flags: Flags,
}

impl Platform {
    /// Returns the platform that Cargo builds for in `manifest`'s directory: `target`, or the one of the configuration.
    pub fn of(manifest: &Path, target: Option<&str>) -> Result<Self, BuildRule> {
        let config = Config::load_with_cwd(manifest.parent().unwrap_or(Path::new(".")))?;
        let triple = match config.build_target_for_cli(target)?.into_iter().next() {
            Some(triple) => triple,
            None => config.host_triple()?.to_owned(),
        };
        let flags = config.rustflags(&triple)?.unwrap_or_default();
        Ok(Self { triple, flags })
    }

    /// Returns the platform's name, as rustc spells it.
    pub fn triple(&self) -> &str {
        &self.triple
    }

    fn is_macos(&self) -> bool {
        self.triple.contains("-apple-darwin")
    }

    fn is_musl(&self) -> bool {
        self.triple.contains("-musl")
    }

    /// Returns the flags for every crate, if the platform needs some that the user has not set.
    fn extended_flags(&self) -> Option<Flags> {
        let mut flags = self.flags.clone();
        let wanted: &[&str] = if self.is_macos() {
            // The interpreter's symbols are found when it loads the library.
            &["link-arg=-undefined", "link-arg=dynamic_lookup"]
        } else if self.is_musl() {
            &["target-feature=-crt-static"]
        } else {
            &[]
        };
        for flag in wanted {
            let is_set = |set: &String| set.strip_prefix("-C").unwrap_or(set) == *flag;
            if !flags.flags.iter().any(is_set) {
                flags.push("-C");
                flags.push(*flag);
            }
        }
        (flags.flags != self.flags.flags).then_some(flags)
    }

    /// Returns the arguments for the extension's own crate.
    pub fn rustc_arguments(&self, module: &str, suffix: &str) -> Vec<String> {
        if self.is_macos() {
            let name = format!("link-args=-Wl,-install_name,@rpath/{module}{suffix}");
            vec!["-C".to_owned(), name]
        } else {
            Vec::new()
        }
    }
}

/// Sets the variables that maturin sets.
pub fn apply(
    command: &mut Command,
    platform: &Platform,
    python: &Python,
    stable_abi_file: Option<&Path>,
) -> Result<(), BuildRule> {
    command
        .env("PYO3_PYTHON", &python.path)
        .env("PYO3_ENVIRONMENT_SIGNATURE", python.signature())
        .env("PYO3_BUILD_EXTENSION_MODULE", "1")
        .env("PYTHON_SYS_EXECUTABLE", &python.path);
    if let Some(file) = stable_abi_file {
        command.env("PYO3_CONFIG_FILE", file);
    }
    if let Some(flags) = platform.extended_flags() {
        command.env(RUSTFLAGS, flags.encode()?);
    }
    Ok(())
}

/// Returns the name of the extension's module, as the linker on macOS needs it.
pub fn linked_name(extension: &Extension, module: &str) -> String {
    let pyproject = extension.pyproject.as_ref();
    pyproject.and_then(|pyproject| pyproject.maturin.module_name.clone()).unwrap_or_else(|| module.to_owned())
}
