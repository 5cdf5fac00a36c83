//! Changes are made together, and taken back to the byte.
#![allow(clippy::unwrap_used)]

use super::{FileChange, Record, records, undo, write};
use std::fs;

fn change(path: std::path::PathBuf, before: &str, after: &str) -> FileChange {
    FileChange::of_text(path, before, after.to_owned())
}

#[test]
fn all_files_change_or_none() {
    let directory = tempfile::tempdir().unwrap();
    let (a, b) = (directory.path().join("a"), directory.path().join("b"));
    fs::write(&a, "1").unwrap();
    fs::write(&b, "1").unwrap();
    let stale = [change(a.clone(), "1", "2"), change(b.clone(), "0", "2")];
    assert_eq!(write(&stale).unwrap_err().rule().code, "source-changed");
    assert_eq!(fs::read_to_string(&a).unwrap(), "1");

    // A directory is in the place of the second file when it is written.
    let missing = directory.path().join("none/c");
    let changes =
        [change(a.clone(), "1", "2"), FileChange { path: missing, before: None, after: Some(vec![1]) }];
    assert_eq!(write(&changes).unwrap_err().rule().code, "source-not-written");
    assert_eq!(fs::read_to_string(&a).unwrap(), "1");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);

    write(&[change(a.clone(), "1", "2"), change(b.clone(), "1", "3")]).unwrap();
    assert_eq!((fs::read_to_string(a).unwrap(), fs::read_to_string(b).unwrap()), ("2".into(), "3".into()));
}

#[test]
fn what_was_recorded_is_taken_back() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path();
    let file = root.join("f");
    let new = root.join("new");
    fs::write(&file, "b\r\n").unwrap();
    let mut record = Record::new(&root.join("target"), root).unwrap();
    let changes = [
        change(file.clone(), "b\r\n", "#[a]\nb\r\n"),
        FileChange { path: new.clone(), before: None, after: Some(b"x".to_vec()) },
    ];
    write(&changes).unwrap();
    record.add(changes).unwrap();
    let found = records(&root.join("target"), root).unwrap();
    assert!(records(&root.join("target"), &root.join("other")).unwrap().is_empty());
    let (back, problems) = undo(&found[0].changes).unwrap();
    write(&back).unwrap();
    assert!(problems.is_empty() && !new.exists());
    assert_eq!(fs::read(&file).unwrap(), b"b\r\n");
    found.into_iter().for_each(|record| record.remove().unwrap());
    assert!(records(&root.join("target"), root).unwrap().is_empty());
}

#[test]
fn later_edits_are_kept() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("f");
    let made = [change(file.clone(), "f\ng\n#[old]\nh\ni", "#[a]\nf\n#[a]\ng\nh\n#[a]\ni")];
    fs::write(&file, "// new\n#[a]\nf\n#[a(module)]\ng\nmore\nh\n#[a]\ni\nlast").unwrap();
    let (back, problems) = undo(&made).unwrap();
    write(&back).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "// new\nf\n#[a(module)]\ng\n#[old]\nmore\nh\ni\nlast");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.contains("1 of the changes"), "{}", problems[0].message);
}
