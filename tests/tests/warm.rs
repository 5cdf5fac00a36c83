//! `cargo stubgen` compiles nothing after `maturin develop`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;
use stub_tests::{places, run, stubgen, venv};

/// Everything that a compiler wrote, and when.
fn compiled(target: &Path) -> BTreeMap<String, SystemTime> {
    let files = places::files(&target.join("debug").join("deps")).expect("a target directory");
    let kept = |path: &Path| {
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        matches!(&*extension, "rlib" | "rmeta" | "so" | "dylib" | "dll")
    };
    files
        .into_iter()
        .filter(|path| kept(path))
        .map(|path| {
            let modified = fs::metadata(&path).and_then(|data| data.modified()).expect("a time");
            (path.display().to_string(), modified)
        })
        .collect()
}

#[test]
fn nothing_is_compiled_after_maturin_develop() {
    let manifest = places::root().join("examples/mixed/Cargo.toml");
    // Files of another build could make this look warm.
    let target = places::own("warm").expect("a target directory");
    fs::remove_dir_all(&target).expect("an empty target directory");
    let tools = venv::tools().expect("the tools");

    let mut develop = run::command(tools.program("maturin"));
    venv::activate(&mut develop).expect("an environment");
    develop.args(["develop", "--locked", "--manifest-path"]).arg(&manifest);
    develop.arg("--pip-path").arg(tools.program("pip")).env("CARGO_TARGET_DIR", &target);
    run::success(&mut develop).unwrap_or_else(|error| panic!("{error}"));

    let before = compiled(&target);
    assert!(before.keys().any(|name| name.contains("main_mod")), "maturin built elsewhere: {before:?}");
    let mut stubgen = stubgen::stubgen(&manifest, &target).expect("the program");
    let output = run::success(stubgen.arg("--stdout")).unwrap_or_else(|error| panic!("{error}"));
    assert!(!output.stdout.is_empty());
    let mut after = compiled(&target);
    after.retain(|name, modified| before.get(name) != Some(modified));
    assert!(after.is_empty(), "compiled: {:#?}\n{}", after.keys(), run::told(&stubgen, &output));
}
