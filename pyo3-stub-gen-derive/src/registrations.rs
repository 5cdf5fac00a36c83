//! The registrations of an item, separately or together with the other items of a module.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::Ident;

use crate::grammar::{STRING_END, TEXT_END};
use crate::statement::Form;

/// The name of the static of a registration.
#[derive(Clone, Copy)]
pub enum Name<'a> {
    /// Made from that of a function, whose Rust signature is registered once.
    Function(&'a Ident),
    /// Made from that of a struct or an enum.
    Class(&'a Ident),
    /// None. The static is in an unnamed constant, because a name could clash with others.
    None,
}

impl ToTokens for Name<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // With a span of the user's code, lints about the case of names would be shown there.
        let span = Span::call_site();
        let name = match self {
            Self::Function(ident) => format_ident!("__PYO3_STUB_GEN_FN_{}", ident, span = span),
            Self::Class(ident) => format_ident!("__PYO3_STUB_GEN_CLASS_{}", ident, span = span),
            Self::None => return quote!(_).to_tokens(tokens),
        };
        name.to_tokens(tokens);
    }
}

/// The expansion of an attribute macro.
pub struct Expansion {
    /// The item, or the item and its errors.
    pub item: TokenStream,
    /// The registered item.
    pub registrations: Registrations,
}

impl Expansion {
    /// Returns the item and its registrations.
    pub fn into_tokens(self) -> TokenStream {
        let mut out = self.item;
        out.extend(self.registrations.one_by_one());
        out
    }
}

/// The registrations of one or more items.
#[derive(Default)]
pub struct Registrations {
    list: Vec<Registered>,
    /// Other items of the expansion, such as an `impl`.
    beside: TokenStream,
}

struct Registered {
    /// The name of the static, if the item is registered separately.
    name: TokenStream,
    /// `#[cfg]` and lint attributes.
    attrs: TokenStream,
    form: Form,
}

/// The largest number of items that one function registers. The compiler is slow with a long function.
const TOGETHER: usize = 64;

impl Registrations {
    /// Returns the registration of one statement. `attrs` are `#[cfg]` and lint attributes.
    pub fn of(name: Name<'_>, attrs: TokenStream, form: Form) -> Self {
        Self {
            list: vec![Registered { name: name.to_token_stream(), attrs, form }],
            beside: TokenStream::new(),
        }
    }

    /// Returns items that are not a registration.
    pub fn beside(items: TokenStream) -> Self {
        Self { list: Vec::new(), beside: items }
    }

    /// Adds the contents of `other`.
    pub fn add(&mut self, other: Self) {
        self.list.extend(other.list);
        self.beside.extend(other.beside);
    }

    /// Returns the items, and a registration for each statement.
    pub fn one_by_one(self) -> TokenStream {
        let mut out = self.beside;
        out.extend(self.list.iter().map(Registered::alone));
        out
    }

    /// Returns the items, and one registration for many statements. It costs the compiler less than one for each.
    pub fn together(self) -> TokenStream {
        let mut out = self.beside;
        for some in self.list.chunks(TOGETHER) {
            let calls = some.iter().map(Registered::call);
            out.extend(quote!(::pyo3_stub_gen::__together! { #(#calls)* }));
        }
        out
    }
}

impl FromIterator<Self> for Registrations {
    fn from_iter<T: IntoIterator<Item = Self>>(all: T) -> Self {
        let mut out = Self::default();
        all.into_iter().for_each(|one| out.add(one));
        out
    }
}

impl Registered {
    /// Returns the call of the macro that registers the statement alone.
    fn alone(&self) -> TokenStream {
        let Self { name, attrs, form } = self;
        match form {
            Form::Function { types, text } => {
                quote!(::pyo3_stub_gen::__function! { #name #attrs [#types] #text })
            }
            Form::Class { class, types, text } => {
                quote!(::pyo3_stub_gen::__class! { #name #attrs #class, [#types] #text })
            }
            Form::Record(fields) => quote!(::pyo3_stub_gen::__record! { #name #attrs { #fields } }),
        }
    }

    /// Returns the call of the function that those macros expand to, as an argument of `__together!`.
    fn call(&self) -> TokenStream {
        let string_end = STRING_END.to_string();
        let whole =
            |text: &TokenStream| quote!(::core::concat!(::core::file!(), #string_end, #text, #TEXT_END));
        let call = match &self.form {
            Form::Function { types, text } => {
                let text = whole(text);
                quote!(function(#text, (#types)))
            }
            Form::Class { class, types, text } => {
                let text = whole(text);
                quote!(class(#text, (#types), __stub::entry_class::<#class>()))
            }
            Form::Record(fields) => quote! {
                record({
                    static RECORD: __stub::Record = __stub::Record { #fields };
                    &RECORD
                })
            },
        };
        let attrs = &self.attrs;
        quote!(#attrs { __stub::register::#call })
    }
}
