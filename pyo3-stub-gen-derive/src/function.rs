//! `#[gen_stub_pyfunction]`, and what functions and methods have in common.

use crate::attr::cfg::{Alternative, alternatives};
use crate::attr::{
    Macro, MacroArguments, Pyo3Options, Site, StubOptions, Value, deprecated, entries, mentions,
};
use crate::docs::docstring;
use crate::emit::{finish, lints, skipped, submission, unknown_options};
use crate::errors::Errors;
use crate::grammar::{
    Each, Element, FunctionPart, FunctionText, If, ItemKind, List, MemberPart, OptionText, Part, Receiver,
    Sink, SnippetForm, WarningKind, WarningText,
};
use crate::parameters::parameters;
use crate::placement::Placement;
use crate::registrations::{Expansion, Name, Registrations};
use crate::signature::Signature;
use crate::snippet::Snippet;
use crate::statement::Statement;
use crate::syntax::{Function, arguments, output};
use crate::text::Text;
use crate::types::{self, Scope};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Attribute;
use syn::ext::IdentExt;

/// Expands `#[gen_stub_pyfunction]`.
pub fn expand(args: TokenStream, item: TokenStream) -> Expansion {
    let function = match Function::read(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            let mut errors = Errors::default();
            errors.at(error.span(), format!("`gen_stub_pyfunction` applies only to a function: {error}"));
            return finish(crate::strip::stripped(item), Registrations::default(), errors);
        }
    };
    let mut errors = Errors::default();
    let args = MacroArguments::read(args, Macro::Function, &mut errors);
    let registration =
        alternatives(&function.attrs, &["pyfunction", "pyo3", "gen_stub", "deprecated", "doc"])
            .iter()
            .map(|alternative| register(&function, alternative, &args, &mut errors))
            .collect();
    let item = if function.has_own_attributes() { function.into_token_stream() } else { item };
    finish(item, registration, errors)
}

/// A function under some conditions.
struct Registration<'a> {
    function: &'a Function,
    attrs: &'a [Attribute],
    cfg: &'a TokenStream,
    stub: &'a StubOptions,
    overloads: Overloads,
    options: Pyo3Options,
    name: String,
    module: Option<Text>,
}

fn register(
    function: &Function,
    Alternative { cfg, attrs }: &Alternative,
    args: &MacroArguments,
    errors: &mut Errors,
) -> Registrations {
    let mut stub = StubOptions::read(attrs, Site::Function, errors);
    let options = Pyo3Options::read(attrs, "pyfunction").with(args.pyfn.clone());
    let name = options.name().unwrap_or_else(|| function.sig.ident.unraw().to_string());
    let module = Placement::of(args, &stub, &options).module;
    if args.skip || stub.skip {
        return skipped(cfg, function.sig.ident.span(), &name, module.as_ref(), None);
    }
    stub.keep_text_signature(&options);
    let registration = Registration {
        function,
        attrs,
        cfg,
        stub: &stub,
        overloads: Overloads::of(args, &stub, errors),
        name,
        module,
        options,
    };
    let mut out = registration.snippet(errors);
    if registration.overloads.takes_rust_signature() {
        if args.pyfn.is_none() {
            out.add(registration.warning());
        }
        out.add(unknown_options(cfg, &registration.options));
        out.add(registration.submit(Name::Function(&function.sig.ident), &registration.statement(errors)));
    }
    out
}

impl Registration<'_> {
    fn submit(&self, name: Name<'_>, statement: &Statement) -> Registrations {
        submission(self.cfg, &lints(self.attrs), name, None, statement)
    }

    /// Returns the registration of what is written in Python: the whole function, or overloads of it.
    fn snippet(&self, errors: &mut Errors) -> Registrations {
        let Overloads { whole, others, has_own } = &self.overloads;
        let name = &self.name;
        let (kind, text) = match (whole, others) {
            (None, Some(others)) if *has_own => {
                (Statement::of((SnippetForm::Overloads, name.as_str())), others)
            }
            (Some(text), _) | (None, Some(text)) => (Statement::of(SnippetForm::Functions), text),
            (None, None) => return Registrations::default(),
        };
        let snippet = Snippet { kind, module: self.module.as_ref(), text };
        let mut out = self.submit(Name::None, &snippet.statement(&Scope::default(), errors));
        if let Some(warning) = async_text(&self.function.sig, text) {
            out.add(self.submit(Name::None, &warning));
        }
        out
    }

    /// Returns the warning that PyO3's attribute is above this one. It has removed its options, but the build succeeds.
    fn warning(&self) -> Registrations {
        if mentions(self.attrs, "pyfunction") {
            return Registrations::default();
        }
        let ident = &self.function.sig.ident;
        let name = ident.to_string();
        let text = WarningText { kind: WarningKind::AttributeOrder, name: name.as_str() };
        self.submit(Name::None, &Statement::of((ident.span(), (ItemKind::Warning, text))))
    }

    /// Returns the statement about the Rust signature.
    fn statement(&self, errors: &mut Errors) -> Statement {
        let Self { function, attrs, stub, options, .. } = self;
        let scope = Scope::default().with(&function.sig.generics);
        let signature = signature(options, errors);
        let skipped = usize::from(options.has("pass_module"));
        let arguments = arguments(function.sig.inputs.iter().skip(skipped));
        let parts = FunctionParts {
            is_async: function.sig.asyncness.is_some(),
            is_overload: self.overloads.others.is_some(),
            deprecated: deprecated(attrs, options),
            stub,
        };
        let text = FunctionText {
            name: self.name.as_str(),
            module: self.module.as_ref(),
            receiver: Receiver::None,
            parameters: List(parameters(&arguments, signature.as_ref(), &scope, errors)),
            returns: returns(stub, signature.as_ref(), || scope.result(output(&function.sig))),
            doc: docstring(attrs),
            parts: List(parts),
        };
        Statement::of((function.sig.ident.span(), (ItemKind::Function, text)))
    }
}

/// Returns the warning that `text` says `async def` of a function that is not `async`. What such a function returns can be
/// awaited, but it need not be a coroutine.
pub fn async_text(sig: &syn::Signature, text: &Text) -> Option<Statement> {
    if sig.asyncness.is_some() || !text.value()?.contains("async def ") {
        return None;
    }
    let name = sig.ident.to_string();
    let warning = WarningText { kind: WarningKind::AsyncText, name: name.as_str() };
    Some(Statement::of((text.span(), (ItemKind::Warning, warning))))
}

/// Reads `signature = (…)`.
pub fn signature(options: &Pyo3Options, errors: &mut Errors) -> Option<Signature> {
    errors.take(Signature::read(options.assigned("signature")?.clone()))
}

/// Returns the type of a function's result. `rust` gives the one that the Rust signature states.
pub fn returns(
    stub: &StubOptions,
    signature: Option<&Signature>,
    rust: impl FnOnce() -> Statement,
) -> Statement {
    let annotation = signature.and_then(|signature| signature.returns.as_ref());
    let without = || match annotation {
        Some(annotation) => types::python(&Text::Literal(annotation.clone())),
        None => rust(),
    };
    match &stub.override_return_type {
        Some(replacement) => replacement.statement(without),
        None => without(),
    }
}

/// The values of `python` and `python_overload`, in the macro's arguments or in `#[gen_stub]`.
pub struct Overloads {
    /// The whole definition.
    pub whole: Option<Text>,
    /// Overloads.
    pub others: Option<Text>,
    /// Whether the Rust signature is registered too.
    pub has_own: bool,
}

impl Overloads {
    /// Combines the macro's arguments with `#[gen_stub]`.
    pub fn of(args: &MacroArguments, stub: &StubOptions, errors: &mut Errors) -> Self {
        let whole = args.python.clone().or_else(|| stub.python.clone());
        let others = args.python_overload.clone().or_else(|| stub.python_overload.clone());
        if let (Some(_), Some(others)) = (&whole, &others) {
            errors.at(
                others.span(),
                "`python` and `python_overload` cannot be combined, because `python` replaces the definition to which \
                 `python_overload` adds overloads",
            );
        }
        let left_out = args.no_default_overload.or(stub.no_default_overload);
        if let (Some(span), None) = (left_out, &others) {
            errors.at(
                span,
                "`no_default_overload` needs `python_overload`, because the function would otherwise have no \
                 definition",
            );
        }
        Self { whole, others, has_own: left_out.is_none() }
    }

    /// Whether the stub has a definition from the Rust signature.
    pub fn takes_rust_signature(&self) -> bool {
        self.whole.is_none() && self.has_own
    }
}

/// Parts that only some functions and methods have.
#[derive(Clone)]
pub struct FunctionParts<'a> {
    /// `async fn`.
    pub is_async: bool,
    /// Whether a snippet contains other overloads.
    pub is_overload: bool,
    /// `#[deprecated]`.
    pub deprecated: Option<Statement>,
    /// `#[gen_stub]`.
    pub stub: &'a StubOptions,
}

impl Part<Statement> for FunctionParts<'_> {
    fn write(self, out: &mut Statement) {
        let Self { is_async, is_overload, deprecated, stub } = self;
        out.add(If(is_async.then_some(FunctionPart::Async)));
        out.add(If(is_overload.then_some(FunctionPart::Overload)));
        out.add(If(deprecated.map(|text| (FunctionPart::Deprecated, text))));
        out.add(stub_options(FunctionPart::StubOption, stub));
    }
}

/// Returns what only some members have: `#[deprecated]`, and options of `#[gen_stub]`.
pub fn member_parts(deprecated: Option<Statement>, stub: &StubOptions) -> Statement {
    let deprecated = If(deprecated.map(|text| (MemberPart::Deprecated, text)));
    Statement::of((deprecated, stub_options(MemberPart::StubOption, stub)))
}

/// Returns the options of `#[gen_stub]` that the generator asks about, each after `letter`.
pub fn stub_options<'a>(
    letter: impl Part<Statement> + Copy + 'a,
    stub: &'a StubOptions,
) -> impl Part<Statement> + 'a {
    Each(stub.for_generator.iter().map(move |(option, values)| {
        let values = List(Each(values.iter().map(|value| (Element::Next, value))));
        (letter, OptionText { option: *option, values })
    }))
}

/// Returns the name in an attribute's options that are one bare `key`, such as `#[getter(name)]`.
pub fn bare_name(attr: &syn::Attribute) -> Option<String> {
    let syn::Meta::List(list) = &attr.meta else { return None };
    if let Ok(text) = syn::parse2::<syn::LitStr>(list.tokens.clone()) {
        return Some(text.value());
    }
    match entries(list.tokens.clone()).ok()?.as_slice() {
        [entry] if matches!(entry.value, Value::Flag) => Some(entry.key.unraw().to_string()),
        _ => None,
    }
}
