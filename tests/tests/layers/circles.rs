//! Files that import each other in a circle.

use crate::imports::Import;
use crate::source::Crate;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Each circle of files, with the imports that close it.
pub fn problems(source: &Crate, imports: &[Import]) -> Vec<String> {
    let circles = circles(source.files.len(), imports);
    circles.iter().map(|circle| problem(source, imports, circle)).collect()
}

fn problem(source: &Crate, imports: &[Import], circle: &BTreeSet<usize>) -> String {
    let mut text = format!("{} files of {} import one another in a circle:", circle.len(), source.name);
    for import in imports.iter().filter(|it| circle.contains(&it.from) && circle.contains(&it.to)) {
        let _ = write!(text, "\n  {}", import.described(source));
    }
    text.push_str("\n  help: move what two of them need into a file of its own, which imports neither");
    text
}

/// The sets of files that can each be reached from the others.
fn circles(files: usize, imports: &[Import]) -> BTreeSet<BTreeSet<usize>> {
    let mut next: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); files];
    for import in imports {
        next[import.from].insert(import.to);
    }
    let reached: Vec<BTreeSet<usize>> = (0..files).map(|file| reachable(file, &next)).collect();
    (0..files)
        .filter(|file| reached[*file].contains(file))
        .map(|file| {
            let of_circle = |other: &usize| reached[*other].contains(&file);
            reached[file].iter().copied().filter(of_circle).collect()
        })
        .collect()
}

/// The files that are reached from `file` by one import or more.
fn reachable(file: usize, next: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<usize> = next[file].iter().copied().collect();
    while let Some(file) = waiting.pop() {
        if reached.insert(file) {
            waiting.extend(&next[file]);
        }
    }
    reached
}
