//! `#[gen_stub_pymethods]`.
//!
//! Methods are registered with their Rust signatures. Only the generator knows how Python shows special methods.

mod accessors;
mod returned;
mod role;
mod skip;

use crate::attr::cfg::{Alternative, alternatives};
use crate::attr::{Macro, MacroArguments, Pyo3Options, Site, StubOptions, deprecated, is_consumed};
use crate::docs::docstring;
use crate::emit::{finish, lints, submission, unknown_options};
use crate::errors::Errors;
use crate::function::{FunctionParts, Overloads, async_text, returns, signature};
use crate::grammar::{
    FunctionText, ItemKind, List, MethodsPart, MethodsText, Receiver, SnippetForm, WarningKind, WarningText,
};
use crate::parameters::parameters;
use crate::registrations::{Expansion, Name, Registrations};
use crate::snippet::Snippet;
use crate::statement::Statement;
use crate::strip::stripped;
use crate::syntax::{Argument, Block, BlockItem, Function, arguments, output};
use crate::types::{Scope, spelling};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use role::{Method, Role};
use skip::skipped;
use syn::spanned::Spanned;
use syn::{Attribute, Type};

/// Expands `#[gen_stub_pymethods]`.
pub fn expand(args: TokenStream, item: TokenStream) -> Expansion {
    let mut errors = Errors::default();
    MacroArguments::read(args, Macro::Methods, &mut errors);
    let block = match Block::read(item.clone()) {
        Ok(block) => block,
        Err(error) => {
            errors.at(
                error.span(),
                format!("`gen_stub_pymethods` applies only to a `#[pymethods] impl` block: {error}"),
            );
            return finish(stripped(item), Registrations::default(), errors);
        }
    };
    if is_consumed(&block.attrs, "pymethods") {
        errors.at(
            Span::call_site(),
            "`#[gen_stub_pymethods]` needs a `#[pymethods]` below it; if `#[pymethods]` is above it, swap the two \
             lines, because `#[pymethods]` removes attributes such as `#[new]` and `#[getter]`",
        );
    }
    let registration = alternatives(&block.attrs, &["pymethods", "gen_stub"])
        .iter()
        .map(|alternative| register(&block, &alternative.cfg, &alternative.attrs, &mut errors))
        .collect();
    let item = match block.has_own_attributes() {
        true => syn::parse2::<Block>(item.clone()).map_or(item, Block::into_token_stream),
        false => item,
    };
    finish(item, registration, errors)
}

fn register(block: &Block, cfg: &TokenStream, attrs: &[Attribute], errors: &mut Errors) -> Registrations {
    let stub = StubOptions::read(attrs, Site::Block, errors);
    let mut members = Members { is_skipped: stub.skip, ..Members::of(block) };
    let mut warnings = Registrations::default();
    let mut item_attrs: Vec<Attribute> = attrs.to_vec();
    let mut bodies = block.bodies();
    for item in &block.items {
        match item {
            BlockItem::Function(function) => {
                let body = bodies.next().flatten();
                item_attrs.extend(function.attrs.iter().cloned());
                if !stub.skip {
                    warnings.add(unknown_options(cfg, &Pyo3Options::read(&function.attrs, "")));
                }
                for alternative in alternatives(&function.attrs, &["gen_stub"]) {
                    members.add(function, body, &alternative, errors);
                }
            }
            BlockItem::Constant(constant) => {
                item_attrs.extend(constant.attrs.iter().cloned());
                members.add_constant(constant, errors);
            }
            BlockItem::Other(_) => {}
        }
    }
    if stub.skip && members.list.is_empty() {
        return Registrations::default();
    }
    let lints = lints(&item_attrs);
    let class = block.self_ty.to_token_stream();
    let mut out = submission(cfg, &lints, Name::None, Some(&class), &members.statement());
    for (own_cfg, snippet) in &members.snippets {
        out.add(submission(&quote!(#cfg #own_cfg), &lints, Name::None, Some(&class), snippet));
    }
    for (own_cfg, warning) in &members.warnings {
        out.add(submission(&quote!(#cfg #own_cfg), &lints, Name::None, None, warning));
    }
    out.add(warnings);
    out
}

fn class_span(ty: &Type) -> Span {
    match ty {
        Type::Path(path) => path.path.segments.last().map_or_else(Span::call_site, |last| last.ident.span()),
        _ => Span::call_site(),
    }
}

/// The members of one block.
struct Members<'a> {
    class: &'a Type,
    scope: Scope,
    /// Whether `skip` leaves out the whole block.
    is_skipped: bool,
    /// The elements of the block's list.
    list: Statement,
    /// The snippets of single methods, with their conditions.
    snippets: Vec<(TokenStream, Statement)>,
    /// The warnings, with their conditions.
    warnings: Vec<(TokenStream, Statement)>,
}

impl<'a> Members<'a> {
    /// Returns a block without members.
    fn of(block: &'a Block) -> Self {
        Self {
            class: &block.self_ty,
            scope: Scope::of_class(block.self_ty.to_token_stream()),
            is_skipped: false,
            list: Statement::default(),
            snippets: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Returns the statement about the block.
    fn statement(&self) -> Statement {
        let name = spelling(self.class.to_token_stream());
        let text = MethodsText { rust_name: name.as_str(), parts: List(self.list.clone()) };
        Statement::of((class_span(self.class), (ItemKind::Methods, text)))
    }

    fn add(
        &mut self,
        function: &Function,
        body: Option<&TokenStream>,
        Alternative { cfg, attrs }: &Alternative,
        errors: &mut Errors,
    ) {
        let options = Pyo3Options::read(attrs, "");
        let method = Method::of(&function.sig.ident, attrs, &options);
        if self.is_skipped {
            self.list.add_under(cfg, skipped(&method.name));
            return;
        }
        let scope = self.scope.with(&function.sig.generics);
        let context = MethodContext {
            function,
            body,
            attrs,
            options: &options,
            method: &method,
            class: self.class,
            scope: &scope,
        };
        match method.role {
            Role::Method(receiver) => self.add_method(&context, receiver, cfg, errors),
            Role::Getter => self.add_member(cfg, context.getter(errors)),
            Role::Setter => self.add_member(cfg, context.setter(errors)),
            Role::Deleter => self.add_member(cfg, context.deleter(errors)),
            Role::ClassAttribute => self.add_member(cfg, context.class_attribute(errors)),
        }
    }

    fn add_member(&mut self, cfg: &TokenStream, member: Option<Statement>) {
        if let Some(member) = member {
            self.list.add_under(cfg, member);
        }
    }

    fn add_method(
        &mut self,
        context: &MethodContext<'_>,
        receiver: Receiver,
        cfg: &TokenStream,
        errors: &mut Errors,
    ) {
        let mut stub = StubOptions::read(context.attrs, Site::Method, errors);
        if stub.skip {
            self.list.add_under(cfg, skipped(&context.method.name));
            return;
        }
        stub.keep_text_signature(context.options);
        if let Some(default) = &stub.default {
            let text = WarningText { kind: WarningKind::MethodDefault, name: context.method.name.as_str() };
            let warning = Statement::of((default.span(), (ItemKind::Warning, text)));
            self.warnings.push((cfg.clone(), warning));
        }
        let overloads = Overloads::of(&MacroArguments::default(), &stub, errors);
        let mut snippets = Vec::new();
        if let Some(text) = &overloads.whole {
            snippets.push((SnippetForm::Method, text));
        }
        if let Some(text) = &overloads.others {
            let form = if overloads.has_own { SnippetForm::MethodOverloads } else { SnippetForm::Method };
            snippets.push((form, text));
        }
        for (kind, text) in snippets {
            let snippet = Snippet { kind: Statement::of(kind), module: None, text };
            self.snippets.push((cfg.clone(), snippet.statement(context.scope, errors)));
            self.warnings.extend(async_text(&context.function.sig, text).map(|it| (cfg.clone(), it)));
        }
        if overloads.takes_rust_signature() {
            let is_overload = overloads.others.is_some();
            self.list.add_under(cfg, context.method(receiver, &stub, is_overload, errors));
        }
    }
}

/// A function of the block, with its attributes.
struct MethodContext<'a> {
    function: &'a Function,
    body: Option<&'a TokenStream>,
    attrs: &'a [Attribute],
    options: &'a Pyo3Options,
    method: &'a Method,
    class: &'a Type,
    scope: &'a Scope,
}

impl<'a> MethodContext<'a> {
    /// Returns the arguments without the receiver.
    fn arguments(&self) -> Vec<Argument<'a>> {
        let skipped = usize::from(self.method.has_receiver);
        arguments(self.function.sig.inputs.iter().skip(skipped))
    }

    /// Returns the element of a method.
    fn method(
        &self,
        receiver: Receiver,
        stub: &StubOptions,
        is_overload: bool,
        errors: &mut Errors,
    ) -> Statement {
        let signature = signature(self.options, errors);
        let stated = match receiver {
            Receiver::New => None,
            _ => signature.as_ref(),
        };
        let parts = FunctionParts {
            is_async: self.function.sig.asyncness.is_some(),
            is_overload,
            deprecated: deprecated(self.attrs, self.options),
            stub,
        };
        let text = FunctionText {
            name: self.method.name.as_str(),
            module: None::<&str>,
            receiver,
            parameters: List(parameters(&self.arguments(), signature.as_ref(), self.scope, errors)),
            returns: returns(stub, stated, || self.result(receiver)),
            doc: docstring(self.attrs),
            parts: List(parts),
        };
        Statement::of((MethodsPart::Method, (self.function.sig.ident.span(), text)))
    }

    /// Returns the type of what Python gets.
    fn result(&self, receiver: Receiver) -> Statement {
        match (receiver, output(&self.function.sig)) {
            // Rust may return `(Self, Base)` or an initializer, but Python gets an instance.
            (Receiver::New, _) => self.scope.output(self.class),
            (_, Some(ty)) if matches!(self.method.name.as_str(), "__next__" | "__anext__") => {
                self.scope.item(ty)
            }
            (Receiver::Instance, ty) => {
                let itself = |ty| returned::itself(self.function, self.class, self.body, ty);
                ty.and_then(itself).unwrap_or_else(|| {
                    if self.method.name.starts_with("__") {
                        self.scope.special_result(ty)
                    } else {
                        self.scope.result(ty)
                    }
                })
            }
            (_, ty) => self.scope.result(ty),
        }
    }
}
