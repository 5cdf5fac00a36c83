//! Wrong keys of a `TypedDict`, and wrong types of what an instance gives when it is awaited, in the stub of `good/kinds`.

use crate::{succeed, suites::Suite};

/// Each mistake, the item whose calls show it, and the code of the finding.
const MISTAKES: [(&str, &str, &str, &str); 13] = [
    (
        "class _OutDict(TypedDict):\n    a: int\n    b: str\n",
        "class _OutDict(TypedDict):\n    a: int\n    b: int\n",
        "kinds.out",
        "wrong-result",
    ),
    ("class _OutDict(TypedDict):\n", "class _OutDict(TypedDict):\n    c: int\n", "kinds.out", "wrong-result"),
    (
        "class _OutDict(TypedDict):\n    a: int\n",
        "class _OutDict(TypedDict):\n    A: int\n",
        "kinds.out",
        "wrong-result",
    ),
    ("    items: list[float]\n", "    items: list[str]\n", "kinds.pages", "wrong-result"),
    (
        "class _PageDict(TypedDict):\n    items: list[str]\n    next: int | None\n",
        "class _PageDict(TypedDict):\n    items: list[str]\n    next: int\n",
        "kinds.pages",
        "wrong-result",
    ),
    ("\"max-age\": int", "\"max-age\": str", "kinds.headers", "wrong-result"),
    ("\"max-age\": int", "\"max-age\": int, \"other\": int", "kinds.headers", "wrong-result"),
    (
        "    value: int\n    exact: bool\n",
        "    value: str\n    exact: bool\n",
        "kinds.outcome",
        "wrong-result",
    ),
    (
        "class Named(TypedDict):\n    name: str\n",
        "class Named(TypedDict):\n    name: bytes\n",
        "kinds.name_of",
        "wrong-argument",
    ),
    ("    size: NotRequired[int]\n", "    size: NotRequired[str]\n", "kinds.name_of", "wrong-argument"),
    ("    size: NotRequired[int]\n", "    size: int\n", "kinds.owner", "wrong-argument"),
    (
        "    scale: NotRequired[int | float]\n",
        "    scale: NotRequired[str]\n",
        "kinds.measure",
        "wrong-argument",
    ),
    (
        "def __await__(self) -> Generator[Any, Any, Any]",
        "def __await__(self) -> Generator[Any, Any, str]",
        "kinds.Future.__await__",
        "wrong-await",
    ),
];

#[test]
fn keys_and_what_awaiting_gives_are_compared() {
    let fixture = succeed(Suite::named("kinds"));
    let truth = succeed(fixture.run(&fixture.stub, true));
    assert!(truth.findings.is_empty(), "{:?}", truth.findings);
    for (right, wrong, path, code) in MISTAKES {
        assert_eq!(fixture.stub.matches(right).count(), 1, "{right}");
        let result = succeed(fixture.run(&fixture.stub.replace(right, wrong), false));
        let is_found = result.findings.iter().any(|finding| finding.path == path && finding.code == code);
        assert!(is_found, "{wrong}: {:?}", result.findings);
    }
}

#[test]
fn right_types_of_dictionaries_have_no_findings() {
    let fixture = succeed(Suite::named("kinds"));
    let others = [
        ("    size: NotRequired[int]\n", "    size: NotRequired[float]\n    more: NotRequired[str]\n"),
        (
            "def out(input: Mapping[str, Any] | _HasTextItems) -> list[_OutDict]",
            "def out(input: Mapping[str, Any] | _HasTextItems) -> list[dict[str, int | str]]",
        ),
        ("def headers() -> _HeadersDict", "def headers() -> Mapping[str, object]"),
        (
            "def __await__(self) -> Generator[Any, Any, Any]",
            "def __await__(self) -> Generator[Any, None, int]",
        ),
    ];
    let stub = others.iter().fold(fixture.stub.clone(), |stub, (right, other)| {
        assert_eq!(stub.matches(right).count(), 1, "{right}");
        stub.replace(right, other)
    });
    let result = succeed(fixture.run(&stub, false));
    assert!(result.findings.is_empty(), "{:?}", result.findings);
}
