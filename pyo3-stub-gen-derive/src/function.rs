//! `#[gen_stub_pyfunction]`, and what functions and methods have in common.

use crate::attr::cfg::{Alternative, alternatives};
use crate::attr::{MacroArguments, Pyo3Options, StubOptions, Text, Value, deprecated, entries, mentions};
use crate::docs::docstring;
use crate::emit::{Name, lints, submission};
use crate::errors::Errors;
use crate::module::Placement;
use crate::parameters::parameters;
use crate::signature::Signature;
use crate::snippet::Snippet;
use crate::statement::Statement;
use crate::syntax::{Function, arguments, output};
use crate::types::{self, Scope};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Attribute;
use syn::ext::IdentExt;

/// The options of `#[gen_stub]` that functions have.
const ALLOWED: &[&str] = &[
    "skip",
    "override_return_type",
    "type_ignore",
    "module",
    "type_params",
    "python",
    "python_overload",
    "no_default_overload",
];

/// Expands `#[gen_stub_pyfunction]`.
pub fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let function = match Function::read(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            let mut errors = Errors::default();
            errors.at(error.span(), format!("`gen_stub_pyfunction` goes on a function: {error}"));
            return crate::finish(crate::strip::stripped(item), TokenStream::new(), errors);
        }
    };
    let mut errors = Errors::default();
    let allowed = ["module", "python", "python_overload", "no_default_overload", "skip"];
    let args = MacroArguments::read(args, &allowed, &mut errors);
    let registration =
        alternatives(&function.attrs, &["pyfunction", "pyo3", "gen_stub", "deprecated", "doc"])
            .iter()
            .map(|alternative| register(&function, alternative, &args, &mut errors))
            .collect();
    let item = if function.has_own_attributes() { function.into_token_stream() } else { item };
    crate::finish(item, registration, errors)
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
) -> TokenStream {
    let stub = StubOptions::read(attrs, "a function", ALLOWED, errors);
    if args.skip || stub.skip {
        return TokenStream::new();
    }
    let options = Pyo3Options::read(attrs, "pyfunction");
    let registration = Registration {
        function,
        attrs,
        cfg,
        stub: &stub,
        overloads: Overloads::of(args, &stub, errors),
        name: options.name().unwrap_or_else(|| function.sig.ident.unraw().to_string()),
        module: Placement::of(args, &stub, &options).module,
        options,
    };
    let mut out = registration.snippet(errors);
    if registration.overloads.takes_rust_signature() {
        out.extend(registration.warning());
        out.extend(registration.submit(Name::Function(&function.sig.ident), &registration.statement(errors)));
    }
    out
}

impl Registration<'_> {
    fn submit(&self, name: Name<'_>, statement: &Statement) -> TokenStream {
        submission(self.cfg, &lints(self.attrs), name, None, statement)
    }

    /// What is written in Python: the whole function, or overloads of it.
    fn snippet(&self, errors: &mut Errors) -> TokenStream {
        let Overloads { whole, others, has_own } = &self.overloads;
        let name = &self.name;
        let (kind, text) = match (whole, others) {
            (None, Some(others)) if *has_own => {
                let mut kind = Statement::of("o");
                kind.string(name);
                (kind, others)
            }
            (Some(text), _) | (None, Some(text)) => (Statement::of("f"), text),
            (None, None) => return TokenStream::new(),
        };
        let snippet = Snippet { kind, module: self.module.as_ref(), text };
        self.submit(Name::None, &snippet.statement(&Scope::default(), errors))
    }

    /// PyO3's attribute, when it stands above, has consumed its options, and nothing fails.
    fn warning(&self) -> TokenStream {
        if mentions(self.attrs, "pyfunction") {
            return TokenStream::new();
        }
        let ident = &self.function.sig.ident;
        let message = format!(
            "`#[gen_stub_pyfunction]` stands below `#[pyfunction]` on `{ident}`, where it cannot see PyO3's \
             options: write `#[gen_stub_pyfunction]` above `#[pyfunction]`",
        );
        let mut warning = Statement::default();
        warning.at(ident.span()).put("W").string(&message);
        self.submit(Name::None, &warning)
    }

    /// The function by its Rust signature.
    fn statement(&self, errors: &mut Errors) -> Statement {
        let Self { function, attrs, stub, options, .. } = self;
        let scope = Scope::default().with(&function.sig.generics);
        let signature = signature(options, errors);
        let skipped = usize::from(options.has("pass_module"));
        let arguments = arguments(function.sig.inputs.iter().skip(skipped));
        let record = Record {
            name: &self.name,
            module: self.module.as_ref(),
            receiver: "f",
            parameters: parameters(&arguments, signature.as_ref(), &scope, errors),
            returns: returns(stub, signature.as_ref(), &scope, output(&function.sig)),
            doc: docstring(attrs),
            extra: Extra {
                self_type: None,
                type_params: stub.type_params.as_ref(),
                is_async: function.sig.asyncness.is_some(),
                is_overload: self.overloads.others.is_some(),
                deprecated: deprecated(attrs, options),
                type_ignore: stub.type_ignore.as_deref(),
            },
        };
        let mut out = Statement::default();
        out.at(function.sig.ident.span()).put("F").add(record.statement());
        out
    }
}

/// `signature = (…)`.
pub fn signature(options: &Pyo3Options, errors: &mut Errors) -> Option<Signature> {
    errors.take(Signature::read(options.assigned("signature")?.clone()))
}

/// What a function returns.
pub fn returns(
    stub: &StubOptions,
    signature: Option<&Signature>,
    scope: &Scope,
    output: Option<&syn::Type>,
) -> Statement {
    let annotation = signature.and_then(|signature| signature.returns.as_ref());
    let without = || match (annotation, output) {
        (Some(annotation), _) => types::text(&Text::Literal(annotation.clone()), &[]),
        (None, Some(ty)) => scope.output(ty),
        (None, None) => Statement::of(types::NONE),
    };
    match &stub.override_return_type {
        Some(replacement) => replacement.statement(without),
        None => without(),
    }
}

/// What `python` and `python_overload` say: in the macro's arguments or in `#[gen_stub]`.
pub struct Overloads {
    /// The whole definition.
    pub whole: Option<Text>,
    /// Overloads.
    pub others: Option<Text>,
    /// Whether the Rust signature is registered too.
    pub has_own: bool,
}

impl Overloads {
    /// What the macro's arguments and `#[gen_stub]` say.
    pub fn of(args: &MacroArguments, stub: &StubOptions, errors: &mut Errors) -> Self {
        let whole = args.python.clone().or_else(|| stub.python.clone());
        let others = args.python_overload.clone().or_else(|| stub.python_overload.clone());
        if let (Some(_), Some(others)) = (&whole, &others) {
            errors.at(
                others.span(),
                "`python` and `python_overload` exclude each other: `python` is the whole definition, \
                 `python_overload` adds overloads to the one from the Rust signature",
            );
        }
        let left_out = args.no_default_overload.or(stub.no_default_overload);
        if let (Some(span), None) = (left_out, &others) {
            errors.at(
                span,
                "`no_default_overload` needs `python_overload`: without it nothing would be left to write",
            );
        }
        Self { whole, others, has_own: left_out.is_none() }
    }

    /// Whether the stub has a definition from the Rust signature.
    pub fn takes_rust_signature(&self) -> bool {
        self.whole.is_none() && self.has_own
    }
}

/// What is said about a function after its position.
pub struct Record<'a> {
    /// The Python name.
    pub name: &'a str,
    /// The module.
    pub module: Option<&'a Text>,
    /// The letter of how it is called.
    pub receiver: &'static str,
    /// The parameters.
    pub parameters: Statement,
    /// The result.
    pub returns: Statement,
    /// The docstring.
    pub doc: Statement,
    /// What most functions do not have.
    pub extra: Extra<'a>,
}

/// What most functions do not have.
#[derive(Clone)]
pub struct Extra<'a> {
    /// `self_type`.
    pub self_type: Option<&'a Text>,
    /// `type_params`.
    pub type_params: Option<&'a Text>,
    /// `async fn`.
    pub is_async: bool,
    /// Whether snippets give other overloads.
    pub is_overload: bool,
    /// `#[deprecated]`.
    pub deprecated: Option<Statement>,
    /// The rules of `type_ignore`.
    pub type_ignore: Option<&'a [syn::LitStr]>,
}

impl Record<'_> {
    /// What is said.
    pub fn statement(self) -> Statement {
        let Self { name, module, receiver, parameters, returns, doc, extra } = self;
        let mut out = Statement::default();
        out.string(name).maybe_text(module).put(receiver).add(parameters).put(".").add(returns).add(doc);
        extra.add_to(&mut out);
        out.put(".");
        out
    }
}

impl Extra<'_> {
    fn add_to(self, out: &mut Statement) {
        if let Some(self_type) = self.self_type {
            out.put("s").text(self_type);
        }
        if let Some(type_params) = self.type_params {
            out.put("p").text(type_params);
        }
        if self.is_async {
            out.put("a");
        }
        if self.is_overload {
            out.put("o");
        }
        add_extras(out, self.deprecated, self.type_ignore);
    }
}

/// What functions and members may have: `#[deprecated]`, and the rules of `type_ignore`.
pub fn add_extras(out: &mut Statement, deprecated: Option<Statement>, type_ignore: Option<&[syn::LitStr]>) {
    if let Some(deprecated) = deprecated {
        out.put("d").add(deprecated);
    }
    if let Some(rules) = type_ignore {
        out.put("g");
        for rule in rules {
            out.put("+").string(&rule.value());
        }
        out.put(".");
    }
}

/// What a bare `key` in an attribute's options, such as `#[getter(name)]`, names.
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
