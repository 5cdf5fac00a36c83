//! What the macros emit for fixed items, in tokens: a user's compiler reads every one of them.
//!
//! `tests/cost/tokens.txt` holds the numbers. Fewer pass, and more fail. After a change that is worth its cost,
//! `UPDATE_STUBS=1 cargo test -p pyo3-stub-gen-derive tokens` records them again.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::fmt::Write;
use std::path::Path;

/// One item of each kind, as people write them.
const ITEMS: &str = include_str!("../tests/cost/items.rs");

/// The tokens of a stream, those of its groups among them.
fn count(tokens: TokenStream) -> usize {
    let of = |token| match token {
        TokenTree::Group(group) => 2 + count(group.stream()),
        _ => 1,
    };
    tokens.into_iter().map(of).sum()
}

/// What the item's macro adds to it.
fn emitted(item: &syn::Item) -> (String, usize) {
    let tokens = item.to_token_stream();
    let none = TokenStream::new;
    let (name, expanded) = match item {
        syn::Item::Fn(item) => (item.sig.ident.to_string(), crate::function::expand(none(), tokens.clone())),
        syn::Item::Struct(item) => (item.ident.to_string(), crate::class::expand(none(), tokens.clone())),
        syn::Item::Enum(item) => (item.ident.to_string(), crate::class::expand(none(), tokens.clone())),
        syn::Item::Impl(_) => (String::from("methods"), crate::methods::expand(none(), tokens.clone())),
        syn::Item::Mod(item) => (item.ident.to_string(), crate::module::expand(none(), tokens.clone())),
        other => panic!("{} has no macro", other.to_token_stream()),
    };
    (name, count(expanded) - count(crate::strip::stripped(tokens)))
}

#[test]
fn no_more_tokens_are_emitted_than_recorded() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cost/tokens.txt");
    let items: syn::File = syn::parse_str(ITEMS).unwrap();
    let found: Vec<_> = items.items.iter().map(emitted).collect();
    if std::env::var_os("UPDATE_STUBS").is_some() {
        let mut text = String::new();
        found.iter().for_each(|(name, tokens)| writeln!(text, "{name} {tokens}").unwrap());
        std::fs::write(file, text).unwrap();
        return;
    }
    let text = std::fs::read_to_string(file).unwrap();
    let recorded: Vec<_> = text.lines().map(|line| line.split_once(' ').unwrap()).collect();
    let names: Vec<_> = found.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, recorded.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "other items are recorded");
    for ((name, tokens), (_, limit)) in found.iter().zip(recorded) {
        let limit: usize = limit.parse().unwrap();
        assert!(*tokens > 0 && *tokens <= limit, "{tokens} tokens for `{name}`, and {limit} are recorded");
    }
}
