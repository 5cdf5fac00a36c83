//! The macros do not panic: every macro gets damaged token streams.
//!
//! Every run is the same. `STUB_GEN_FUZZ_ROUNDS` makes it longer, and `STUB_GEN_FUZZ_SEED`
//! changes its numbers:
//!
//! ```console
//! $ STUB_GEN_FUZZ_ROUNDS=100000 STUB_GEN_FUZZ_SEED=7 cargo test -p pyo3-stub-gen-derive --features registry damaged
//! ```

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use std::path::Path;
use std::{env, fs, panic};

/// The directories with forms to damage: valid and invalid inputs of every macro.
const FORMS: [&str; 3] = ["tests/accepted", "tests/ui", "../tests/fixtures/good/surface/src"];

/// How often each form is damaged, unless the environment sets another number.
const ROUNDS: u64 = 40;

/// A small generator of numbers: the same ones for the same seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Damages token streams.
struct Damage<'a> {
    numbers: &'a mut Numbers,
    pool: &'a [TokenTree],
    /// One token in as many is damaged.
    rarity: usize,
}

impl Damage<'_> {
    /// Returns `tokens` with a few of them lost, doubled, put into brackets, or replaced by others.
    fn done(&mut self, tokens: TokenStream) -> TokenStream {
        let mut out = Vec::new();
        for token in tokens {
            let token = match token {
                TokenTree::Group(group) => {
                    let inner = self.done(group.stream());
                    TokenTree::Group(Group::new(group.delimiter(), inner))
                }
                other => other,
            };
            match self.numbers.below(self.rarity * 6) {
                0 => {}
                1 => out.extend([token.clone(), token]),
                2 | 3 => out.push(self.other()),
                4 => out.extend([self.other(), token]),
                5 => out.push(self.wrapped(token)),
                _ => out.push(token),
            }
        }
        out.into_iter().collect()
    }

    fn other(&mut self) -> TokenTree {
        self.pool[self.numbers.below(self.pool.len())].clone()
    }

    fn wrapped(&mut self, token: TokenTree) -> TokenTree {
        // Without delimiters: what reaches a macro through the variable of a `macro_rules!`.
        let delimiters = [Delimiter::None, Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket];
        let delimiter = delimiters[self.numbers.below(delimiters.len())];
        TokenTree::Group(Group::new(delimiter, token.into()))
    }
}

/// The items of a file, and those inside its modules.
fn items(items: Vec<syn::Item>, out: &mut Vec<TokenStream>) {
    for item in items {
        out.push(item.to_token_stream());
        match item {
            syn::Item::Mod(module) => {
                self::items(module.content.map(|(_, inner)| inner).unwrap_or_default(), out);
            }
            syn::Item::Macro(item) => out.push(item.mac.tokens),
            _ => {}
        }
    }
}

fn pool(tokens: TokenStream, out: &mut Vec<TokenTree>) {
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            pool(group.stream(), out);
        }
        out.push(token);
    }
}

fn sources() -> Vec<TokenStream> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for directory in FORMS {
        let Ok(entries) = fs::read_dir(package.join(directory)) else { continue };
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
        files.sort();
        found.extend(files.iter().map(|file| fs::read_to_string(file).unwrap().parse().unwrap()));
    }
    found
}

fn number(variable: &str, otherwise: u64) -> u64 {
    env::var(variable).map_or(otherwise, |value| value.parse().unwrap())
}

/// Expands `item` with every macro. A whole item must expand to whole items.
fn expand(args: &TokenStream, item: &TokenStream) {
    let attributes = [
        crate::class::expand(args.clone(), item.clone()).into_tokens(),
        crate::function::expand(args.clone(), item.clone()).into_tokens(),
        crate::methods::expand(TokenStream::new(), item.clone()).into_tokens(),
        crate::module::expand(args.clone(), item.clone()),
        crate::strip::stripped(item.clone()),
    ];
    if syn::parse2::<syn::Item>(item.clone()).is_ok() {
        for expanded in attributes {
            let error = syn::parse2::<syn::File>(expanded.clone()).err();
            assert!(error.is_none(), "it expands to something that is not an item ({error:?}): {expanded}");
        }
    }
    for input in [args, item] {
        crate::snippet::functions(input.clone());
        crate::snippet::methods(input.clone());
        crate::snippet::type_alias(input.clone());
    }
}

#[test]
fn damaged_input_never_panics() {
    let mut numbers = Numbers(number("STUB_GEN_FUZZ_SEED", 24));
    let (mut forms, mut tokens) = (Vec::new(), Vec::new());
    for source in sources() {
        pool(source.clone(), &mut tokens);
        items(syn::parse2::<syn::File>(source).unwrap().items, &mut forms);
    }
    assert!(forms.len() > 100, "the forms are not where they were");
    let arguments: TokenStream =
        "module = \"a\", python_overload = \"x\", no_default_overload = true, inside = \".b\""
            .parse()
            .unwrap();

    for round in 0..number("STUB_GEN_FUZZ_ROUNDS", ROUNDS) {
        for form in &forms {
            let rarity = [4, 10, 30, 100][numbers.below(4)];
            let mut damage = Damage { numbers: &mut numbers, pool: &tokens, rarity };
            let (item, args) = (damage.done(form.clone()), damage.done(arguments.clone()));
            if let Err(payload) = panic::catch_unwind(|| expand(&args, &item)) {
                eprintln!("in round {round}, with the arguments `{args}`:\n{item}");
                panic::resume_unwind(payload);
            }
        }
    }
}
