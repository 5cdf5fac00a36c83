//! The names that PyO3's `create_exception!` leaves in a shared library.
//!
//! The macro passes `module.Name` to Python as a C string, which is in the read-only data of the library. This module must
//! not know what the names are used for.

use object::{Object as _, ObjectSection as _, ReadCache, SectionKind};
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

/// Returns the dotted name of a class at the end of each C string in the read-only data of the library at `path`.
///
/// Rust's strings do not end with a zero byte. If one is right before a name, it becomes part of the name.
///
/// # Errors
///
/// The file cannot be read.
pub fn dotted_names(path: &Path) -> io::Result<BTreeSet<String>> {
    let cache = ReadCache::new(File::open(path)?);
    let mut names = BTreeSet::new();
    match object::File::parse(&cache) {
        Ok(file) => {
            let is_constant = |kind| matches!(kind, SectionKind::ReadOnlyData | SectionKind::ReadOnlyString);
            for section in file.sections().filter(|section| is_constant(section.kind())) {
                // A section that cannot be read counts as one without names.
                find(section.data().unwrap_or_default(), &mut names);
            }
        }
        // This may be a library for several processors in one file.
        Err(_) => find(&std::fs::read(path)?, &mut names),
    }
    Ok(names)
}

/// Adds the dotted names in `data` that a zero byte ends.
fn find(data: &[u8], names: &mut BTreeSet<String>) {
    for end in memchr::memchr_iter(0, data) {
        let text = &data[..end];
        let start = text.iter().rposition(|byte| !is_of_name(*byte)).map_or(0, |before| before + 1);
        let name = std::str::from_utf8(&text[start..]).unwrap_or_default();
        if names_a_class(name) && !names.contains(name) {
            names.insert(name.to_owned());
        }
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.'
}

/// Whether `text` is a module and a name in the style of classes. Files and modules are written in lower case.
fn names_a_class(text: &str) -> bool {
    let is_name = |part: &str| part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    text.rsplit_once('.').is_some_and(|(module, name)| {
        module.split('.').all(is_name)
            && name.trim_start_matches('_').starts_with(|first: char| first.is_ascii_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(data: &[u8]) -> Vec<String> {
        let mut names = BTreeSet::new();
        find(data, &mut names);
        names.into_iter().collect()
    }

    #[test]
    fn names_end_with_a_zero_byte() {
        assert_eq!(found(b"\x01m.A\0b\0m.sub.B\0m.C"), ["m.A", "m.sub.B"]);
    }

    #[test]
    fn what_does_not_look_like_a_class_is_none() {
        assert_eq!(
            found(b"libc.so.6\0.Init\0a.\0a..B\0x.1.B\0Plain\0src/module.rs\0see m.D\0m._E\0"),
            ["m.D", "m._E"]
        );
        assert_eq!(found(b"\0\0\0"), Vec::<String>::new());
    }
}
