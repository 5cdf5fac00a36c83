//! `cargo stubgen bundle`: one stub from a tree of stubs.

use crate::support::Project;
use insta::assert_snapshot;

/// A directory with the files of a tree.
fn tree(files: &[(&str, &str)]) -> Project {
    let project = Project::empty();
    for (path, text) in files {
        project.write(path, text);
    }
    project
}

const SHOP: [(&str, &str); 2] = [
    ("stubs/shop/__init__.pyi", "from .prices import Money\n\ndef pay(money: Money) -> None: ...\n"),
    ("stubs/shop/prices.pyi", "class Money: ...\n"),
];

/// What the command prints when it fails, having written nothing.
fn refused(project: &Project, arguments: &[&str]) -> String {
    let run = project.stubgen(&[&["bundle"], arguments].concat());
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(run.stdout, "");
    assert!(!project.path("m.pyi").exists());
    run.stderr
}

#[test]
fn a_directory_becomes_one_stub() {
    let project = tree(&SHOP);
    let run = project.stubgen(&["bundle", "stubs/shop", "-o", "shop.pyi"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_snapshot!(run.stderr, @r#"
    Writing shop.pyi
    Bundled 2 files (2 items, 1 submodule) in [time]
    "#);
    let text = project.read("shop.pyi");
    assert!(text.contains("\ndef pay(money: _PricesProtocol.Money) -> None: ...\n"), "{text}");
    // The directory around a package leads to the same stub, and so does the stub itself.
    for path in ["stubs", "shop.pyi"] {
        assert_eq!(project.stubgen(&["bundle", path, "--stdout"]).stdout, text, "{path}");
    }
    let again = project.stubgen(&["bundle", "stubs/shop", "-o", "shop.pyi"]);
    assert!(again.stderr.contains("Fresh shop.pyi"), "{}", again.stderr);
}

#[test]
fn the_configuration_of_the_project_applies() {
    let project = Project::new();
    SHOP.iter().for_each(|(path, text)| project.write(path, text));
    project.write(
        "pyproject.toml",
        "[tool.pyo3-stub-gen]\nsubmodule-style = \"namespace\"\nheader = [\"Ours.\"]\n",
    );
    let text = project.stubgen(&["bundle", "stubs/shop", "--stdout"]).stdout;
    assert!(text.contains("\nprices = _PricesProtocol\n") && text.contains("\n# Ours.\n"), "{text}");
}

#[test]
fn the_files_of_expand_become_the_stub_again() {
    let project = Project::in_python(
        "import sys\nsub = type(sys)('sub')\nsub.deep = type(sys)('deep')\nsub.deep.NEW = 1\nTOP = 2\ndel sys\n",
    );
    assert_eq!(project.stubgen(&[]).code, Some(0));
    assert_eq!(project.stubgen(&["expand", "target/api"]).code, Some(0));
    let run = project.stubgen(&["bundle", "target/api", "--stdout"]);
    assert_eq!(run.stdout, project.read("demo.pyi"), "{}", run.stderr);
}

#[test]
fn a_tree_has_the_name_that_the_packages_around_it_give_it() {
    let project = tree(&[
        ("src/shop/__init__.py", ""),
        ("src/shop/money.pyi", "class Coin: ...\n"),
        (
            "src/shop/core/_rust/__init__.pyi",
            "from ...money import Coin\nfrom . import bags\n\ndef fill(bag: bags.Bag) -> Coin: ...\n",
        ),
        ("src/shop/core/_rust/bags.pyi", "class Bag: ...\n"),
        ("src/shop/core/__init__.pyi", ""),
    ]);
    let text = project.stubgen(&["bundle", "src/shop/core/_rust", "--stdout"]).stdout;
    assert!(
        text.contains(" for shop.core._rust\n") && text.contains("\nfrom shop.money import Coin\n"),
        "{text}"
    );
    assert!(text.contains("\ndef fill(bag: _BagsProtocol.Bag) -> Coin: ...\n"), "{text}");
    // A stub in a package is a module of it, and the file of a package is the package.
    let of = |path| {
        project.stubgen(&["bundle", path, "--stdout"]).stdout.lines().next().unwrap_or_default().to_owned()
    };
    assert!(of("src/shop/money.pyi").ends_with(" for shop.money"), "{}", of("src/shop/money.pyi"));
    assert!(of("src/shop/core/__init__.pyi").ends_with(" for shop.core"));
}

#[test]
fn generic_aliases_of_submodules_are_at_the_top() {
    let project = tree(&[
        ("t/__init__.pyi", "from .a import Many, Pair\n\ndef f(pair: Pair[int, str]) -> Many[int]: ...\n"),
        (
            "t/a.pyi",
            "class Key: ...\n\ntype Many[T] = list[T] | tuple[T, ...]\ntype Pair[K: int | Key, *Vs] = dict[K, tuple[*Vs]]\n",
        ),
    ]);
    let text = project.stubgen(&["bundle", "t", "--stdout"]).stdout;
    for part in [
        "\ntype _A_Many[T] = list[T] | tuple[T, ...]\n",
        "\ntype _A_Pair[K: int | _AProtocol.Key, *Vs] = dict[K, tuple[*Vs]]\n",
        "\ndef f(pair: _A_Pair[int, str]) -> _A_Many[int]: ...\n",
        "\n    Many: Any\n",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn the_bundle_of_a_bundle_keeps_type_variables_of_an_author() {
    let variables = [
        "_T_co = TypeVar('_T_co', covariant=True)\n\nclass A(Generic[_T_co]):\n    def f(self) -> _T_co: ...\n",
        "_T = TypeVar('_T')\n\nclass A(list[_T]): ...\n",
        "T = TypeVar('T')\n\ndef f(x: T) -> T: ...\n",
        "import sys\nif sys.version_info >= (3, 13):\n    _T = TypeVar('_T')\nelse:\n    _T = TypeVar('_T', bound=int)\n\ndef f(x: _T) -> _T: ...\n",
    ];
    for text in variables {
        let text = format!("from typing import Generic, TypeVar\n{text}");
        let project = tree(&[("t/__init__.pyi", ""), ("t/a.pyi", &text)]);
        let run = project.stubgen(&["bundle", "t", "-o", "t.pyi"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(project.stubgen(&["bundle", "t.pyi", "--stdout"]).stdout, project.read("t.pyi"));
    }
}

#[test]
fn a_condition_for_mypy_is_one_for_type_checkers_unless_others_differ() {
    let project = tree(&[("t.pyi", "MYPY = False\nif MYPY:\n    x: int\n")]);
    let run = project.stubgen(&["bundle", "t.pyi", "--stdout"]);
    assert!(run.stdout.ends_with("x: int\n"), "{}{}", run.stdout, run.stderr);
    project.write("t.pyi", "MYPY = False\nif MYPY:\n    x: int\nelse:\n    x: str\n");
    assert_snapshot!(refused(&project, &["t.pyi", "-o", "m.pyi"]), @r#"
    error[unknown-condition]: a bundle cannot have this condition of `t`
     --> t.pyi:2
      |
    2 | if MYPY:
      |    ^^^^
      = help: compare `sys.version_info` with `(3, N)` or `sys.platform` with a name, or remove the condition
    error[not-bundled]: the stubs of `t` were not bundled: 1 error
    "#);
}

#[test]
fn a_class_further_down_in_a_class_does_not_hide_one_above_it() {
    let class = "class Shape:\n    def edge(self) -> Edge: ...\n    def end(self) -> End: ...\n    class Edge: ...\n    class End: ...\n    def last(self) -> Edge: ...\n";
    let project =
        tree(&[("t/__init__.pyi", ""), ("t/a.pyi", &format!("class Edge: ...\n{class}class End: ...\n"))]);
    let text = project.stubgen(&["bundle", "t", "--stdout"]).stdout;
    for part in [
        "def edge(self) -> _AProtocol.Edge: ...",
        "def end(self) -> _AProtocol.Shape.End: ...",
        "def last(self) -> _AProtocol.Shape.Edge: ...",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn an_item_that_hides_a_submodule_is_an_error() {
    let project = tree(&[
        (
            "t/__init__.pyi",
            "from types import ModuleType\n\nfrom .area import area as area\n\nshapes: ModuleType\n",
        ),
        ("t/area.pyi", "def area() -> int: ...\n"),
        ("t/shapes.pyi", "x: int\n"),
    ]);
    assert_snapshot!(refused(&project, &["t", "-o", "m.pyi"]), @r#"
    error[item-over-submodule]: `t.area` is a submodule, and `t` gives its name to something else
     --> t/__init__.pyi:3
      |
    3 | from .area import area as area
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: rename the file, for example to `_area.pyi`, or remove the other `area`
    error[not-bundled]: the stubs of `t` were not bundled: 1 error
    "#);
}

#[test]
fn a_module_that_python_imports_needs_a_file() {
    let project = tree(&SHOP);
    project.write("stubs/shop/prices.py", "");
    assert_snapshot!(refused(&project, &["stubs/shop", "-o", "m.pyi"]), @r#"
    error[importable-in-tree]: `shop.prices` can be imported, because `stubs/shop/prices.py` exists, and one file cannot describe that
     --> stubs/shop/prices.pyi:1
      = help: list it in `importable-submodules`, so that it keeps a file of its own, or bundle only the modules of the extension
    error[not-bundled]: the stubs of `shop` were not bundled: 1 error
    "#);
}

#[test]
fn importable_submodules_keep_their_files() {
    let project = Project::new();
    SHOP.iter().for_each(|(path, text)| project.write(path, text));
    project.write(
        "pyproject.toml",
        "[tool.maturin]\nmodule-name = \"shop\"\n[tool.pyo3-stub-gen]\nimportable-submodules = [\"prices\"]\n",
    );
    let run = project.stubgen(&["bundle", "stubs/shop", "-o", "out/shop.pyi"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.read("out/shop/__init__.pyi").contains("\nfrom .prices import Money\n"));
    assert!(project.read("out/shop/prices.pyi").contains("\nclass Money: ...\n"));
    assert!(!project.path("out/shop.pyi").exists());
}

#[test]
fn a_file_of_the_tree_or_of_its_author_is_kept() {
    let project = tree(&SHOP);
    let before = project.read("stubs/shop/prices.pyi");
    assert_snapshot!(refused(&project, &["stubs/shop", "-o", "stubs/shop/prices.pyi"]), @r#"
    error[bundle-over-tree]: `stubs/shop/prices.pyi` is a file of the tree
     = help: write the bundle to another path, or pass `--force` to replace the file
    "#);
    assert_eq!(project.read("stubs/shop/prices.pyi"), before);
    project.write("mine.pyi", "x: int\n");
    assert_snapshot!(refused(&project, &["stubs/shop", "-o", "mine.pyi"]), @r#"
    error[hand-written]: `mine.pyi` was not generated, so it is not replaced
     = help: move the file, pass `--force` to replace it, or choose another path with `--output`
    "#);
    assert_eq!(project.read("mine.pyi"), "x: int\n");
    assert_eq!(project.stubgen(&["bundle", "stubs/shop", "-o", "mine.pyi", "--force"]).code, Some(0));
    assert!(project.read("mine.pyi").contains("class _PricesProtocol"));
}

#[test]
fn what_is_not_python_is_an_error_with_its_place() {
    let project =
        tree(&[("t/__init__.pyi", "x: int\n"), ("t/a.pyi", "def f(\n"), ("t/b.pyi", "y: Missing\n")]);
    assert_snapshot!(refused(&project, &["t", "-o", "m.pyi"]), @r#"
    error[invalid-tree-file]: the stub of `t.a` is not valid Python: unexpected EOF while parsing
     --> t/a.pyi:2
      |
    2 | 
      | ^
      = help: correct the file
    error[not-bundled]: the stubs of `t` were not bundled: 1 error
    "#);
    project.write("t/a.pyi", "from .b import loop\n");
    project.write("t/b.pyi", "from .a import loop as loop\n\ny: Missing\nz: loop\n");
    assert_snapshot!(refused(&project, &["t", "-o", "m.pyi"]), @r#"
    error[circular-name]: `t.b` imports `loop` in a circle, so no file defines it
     --> t/b.pyi:1
      |
    1 | from .a import loop as loop
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = help: define the name in one of the files
    error[undefined-name]: `Missing` is neither defined in `t.b` nor imported
     --> t/b.pyi:3
      |
    3 | y: Missing
      |    ^^^^^^^
      = help: import it, or correct its spelling
    error[circular-name]: `t.b` imports `loop` in a circle, so no file defines it
     --> t/b.pyi:4
      |
    4 | z: loop
      |    ^^^^
      = help: define the name in one of the files
    error[not-bundled]: the stubs of `t` were not bundled: 3 errors
    "#);
}

#[test]
fn contradictory_and_unreadable_trees_are_errors() {
    let twice = tree(&[("t/__init__.pyi", ""), ("t/a.pyi", ""), ("t/a/__init__.pyi", "")]);
    assert_snapshot!(refused(&twice, &["t", "-o", "m.pyi"]), @r#"
    error[two-files-for-module]: both `t/a/__init__.pyi` and `t/a.pyi` describe `t.a`
     --> t/a.pyi:1
      = help: remove the file that is out of date
    error[not-bundled]: the stubs of `t` were not bundled: 1 error
    "#);
    let binary = tree(&[("t/__init__.pyi", "")]);
    std::fs::write(binary.path("t/a.pyi"), b"x: int\n\xff\n").unwrap();
    assert_snapshot!(refused(&binary, &["t", "-o", "m.pyi"]), @r#"
    error[encoding-of-stub]: `t/a.pyi:2` is not UTF-8
     = help: save the file as UTF-8
    "#);
    let empty = tree(&[("t/readme.txt", "")]);
    assert_snapshot!(refused(&empty, &["t", "-o", "m.pyi"]), @r#"
    error[empty-tree]: there are no stubs (`.pyi`) in `t`
     = help: pass the directory that contains them
    "#);
    let several = tree(&[("t/a.pyi", ""), ("t/b.pyi", "")]);
    assert_snapshot!(refused(&several, &["t", "-o", "m.pyi"]), @r#"
    error[several-roots]: `t` describes several modules: `a`, `b`
     = help: pass the one of the extension with `--module NAME`
    "#);
    assert_snapshot!(refused(&several, &["t", "--module", "c", "-o", "m.pyi"]), @r#"
    error[missing-root-stub]: no file of the tree describes `c`
     = help: pass one of the modules of the tree with `--module NAME`: `a`, `b`
    error[not-bundled]: the stubs of `c` were not bundled: 1 error
    "#);
    let huge = tree(&[("t/__init__.pyi", "")]);
    std::fs::File::create(huge.path("t/a.pyi")).unwrap().set_len(65 << 20).unwrap();
    assert_snapshot!(refused(&huge, &["t", "-o", "m.pyi"]), @r#"
    error[too-large-stub]: `t/a.pyi` is larger than 64 megabytes
     = help: check that it is a stub
    "#);
    let absent = refused(&empty, &["no_such_package_anywhere", "-o", "m.pyi"]);
    assert!(
        absent.contains("error[unknown-tree]: `no_such_package_anywhere` is neither a path nor a package"),
        "{absent}"
    );
}

#[test]
fn odd_files_end_soon_with_their_place() {
    let deep = tree(&[("t.pyi", "")]);
    let nested: String = (0..3000).map(|level| format!("{}class A:\n", " ".repeat(level))).collect();
    deep.write("t.pyi", format!("{nested}{}x: int\n", " ".repeat(3000)));
    assert!(refused(&deep, &["t.pyi", "-o", "m.pyi"]).contains("nested too deeply\n   --> t.pyi:102\n"));
    let parts = |count: usize| {
        let part = |it| format!("sys.version_info >= (3, {it}) and sys.platform == 'p{it}'");
        (0..count).map(part).collect::<Vec<_>>().join(" or ")
    };
    deep.write("t.pyi", format!("import sys\nif {}:\n    x: int\n", parts(40)));
    let told = refused(&deep, &["t.pyi", "-o", "m.pyi"]);
    assert!(told.starts_with("error[unknown-condition]") && told.contains("--> t.pyi:2\n"), "{told}");
    // A long line is cut.
    assert!(told.lines().all(|line| line.chars().count() < 200) && told.contains('…'), "{told}");
    deep.write("t.pyi", "class A:\r    x: int\r    # note\r    y: str\r");
    let text = deep.stubgen(&["bundle", "t.pyi", "--stdout"]).stdout;
    assert!(text.ends_with("class A:\n    x: int\n    # note\n    y: str\n"), "{text}");
    deep.write("t.so", "");
    assert_snapshot!(refused(&deep, &["t.so", "-o", "m.pyi"]), @r#"
    error[not-a-tree]: `t.so` is neither a stub (`.pyi`) nor a wheel (`.whl`)
     = help: pass a directory of stubs, a stub, a wheel, or the name of an installed package
    "#);
    assert_snapshot!(refused(&deep, &["t.pyi", "-o", "-"]), @r#"
    error: invalid value '-' for '--output <PATH>': pass `--stdout` to print the stub

    For more information, try '--help'.
    "#);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_directory_around_it_ends() {
    let project = tree(&[("t/__init__.pyi", "")]);
    std::os::unix::fs::symlink("../t", project.path("t/a")).unwrap();
    assert_snapshot!(refused(&project, &["t", "-o", "m.pyi"]), @r#"
    error[circular-tree]: `t/a` is a link to a directory that contains it
     = help: remove the link
    "#);
}

#[test]
fn conditions_and_statements_that_no_stub_has_are_errors() {
    let project = tree(&[(
        "t/__init__.pyi",
        "import os\nif os.name == 'nt':\n    x: int\nfor i in range(3):\n    y: int\nz = [i for i in x]\n",
    )]);
    assert_snapshot!(refused(&project, &["t", "-o", "m.pyi"]), @r#"
    error[unknown-condition]: a bundle cannot have this condition of `t`
     --> t/__init__.pyi:2
      |
    2 | if os.name == 'nt':
      |    ^^^^^^^^^^^^^^^
      = help: compare `sys.version_info` with `(3, N)` or `sys.platform` with a name, or remove the condition
    error[unknown-statement]: a bundle cannot have this statement of `t`
     --> t/__init__.pyi:4
      |
    4 | for i in range(3):
      | ^^^^^^^^^^^^^^^^^^
      = help: remove it, or declare the names that it defines with `NAME: TYPE`
    error[unknown-expression]: a bundle cannot have this expression of `t`: this expression is not allowed in a stub
     --> t/__init__.pyi:6
      |
    6 | z = [i for i in x]
      |     ^^^^^^^^^^^^^^
      = help: write a type, a name or a literal
    error[not-bundled]: the stubs of `t` were not bundled: 3 errors
    "#);
}
