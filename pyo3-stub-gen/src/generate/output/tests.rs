//! Which files are written, compared and left alone, in temporary directories.
#![allow(clippy::unwrap_used)]

use super::generated::owner_of;
use super::*;
use std::fs;
use std::path::Path;

fn generated(body: &str) -> String {
    format!("{GENERATED_HEADER}\n{body}\n")
}

fn entries(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_file_is_created_updated_and_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("new/m.pyi");
    assert_eq!(write(&path, &generated("a"), Replace::Generated).unwrap(), Written::Created);
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(write(&path, &generated("a"), Replace::Generated).unwrap(), Written::Unchanged);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    assert_eq!(write(&path, &generated("b"), Replace::Generated).unwrap(), Written::Updated);
    assert_eq!(fs::read_to_string(&path).unwrap(), generated("b"));
    assert_eq!(entries(path.parent().unwrap()), ["m.pyi"]);
}

#[test]
fn a_hand_written_file_is_replaced_only_when_asked() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("m.pyi");
    fs::write(&path, "x: int\n").unwrap();
    let error = write(&path, &generated("a"), Replace::Generated).unwrap_err();
    assert!(matches!(error, OutputError::HandWritten { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "x: int\n");
    assert_eq!(write(&path, &generated("a"), Replace::Anything).unwrap(), Written::Updated);
    // An empty file says as much as a `py.typed`, or is a package's.
    fs::write(&path, "").unwrap();
    let error = write(&path, &generated("a"), Replace::Generated).unwrap_err();
    assert!(matches!(error, OutputError::HandWritten { .. }), "{error}");
}

#[test]
fn a_file_of_another_module_is_replaced_only_when_asked() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("m.pyi");
    let text = |module: &str, body: &str| format!("{}\n\n{body}\n", header(module));
    // Earlier versions did not name the module.
    fs::write(&path, generated("a")).unwrap();
    assert_eq!(write(&path, &text("a.b", "x: int"), Replace::Generated).unwrap(), Written::Updated);
    assert_eq!(write(&path, &text("a.b", "y: int"), Replace::Generated).unwrap(), Written::Updated);
    let error = write(&path, &text("a.c", "z: int"), Replace::Generated).unwrap_err();
    assert!(matches!(&error, OutputError::OtherModule { module, .. } if module == "a.b"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text("a.b", "y: int"));
    assert_eq!(owner(&path), Some(Owner::Module("a.b".to_owned())));
    assert_eq!(write(&path, &text("a.c", "z: int"), Replace::Anything).unwrap(), Written::Updated);
}

#[test]
fn a_header_below_other_comments_counts_and_one_in_the_code_does_not() {
    assert_eq!(owner_of(&format!("# Licence: MIT\n\n{}", generated(""))), Owner::Unnamed);
    assert_eq!(owner_of(&generated("").replace('\n', "\r\n")), Owner::Unnamed);
    assert_eq!(owner_of(&format!("{}\r\n", header("m"))), Owner::Module("m".to_owned()));
    assert_eq!(owner_of(&format!("x: int\n{}", generated(""))), Owner::Author);
}

#[test]
fn line_ends_are_not_a_change() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("m.pyi");
    fs::write(&path, generated("a").replace('\n', "\r\n")).unwrap();
    assert_eq!(compare(&path, &generated("a")).unwrap(), Comparison::Same);
    assert_eq!(write(&path, &generated("a"), Replace::Generated).unwrap(), Written::Unchanged);
    assert_eq!(compare(&path, &generated("b")).unwrap(), Comparison::Different(generated("a")));
}

#[test]
fn a_path_that_cannot_be_a_file_is_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let error = write(directory.path(), "", Replace::Anything).unwrap_err();
    assert!(matches!(error, OutputError::NotAFile { kind: NotAFile::Directory, .. }), "{error}");
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    let error = write(&file.join("m.pyi"), "", Replace::Anything).unwrap_err();
    assert!(matches!(error, OutputError::Io { .. }), "{error}");
}

#[test]
fn a_typed_marker_that_is_there_stays() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(mark_typed(directory.path()).unwrap(), Written::Created);
    fs::write(directory.path().join(TYPED_MARKER), "partial\n").unwrap();
    assert_eq!(mark_typed(directory.path()).unwrap(), Written::Unchanged);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_and_read_only_is_respected() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("m.pyi");
    let link = directory.path().join("link.pyi");
    fs::write(&path, generated("a")).unwrap();
    symlink(&path, &link).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    write(&link, &generated("b"), Replace::Generated).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);

    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let error = write(&path, &generated("c"), Replace::Generated).unwrap_err();
    assert!(matches!(error, OutputError::ReadOnly { .. }), "{error}");
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let error = write(&directory.path().join("n.pyi"), "", Replace::Anything).unwrap_err();
    assert!(matches!(error, OutputError::ReadOnly { .. } | OutputError::Io { .. }), "{error}");
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), generated("b"));
}

#[cfg(unix)]
#[test]
fn links_other_names_and_owners_stay() {
    use std::os::unix::fs::{MetadataExt as _, chown, symlink};
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    // A link to nothing, by way of another link.
    fs::create_dir(path("elsewhere")).unwrap();
    symlink("second.pyi", path("first.pyi")).unwrap();
    symlink("elsewhere/third.pyi", path("second.pyi")).unwrap();
    assert_eq!(write(&path("first.pyi"), &generated("a"), Replace::Generated).unwrap(), Written::Created);
    assert!(fs::symlink_metadata(path("first.pyi")).unwrap().is_symlink());
    assert!(fs::symlink_metadata(path("second.pyi")).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(path("elsewhere/third.pyi")).unwrap(), generated("a"));
    assert_eq!(entries(&path("elsewhere")), ["third.pyi"]);
    // Links in a circle lead nowhere.
    symlink("b.pyi", path("a.pyi")).unwrap();
    symlink("a.pyi", path("b.pyi")).unwrap();
    assert!(write(&path("a.pyi"), &generated("a"), Replace::Generated).is_err());

    fs::write(path("one.pyi"), generated("a long text that is shortened")).unwrap();
    fs::hard_link(path("one.pyi"), path("two.pyi")).unwrap();
    write(&path("one.pyi"), &generated("b"), Replace::Generated).unwrap();
    assert_eq!(fs::read_to_string(path("two.pyi")).unwrap(), generated("b"));
    assert_eq!(fs::metadata(path("one.pyi")).unwrap().nlink(), 2);

    // Only an administrator can give a file away.
    if chown(path("elsewhere/third.pyi"), Some(12345), Some(12346)).is_ok() {
        write(&path("first.pyi"), &generated("b"), Replace::Generated).unwrap();
        let metadata = fs::metadata(path("elsewhere/third.pyi")).unwrap();
        assert_eq!((metadata.uid(), metadata.gid()), (12345, 12346));
        assert_eq!(fs::read_to_string(path("first.pyi")).unwrap(), generated("b"));
    }
    let names = entries(directory.path());
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
}
