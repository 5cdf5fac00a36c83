//! The editor on every Rust file of a directory: what it adds can be taken out again to the byte, and what it leaves
//! still parses.
//!
//! The directory is that of this repository, or the one that `STUBGEN_FUZZ_SOURCES` names, such as
//! `~/.cargo/registry/src`. Few files have items for Python, so attributes that are frequent are made into those of PyO3
//! first, and the line ends of some files are changed.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use super::{AnnotateOptions, AnnotateScope, annotate};
use crate::sources::SourceFile;
use std::fs;
use std::path::{Path, PathBuf};

/// Frequent text, and what it is made into.
const REPLACED: [(&str, &str); 10] = [
    ("#[inline", "#[pyfunction"),
    ("#[test]", "#[pyo3::pyfunction]"),
    ("#[must_use", "#[pyfunction"),
    ("#[non_exhaustive]", "#[pyclass]"),
    ("#[repr(", "#[pyclass("),
    ("#[allow(", "#[pyfunction("),
    ("#[derive(", "#[pyclass("),
    ("Clone", "FromPyObject"),
    (", inline)", ", pyfunction)"),
    ("#[doc(hidden)]", "#[pymodule]"),
];

/// What the comparison cannot tell from what was added.
const AMBIGUOUS: [&str; 3] = ["pyo3_stub_gen", "gen_stub", "create_exception"];

/// The stack for deeply nested sources.
const STACK: usize = 1 << 30;

#[test]
fn what_is_added_to_any_rust_file_can_be_taken_out() {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = std::env::var_os("STUBGEN_FUZZ_SOURCES").map_or_else(own, PathBuf::from);
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let (mut files, mut annotated, mut unread) = (0_u32, 0_u32, 0_u32);
        each(&root, &mut |path| {
            let Ok(text) = fs::read_to_string(path) else { return };
            files += 1;
            match check(path, &varied(&text, files)) {
                Some(true) => annotated += 1,
                Some(false) => {}
                None => unread += 1,
            }
        });
        (files, annotated, unread)
    });
    let (files, annotated, unread) = thread.unwrap().join().unwrap();
    eprintln!("{files} files, {annotated} of them annotated, {unread} not Rust");
    assert!(annotated > 0);
}

/// Calls `use_file` with each Rust file below `directory`, in a stable order.
fn each(directory: &Path, use_file: &mut impl FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let is_own = path.file_name().is_some_and(|name| name == "target" || name == ".git");
        if path.is_symlink() || is_own {
            continue;
        }
        if path.is_dir() {
            each(&path, use_file);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            use_file(&path);
        }
    }
}

/// Returns `text` with attributes of PyO3, and with the line ends of Windows or a byte order mark in some files.
fn varied(text: &str, number: u32) -> String {
    let mut text = text.to_owned();
    for (old, new) in REPLACED {
        text = text.replace(old, new);
    }
    for word in AMBIGUOUS {
        text = text.replace(word, "other");
    }
    if number.is_multiple_of(3) {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    if number.is_multiple_of(5) {
        text = format!("\u{feff}{}", text.trim_start_matches('\u{feff}'));
    }
    if number.is_multiple_of(7) {
        text = text.replace("    ", "\t").trim_end().to_owned();
    }
    text
}

/// Checks one file. Returns whether it was annotated, or nothing if it is not Rust.
fn check(path: &Path, text: &str) -> Option<bool> {
    let parses = |text: &str| syn::parse_file(text).is_ok();
    let Ok(file) = SourceFile::of(path.to_owned(), text.to_owned()) else {
        assert!(!parses(text), "{}: it parses, and has no tokens", path.display());
        return None;
    };
    let options = AnnotateOptions {
        library: "pyo3_stub_gen",
        condition: None,
        pyo3: "pyo3",
        module: "demo",
        exports: false,
        scope: AnnotateScope::All,
    };
    let edited = annotate(&[file], &options).texts.pop().map(|(_, text)| text);
    let Some(edited) = edited else { return Some(false) };
    assert!(without_annotations(&edited) == text, "{}: something else has changed", path.display());
    assert!(!parses(text) || parses(&edited), "{}: it does not parse any more", path.display());
    let again = SourceFile::of(path.to_owned(), edited).unwrap();
    assert!(annotate(&[again], &options).texts.is_empty(), "{}: a second run changes it", path.display());
    Some(true)
}

/// Returns `text` without each attribute that names this library, and without the blanks behind it, up to where the next
/// attribute begins.
fn without_annotations(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("pyo3_stub_gen::derive::") {
        let (before, _) = rest.split_at(at);
        // A condition may contain brackets and quotation marks, but not the beginning of an attribute.
        let start = before.rfind("#[").unwrap();
        let end = at + rest[at..].find(']').unwrap() + 1;
        kept.push_str(&rest[..start]);
        rest = rest[end..].trim_start();
    }
    kept + rest
}
