//! `#[gen_stub_pymethods]`.

mod accessors;
mod role;
mod slots;

use crate::attr::cfg::alternatives;
use crate::attr::{MacroArguments, Pyo3Options, StubOptions, deprecated};
use crate::class::is_consumed;
use crate::docs::docstring;
use crate::emit::{at, lints, option, submission};
use crate::errors::Errors;
use crate::function::{Extra, Overloads, Record, returns, signature};
use crate::parameters::{Calling, parameters};
use crate::signature::Signature;
use crate::snippet::Snippet;
use crate::strip::stripped;
use crate::syntax::{Argument, Block, BlockItem, Function, arguments, only_argument, output};
use crate::types::{Scope, spelling};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use role::{Method, Receiver, Role};
use slots::{COMPARISONS, Names, Returns, Slot};
use syn::{Attribute, Type};

const ALLOWED: &[&str] = &[
    "skip",
    "override_return_type",
    "type_ignore",
    "type_params",
    "self_type",
    "python",
    "python_overload",
    "no_default_overload",
];

/// Expands `#[gen_stub_pymethods]`.
pub fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    MacroArguments::read(args, &[], &mut errors);
    let block: Block = match syn::parse2(item.clone()) {
        Ok(block) => block,
        Err(error) => {
            errors.at(
                error.span(),
                format!("`gen_stub_pymethods` goes on a `#[pymethods] impl` block: {error}"),
            );
            return crate::finish(stripped(item), TokenStream::new(), errors);
        }
    };
    if is_consumed(&block.attrs, "pymethods") {
        errors.at(
            Span::call_site(),
            "`#[gen_stub_pymethods]` finds no `#[pymethods]` below it: if `#[pymethods]` stands above, it has \
             consumed `#[new]`, `#[getter]` and the like, so swap the two lines",
        );
    }
    let registration = alternatives(&block.attrs, &["pymethods", "gen_stub"])
        .iter()
        .map(|alternative| register(&block, &alternative.cfg, &alternative.attrs, &mut errors))
        .collect();
    crate::finish(block.into_token_stream(), registration, errors)
}

fn register(block: &Block, cfg: &TokenStream, attrs: &[Attribute], errors: &mut Errors) -> TokenStream {
    let stub = StubOptions::read(attrs, "a `#[pymethods]` block", &["skip"], errors);
    if stub.skip {
        return TokenStream::new();
    }
    let mut members = Members::of(block);
    let mut item_attrs: Vec<Attribute> = attrs.to_vec();
    for item in &block.items {
        match item {
            BlockItem::Function(function) => {
                item_attrs.extend(function.attrs.iter().cloned());
                for alternative in alternatives(&function.attrs, &["gen_stub"]) {
                    members.add(function, &alternative.cfg, &alternative.attrs, errors);
                }
            }
            BlockItem::Constant(constant) => {
                item_attrs.extend(constant.attrs.iter().cloned());
                members.add_constant(constant, errors);
            }
            BlockItem::Other(_) => {}
        }
    }
    let lints = lints(&item_attrs);
    let record = members.record(at(class_span(&block.self_ty)));
    let mut out = submission(cfg, &lints, "Methods", &record);
    for (own_cfg, snippet) in &members.snippets {
        out.extend(submission(&quote!(#cfg #own_cfg), &lints, "Snippet", snippet));
    }
    out
}

fn class_span(ty: &Type) -> Span {
    match ty {
        Type::Path(path) => path.path.segments.last().map_or_else(Span::call_site, |last| last.ident.span()),
        _ => Span::call_site(),
    }
}

/// The Python names of the block's functions.
fn python_names(block: &Block) -> Vec<String> {
    block
        .items
        .iter()
        .filter_map(|item| match item {
            BlockItem::Function(function) => {
                let options = Pyo3Options::read(&function.attrs, "");
                Some(Method::of(&function.sig.ident, &function.attrs, &options).name)
            }
            _ => None,
        })
        .collect()
}

/// The members of one block, as elements of the record's lists.
struct Members<'a> {
    class: &'a Type,
    scope: Scope,
    names: Vec<String>,
    constants: TokenStream,
    getters: TokenStream,
    setters: TokenStream,
    deleters: TokenStream,
    methods: TokenStream,
    /// The `Snippet` records of single methods, with their conditions.
    snippets: Vec<(TokenStream, TokenStream)>,
}

impl<'a> Members<'a> {
    /// No members yet.
    fn of(block: &'a Block) -> Self {
        Self {
            class: &block.self_ty,
            scope: Scope::of_class(block.self_ty.to_token_stream()),
            names: python_names(block),
            constants: TokenStream::new(),
            getters: TokenStream::new(),
            setters: TokenStream::new(),
            deleters: TokenStream::new(),
            methods: TokenStream::new(),
            snippets: Vec::new(),
        }
    }

    fn record(&self, at: TokenStream) -> TokenStream {
        let Self { class, constants, getters, setters, deleters, methods, .. } = self;
        let rust_name = spelling(class.to_token_stream());
        quote! {
            __stub::Methods {
                id: __stub::TypeId::of::<#class>,
                rust_name: #rust_name,
                constants: &[#constants],
                getters: &[#getters],
                setters: &[#setters],
                deleters: &[#deleters],
                methods: &[#methods],
                at: #at,
            }
        }
    }

    fn add(&mut self, function: &Function, cfg: &TokenStream, attrs: &[Attribute], errors: &mut Errors) {
        let options = Pyo3Options::read(attrs, "");
        let method = Method::of(&function.sig.ident, attrs, &options);
        let scope = self.scope.with(&function.sig.generics);
        let context = MethodContext {
            function,
            attrs,
            options: &options,
            method: &method,
            class: self.class,
            scope: &scope,
        };
        match method.role {
            Role::Method(receiver) => self.add_method(&context, receiver, cfg, errors),
            Role::Getter => self.getters.extend(with_cfg(cfg, context.getter(errors))),
            Role::Setter => self.setters.extend(with_cfg(cfg, context.setter(errors))),
            Role::Deleter => self.deleters.extend(with_cfg(cfg, context.deleter(errors))),
            Role::ClassAttribute => self.constants.extend(with_cfg(cfg, context.class_attribute(errors))),
        }
    }

    fn add_method(
        &mut self,
        context: &MethodContext<'_>,
        receiver: Receiver,
        cfg: &TokenStream,
        errors: &mut Errors,
    ) {
        let stub = StubOptions::read(context.attrs, "a method", ALLOWED, errors);
        if stub.skip {
            return;
        }
        let class = &self.class;
        let overloads = Overloads::of(&MacroArguments::default(), &stub, errors);
        let mut snippets = Vec::new();
        if let Some(text) = &overloads.whole {
            snippets.push((quote!(__stub::SnippetKind::Method(__stub::TypeId::of::<#class>)), text));
        }
        if let Some(text) = &overloads.others {
            let kind = if overloads.has_own { "MethodOverloads" } else { "Method" };
            let kind = syn::Ident::new(kind, Span::call_site());
            snippets.push((quote!(__stub::SnippetKind::#kind(__stub::TypeId::of::<#class>)), text));
        }
        for (kind, text) in snippets {
            let snippet = Snippet { kind, module: &None, text };
            self.snippets.push((cfg.clone(), snippet.record(context.scope, errors)));
        }
        if overloads.takes_rust_signature() {
            let is_overload = overloads.others.is_some();
            for (name, record) in context.methods(receiver, &stub, is_overload, errors) {
                // Python takes `__add__` itself before a sequence's `__concat__`.
                if name == context.method.name || !self.names.iter().any(|other| other == name) {
                    self.methods.extend(quote!(#cfg #record,));
                }
            }
        }
    }
}

fn with_cfg(cfg: &TokenStream, element: Option<TokenStream>) -> TokenStream {
    match element {
        Some(element) => quote!(#cfg #element,),
        None => TokenStream::new(),
    }
}

/// A function of the block, with what its attributes say.
struct MethodContext<'a> {
    function: &'a Function,
    attrs: &'a [Attribute],
    options: &'a Pyo3Options,
    method: &'a Method,
    class: &'a Type,
    scope: &'a Scope,
}

impl<'a> MethodContext<'a> {
    /// The arguments without the receiver.
    fn arguments(&self) -> Vec<Argument<'a>> {
        let skipped = usize::from(self.method.has_receiver);
        arguments(self.function.sig.inputs.iter().skip(skipped))
    }

    /// The names and records of a method: more than one for a slot with several names.
    fn methods(
        &self,
        receiver: Receiver,
        stub: &StubOptions,
        is_overload: bool,
        errors: &mut Errors,
    ) -> Vec<(&str, TokenStream)> {
        let signature = signature(self.options, errors);
        let slot = match receiver {
            Receiver::New => None,
            _ => slots::slot(&self.method.name),
        };
        let extra = Extra {
            self_type: stub.self_type.as_ref(),
            type_params: stub.type_params.as_ref(),
            is_async: self.function.sig.asyncness.is_some(),
            is_overload,
            deprecated: deprecated(self.attrs, self.options),
            type_ignore: stub.type_ignore.as_deref(),
        };
        let returns = match receiver {
            // Rust may return `(Self, Base)` or an initializer; Python gets an instance.
            Receiver::New => returns(stub, None, self.scope, Some(self.class)),
            _ => self.returns(stub, signature.as_ref(), slot.as_ref()),
        };
        let own = [self.method.name.as_str()];
        let names = match slot.as_ref().map(|slot| slot.names) {
            None | Some(Names::Own) => &own,
            Some(Names::Others(names)) => names,
            Some(Names::Comparisons) => COMPARISONS,
            Some(Names::Buffer) => &["__buffer__"],
            Some(Names::Hidden) => &[],
        };
        names
            .iter()
            .map(|name| {
                let record = Record {
                    name,
                    module: option(None::<TokenStream>),
                    receiver: receiver.variant(),
                    parameters: self.parameters(name, signature.as_ref(), slot.as_ref(), errors),
                    returns: returns.clone(),
                    doc: docstring(self.attrs),
                    extra: extra.clone(),
                    at: at(self.function.sig.ident.span()),
                };
                (*name, record.into_token_stream())
            })
            .collect()
    }

    fn parameters(
        &self,
        name: &str,
        signature: Option<&Signature>,
        slot: Option<&Slot>,
        errors: &mut Errors,
    ) -> TokenStream {
        let mut arguments = self.arguments();
        let calling = match slot {
            None => Calling::BySignature(signature),
            Some(Slot { names: Names::Buffer, .. }) => return quote!(__stub::BUFFER_FLAGS),
            Some(slot) => {
                arguments.retain(|argument| !crate::syntax::is_python(argument.ty));
                if slot.names == Names::Comparisons || name == "__ipow__" {
                    // The comparison, or a modulo that Python never passes.
                    arguments.truncate(1);
                }
                Calling::BySlot { optional: slot.optional, accepts_any: matches!(name, "__eq__" | "__ne__") }
            }
        };
        parameters(&arguments, &calling, self.scope, errors)
    }

    fn returns(&self, stub: &StubOptions, signature: Option<&Signature>, slot: Option<&Slot>) -> TokenStream {
        let declared = output(&self.function.sig);
        let is_overridden = stub.override_return_type.is_some();
        match slot {
            Some(Slot { returns: Returns::Itself, .. }) if !is_overridden => quote!(__stub::self_type),
            Some(Slot { names: Names::Buffer, .. }) if !is_overridden => quote!(__stub::memoryview),
            Some(Slot { returns: Returns::Next, .. }) => {
                returns(stub, signature, self.scope, declared.map(without_option))
            }
            _ => returns(stub, signature, self.scope, declared),
        }
    }
}

/// `T` of `Option<T>`, also as the value of a `Result`.
fn without_option(ty: &Type) -> &Type {
    let value = only_argument(ty, "PyResult").or_else(|| only_argument(ty, "Result")).unwrap_or(ty);
    only_argument(value, "Option").unwrap_or(ty)
}
