//! The statements of a file, in their order: the module's own variables and classes, a class and an attribute for each
//! submodule, and the functions.

use super::contents::{Contents, child};
use super::hoisted::hoisted_name;
use super::parts::Part;
use super::protocols::ProtocolPlaces;
use crate::facts::ParameterKind;
use crate::generate::config::{AttributeForm, NestedForm, SubmoduleStyle};
use crate::generate::model::{
    ALL, Alias, Attribute, Class, CommentLines, Comments, Decorator, Expr, Function, Ignore, Items, Node,
    Parameter, RECEIVER_RULE, SubmoduleInfo, Symbol, When,
};
use crate::generate::python::is_identifier;
use crate::text::literal;

/// Returns the statements of the file of `part`, which has these `contents`.
///
/// Aliases of the extension's own classes come after these, because an assignment is evaluated where it stands and some
/// type checkers need the classes before it. Functions come last: a default may name a class, and ruff and black disagree
/// on the blank line between a function and a class.
pub(super) fn nodes(contents: Contents, part: &Part, style: SubmoduleStyle) -> Vec<Node> {
    let Items { variables, aliases, classes, functions, .. } = contents.items;
    let mut outline = Outline { style, qualified: &part.qualified, nodes: Vec::new(), aliases };
    for submodule in contents.attributes {
        let path = child(&part.path, &submodule);
        outline.top_level(submodule, &path);
    }
    let (late, early): (Vec<Alias>, Vec<Alias>) =
        outline.aliases.into_iter().partition(|alias| names_own_class(&alias.value));
    let mut nodes: Vec<Node> = variables.into_iter().map(Node::Attribute).collect();
    nodes.extend(early.into_iter().map(Node::Alias));
    nodes.extend(classes.into_iter().map(Node::Class));
    nodes.extend(outline.nodes);
    nodes.extend(late.into_iter().map(Node::Alias));
    nodes.extend(functions.into_iter().map(Node::Function));
    nodes
}

fn names_own_class(expr: &Expr) -> bool {
    let mut found = false;
    expr.for_each_symbol(&mut |symbol| found |= matches!(symbol, Symbol::Local(_) | Symbol::Protocol(_)));
    found
}

struct Outline<'a> {
    style: SubmoduleStyle,
    qualified: &'a ProtocolPlaces,
    nodes: Vec<Node>,
    /// Aliases at the top of the file: the module's own, and those that submodules hoist.
    aliases: Vec<Alias>,
}

impl Outline<'_> {
    /// Adds a submodule of the extension itself: its class, the classes of its own submodules, the attribute.
    fn top_level(&mut self, submodule: SubmoduleInfo, path: &[String]) {
        let attributes = self.attributes(&submodule, path);
        self.class_and_nested(submodule, path);
        self.nodes.extend(attributes);
    }

    /// Adds the class of `submodule`, and those of its own submodules if they are at the top of the file.
    fn class_and_nested(&mut self, mut submodule: SubmoduleInfo, path: &[String]) {
        if self.style.nested_form() == NestedForm::Inside {
            let class = self.class(submodule, path);
            self.nodes.push(Node::Class(class));
            return;
        }
        let below = std::mem::take(&mut submodule.submodules);
        let attributes =
            below.values().flat_map(|nested| self.attributes(nested, &child(path, nested))).collect();
        let class = self.class_with(submodule, path, attributes);
        self.nodes.push(Node::Class(class));
        for nested in below.into_values() {
            let path = child(path, &nested);
            self.class_and_nested(nested, &path);
        }
    }

    /// Returns the class of `submodule`, with those of its own submodules in it.
    fn class(&mut self, submodule: SubmoduleInfo, path: &[String]) -> Class {
        self.class_with(submodule, path, Vec::new())
    }

    /// Returns the class of `submodule`, with the attributes for its own submodules.
    fn class_with(&mut self, submodule: SubmoduleInfo, path: &[String], attributes: Vec<Node>) -> Class {
        let name = self.qualified.get(path).and_then(|place| place.last()).cloned().unwrap_or_default();
        let mut class = Class::new(name, None);
        class.decorators = vec![Decorator::Plain(Expr::typing("final"))];
        let (module, base) = self.style.base();
        class.bases = vec![Expr::external(module, base)];
        class.doc = class_doc(&submodule);
        let above = submodule.items.comments.clone();
        class.comments = CommentLines { above, ..CommentLines::default() }.into();
        class.body = self.body(submodule, path, attributes);
        class
    }

    fn body(&mut self, submodule: SubmoduleInfo, path: &[String], attributes: Vec<Node>) -> Vec<Node> {
        let Items { mut variables, aliases, classes, functions, .. } = submodule.items;
        // It follows the attributes of every module.
        variables.sort_by_key(|variable| variable.name != ALL);
        let of_module = module_attributes(self.style.is_module()).into_iter();
        let is_declared = |of_module: &Attribute| variables.iter().any(|own| own.name == of_module.name);
        let mut body: Vec<Node> = of_module.filter(|it| !is_declared(it)).map(Node::Attribute).collect();
        body.extend(variables.into_iter().map(Node::Attribute));
        for alias in aliases {
            let attribute = typed(&alias.name, alias.object.clone());
            body.push(Node::Attribute(Attribute { when: alias.when.clone(), ..attribute }));
            self.hoist(alias, path);
        }
        body.extend(attributes);
        body.extend(classes.into_iter().map(Node::Class));
        for nested in submodule.submodules.into_values() {
            let path = child(path, &nested);
            let alternatives = nested.when.clone();
            let class = self.class(nested, &path);
            let conditional = alternatives.into_iter().map(|when| Class { when, ..class.clone() });
            body.extend(conditional.map(Node::Class));
        }
        body.extend(functions.into_iter().map(static_method).map(Node::Function));
        body
    }

    /// Moves an alias, which cannot be in a protocol, to the top of the file under a private name.
    fn hoist(&mut self, alias: Alias, path: &[String]) {
        let name = hoisted_name(self.qualified, path, &alias.name);
        let mut value = alias.value;
        if let Expr::Call(_, arguments, _) = &mut value
            && let Some(stated) =
                arguments.first_mut().filter(|it| **it == Expr::Literal(literal::string(&alias.name)))
        {
            // `NewType` and its like state the name that they are assigned to.
            *stated = Expr::Literal(literal::string(&name));
        }
        self.aliases.push(Alias { name, value, ..alias });
    }

    /// Returns the attribute for `submodule`, with its docstring, once for each condition under which it exists, if its name can be
    /// written. Editors show the text below an attribute, and not the docstring of its type.
    fn attributes(&self, submodule: &SubmoduleInfo, path: &[String]) -> Vec<Node> {
        if !is_identifier(&submodule.name) {
            return Vec::new();
        }
        let class = Expr::Name(Symbol::Protocol(path.to_vec()));
        let (annotation, value) = match self.style.attribute_form() {
            AttributeForm::Alias => (None, Some(class)),
            AttributeForm::Instance => (Some(class), None),
        };
        let doc = submodule.doc.clone();
        let attribute = Attribute { annotation, value, doc, ..typed(&submodule.name, Expr::None) };
        let conditional =
            submodule.when.iter().map(|when| Attribute { when: when.clone(), ..attribute.clone() });
        conditional.map(Node::Attribute).collect()
    }
}

/// Returns the docstring of the class: its purpose, then the docstring of the module.
fn class_doc(submodule: &SubmoduleInfo) -> String {
    let own = submodule.doc.trim_end();
    let separator = if own.is_empty() { "" } else { "\n\n" };
    format!("Type protocol for the {} submodule.{separator}{own}", submodule.name)
}

/// Returns the attributes of every module. A subclass of `ModuleType` inherits them, but must override `__getattr__`,
/// which would accept all other names.
fn module_attributes(is_module: bool) -> Vec<Attribute> {
    let name = typed("__name__", Expr::builtin("str"));
    let or_none = |of| Expr::union([of, Expr::None]);
    if is_module {
        let ignore = Ignore {
            mypy: vec!["assignment", "misc"],
            ty: vec!["incompatible-attribute-override"],
            pyright: vec!["reportIncompatibleMethodOverride"],
            ..Ignore::default()
        };
        return vec![name, Attribute { ignore, ..typed("__getattr__", Expr::None) }];
    }
    vec![
        name,
        typed("__doc__", or_none(Expr::builtin("str"))),
        typed("__loader__", or_none(Expr::external("importlib.abc", "Loader"))),
        typed("__package__", or_none(Expr::builtin("str"))),
        typed("__spec__", or_none(Expr::external("importlib.machinery", "ModuleSpec"))),
    ]
}

fn receiver() -> Parameter {
    Parameter {
        name: "self".to_owned(),
        kind: ParameterKind::PositionalOrKeyword,
        annotation: None,
        default: None,
    }
}

fn typed(name: &str, annotation: Expr) -> Attribute {
    Attribute {
        when: When::default(),
        comments: Comments::default(),
        name: name.to_owned(),
        annotation: Some(annotation),
        value: None,
        doc: String::new(),
        ignore: Ignore::default(),
        position: None,
    }
}

/// Converts a function of a module to a member of a class. It is not bound to the module, so it does not take `self`.
///
/// `__getattr__` is called for names that the object lacks, so it takes the object.
fn static_method(mut function: Function) -> Function {
    if function.name == "__getattr__" {
        function.parameters.insert(0, receiver());
        return function;
    }
    if function.takes_receiver() && !function.comments.beside.iter().any(|it| it.contains(RECEIVER_RULE)) {
        function.ignore.pyright.push(RECEIVER_RULE);
    }
    let decorator = Decorator::Plain(Expr::builtin("staticmethod"));
    let after_overload = usize::from(function.is_decorated("typing", "overload"));
    function.decorators.insert(after_overload, decorator);
    function
}
