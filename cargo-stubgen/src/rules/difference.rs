//! Rules about what `cargo stubgen diff` compares.

use std::io;
use std::path::PathBuf;

/// How many mistakes of stubs are shown.
const SHOWN: usize = 10;

/// Returns the first of `places`, one on each line, and how many there are besides.
fn first_of(places: &[String]) -> String {
    match places.get(..SHOWN).filter(|_| places.len() > SHOWN + 1) {
        Some(first) => format!("{}\nand {} more mistakes", first.join("\n"), places.len() - SHOWN),
        None => places.join("\n"),
    }
}

pyo3_stub_gen::__rules! {
    /// Why two stubs could not be compared.
    #[derive(Debug)]
    pub enum DiffRule {
        /// One of the two sides of `cargo stubgen diff` does not exist.
        "missing-side": error, Missing { path: PathBuf } => {
            message: ("`{path}` does not exist", path = path.display()),
            remedy: "pass a stub, a directory of stubs, a wheel, or `git:REV` for the stub of the project in a revision",
        }

        /// A side of `cargo stubgen diff` does not contain a stub.
        ///
        /// Python files count only in packages with a `py.typed` marker, as for type checkers.
        "no-stubs": error, NoStubs { side: String } => {
            message: "`{side}` does not contain a stub",
            remedy: "pass a `.pyi` file, a directory or a wheel with such files, or a revision in which the stub is committed",
        }

        /// A file of a side cannot be read: it is not UTF-8, or the operating system refuses.
        "unreadable-side": error, Unreadable { place: String, reason: String } => {
            message: "cannot read `{place}`: {reason}",
            remedy: "correct the file, or compare another version",
        }

        /// A file of a side is larger than a stub can sensibly be.
        "too-large": error, TooLarge { place: String, limit: &'static str } => {
            message: "`{place}` is larger than {limit}",
            remedy: "pass the stub, or the directory of the package, instead of what contains it",
        }

        /// A file of a side is not valid Python, or it contradicts itself, so a type checker knows only a part of it.
        ///
        /// It is not compared, because what follows the mistake could be taken for a change.
        "contradictory-stub": error, Contradictory { places: Vec<String> } => {
            message: ("a stub cannot be compared: {places}", places = first_of(places)),
            remedy: "correct the stub, or compare another version",
        }

        /// `git:REV` does not name a revision, or git cannot be run.
        "bad-revision": error, Git { revision: String, reason: String } => {
            message: "cannot read the revision `{revision}`: {reason}",
            remedy: "pass a tag, a branch or a commit of the repository, such as `git:v1.0` or `git:HEAD~1`",
        }

        /// git cannot be run.
        "no-git": error, NoGit { source: io::Error } => {
            message: "cannot run `git`: {source}",
            remedy: "install git, or pass the old stub as a file",
        }

        /// The stub is not in the revision. It may be generated when the extension is released, and not be committed.
        "not-committed": error, NotCommitted { revision: String, path: String } => {
            message: "`{path}` is not in the revision `{revision}`",
            remedy: "pass its path in that revision as `git:{revision}:PATH`, or pass the wheel of that version",
        }

        /// The two sides describe different modules.
        "different-modules": error, DifferentModules { old: String, new: String } => {
            message: "the old stubs describe {old}, and the new ones {new}, which have no module in common",
            remedy: "pass two versions of the same module",
        }

        /// `cargo stubgen diff` compares the stub of one extension.
        "several-projects": error, SeveralProjects { modules: Vec<String> } => {
            message: ("`diff` compares one extension, and the options choose {modules}", modules = modules.join(", ")),
            remedy: "choose one of them with `--package NAME`",
        }

        /// `--allow` names a code that no change has.
        "unknown-change": error, UnknownChange { code: String, nearest: Option<&'static str> } => {
            message: "`{code}` is not the code of a change",
            remedy: [match nearest {
                Some(nearest) => format!("did you mean `{nearest}`? `docs/rules.md` lists all codes"),
                None => "`docs/rules.md` lists all codes".to_owned(),
            }],
        }

        /// Comparing the types took too long, or mypy crashed.
        "failed-comparison": error, Failed { reason: String } => {
            message: "the stubs could not be compared: {reason}",
            remedy: "pass a longer `--timeout`, or compare fewer files",
        }

        /// A module that the stubs import is not installed. Its classes are compared by their names.
        ///
        /// A class of such a module is the same on both sides if it has the same name, and whether it is a subclass of another
        /// one is not known.
        "unknown-import": warning, UnknownImport { modules: Vec<String> } => {
            message: ("{modules} cannot be read, so classes from there are compared by their names",
                      modules = modules.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")),
            remedy: "install it in the project's Python, with its stubs",
        }
    }
}
