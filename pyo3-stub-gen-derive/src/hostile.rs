//! No input makes a macro panic: damaged token streams are put to every macro.

use proc_macro2::{Group, TokenStream, TokenTree};

const FORMS: &[&str] = &[
    include_str!("../tests/accepted/forms.rs"),
    include_str!("../tests/accepted/attributes.rs"),
    include_str!("../tests/ui/misplaced_option.rs"),
    include_str!("../tests/ui/override.rs"),
    include_str!("../tests/ui/marker.rs"),
];

/// A small generator of numbers: the same ones in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// `tokens` with a few of them lost, doubled, or replaced by others from `pool`.
fn damaged(tokens: TokenStream, pool: &[TokenTree], numbers: &mut Numbers) -> TokenStream {
    let mut out = Vec::new();
    for token in tokens {
        let token = match token {
            TokenTree::Group(group) => {
                let inner = damaged(group.stream(), pool, numbers);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            other => other,
        };
        match numbers.below(60) {
            0 => {}
            1 => out.extend([token.clone(), token]),
            2 => out.push(pool[numbers.below(pool.len())].clone()),
            _ => out.push(token),
        }
    }
    out.into_iter().collect()
}

/// The items of a file, each as the tokens behind its attribute macro.
fn items(file: TokenStream) -> Vec<TokenStream> {
    let file: syn::File = syn::parse2(file).unwrap();
    file.items.into_iter().map(|item| quote::ToTokens::into_token_stream(&item)).collect()
}

fn pool(tokens: TokenStream, out: &mut Vec<TokenTree>) {
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            pool(group.stream(), out);
        }
        out.push(token);
    }
}

#[test]
fn damaged_input_never_panics() {
    let mut numbers = Numbers(24);
    let mut tokens = Vec::new();
    let files: Vec<TokenStream> = FORMS.iter().map(|form| form.parse().unwrap()).collect();
    files.iter().for_each(|file| pool(file.clone(), &mut tokens));
    for item in files.into_iter().flat_map(items) {
        for _ in 0..60 {
            let item = damaged(item.clone(), &tokens, &mut numbers);
            let args = damaged(
                "module = \"a\", python_overload = \"x\", inside = \".b\"".parse().unwrap(),
                &tokens,
                &mut numbers,
            );
            crate::class::expand(args.clone(), item.clone());
            crate::function::expand(args.clone(), item.clone());
            crate::methods::expand(TokenStream::new(), item.clone());
            crate::module::expand(args.clone(), item.clone());
            crate::strip::stripped(item.clone());
            crate::snippet::functions(args.clone());
            crate::snippet::methods(args.clone());
            crate::snippet::type_alias(args);
        }
    }
}
