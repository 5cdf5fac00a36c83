//! `#[cfg]` and `#[cfg_attr]`. An item that is compiled out is not registered. An item with an attribute that depends on a
//! condition has two registrations, of which the compiler takes one.

use super::last_segment;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

/// The largest number of conditions that are considered. Each doubles the registrations.
const MOST_CONDITIONS: usize = 4;

/// The attributes of an item, as they are under some conditions.
pub struct Alternative {
    /// The conditions, as `#[cfg(…)]` attributes. The item's own are among them.
    pub cfg: TokenStream,
    /// The attributes.
    pub attrs: Vec<Attribute>,
}

/// `cfg_attr(condition, attribute, …)`.
pub struct CfgAttr {
    /// The condition.
    pub condition: Meta,
    /// The attributes that it brings.
    pub metas: Vec<Meta>,
}

impl CfgAttr {
    /// Reads `attr`, if it is a `cfg_attr`.
    pub fn of(attr: &Attribute) -> Option<Self> {
        if !attr.path().is_ident("cfg_attr") {
            return None;
        }
        let Meta::List(list) = &attr.meta else { return None };
        let metas = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone()).ok()?;
        let mut metas = metas.into_iter();
        Some(Self { condition: metas.next()?, metas: metas.collect() })
    }
}

/// Returns the alternatives of `attrs`: one for each outcome of the conditions on attributes that `relevant` names.
pub fn alternatives(attrs: &[Attribute], relevant: &[&str]) -> Vec<Alternative> {
    let mut done = Vec::new();
    let mut pending = vec![(attrs.to_vec(), Vec::<(String, bool, TokenStream)>::new())];
    while let Some((attrs, decided)) = pending.pop() {
        let found = attrs.iter().enumerate().find_map(|(index, attr)| {
            let cfg_attr = CfgAttr::of(attr)?;
            cfg_attr.metas.iter().any(|meta| brings(meta, relevant)).then_some((index, cfg_attr))
        });
        match found {
            Some((index, cfg_attr)) if decided.len() < MOST_CONDITIONS => {
                let (name, positive, condition) = condition(&cfg_attr.condition);
                let known = decided.iter().find(|(other, ..)| *other == name).map(|(_, value, _)| *value);
                for value in [false, true] {
                    if known.is_some_and(|known| known != value) {
                        continue;
                    }
                    let mut attrs = attrs.clone();
                    let brought = if value == positive { &*cfg_attr.metas } else { &[] };
                    let brought = brought.iter().cloned().map(outer);
                    attrs.splice(index..=index, brought);
                    let mut decided = decided.clone();
                    if known.is_none() {
                        decided.push((name.clone(), value, condition.clone()));
                    }
                    pending.push((attrs, decided));
                }
            }
            _ => done.push(Alternative { cfg: conditions(&attrs, &decided), attrs }),
        }
    }
    done
}

fn brings(meta: &Meta, relevant: &[&str]) -> bool {
    relevant.iter().any(|name| last_segment(meta.path(), name)) || meta.path().is_ident("cfg_attr")
}

/// Returns the condition without a `not(…)` around it, and whether there was none.
fn condition(meta: &Meta) -> (String, bool, TokenStream) {
    match meta {
        Meta::List(list) if list.path.is_ident("not") => {
            (list.tokens.to_string(), false, list.tokens.clone())
        }
        _ => {
            let tokens = meta.to_token_stream();
            (tokens.to_string(), true, tokens)
        }
    }
}

fn outer(meta: Meta) -> Attribute {
    Attribute {
        pound_token: Default::default(),
        style: syn::AttrStyle::Outer,
        bracket_token: Default::default(),
        meta,
    }
}

fn conditions(attrs: &[Attribute], decided: &[(String, bool, TokenStream)]) -> TokenStream {
    let own = attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    let decided =
        decided.iter().map(
            |(_, value, condition)| {
                if *value { quote!(#[cfg(#condition)]) } else { quote!(#[cfg(not(#condition))]) }
            },
        );
    quote!(#(#own)* #(#decided)*)
}

#[cfg(test)]
mod tests {
    use super::alternatives;
    use syn::{Attribute, ItemStruct, parse_quote};

    fn seen(attrs: &[Attribute]) -> Vec<(String, usize)> {
        let mut seen: Vec<(String, usize)> = alternatives(attrs, &["pyclass"])
            .into_iter()
            .map(|alternative| {
                let classes = alternative.attrs.iter().filter(|attr| attr.path().is_ident("pyclass"));
                (crate::types::spelling(alternative.cfg).replace(' ', ""), classes.count())
            })
            .collect();
        seen.sort();
        seen
    }

    #[test]
    fn a_condition_and_its_opposite_are_one() {
        let item: ItemStruct = parse_quote! {
            #[cfg_attr(feature = "a", pyclass(name = "A"))]
            #[cfg_attr(not(feature = "a"), pyclass(name = "B"))]
            #[cfg_attr(feature = "b", serde)]
            struct X;
        };
        let expected = [("#[cfg(feature=\"a\")]", 1), ("#[cfg(not(feature=\"a\"))]", 1)];
        assert_eq!(seen(&item.attrs), expected.map(|(cfg, count)| (cfg.to_owned(), count)));
    }

    #[test]
    fn own_conditions_are_kept() {
        let item: ItemStruct = parse_quote! {
            #[cfg(unix)]
            #[pyclass]
            struct X;
        };
        assert_eq!(seen(&item.attrs), [("#[cfg(unix)]".to_owned(), 1)]);
    }
}
