//! The import hook by which stubtest reaches submodules: it works, for threads too, and leaves nothing behind.

use crate::support::Project;
use std::path::Path;
use std::process::Command;

#[test]
fn it_imports_submodules_and_leaves_everything_as_it_was() {
    let directory = Project::empty();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR"));
    let hook = std::fs::read(sources.join("src/proof/driver/submodules.py")).unwrap();
    directory.write("stubgen_proof/__init__.py", "");
    directory.write("stubgen_proof/submodules.py", hook);
    let mut python = Command::new("python3");
    python.args(["-I", "-B"]).arg(sources.join("tests/command/support/import_hook.py")).arg(directory.root());
    let output = python.output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "all is well\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
