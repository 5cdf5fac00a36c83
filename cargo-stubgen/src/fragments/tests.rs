//! Libraries of each platform's form, made here, and what is found in them.

#![allow(clippy::expect_used)]

use super::symbols::{Texts, in_file};
use object::write::{Object, StandardSection, Symbol, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, SectionKind, SymbolFlags, SymbolKind, SymbolScope};

const TEXTS: [&str; 2] = [r#"{"type":"class"}"#, r#"{"type":"module"}"#];

/// A fragment as PyO3 puts it into a library.
fn fragment(text: &str, endianness: Endianness) -> Vec<u8> {
    let length = u32::try_from(text.len()).expect("a short text");
    let length = match endianness {
        Endianness::Little => length.to_le_bytes(),
        Endianness::Big => length.to_be_bytes(),
    };
    [&length, text.as_bytes()].concat()
}

/// A file with a symbol for each of `fragments`, and one of another name.
fn library(format: BinaryFormat, architecture: Architecture, fragments: &[Vec<u8>]) -> Vec<u8> {
    let endianness = if architecture == Architecture::S390x { Endianness::Big } else { Endianness::Little };
    let mut object = Object::new(format, architecture, endianness);
    // It has the same addresses as the data, and is not loaded.
    let debug = object.add_section(b"__DWARF".to_vec(), b".debug_info".to_vec(), SectionKind::Debug);
    object.append_section_data(debug, &[1; 4096], 1);
    let section = object.section_id(StandardSection::ReadOnlyData);
    let named = |index| format!("PYO3_INTROSPECTION_1_{index}");
    let names = (0..fragments.len()).map(named).chain(["PyInit_m".to_owned()]);
    let datas = fragments.iter().map(Vec::as_slice).chain([&b"\x03\0\0\0{ }"[..]]);
    for (name, data) in names.zip(datas) {
        let value = object.append_section_data(section, data, 4);
        object.add_symbol(Symbol {
            name: name.into_bytes(),
            value,
            size: data.len() as u64,
            kind: SymbolKind::Data,
            scope: SymbolScope::Dynamic,
            weak: false,
            section: SymbolSection::Section(section),
            flags: SymbolFlags::None,
        });
    }
    object.write().expect("a file")
}

fn texts(found: Texts) -> Vec<String> {
    assert_eq!((found.damaged, found.unread), Default::default());
    found.found.into_iter().map(|text| String::from_utf8(text).expect("text")).collect()
}

const LITTLE: [(BinaryFormat, Architecture); 3] = [
    (BinaryFormat::Elf, Architecture::X86_64),
    (BinaryFormat::Elf, Architecture::I386),
    (BinaryFormat::MachO, Architecture::Aarch64),
];

#[test]
fn each_fragment_is_found() {
    let fragments = TEXTS.map(|text| fragment(text, Endianness::Little));
    for (format, architecture) in LITTLE {
        assert_eq!(texts(in_file(library(format, architecture, &fragments).as_slice())), TEXTS, "{format:?}");
    }
}

/// Each section of an object file begins at the address zero.
#[test]
fn each_object_file_of_an_archive_is_read() {
    for (format, architecture) in [LITTLE[0], LITTLE[2], (BinaryFormat::Coff, Architecture::X86_64)] {
        let members = TEXTS.map(|text| library(format, architecture, &[fragment(text, Endianness::Little)]));
        let mut archive = b"!<arch>\n".to_vec();
        for (name, member) in
            [("a.o/", &members[0]), ("lib.rmeta/", &b"rust".to_vec()), ("b.o/", &members[1])]
        {
            let size = member.len();
            archive
                .extend(format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{size:<10}`\n", 0, 0, 0, 644).into_bytes());
            archive.extend(member);
            archive.resize(archive.len().next_multiple_of(2), b'\n');
        }
        assert_eq!(texts(in_file(archive.as_slice())), TEXTS, "{format:?}");
        let cut = in_file(archive.get(..100).unwrap_or_default());
        assert_eq!((cut.found.len(), cut.damaged.len()), (0, 1), "{:?}", cut.damaged);
    }
}

/// With link-time optimisation, a crate is not compiled until it is linked.
#[test]
fn fragments_in_bitcode_are_noticed() {
    let archive = |member: &[u8]| {
        let header = format!("{:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", "a.o/", 0, 0, 0, 644, member.len());
        [b"!<arch>\n", header.as_bytes(), member].concat()
    };
    let has_bitcode = |member: &[u8]| in_file(archive(member).as_slice()).has_bitcode;
    assert!(has_bitcode(b"BC\xc0\xde....PyInit_mPYO3_INTROSPECTION_1_7main"));
    assert!(!has_bitcode(b"BC\xc0\xde....PyInit_mmain!"));
    assert!(!has_bitcode(b"no code: PYO3_INTROSPECTION_1_7!"));
}

#[test]
fn lengths_are_in_the_order_of_the_processor() {
    let fragments = TEXTS.map(|text| fragment(text, Endianness::Big));
    let file = library(BinaryFormat::Elf, Architecture::S390x, &fragments);
    assert_eq!(texts(in_file(file.as_slice())), TEXTS);
}

#[test]
fn the_first_library_of_several_processors_is_read() {
    let fragments = TEXTS.map(|text| fragment(text, Endianness::Little));
    let one = library(BinaryFormat::MachO, Architecture::Aarch64, &fragments);
    let start = 4096_u32;
    let size = u32::try_from(one.len()).expect("a small file");
    // `fat_header` and `fat_arch` of `mach-o/fat.h`, big-endian.
    let header = [0xcafe_babe, 1, 0x0100_000c, 0, start, size, 12].map(u32::to_be_bytes).concat();
    let mut fat = header;
    fat.resize(start as usize, 0);
    fat.extend(one);
    assert_eq!(texts(in_file(fat.as_slice())), TEXTS);
}

#[test]
fn windows_exports_fragments() {
    let fragments = TEXTS.map(|text| fragment(text, Endianness::Little));
    assert_eq!(texts(in_file(pe::library(&fragments).as_slice())), TEXTS);
}

#[test]
fn a_length_beyond_the_section_is_damage() {
    let mut cut = fragment(TEXTS[0], Endianness::Little);
    cut[0] = 255;
    let mut huge = fragment(TEXTS[0], Endianness::Little);
    huge[3] = 255;
    for damaged in [cut, huge] {
        let file = library(BinaryFormat::Elf, Architecture::X86_64, &[damaged]);
        let found = in_file(file.as_slice());
        assert_eq!(found.found.len(), 0);
        assert_eq!(found.unread.len(), 1, "{:?}", found.unread);
    }
}

#[test]
fn what_is_not_a_library_has_no_fragments() {
    for file in [&b""[..], b"\x7fELF", b"MZ", b"PYO3_INTROSPECTION_1_0", b"\xca\xfe\xba\xbe\0\0\0\x01"] {
        assert_eq!(texts(in_file(file)), Vec::<String>::new());
    }
}

/// Python loads a library whose section table is missing, so its symbols are not all that may be damaged.
#[test]
fn a_library_whose_tables_are_cut_off_is_damaged() {
    let fragments = TEXTS.map(|text| fragment(text, Endianness::Little));
    let elf = library(BinaryFormat::Elf, Architecture::X86_64, &fragments);
    // `e_shoff` of the header of an ELF file, then the size of the names of symbols.
    let table = u64::from_le_bytes(elf[40..48].try_into().expect("a header"));
    let table = usize::try_from(table).expect("a small file");
    let without_table = elf[..table + 8].to_vec();
    let mut names_elsewhere = elf.clone();
    names_elsewhere[40..48].copy_from_slice(&u64::MAX.to_le_bytes());
    let macho = library(BinaryFormat::MachO, Architecture::Aarch64, &fragments);
    let without_names = macho[..macho.len() - 40].to_vec();
    let fat = [0xcafe_babe, 1, 0x0100_000c, 0, 4096, 4096, 12].map(u32::to_be_bytes).concat();
    let pe = pe::library(&fragments);
    let without_exports = pe[..pe.len() - pe.len().min(0x300)].to_vec();
    for damaged in [without_table, names_elsewhere, without_names, fat, without_exports] {
        let found = in_file(damaged.as_slice());
        assert_eq!((found.found.len(), found.damaged.len()), (0, 1), "{found:?}");
    }
}

/// Any byte of a library may be wrong.
#[test]
fn damaged_libraries_are_read_without_a_panic() {
    let fragments = TEXTS.map(|text| fragment(text, Endianness::Little));
    let mut files: Vec<Vec<u8>> =
        LITTLE.map(|(format, architecture)| library(format, architecture, &fragments)).to_vec();
    files.push(pe::library(&fragments));
    let mut state = 1_u64;
    let mut random = move |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    for file in files {
        for _ in 0..2000 {
            let mut damaged = file.clone();
            for _ in 0..=random(8) {
                let index = random(damaged.len());
                damaged[index] = random(256) as u8;
            }
            damaged.truncate(if random(4) == 0 { random(file.len()) + 1 } else { file.len() });
            in_file(damaged.as_slice());
        }
    }
}

/// A library for Windows, with nothing in it but a table of exports and what they are.
mod pe {
    use object::pe as constants;
    use object::write::pe::{NtHeaders, Writer};

    const ALIGNMENT: u32 = 0x1000;

    pub(super) fn library(fragments: &[Vec<u8>]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = Writer::new(true, ALIGNMENT, 0x200, &mut out);
        writer.reserve_dos_header();
        writer.reserve_nt_headers(16);
        writer.reserve_section_headers(1);
        let address = ALIGNMENT;
        let data = exports(address, fragments);
        let range = writer.reserve_rdata_section(u32::try_from(data.0.len()).expect("a small table"));
        assert_eq!(range.virtual_address, address);
        writer.set_data_directory(constants::IMAGE_DIRECTORY_ENTRY_EXPORT, address, data.1);
        writer.write_empty_dos_header().expect("a header");
        writer.write_nt_headers(NtHeaders {
            machine: constants::IMAGE_FILE_MACHINE_AMD64,
            time_date_stamp: 0,
            characteristics: constants::IMAGE_FILE_EXECUTABLE_IMAGE | constants::IMAGE_FILE_DLL,
            major_linker_version: 0,
            minor_linker_version: 0,
            address_of_entry_point: 0,
            image_base: 0x1_8000_0000,
            major_operating_system_version: 0,
            minor_operating_system_version: 0,
            major_image_version: 0,
            minor_image_version: 0,
            major_subsystem_version: 0,
            minor_subsystem_version: 0,
            subsystem: constants::IMAGE_SUBSYSTEM_WINDOWS_GUI,
            dll_characteristics: constants::DllFlags(0),
            size_of_stack_reserve: 0,
            size_of_stack_commit: 0,
            size_of_heap_reserve: 0,
            size_of_heap_commit: 0,
        });
        writer.write_section_headers();
        writer.write_section(range.file_offset, &data.0);
        out
    }

    /// The export directory at `address`, its tables, and the data that they point to; and how long all but the data
    /// is, because an address within it is a name of another library.
    fn exports(address: u32, fragments: &[Vec<u8>]) -> (Vec<u8>, u32) {
        let count = u32::try_from(fragments.len()).expect("a few");
        let names: Vec<Vec<u8>> = (0..fragments.len())
            .map(|index| format!("PYO3_INTROSPECTION_1_{index}\0").into_bytes())
            .collect();
        let size =
            |bytes: &[Vec<u8>]| u32::try_from(bytes.iter().map(Vec::len).sum::<usize>()).expect("small");
        let addresses_at = address + 40;
        let names_at = addresses_at + 4 * count;
        let ordinals_at = names_at + 4 * count;
        let texts_at = ordinals_at + 2 * count;
        let data_at = texts_at + size(&names);
        let mut out = Vec::new();
        for field in [0, 0, 0, texts_at, 1, count, count, addresses_at, names_at, ordinals_at] {
            out.extend(u32::to_le_bytes(field));
        }
        let mut pointers = |start: u32, bytes: &[Vec<u8>]| {
            let mut at = start;
            for one in bytes {
                out.extend(at.to_le_bytes());
                at += u32::try_from(one.len()).expect("small");
            }
        };
        pointers(data_at, fragments);
        pointers(texts_at, &names);
        (0..count).for_each(|index| out.extend(u16::try_from(index).expect("a few").to_le_bytes()));
        out.extend(names.concat());
        let directory = u32::try_from(out.len()).expect("small");
        out.extend(fragments.concat());
        (out, directory)
    }
}

/// A fragment in the program of these tests, as PyO3 has them.
#[repr(C)]
struct Fragment {
    length: u32,
    text: [u8; 16],
}

#[used]
#[unsafe(no_mangle)]
static PYO3_INTROSPECTION_1_of_these_tests: Fragment = Fragment { length: 16, text: *br#"{"type":"class"}"# };

/// A linker writes more than the other tests do, so this one uses its output. Programs for Windows do not contain symbols.
#[test]
#[cfg(not(windows))]
fn fragments_are_found_in_what_a_linker_made() {
    let program = std::env::current_exe().expect("this program");
    let found = texts(super::symbols::texts(&program).expect("a readable file"));
    assert_eq!(found, [TEXTS[0]]);
}
