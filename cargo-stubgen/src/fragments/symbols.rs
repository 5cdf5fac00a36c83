//! The symbols `PYO3_INTROSPECTION_1_<number>` of a library, and the texts that they are.
//!
//! Each is a static with a length of four bytes before the text. A shared library exports it, so that it is still there
//! when the library is stripped. A Rust library is an archive of object files, which have it too.

use object::read::archive::ArchiveFile;
use object::read::macho::{FatArch, MachOFatFile32, MachOFatFile64};
use object::{
    Endianness, ExportTarget, File, FileKind, Object as _, ObjectKind, ObjectSection as _, ObjectSymbol as _,
    ReadCache, ReadRef, SectionIndex, SectionKind,
};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// The prefix of every symbol. Mach-O puts an underscore before it.
const PREFIX: &[u8] = b"PYO3_INTROSPECTION_1_";

/// The first bytes of LLVM bitcode. The names of its symbols are plain text.
const BITCODE: &[u8] = b"BC\xc0\xde";

/// The longest text that is read. A fragment describes one function or class.
const LONGEST: u32 = 1 << 24;

/// The most bytes of all texts together. Damaged symbols may all point to one long text.
const MOST: usize = 1 << 28;

/// The texts of a library.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) found: Vec<Vec<u8>>,
    /// The fragments that could not be read, with a sentence for each.
    pub(super) unread: Vec<String>,
    /// Why the names of symbols are not known.
    pub(super) damaged: Vec<String>,
    /// Whether bitcode, which link-time optimisation produces instead of object files, contains further fragments.
    pub(super) has_bitcode: bool,
}

impl Texts {
    /// The texts of a file that is damaged, so that the names of its symbols are not known.
    fn unreadable(error: &object::Error) -> Self {
        Self { damaged: vec![error.to_string()], ..Self::default() }
    }

    /// Adds those of a part of the library.
    fn add(&mut self, Self { found, unread, damaged, has_bitcode }: Self) {
        self.found.extend(found);
        self.unread.extend(unread);
        self.damaged.extend(damaged);
        self.has_bitcode |= has_bitcode;
    }
}

/// Reads the texts of the library at `path`. A file that is not a library has none.
pub(super) fn texts(path: &Path) -> io::Result<Texts> {
    let cache = ReadCache::new(std::fs::File::open(path)?);
    Ok(in_file(&cache))
}

/// Reads the texts of a library for one processor, or for the first of several: all have the same ones.
pub(super) fn in_file<'data>(data: impl ReadRef<'data>) -> Texts {
    match FileKind::parse(data) {
        Ok(FileKind::Archive) => in_archive(data),
        Ok(FileKind::MachOFat32) => {
            in_first(MachOFatFile32::parse(data).and_then(|fat| first(fat.arches(), data)))
        }
        Ok(FileKind::MachOFat64) => {
            in_first(MachOFatFile64::parse(data).and_then(|fat| first(fat.arches(), data)))
        }
        Ok(_) => in_object(data),
        // It does not begin as a library does.
        Err(_) => Texts::default(),
    }
}

/// Reads the texts of the object files in an archive. What does not begin as an object file, such as Rust's metadata on
/// some platforms, has none.
fn in_archive<'data>(data: impl ReadRef<'data>) -> Texts {
    let mut texts = Texts::default();
    let archive = match ArchiveFile::parse(data) {
        Ok(archive) => archive,
        Err(error) => return Texts::unreadable(&error),
    };
    for member in archive.members() {
        match member.and_then(|member| member.data(data)) {
            Ok(member) if member.starts_with(BITCODE) => {
                texts.has_bitcode |= member.windows(PREFIX.len()).any(|window| window == PREFIX);
            }
            Ok(member) if FileKind::parse(member).is_err() => {}
            Ok(member) => texts.add(in_object(member)),
            Err(error) => texts.add(Texts::unreadable(&error)),
        }
    }
    texts
}

/// Returns the library for the first processor, if there is one.
fn first<'data>(arches: &[impl FatArch], data: impl ReadRef<'data>) -> object::Result<&'data [u8]> {
    arches.first().map_or(Ok(&[][..]), |arch| arch.data(data))
}

fn in_first(library: object::Result<&[u8]>) -> Texts {
    match library {
        Ok([]) => Texts::default(),
        Ok(library) => in_object(library),
        Err(error) => Texts::unreadable(&error),
    }
}

/// Reads the texts of a file that begins as a library or an object file does.
fn in_object<'data>(data: impl ReadRef<'data>) -> Texts {
    match File::parse(data) {
        Ok(file) => in_library(&file),
        Err(error) => Texts::unreadable(&error),
    }
}

fn in_library<'data, R: ReadRef<'data>>(file: &File<'data, R>) -> Texts {
    let mut texts = Texts::default();
    let mut room = MOST;
    let places = match places(file) {
        Ok(places) => places,
        Err(error) => return Texts::unreadable(&error),
    };
    for place in places {
        match text(file, place) {
            Some(text) if text.len() <= room => {
                room -= text.len();
                texts.found.push(text.to_vec());
            }
            Some(_) => {
                texts.unread.push("the library contains too many fragments".to_owned());
                break;
            }
            None => texts
                .unread
                .push(format!("the fragment at {:#x} is cut off, or too long to be one", place.address)),
        }
    }
    texts
}

/// Where a fragment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct FragmentPlace {
    address: u64,
    /// The section of an object file, whose addresses begin at zero in each section.
    section: Option<usize>,
}

/// Returns the places of the fragments. Several symbol tables may contain the same one.
fn places<'data, R: ReadRef<'data>>(file: &File<'data, R>) -> object::Result<BTreeSet<FragmentPlace>> {
    let is_fragment = |name: &[u8]| name.strip_prefix(b"_").unwrap_or(name).starts_with(PREFIX);
    let is_object = file.kind() == ObjectKind::Relocatable;
    let mut places = BTreeSet::new();
    for symbol in file.symbols().chain(file.dynamic_symbols()).filter(object::ObjectSymbol::is_definition) {
        if is_fragment(symbol.name_bytes()?) {
            let section = symbol.section_index().filter(|_| is_object).map(|index| index.0);
            places.insert(FragmentPlace { address: symbol.address(), section });
        }
    }
    if !places.is_empty() {
        return Ok(places);
    }
    // Windows has no other table in a library.
    for export in file.exports()? {
        let export = export?;
        let is_named = matches!(export.name(), object::NameOrOrdinal::Name(name) if is_fragment(name));
        if let (true, ExportTarget::Address { address }) = (is_named, export.target()) {
            places.insert(FragmentPlace { address, section: None });
        }
    }
    Ok(places)
}

/// Whether sections of a kind are in memory when the library is loaded.
///
/// Debug information has sections that begin at address zero, and none of them is loaded. Linkers put constants among
/// strings, and some of them among code.
pub(super) fn is_loaded(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::Text
            | SectionKind::Data
            | SectionKind::ReadOnlyData
            | SectionKind::ReadOnlyDataWithRel
            | SectionKind::ReadOnlyString
    )
}

/// Returns the text at `place`, which is preceded by its length.
fn text<'data, R: ReadRef<'data>>(file: &File<'data, R>, place: FragmentPlace) -> Option<&'data [u8]> {
    let bytes = |address: u64, size: u64| match place.section {
        Some(index) => {
            let section = file.section_by_index(SectionIndex(index)).ok()?;
            section.data_range(address, size).ok().flatten()
        }
        None => {
            let mut loaded = file.sections().filter(|section| is_loaded(section.kind()));
            loaded.find_map(|section| section.data_range(address, size).ok().flatten())
        }
    };
    let prefix: [u8; 4] = bytes(place.address, 4)?.try_into().ok()?;
    let length = match file.endianness() {
        Endianness::Little => u32::from_le_bytes(prefix),
        Endianness::Big => u32::from_be_bytes(prefix),
    };
    if length > LONGEST {
        return None;
    }
    bytes(place.address.checked_add(4)?, u64::from(length))
}
