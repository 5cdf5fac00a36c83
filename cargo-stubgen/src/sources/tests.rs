//! Which files are found.
#![allow(clippy::unwrap_used)]

use super::reachable;
use std::fs;
use std::path::Path;

fn write(root: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn modules_are_where_the_compiler_finds_them() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().canonicalize().unwrap();
    write(
        &root,
        &[
            (
                "src/lib.rs",
                "mod a; mod b { mod c; #[path = \"x.rs\"] mod d; }\n#[path = \"other/e.rs\"] mod e;\n\
              #[cfg_attr(unix, path = \"u.rs\")] mod f; cfg_if! { if #[cfg(x)] { mod g; } }\n\
              include!(\"h.rs\"); include!(concat!(env!(\"OUT_DIR\"), \"/i.rs\"));\n#[cfg(test)] mod t; mod missing;",
            ),
            ("src/a.rs", "mod inner; #[path = \"y.rs\"] mod y;"),
            ("src/a/inner.rs", ""),
            ("src/y.rs", ""),
            ("src/b/c.rs", ""),
            ("src/b/x.rs", ""),
            ("src/other/e.rs", "mod below;"),
            ("src/other/below.rs", ""),
            ("src/u.rs", ""),
            ("src/f/mod.rs", "mod z;"),
            ("src/f/z.rs", ""),
            ("src/g.rs", ""),
            ("src/h.rs", "mod j;"),
            ("src/j.rs", "fn f( {"),
            ("src/t.rs", ""),
        ],
    );
    let found = reachable(&[root.join("src/lib.rs")], &root);
    let mut names: Vec<_> = found
        .files
        .iter()
        .map(|file| file.path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    names.sort();
    assert_eq!(
        names.join(" "),
        "src/a.rs src/a/inner.rs src/b/c.rs src/b/x.rs src/f/mod.rs src/f/z.rs src/g.rs src/h.rs src/lib.rs \
         src/other/below.rs src/other/e.rs src/u.rs src/y.rs"
    );
    let codes: Vec<_> = found.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["generated-source", "source-not-parsed"]);
}
