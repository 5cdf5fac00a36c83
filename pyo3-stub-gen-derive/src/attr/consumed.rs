//! Whether PyO3's attribute ran before a macro of this crate, and is gone.

use super::cfg::CfgAttr;
use super::{last_segment, mentions};
use syn::Attribute;

/// Whether PyO3's attribute `name` is gone, because it ran first.
///
/// An attribute macro that this crate does not know may be PyO3's under another name, unless a
/// `#[derive]` above it shows that it is a derive's helper.
pub fn is_consumed(attrs: &[Attribute], name: &str) -> bool {
    let is_there = mentions(attrs, name)
        || attrs
            .iter()
            .filter_map(CfgAttr::of)
            .any(|cfg_attr| cfg_attr.metas.iter().any(|meta| last_segment(meta.path(), name)));
    let before_derive = attrs.iter().take_while(|attr| !attr.path().is_ident("derive"));
    !is_there && before_derive.into_iter().all(is_built_in)
}

/// Whether the attribute belongs to the compiler or to a tool.
fn is_built_in(attr: &Attribute) -> bool {
    const KNOWN: &[&str] = &[
        "allow",
        "automatically_derived",
        "cfg",
        "cfg_attr",
        "cold",
        "deny",
        "deprecated",
        "doc",
        "expect",
        "forbid",
        "gen_stub",
        "inline",
        "must_use",
        "non_exhaustive",
        "pyo3",
        "repr",
        "warn",
    ];
    let path = attr.path();
    match path.get_ident() {
        Some(ident) => KNOWN.iter().any(|known| ident == known),
        None => path
            .segments
            .first()
            .is_some_and(|first| ["clippy", "rustfmt", "diagnostic"].iter().any(|tool| first.ident == tool)),
    }
}
