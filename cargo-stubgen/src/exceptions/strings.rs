//! The names that PyO3's `create_exception!` leaves in a shared library.
//!
//! The macro hands `module.Name` to Python as a C string, which the library's read-only data holds. What such data
//! holds besides, and what those names are good for, is not known here.

use object::{Object as _, ObjectSection as _, ReadCache, SectionKind};
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

/// Every C string in the read-only data of the library at `path` that ends in a dotted name: that name.
///
/// A text that nothing ends may stand right before one, so that the first part of a name may begin with too much.
///
/// # Errors
///
/// What the system says when the file cannot be read.
pub fn dotted_names(path: &Path) -> io::Result<BTreeSet<String>> {
    let cache = ReadCache::new(File::open(path)?);
    let mut names = BTreeSet::new();
    match object::File::parse(&cache) {
        Ok(file) => {
            let is_constant = |kind| matches!(kind, SectionKind::ReadOnlyData | SectionKind::ReadOnlyString);
            for section in file.sections().filter(|section| is_constant(section.kind())) {
                // A section that cannot be read is one without names.
                find(section.data().unwrap_or_default(), &mut names);
            }
        }
        // Such as a library for several processors in one file.
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
        if is_dotted_name(name) && !names.contains(name) {
            names.insert(name.to_owned());
        }
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.'
}

fn is_dotted_name(text: &str) -> bool {
    let is_name = |part: &str| part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    text.contains('.') && text.split('.').all(is_name)
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
    fn what_is_no_dotted_name_is_none() {
        assert_eq!(found(b"libc.so.6\0.init\0a.\0a..b\0x.1.5\0plain\0see m.D\0"), ["m.D"]);
        assert_eq!(found(b"\0\0\0"), Vec::<String>::new());
    }
}
