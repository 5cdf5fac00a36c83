//! `docs/reference.md` has every attribute, option, macro, trait, type and function that users of the library name. It is
//! written from their documentation, and from the tables of `docs/attributes.md`.
//!
//! How to write a test here: a public item is found by itself in the files of [`CHAPTERS`], so document it. `cargo accept -p
//! stub-tests --test reference` writes the page.

mod entry;
mod markdown;

use entry::Entry;
use std::fs;
use std::path::{Path, PathBuf};
use stub_tests::{Outcome, compare, places, when};

/// The header of the page.
const HEADER: &str = "\
# Reference

<!-- Written from the documentation of the items, and from `attributes.md`, by a test. -->

This page lists everything that an annotated extension may use. [`configuration.md`](configuration.md) describes the keys of
`[tool.pyo3-stub-gen]` and the command, and [`types.md`](types.md) the Python type of each Rust type.

Where a macro or an option takes the dotted name of a module, a name that begins with a dot is relative to the extension
module: `\".sub\"` is `shapes.sub` in the extension `shapes`.

";

/// A chapter of the page, and the files whose items it has.
struct Chapter {
    title: &'static str,
    /// How to use the items.
    about: &'static str,
    files: &'static [&'static str],
    /// The module that makes some of the items public, if not all of them are.
    exports: Option<&'static str>,
}

/// The chapters.
const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "Attribute macros, derives and Python source",
        about: "They are in `pyo3_stub_gen::derive`.",
        files: &["pyo3-stub-gen-derive/src/lib.rs"],
        exports: None,
    },
    Chapter {
        title: "Macros",
        about: "They are at the root of `pyo3_stub_gen`.",
        files: &["pyo3-stub-gen/src/macros"],
        exports: None,
    },
    Chapter {
        title: "Python types of Rust types",
        about: "They are at the root of `pyo3_stub_gen`.",
        files: &["pyo3-stub-gen/src/types.rs"],
        exports: None,
    },
    Chapter {
        title: "At run time",
        about: "They are in `pyo3_stub_gen::runtime`, with the feature `pyo3`, which is on by default.",
        files: &["pyo3-stub-gen/src/runtime"],
        exports: Some("pyo3-stub-gen/src/runtime/mod.rs"),
    },
    Chapter {
        title: "Records that you submit yourself",
        about: "They are in `pyo3_stub_gen::type_info`, for `inventory::submit!`, and exist for extensions that were written for \
                0.23. The macros above need none of them. `fmt_py_obj` is in `pyo3_stub_gen::util`.",
        files: &["pyo3-stub-gen/src/compat/type_info.rs", "pyo3-stub-gen/src/util.rs"],
        exports: None,
    },
    Chapter {
        title: "A program of your own",
        about: "They are at the root of `pyo3_stub_gen`, with the feature `generate`. `cargo stubgen` does not need them.",
        files: &["pyo3-stub-gen/src/stub_info.rs", "pyo3-stub-gen/src/compat/stub_gen_config.rs"],
        exports: None,
    },
];

#[test]
fn the_page_has_every_item() -> Outcome {
    let page = places::root().join("docs/reference.md");
    let mut text = format!("{HEADER}{}", attributes()?);
    for chapter in CHAPTERS {
        text.push_str(&format!("\n## {}\n\n{}\n", chapter.title, chapter.about));
        for entry in entries(chapter)? {
            text.push_str(&entry.text());
        }
    }
    compare::with_committed(&page, &text)
}

/// Returns the tables of `docs/attributes.md`, one level lower.
fn attributes() -> Outcome<String> {
    let path = places::root().join("docs/attributes.md");
    let text = when(fs::read_to_string(&path), path.display())?;
    let (_, sections) = text.split_once("\n## ").ok_or("`docs/attributes.md` has no sections")?;
    Ok(format!("## {}", sections.trim_end()) + "\n")
}

/// Returns the public items of `chapter`, in the order of the sources.
fn entries(chapter: &Chapter) -> Outcome<Vec<Entry>> {
    let mut found = Vec::new();
    for file in chapter.files {
        let path = places::root().join(file);
        let paths: Vec<PathBuf> = if path.is_dir() { places::files(&path)? } else { vec![path] };
        for path in paths {
            found.extend(entry::of(&parsed(&path)?));
        }
    }
    if let Some(module) = chapter.exports {
        let public = entry::exports(&parsed(&places::root().join(module))?);
        found.retain(|entry| public.contains(entry.name.trim_end_matches("()")));
    }
    let undocumented: Vec<&str> =
        found.iter().filter(|entry| entry.doc.trim().is_empty()).map(|entry| entry.name.as_str()).collect();
    if undocumented.is_empty() { Ok(found) } else { Err(format!("no documentation: {undocumented:?}")) }
}

fn parsed(path: &Path) -> Outcome<syn::File> {
    let source = when(fs::read_to_string(path), path.display())?;
    when(syn::parse_file(&source), path.display())
}

/// The example in the root documentation is a fixture, which is built, imported and checked.
#[test]
fn the_example_of_the_root_documentation_works() -> Outcome {
    let path = places::tests().join("fixtures/good/documented/src/lib.rs");
    let fixture = when(fs::read_to_string(&path), path.display())?;
    let library = places::root().join("pyo3-stub-gen/src/lib.rs");
    let doc = entry::documentation(&parsed(&library)?.attrs);
    let example = doc.split("```ignore\n").nth(1).and_then(|rest| rest.split("```").next());
    compare::same(&fixture, example.unwrap_or_default(), "in the fixture `documented`")
}
