//! The module that an item is in.

use crate::attr::{MacroArguments, Pyo3Options, StubOptions};
use crate::text::Text;
use proc_macro2::Span;
use syn::LitStr;

/// The module that an item is in.
pub struct Placement {
    /// The module. `None` is the extension module.
    pub module: Option<Text>,
    /// Whether it is where the item is. PyO3's `module` only sets `__module__`.
    pub is_placement: bool,
}

impl Placement {
    /// Returns the module from the macro's argument, `#[gen_stub(module = …)]`, the module around the item or PyO3's
    /// option, in this order of precedence.
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

/// Returns the module `path`, which is empty for the extension module.
pub fn relative(path: &str) -> Option<Text> {
    if path.is_empty() { None } else { Some(Text::Literal(LitStr::new(path, Span::call_site()))) }
}
