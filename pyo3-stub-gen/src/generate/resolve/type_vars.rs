//! Type parameters for a Python that has no syntax for them: `TypeVar`s at the top of the file.

use super::availability;
use super::top_level_names::free_name;
use super::variance;
use crate::generate::config::PythonVersion;
use crate::generate::model::visit::{self, VisitMut};
use crate::generate::model::{
    Attribute, Class, Comments, Expr, Function, Ignore, Node, Symbol, TypeParam, TypeParamKind, When,
};
use crate::text::literal;
use std::collections::{BTreeMap, HashSet};

/// Replaces the type parameters in `nodes` if `version` has no syntax for them, and adds the `TypeVar`s in front.
///
/// `taken` contains the names that are in use.
pub(super) fn lower(nodes: &mut Vec<Node>, version: PythonVersion, taken: &mut HashSet<String>) {
    if !have_type_params(nodes) {
        return;
    }
    let mut lowering = Lowering { version, taken, made: BTreeMap::new(), in_scope: Variables::new() };
    visit::nodes_mut(&mut lowering, nodes);
    let mut made: Vec<(Definition, Made)> = lowering.made.into_iter().collect();
    made.sort_by_key(|(_, made)| made.index);
    let made = made.into_iter().map(|(definition, made)| Node::Attribute(definition.attribute(made.name)));
    nodes.splice(0..0, made);
}

/// Whether anything in `nodes` has type parameters, which is the case in few stubs.
fn have_type_params(nodes: &[Node]) -> bool {
    let mut found = false;
    visit::nodes(nodes, &mut |node| {
        found |= match node {
            Node::Class(class) => !class.type_params.is_empty(),
            Node::Function(function) => !function.type_params.is_empty(),
            Node::Attribute(_) | Node::Alias(_) => false,
        };
    });
    found
}

/// The properties that distinguish a `TypeVar` from others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Definition {
    name: String,
    kind: TypeParamKind,
    bound: Option<Expr>,
    default: Option<Expr>,
}

/// The variable that was made for a definition.
#[derive(Debug)]
struct Made {
    /// Its name.
    name: String,
    /// How many were made before it.
    index: usize,
}

/// The variable that replaces each type parameter in scope.
type Variables = BTreeMap<String, String>;

struct Lowering<'t> {
    version: PythonVersion,
    taken: &'t mut HashSet<String>,
    made: BTreeMap<Definition, Made>,
    in_scope: Variables,
}

impl VisitMut for Lowering<'_> {
    fn expr(&mut self, expr: &mut Expr) {
        replace(expr, &self.in_scope);
    }

    fn class(&mut self, class: &mut Class) {
        if self.has_no_syntax(&class.type_params) {
            for mut param in std::mem::take(&mut class.type_params) {
                param.kind = variance::of_protocol(class, &param.name, param.kind);
                class.type_params.push(param);
            }
        }
        let (outer, variables) = self.enter(&mut class.type_params);
        visit::bases_mut(self, class);
        if !variables.is_empty() && !class.bases.iter().any(binds_parameters) {
            match class.bases.iter_mut().find(|base| base.is_external("typing", "Protocol")) {
                Some(protocol) => *protocol = Expr::typing("Protocol").subscript(variables),
                None => class.bases.push(Expr::typing("Generic").subscript(variables)),
            }
        }
        visit::nodes_mut(self, &mut class.body);
        self.in_scope = outer;
    }

    fn function(&mut self, function: &mut Function) {
        // Only a class has a variance.
        for param in function.type_params.iter_mut().filter(|param| param.kind.variance().is_some()) {
            param.kind = TypeParamKind::Type;
        }
        let (outer, _) = self.enter(&mut function.type_params);
        visit::signature_mut(self, function);
        visit::decorators_mut(self, &mut function.decorators);
        self.in_scope = outer;
    }
}

impl Lowering<'_> {
    /// Takes the parameters that have no syntax, and brings their variables into scope. Returns what was in scope
    /// before, and the variables as arguments of `Generic`.
    fn enter(&mut self, params: &mut Vec<TypeParam>) -> (Variables, Vec<Expr>) {
        let outer = self.in_scope.clone();
        if !self.has_no_syntax(params) {
            params.iter().for_each(|param| {
                self.in_scope.remove(&param.name);
            });
            return (outer, Vec::new());
        }
        let mut variables = Vec::new();
        for mut param in std::mem::take(params) {
            visit::type_params_mut(self, std::slice::from_mut(&mut param));
            let kind = param.kind;
            let name = self.variable(&param);
            let variable = Expr::Written(name.clone());
            variables.push(match kind {
                TypeParamKind::Tuple => Expr::typing("Unpack").subscript(vec![variable]),
                TypeParamKind::Type
                | TypeParamKind::Covariant
                | TypeParamKind::Contravariant
                | TypeParamKind::Parameters => variable,
            });
            self.in_scope.insert(param.name, name);
        }
        (outer, variables)
    }

    /// Whether `version` has no syntax for `params`. Defaults came one version later than the parameters.
    fn has_no_syntax(&self, params: &[TypeParam]) -> bool {
        let minor = if params.iter().any(|param| param.default.is_some()) { 13 } else { 12 };
        !params.is_empty() && (self.version.major, self.version.minor) < (3, minor)
    }

    /// Returns the name of the variable for `param`. Equal parameters share one.
    fn variable(&mut self, param: &TypeParam) -> String {
        let definition = Definition {
            name: param.name.clone(),
            kind: param.kind,
            bound: param.bound.clone(),
            default: param.default.clone(),
        };
        if let Some(made) = self.made.get(&definition) {
            return made.name.clone();
        }
        let stem = param.name.trim_start_matches('_').trim_end_matches("_co").trim_end_matches("_contra");
        let suffix = match param.kind {
            TypeParamKind::Covariant => "_co",
            TypeParamKind::Contravariant => "_contra",
            TypeParamKind::Type | TypeParamKind::Tuple | TypeParamKind::Parameters => "",
        };
        let base = format!("_{stem}{suffix}");
        let without_number = base.trim_end_matches(|c: char| c.is_ascii_digit());
        let base = if self.taken.contains(&base) { without_number } else { &base };
        let name = free_name(base, self.taken);
        let made = Made { name: name.clone(), index: self.made.len() };
        self.made.insert(definition, made);
        name
    }
}

impl Definition {
    /// Returns `_T = TypeVar("_T", bound=int)`.
    fn attribute(self, name: String) -> Attribute {
        let class = match self.kind {
            TypeParamKind::Type | TypeParamKind::Covariant | TypeParamKind::Contravariant => "TypeVar",
            TypeParamKind::Tuple => "TypeVarTuple",
            TypeParamKind::Parameters => "ParamSpec",
        };
        // `default` came with Python 3.13. The backport has it for older versions.
        let module = if self.default.is_some() { availability::BACKPORT } else { "typing" };
        let mut arguments = vec![Expr::Literal(literal::string(&name))];
        let mut keywords = Vec::new();
        match self.bound {
            Some(Expr::Tuple(constraints)) => arguments.extend(constraints),
            Some(bound) => keywords.push(("bound".to_owned(), bound)),
            None => {}
        }
        if let Some(variance) = self.kind.variance() {
            keywords.push((variance.to_owned(), Expr::Literal("True".to_owned())));
        }
        keywords.extend(self.default.map(|default| ("default".to_owned(), default)));
        Attribute {
            when: When::default(),
            comments: Comments::default(),
            name,
            annotation: None,
            value: Some(Expr::Call(Box::new(Expr::external(module, class)), arguments, keywords)),
            doc: String::new(),
            ignore: Ignore::default(),
            position: None,
        }
    }
}

fn replace(expr: &mut Expr, variables: &Variables) {
    if variables.is_empty() {
        return;
    }
    expr.map_symbols(&mut |symbol| match symbol {
        Symbol::TypeParameter(name) => match variables.get(name) {
            Some(variable) => Expr::Written(variable.clone()),
            None => Expr::Name(symbol.clone()),
        },
        _ => Expr::Name(symbol.clone()),
    });
}

/// Whether `base` states the type parameters of the class.
fn binds_parameters(base: &Expr) -> bool {
    match base {
        Expr::Subscript(base, _) => {
            base.is_external("typing", "Generic") || base.is_external("typing", "Protocol")
        }
        _ => false,
    }
}
