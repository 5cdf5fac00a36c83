//! What the macros emit for fixed items: tokens, all of which a user's compiler reads, and the characters of
//! literals, most of which end up in the library.
//!
//! `tests/cost/emitted.txt` holds the numbers. Less passes, and more fails. After a change that is worth its cost,
//! `cargo accept -p pyo3-stub-gen-derive emitted` records them again.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::fmt::Write;
use std::path::Path;

/// One item of each kind, as people write them.
const ITEMS: &str = include_str!("../tests/cost/items.rs");

/// Counts the tokens of a stream and of its groups, and the characters of the literals among them.
fn count(tokens: TokenStream) -> [usize; 2] {
    let of = |token| match token {
        TokenTree::Group(group) => {
            let [tokens, characters] = count(group.stream());
            [2 + tokens, characters]
        }
        TokenTree::Literal(literal) => [1, literal.to_string().chars().count()],
        _ => [1, 0],
    };
    tokens.into_iter().map(of).fold([0, 0], |[tokens, characters], [t, c]| [tokens + t, characters + c])
}

/// Returns what an item's macro adds to it.
fn emitted(item: &syn::Item) -> (String, [usize; 2]) {
    let tokens = item.to_token_stream();
    let none = TokenStream::new;
    let (name, expanded) = match item {
        syn::Item::Fn(item) => {
            (item.sig.ident.to_string(), crate::function::expand(none(), tokens.clone()).into_tokens())
        }
        syn::Item::Struct(item) => {
            (item.ident.to_string(), crate::class::expand(none(), tokens.clone()).into_tokens())
        }
        syn::Item::Enum(item) => {
            (item.ident.to_string(), crate::class::expand(none(), tokens.clone()).into_tokens())
        }
        syn::Item::Impl(_) => {
            (String::from("methods"), crate::methods::expand(none(), tokens.clone()).into_tokens())
        }
        syn::Item::Mod(item) => (item.ident.to_string(), crate::module::expand(none(), tokens.clone())),
        other => panic!("{} has no macro", other.to_token_stream()),
    };
    let ([tokens, characters], [own_tokens, own_characters]) =
        (count(expanded), count(crate::strip::stripped(tokens)));
    (name, [tokens - own_tokens, characters - own_characters])
}

/// Reads a line of the file: a name, tokens and characters.
fn read(line: &str) -> Option<(&str, [usize; 2])> {
    let (name, numbers) = line.split_once(' ')?;
    let (tokens, characters) = numbers.split_once(' ')?;
    Some((name, [tokens.parse().ok()?, characters.parse().ok()?]))
}

#[test]
fn no_more_is_emitted_than_recorded() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cost/emitted.txt");
    let items: syn::File = syn::parse_str(ITEMS).unwrap();
    let found: Vec<_> = items.items.iter().map(emitted).collect();
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        let mut text = String::new();
        for (name, [tokens, characters]) in &found {
            writeln!(text, "{name} {tokens} {characters}").unwrap();
        }
        std::fs::write(file, text).unwrap();
        return;
    }
    let text = std::fs::read_to_string(file).unwrap();
    let recorded: Vec<_> = text.lines().map(|line| read(line).unwrap()).collect();
    let names: Vec<_> = found.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, recorded.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "other items are recorded");
    for ((name, emitted), (_, limits)) in found.iter().zip(recorded) {
        // Without the feature `registry` nothing is emitted, and the test would prove nothing.
        assert!(emitted[0] > 0, "no token is emitted for `{name}`");
        for ((what, count), limit) in ["tokens", "characters of literals"].iter().zip(emitted).zip(limits) {
            assert!(*count <= limit, "{count} {what} for `{name}`, and {limit} are recorded");
        }
    }
}
