//! The module that an item is in.

use crate::attr::{MacroArguments, Pyo3Options, StubOptions};
use crate::text::Text;
use proc_macro2::Span;
use syn::LitStr;

/// The module that an item is in.
pub struct Placement {
    /// The module; `None` is the extension module.
    pub module: Option<Text>,
    /// Whether the user said so, and not PyO3's `module`, which only sets `__module__`.
    pub is_placement: bool,
}

impl Placement {
    /// What the macro's argument, `#[gen_stub(module = …)]`, the module around the item, and PyO3 say,
    /// the first of them that says anything.
    pub fn of(args: &MacroArguments, stub: &StubOptions, options: &Pyo3Options) -> Self {
        let asked = args.module.clone().or_else(|| stub.module.clone());
        if asked.is_some() {
            return Self { module: asked, is_placement: true };
        }
        match &args.inside {
            Some(inside) => Self { module: relative(inside), is_placement: true },
            None => Self { module: options.text("module"), is_placement: false },
        }
    }
}

/// The module `path`, of which nothing is left for the extension module.
pub fn relative(path: &str) -> Option<Text> {
    if path.is_empty() { None } else { Some(Text::Literal(LitStr::new(path, Span::call_site()))) }
}
